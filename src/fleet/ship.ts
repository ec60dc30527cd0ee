import { covers, type Period } from '../ports/day.ts';

/** Engine classes of the rules on methane slip; a ship may have several. The words are those of the FuelEU factors. */
export const engineClasses = ['OTTO_MS', 'OTTO_SS', 'DIESEL_SS', 'LBSI', 'OTHER', 'FUEL_CELL', 'ICE'] as const;
export type EngineClass = (typeof engineClasses)[number];

/** A ship belongs to one shipping line at a time; `to` is the last day, null for the present owner. */
export interface Ownership extends Period {
  readonly organisation: string;
}

export interface Ship {
  /** The seven digits. */
  readonly imo: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly flag: string | null;
  readonly type: string;
  readonly engineClasses: readonly EngineClass[];
  readonly grossTonnage?: number;
  /** Whether it carries bunkers for others; such a ship may be registered as craft too. */
  readonly bunkerShip: boolean;
  readonly owners: readonly Ownership[];
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

export const voyageKinds = ['international', 'domestic', 'unknown'] as const;
export type VoyageKind = (typeof voyageKinds)[number];

/** What kind of voyage a ship is on between two days, and how that is known. */
export interface Voyage extends Period {
  readonly id: string;
  readonly imo: string;
  readonly kind: VoyageKind;
  readonly basis: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

/** The organisation a ship belongs to on a day (YYYY-MM-DD); undefined before its first known owner. */
export const ownerOn = ({ owners }: Pick<Ship, 'owners'>, day: string): string | undefined =>
  owners.find((owner) => covers(owner, day))?.organisation;

/** The voyage recorded for a day: the one recorded last wins, so that an authority corrects by recording anew. */
export const voyageOn = (voyages: readonly Voyage[], day: string): Voyage | undefined =>
  voyages
    .filter((voyage) => covers(voyage, day))
    .sort((a, b) => b.recordedAt.getTime() - a.recordedAt.getTime() || (a.id < b.id ? 1 : -1))[0];

/** The owners after a change: the present one ends on the day before the new one begins. */
export function ownersAfter(owners: readonly Ownership[], organisation: string, from: string): Ownership[] {
  const before = dayBefore(from);
  return [...owners.map((owner) => (owner.to === null ? { ...owner, to: before } : owner)), { organisation, from, to: null }];
}

/** The calendar day before a day. */
export function dayBefore(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
}
