import { weightedMean } from '../measure/sum.ts';
import { totaliserTenthsKg } from '../measure/totaliser.ts';
import type { ItemValue } from './delivery-note.ts';
import type { Measurement, MeterTicket } from './measurement.ts';
import type { Found } from './mix.ts';
import type { NoteFacts, Sources } from './note-facts.ts';
import { leftTanks } from './weigh.ts';

type Tickets = readonly MeterTicket[];

/** What the tickets of a metered delivery say, as printed; of several tickets all, in their order. */
export function meteredItems({ delivery: { measurement } }: NoteFacts): Sources {
  if (measurement.method !== 'meter') return {};
  const { tickets } = measurement;
  const each = (of: (ticket: MeterTicket) => string) => () => measured(oneOrAll(tickets.map(of)));
  const all = (of: (ticket: MeterTicket) => boolean) => () => measured(tickets.every(of));
  return {
    meterId: () => measured(distinct(tickets.map(({ meter }) => meter)).join(', ')),
    'meterSealReport.report': () => measured(distinct(tickets.map(({ seals }) => seals.report)).join(', ')),
    'meterSealReport.intactBefore': all(({ seals }) => seals.intactBefore),
    'meterSealReport.intactAfter': all(({ seals }) => seals.intactAfter),
    totaliserNonResettableOpen: each(({ openT }) => openT),
    totaliserNonResettableClose: each(({ closeT }) => closeT),
    totaliserResettableOpen: each(({ resettableOpenT }) => resettableOpenT),
    meteredMassInAir: each(({ massInAirT }) => massInAirT),
    pumpStartAt: each(({ pumpStartAt }) => pumpStartAt),
    pumpEndAt: each(({ pumpEndAt }) => pumpEndAt),
    ticketPrintedAt: each(({ printedAt }) => printedAt),
  };
}

/** Density and temperature of what left, as the instruments had them; null where none was read (a weighbridge). */
export function flowing(measurement: Measurement): { readonly density: Found; readonly temperature: Found } | null {
  switch (measurement.method) {
    case 'weighbridge':
      return null;
    case 'meter': {
      const [first, ...others] = measurement.tickets;
      if (!first) return null;
      if (others.length === 0) return { density: measured(first.densityKgPerM3), temperature: measured(first.temperatureC) };
      const kg = ({ massInAirT }: MeterTicket) => Number(totaliserTenthsKg(massInAirT)) / 10;
      const total = measurement.tickets.reduce((sum, ticket) => sum + kg(ticket), 0);
      const volume = measurement.tickets.reduce((sum, ticket) => sum + kg(ticket) / ticket.densityKgPerM3, 0);
      const temperatureC = weightedMean(measurement.tickets.map((ticket) => ({ weight: kg(ticket), value: ticket.temperatureC })));
      return { density: { value: total / volume, basis: 'computed' }, temperature: { value: temperatureC, basis: 'computed' } };
    }
    case 'gauging': {
      const { trueKg, volumeM3 } = leftTanks(measurement.before, measurement.after);
      const temperatureC = weightedMean(measurement.before.map((gauge) => ({ weight: gauge.volumeM3, value: gauge.temperatureC })));
      const one = measurement.before.length === 1;
      return {
        density: { value: trueKg / volumeM3, basis: 'computed' },
        temperature: { value: temperatureC, basis: one ? 'measured' : 'computed' },
      };
    }
  }
}

/** Pressure in the tanks from which a gas was pumped, before; null where none was gauged. */
export function gaugedPressureMPa(measurement: Measurement): Found | null {
  if (measurement.method !== 'gauging') return null;
  const { before } = measurement;
  const value = weightedMean(before.map((gauge) => ({ weight: gauge.volumeM3, value: gauge.pressureMPa })));
  return { value, basis: before.length === 1 ? 'measured' : 'computed' };
}

/** When the first fuel flowed; null where the method does not tell. */
export function firstFlow({ log, measurement }: NoteFacts['delivery']): Found<string> | null {
  if (measurement.method === 'meter') return measured(earliest(measurement.tickets));
  const start = log.find(({ kind }) => kind === 'start');
  return start ? { value: start.at, basis: 'register' } : null;
}

const earliest = (tickets: Tickets): string =>
  tickets.reduce(
    (first, { pumpStartAt }) => (Date.parse(pumpStartAt) < Date.parse(first) ? pumpStartAt : first),
    tickets[0]?.pumpStartAt ?? '',
  );

const measured = <T extends ItemValue>(value: T): Found<T> => ({ value, basis: 'measured' });
const distinct = (values: readonly string[]): string[] => [...new Set(values)];
const oneOrAll = (values: readonly string[]): ItemValue => (values.length === 1 && values[0] !== undefined ? values[0] : values);
