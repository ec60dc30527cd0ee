import { totaliserTenthsKg } from '../measure/totaliser.ts';
import type { Reason } from '../refusal.ts';
import type { Gauge, Measurement, MeterTicket } from './measurement.ts';
import { leftTanks } from './weigh.ts';

/** No stem weighs a million tonnes: beyond it a reading is a slip of the pen. */
const mostKg = 1_000_000_000;

/** No reading is older than this when its delivery begins, however late that is recorded: beyond it a year was mistyped. */
const oldestMs = 31 * 86_400_000;

/**
 * What no instrument can have shown: a totaliser that runs back, a tank that is fuller afterwards, an end before its start,
 * a reading taken after `latest`, or long before the delivery began. Everything else that was measured is recorded, however odd it looks.
 */
export function faultsOfMeasurement(measurement: Measurement, begunAt: Date, latest: Date): readonly Reason[] {
  const earliest = new Date(begunAt.getTime() - oldestMs);
  const misdated = momentsOf(measurement).flatMap(({ field, at }): Reason[] => {
    if (Date.parse(at) > latest.getTime()) return [impossible(field, `${at} > ${latest.toISOString()}`)];
    return Date.parse(at) < earliest.getTime() ? [impossible(field, `${at} < ${earliest.toISOString()}`)] : [];
  });
  return [...faultsByMethod(measurement), ...misdated];
}

/** The moment at which the last reading of a delivery was taken. */
export const endOfMeasurement = (measurement: Measurement): string =>
  new Date(Math.max(...momentsOf(measurement).map(({ at, ends }) => (ends ? Date.parse(at) : 0)))).toISOString();

/** A mass that a posting cannot carry: less than half a kilogram, or more than any stem. */
export const massFault = (massKg: number): readonly Reason[] => (massKg >= 1 && massKg <= mostKg ? [] : [impossible('', `${massKg} kg`)]);

const impossible = (field: string, why: string): Reason => ({
  code: 'MEASUREMENT_IMPOSSIBLE',
  field: `body.measurement${field === '' ? '' : `.${field}`}`,
  values: { why },
});

function faultsByMethod(measurement: Measurement): Reason[] {
  switch (measurement.method) {
    case 'meter':
      return measurement.tickets.flatMap(ticketFaults);
    case 'gauging':
      return gaugingFaults(measurement.before, measurement.after);
    case 'weighbridge':
      return measurement.tickets.flatMap((ticket, place) =>
        ticket.fullKg > ticket.emptyKg ? [] : [impossible(`tickets.${place}.emptyKg`, `${ticket.emptyKg} kg ≥ ${ticket.fullKg} kg`)],
      );
  }
}

function ticketFaults(ticket: MeterTicket, place: number): Reason[] {
  const at = (name: string) => `tickets.${place}.${name}`;
  const faults: Reason[] = [];
  if (totaliserTenthsKg(ticket.closeT) <= totaliserTenthsKg(ticket.openT)) {
    faults.push(impossible(at('closeT'), `${ticket.closeT} t ≤ ${ticket.openT} t`));
  }
  if (totaliserTenthsKg(ticket.massInAirT) <= 0n) faults.push(impossible(at('massInAirT'), `${ticket.massInAirT} t`));
  if (Date.parse(ticket.pumpEndAt) < Date.parse(ticket.pumpStartAt)) {
    faults.push(impossible(at('pumpEndAt'), `${ticket.pumpEndAt} < ${ticket.pumpStartAt}`));
  }
  if (Date.parse(ticket.printedAt) < Date.parse(ticket.pumpEndAt)) {
    faults.push(impossible(at('printedAt'), `${ticket.printedAt} < ${ticket.pumpEndAt}`));
  }
  return faults;
}

function gaugingFaults(before: readonly Gauge[], after: readonly Gauge[]): Reason[] {
  const tanks = new Set(before.map(({ tank }) => tank));
  if (tanks.size !== before.length || after.length !== before.length || new Set(after.map(({ tank }) => tank)).size !== after.length) {
    return [impossible('after', 'each tank is gauged once before and once after 每舱加注前后各计量一次')];
  }
  const faults: Reason[] = after
    .filter(({ tank }) => !tanks.has(tank))
    .map(({ tank }) => impossible('after', `${tank} was not gauged before`));
  for (const [place, gauge] of after.entries()) {
    const first = before.find(({ tank }) => tank === gauge.tank);
    if (first && Date.parse(gauge.at) < Date.parse(first.at)) faults.push(impossible(`after.${place}.at`, `${gauge.at} < ${first.at}`));
  }
  if (faults.length > 0) return faults;
  const { trueKg, volumeM3 } = leftTanks(before, after);
  const left = trueKg > 0 && volumeM3 > 0 && isLiquid(trueKg / volumeM3);
  return left ? [] : [impossible('after', `${volumeM3} m³, ${Math.round(trueKg)} kg`)];
}

/** No fuel is lighter or heavier than this, kg/m³: such a difference is that of two readings that do not belong together. */
const isLiquid = (densityKgPerM3: number): boolean => densityKgPerM3 >= 100 && densityKgPerM3 <= 2_000;

function momentsOf(measurement: Measurement): { readonly field: string; readonly at: string; readonly ends: boolean }[] {
  switch (measurement.method) {
    case 'meter':
      return measurement.tickets.flatMap(({ pumpStartAt, pumpEndAt, printedAt }, place) => [
        { field: `tickets.${place}.pumpStartAt`, at: pumpStartAt, ends: false },
        { field: `tickets.${place}.pumpEndAt`, at: pumpEndAt, ends: true },
        { field: `tickets.${place}.printedAt`, at: printedAt, ends: false },
      ]);
    case 'gauging':
      return [
        ...measurement.before.map(({ at }, place) => ({ field: `before.${place}.at`, at, ends: false })),
        ...measurement.after.map(({ at }, place) => ({ field: `after.${place}.at`, at, ends: true })),
      ];
    case 'weighbridge':
      return measurement.tickets.map(({ at }, place) => ({ field: `tickets.${place}.at`, at, ends: true }));
  }
}
