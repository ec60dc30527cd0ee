import type { Meter } from './ground.ts';
import { markOf } from './names.ts';
import { at, type Stem } from './stem-told.ts';

const tonnes = (tenthsKg: number): string => `${Math.floor(tenthsKg / 10_000)}.${String(tenthsKg % 10_000).padStart(4, '0')}`;

/** The ticket of a meter, whose totaliser goes on by what it has measured; its density is the typical one, so its temperature is that of it. */
export function metered(stem: Stem, meter: Meter, massKg: number): object {
  const { densityKgPerM3, densityAtC: temperatureC } = stem.depot.grade;
  const openAt = meter.readsTenthsKg;
  const closeAt = openAt + massKg * 10;
  meter.readsTenthsKg = closeAt;
  return {
    method: 'meter',
    tickets: [
      {
        number: `MT-${markOf(stem.name)}`,
        meter: meter.serial,
        openT: tonnes(openAt),
        closeT: tonnes(closeAt),
        resettableOpenT: '0.0000',
        resettableCloseT: tonnes(massKg * 10),
        massInAirT: tonnes(massKg * 10),
        temperatureC,
        densityKgPerM3,
        pumpStartAt: at(stem.clock, 190).occurredAt,
        pumpEndAt: at(stem.clock, 470).occurredAt,
        printedAt: at(stem.clock, 475).occurredAt,
        seals: { report: `ASSUMED-${meter.serial}`, intactBefore: true, intactAfter: true },
      },
    ],
  };
}

/** A heel stays in the tank, so that the gauges before and after show a tank and not the delivery alone. */
const heelM3 = 200;

export function gauged(stem: Stem, tank: string, volumeM3: number): object {
  const { densityKgPerM3, densityAtC } = stem.depot.grade;
  const gauge = (m3: number, minutes: number) => ({
    tank,
    volumeM3: m3,
    temperatureC: densityAtC,
    pressureMPa: 0.12,
    densityKgPerM3,
    at: at(stem.clock, minutes).occurredAt,
  });
  return { method: 'gauging', before: [gauge(volumeM3 + heelM3, 185)], after: [gauge(heelM3, 475)], vapour: null };
}

export const weighed = (stem: Stem, massKg: number): object => ({
  method: 'weighbridge',
  tickets: [
    {
      number: `WB-${markOf(stem.name)}`,
      weighbridge: 'Weighbridge 1',
      fullKg: massKg + 15_000,
      emptyKg: 15_000,
      at: at(stem.clock, 470).occurredAt,
    },
  ],
});
