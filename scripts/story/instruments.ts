import { markOf } from './names.ts';
import { at, type Stem } from './stem-told.ts';

/** Where a meter's non-resettable totaliser stands; each delivery goes on from the one before. */
const totalisers = new Map<string, number>();
const tonnes = (tenthsKg: number): string => `${Math.floor(tenthsKg / 10_000)}.${String(tenthsKg % 10_000).padStart(4, '0')}`;

/** The ticket of a meter, by what is printed on it; its density is the typical one, so its temperature is that of it. */
export function metered(stem: Stem, meter: string, massKg: number): object {
  const { densityKgPerM3, densityAtC: temperatureC } = stem.depot.grade;
  const openAt = totalisers.get(meter) ?? 1000 * 10_000;
  const closeAt = openAt + massKg * 10;
  totalisers.set(meter, closeAt);
  return {
    method: 'meter',
    tickets: [
      {
        number: `MT-${markOf(stem.name)}`,
        meter,
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
        seals: { report: `ASSUMED-${meter}`, intactBefore: true, intactAfter: true },
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
