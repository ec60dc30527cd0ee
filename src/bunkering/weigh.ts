import { massInAirKg } from '../measure/buoyancy.ts';
import { lngEnergy } from '../measure/lng-energy.ts';
import { roundKg } from '../measure/rounding.ts';
import type { BuoyancySetting } from '../measure/settings.ts';
import { meteredMassKg, totaliserTenthsKg } from '../measure/totaliser.ts';
import { massFromVolumeKg } from '../measure/volume.ts';
import type { Reason } from '../refusal.ts';
import type { Gauge, Measurement, MeterTicket, VapourReturn } from './measurement.ts';

export interface Weighed {
  /** Whole kilograms, rounded once. */
  readonly massKg: number;
  readonly volumeM3: number | null;
  /** Net energy of a liquefied gas where its vapour was measured. */
  readonly energyMj: number | null;
  /** What a second look is asked for; none of it refuses a measured fact. */
  readonly doubts: readonly Doubt[];
}

export interface Doubt {
  readonly code: 'TICKET_MASS_DIFFERS' | 'RESETTABLE_NOT_ZERO' | 'SEAL_BROKEN';
  readonly ticket: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface WeighingRules {
  readonly massBasis: 'in-air' | 'true';
  readonly buoyancy: BuoyancySetting;
  /** How far the mass on a ticket may lie from the totalisers' difference, per cent. */
  readonly ticketTolerancePct: number;
  /** Higher heating value by mass, for the energy of a liquefied gas. */
  readonly hhvMjPerKg: number | null;
}

/** The measured mass of a delivery; what cannot be a measurement at all is told by `faultsOfMeasurement` before. */
export function weigh(measurement: Measurement, rules: WeighingRules): Weighed {
  switch (measurement.method) {
    case 'meter':
      return metered(measurement.tickets, rules);
    case 'gauging':
      return gauged(measurement.before, measurement.after, measurement.vapour, rules);
    case 'weighbridge': {
      const massKg = measurement.tickets.reduce((total, ticket) => total + ticket.fullKg - ticket.emptyKg, 0);
      return Object.freeze({ massKg, volumeM3: null, energyMj: null, doubts: [] });
    }
  }
}

function metered(tickets: readonly MeterTicket[], rules: WeighingRules): Weighed {
  const tenths = tickets.reduce((total, ticket) => total + totaliserTenthsKg(ticket.massInAirT), 0n);
  const massKg = roundKg(Number(tenths) / 10);
  return Object.freeze({ massKg, volumeM3: null, energyMj: null, doubts: tickets.flatMap((ticket) => doubtsOf(ticket, rules)) });
}

function doubtsOf(ticket: MeterTicket, { ticketTolerancePct }: WeighingRules): Doubt[] {
  const doubts: Doubt[] = [];
  const byTotaliser = meteredMassKg(ticket.openT, ticket.closeT);
  const onTicket = Number(totaliserTenthsKg(ticket.massInAirT)) / 10;
  if (Math.abs(onTicket - byTotaliser) * 100 > byTotaliser * ticketTolerancePct) {
    doubts.push({ code: 'TICKET_MASS_DIFFERS', ticket: ticket.number, values: { ticketKg: onTicket, totaliserKg: byTotaliser } });
  }
  if (totaliserTenthsKg(ticket.resettableOpenT) !== 0n) {
    doubts.push({ code: 'RESETTABLE_NOT_ZERO', ticket: ticket.number, values: { reading: ticket.resettableOpenT } });
  }
  if (!ticket.seals.intactBefore || !ticket.seals.intactAfter)
    doubts.push({ code: 'SEAL_BROKEN', ticket: ticket.number, values: { report: ticket.seals.report } });
  return doubts;
}

function gauged(before: readonly Gauge[], after: readonly Gauge[], vapour: VapourReturn | null, rules: WeighingRules): Weighed {
  const trueKg =
    total(before, (gauge) => massFromVolumeKg(gauge.volumeM3, gauge.densityKgPerM3)) -
    total(after, (gauge) => massFromVolumeKg(gauge.volumeM3, gauge.densityKgPerM3));
  const volumeM3 = total(before, (gauge) => gauge.volumeM3) - total(after, (gauge) => gauge.volumeM3);
  const densityKgPerM3 = trueKg / volumeM3;
  const massKg = roundKg(rules.massBasis === 'in-air' ? massInAirKg(trueKg, densityKgPerM3, rules.buoyancy) : trueKg);
  return Object.freeze({ massKg, volumeM3, energyMj: energyOf(volumeM3, densityKgPerM3, vapour, rules.hhvMjPerKg), doubts: [] });
}

function energyOf(liquidVolumeM3: number, densityKgPerM3: number, vapour: VapourReturn | null, hhvMjPerKg: number | null): number | null {
  if (!vapour || hhvMjPerKg === null) return null;
  return lngEnergy({
    liquidVolumeM3,
    densityKgPerM3,
    hhvMjPerKg,
    returnedGasVolumeM3: vapour.volumeM3,
    returnedGasPressureBarAbs: vapour.pressureMPa * 10,
    returnedGasTemperatureC: vapour.temperatureC,
    returnedGasHhvMjPerM3: vapour.hhvMjPerSm3,
  }).energyMj;
}

const total = (gauges: readonly Gauge[], of: (gauge: Gauge) => number): number => gauges.reduce((sum, gauge) => sum + of(gauge), 0);

/** What no instrument can have shown: a totaliser that runs back, a tank that is fuller afterwards, an end before its start. */
export function faultsOfMeasurement(measurement: Measurement): readonly Reason[] {
  switch (measurement.method) {
    case 'meter':
      return measurement.tickets.flatMap(ticketFaults);
    case 'gauging':
      return gaugingFaults(measurement.before, measurement.after);
    case 'weighbridge':
      return measurement.tickets.flatMap((ticket, index) =>
        ticket.fullKg > ticket.emptyKg
          ? []
          : [
              {
                code: 'MEASUREMENT_IMPOSSIBLE',
                field: `measurement.tickets.${index}.emptyKg`,
                values: { why: `${ticket.emptyKg} ≥ ${ticket.fullKg}` },
              } as const,
            ],
      );
  }
}

function ticketFaults(ticket: MeterTicket, index: number): Reason[] {
  const at = (name: string) => `measurement.tickets.${index}.${name}`;
  const faults: Reason[] = [];
  const impossible = (name: string, why: string): void =>
    void faults.push({ code: 'MEASUREMENT_IMPOSSIBLE', field: at(name), values: { why } });
  if (totaliserTenthsKg(ticket.closeT, at('closeT')) <= totaliserTenthsKg(ticket.openT, at('openT')))
    impossible('closeT', `${ticket.closeT} ≤ ${ticket.openT}`);
  if (totaliserTenthsKg(ticket.massInAirT, at('massInAirT')) <= 0n) impossible('massInAirT', ticket.massInAirT);
  if (Date.parse(ticket.pumpEndAt) < Date.parse(ticket.pumpStartAt)) impossible('pumpEndAt', `${ticket.pumpEndAt} < ${ticket.pumpStartAt}`);
  if (Date.parse(ticket.printedAt) < Date.parse(ticket.pumpEndAt)) impossible('printedAt', `${ticket.printedAt} < ${ticket.pumpEndAt}`);
  return faults;
}

function gaugingFaults(before: readonly Gauge[], after: readonly Gauge[]): Reason[] {
  const faults: Reason[] = [];
  const tanks = new Set(before.map(({ tank }) => tank));
  if (tanks.size !== before.length || after.length !== before.length || after.some(({ tank }) => !tanks.has(tank))) {
    faults.push({ code: 'MEASUREMENT_IMPOSSIBLE', field: 'measurement.after', values: { why: [...tanks].join(', ') } });
  }
  const kg = (gauges: readonly Gauge[]): number => total(gauges, (gauge) => gauge.volumeM3 * gauge.densityKgPerM3);
  if (
    faults.length === 0 &&
    (kg(after) >= kg(before) || total(after, (gauge) => gauge.volumeM3) >= total(before, (gauge) => gauge.volumeM3))
  ) {
    faults.push({
      code: 'MEASUREMENT_IMPOSSIBLE',
      field: 'measurement.after',
      values: { why: `${Math.round(kg(after))} kg ≥ ${Math.round(kg(before))} kg` },
    });
  }
  return faults;
}
