import { gaugedMass, type GaugedMass } from '../measure/gauged-mass.ts';
import { roundKg } from '../measure/rounding.ts';
import type { BuoyancySetting } from '../measure/settings.ts';
import { meteredMassKg, totaliserTenthsKg } from '../measure/totaliser.ts';
import { massFromVolumeKg } from '../measure/volume.ts';
import type { Gauge, Measurement, MeterTicket } from './measurement.ts';

export interface Weighed {
  /** Whole kilograms, rounded once. */
  readonly massKg: number;
  readonly volumeM3: number | null;
  /** How a gauged true mass became mass in air; null where nothing was converted. */
  readonly conversion: GaugedMass['conversion'];
  /** The ticket says mass in air of a fuel that is traded by true mass, and its figure stands as it is. */
  readonly takenAsTrue: boolean;
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
}

/** The measured mass of a delivery; what cannot be a measurement at all is told by `faultsOfMeasurement` before. */
export function weigh(measurement: Measurement, rules: WeighingRules): Weighed {
  switch (measurement.method) {
    case 'meter':
      return metered(measurement.tickets, rules);
    case 'gauging':
      return gauged(measurement.before, measurement.after, rules);
    case 'weighbridge': {
      // Full and empty, a closed tank displaces the same air: what the bridge shows less is the mass of what left it.
      const massKg = measurement.tickets.reduce((total, ticket) => total + ticket.fullKg - ticket.emptyKg, 0);
      return Object.freeze({ massKg, volumeM3: null, conversion: null, takenAsTrue: false, doubts: [] });
    }
  }
}

function metered(tickets: readonly MeterTicket[], rules: WeighingRules): Weighed {
  const tenths = tickets.reduce((total, ticket) => total + totaliserTenthsKg(ticket.massInAirT), 0n);
  const massKg = roundKg(Number(tenths) / 10);
  const doubts = tickets.flatMap((ticket) => doubtsOf(ticket, rules));
  return Object.freeze({ massKg, volumeM3: null, conversion: null, takenAsTrue: rules.massBasis === 'true', doubts });
}

function doubtsOf(ticket: MeterTicket, { ticketTolerancePct }: WeighingRules): Doubt[] {
  const doubts: Doubt[] = [];
  const { number } = ticket;
  const byTotaliser = meteredMassKg(ticket.openT, ticket.closeT);
  const onTicket = Number(totaliserTenthsKg(ticket.massInAirT)) / 10;
  if (Math.abs(onTicket - byTotaliser) * 100 > byTotaliser * ticketTolerancePct) {
    doubts.push({ code: 'TICKET_MASS_DIFFERS', ticket: number, values: { ticketKg: onTicket, totaliserKg: byTotaliser } });
  }
  if (totaliserTenthsKg(ticket.resettableOpenT) !== 0n) {
    doubts.push({ code: 'RESETTABLE_NOT_ZERO', ticket: number, values: { reading: ticket.resettableOpenT } });
  }
  if (!ticket.seals.intactBefore || !ticket.seals.intactAfter) {
    doubts.push({ code: 'SEAL_BROKEN', ticket: number, values: { report: ticket.seals.report } });
  }
  return doubts;
}

function gauged(before: readonly Gauge[], after: readonly Gauge[], { massBasis, buoyancy }: WeighingRules): Weighed {
  const { trueKg, volumeM3 } = leftTanks(before, after);
  const { massKg, conversion } = gaugedMass(volumeM3, trueKg / volumeM3, massBasis === 'in-air' ? 'air' : 'vacuum', buoyancy);
  return Object.freeze({ massKg: roundKg(massKg), volumeM3, conversion, takenAsTrue: false, doubts: [] });
}

/** True mass and volume that left the gauged tanks, not yet rounded. */
export function leftTanks(before: readonly Gauge[], after: readonly Gauge[]): { readonly trueKg: number; readonly volumeM3: number } {
  return { trueKg: trueMassKg(before) - trueMassKg(after), volumeM3: volumeOf(before) - volumeOf(after) };
}

const trueMassKg = (gauges: readonly Gauge[]): number =>
  gauges.reduce((sum, gauge) => sum + massFromVolumeKg(gauge.volumeM3, gauge.densityKgPerM3), 0);
const volumeOf = (gauges: readonly Gauge[]): number => gauges.reduce((sum, gauge) => sum + gauge.volumeM3, 0);
