/** What a sounding says beside the book: within the tolerance, beyond it, or not to be compared, and then why. */
export type Verdict = 'within' | 'beyond' | 'not-compared';

/** Pumping moves what is gauged; a movement after the moment of the sounding moved what it is compared with. */
export type NotCompared = 'pumping' | 'moved-since';

export interface Comparison {
  readonly verdict: Verdict;
  readonly why: NotCompared | null;
  /** Content of the tank by the book, kilograms. */
  readonly bookKg: number;
  /** Sounded less book; null where the two are not compared. */
  readonly differenceKg: number | null;
  readonly allowedKg: number;
}

/** What was read in one tank at one moment, and the mass that follows from it. It posts nothing by itself. */
export interface Sounding extends Comparison {
  readonly id: string;
  readonly tank: string;
  readonly owner: string;
  readonly at: string;
  readonly pumping: boolean;
  readonly volumeM3: number;
  readonly temperatureC: number;
  /** Belongs to the same temperature as the volume. */
  readonly densityKgPerM3: number;
  readonly pressureMPa: number | null;
  readonly massKg: number;
  readonly massBasis: 'in-air' | 'true';
  /** How the true mass became mass in air; null where none was needed. */
  readonly conversion: { readonly factor: number; readonly setting: string; readonly clause: string; readonly status: string } | null;
  readonly tolerancePct: number;
  readonly alert: string | null;
  readonly person: string;
  readonly recordedAt: string;
}

/**
 * Holds a sounding against the book. The tolerance is per cent of the book stock, reckoned in whole kilograms: a difference
 * of exactly the tolerance is within it. `movedAt` is when the stock of the tank last changed.
 */
export function compareSounding(input: {
  readonly massKg: number;
  readonly bookKg: number;
  readonly at: string;
  readonly pumping: boolean;
  readonly movedAt: string | null;
  readonly tolerancePct: number;
}): Comparison {
  const { massKg, bookKg, at, pumping, movedAt, tolerancePct } = input;
  const allowedKg = Number((BigInt(Math.round(tolerancePct * 1e6)) * BigInt(bookKg)) / 100_000_000n);
  const why = pumping ? 'pumping' : movedAt !== null && movedAt > at ? 'moved-since' : null;
  if (why) return { verdict: 'not-compared', why, bookKg, differenceKg: null, allowedKg };
  const differenceKg = massKg - bookKg;
  return { verdict: Math.abs(differenceKg) <= allowedKg ? 'within' : 'beyond', why: null, bookKg, differenceKg, allowedKg };
}
