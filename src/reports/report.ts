import type { FactorSetKind } from '../factors/factor-set.ts';

/**
 * An emissions report: a calculation that an organisation keeps, such as a ship's year, with what it was made of and by
 * which factors. It never changes; what it would be by other factors is a recalculation, which stands beside it.
 */
export interface Report {
  readonly id: string;
  readonly owner: string;
  readonly title: string;
  /** The ship that it is about, where it is about one. */
  readonly imo: string | null;
  readonly topic: string;
  /** As the calculation takes it, in JSON: what was given is what is computed with again, to the last digit. */
  readonly input: string;
  /** The version of each kind of factors that the calculation read. */
  readonly factorSets: Readonly<Partial<Record<FactorSetKind, string>>>;
  /** As the calculation gave it, unrounded, in JSON. */
  readonly result: string;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

/** All reports of an organisation that rest on one kind of factors, computed again by another version of it. */
export interface Recalculation {
  readonly id: string;
  readonly owner: string;
  readonly kind: FactorSetKind;
  readonly factorSet: string;
  readonly state: 'running' | 'done';
  /** The last report that was computed again; null before the first. */
  readonly reached: ReportKey | null;
  readonly counts: Counts;
  /** Reports that were kept later are not among them. */
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly endedAt: Date | null;
}

/** The order in which reports are listed and computed again. */
export interface ReportKey {
  readonly recordedAt: Date;
  readonly id: string;
}

export interface Counts {
  readonly reports: number;
  /** Those whose result is another. */
  readonly differing: number;
  /** Those that the other version cannot compute. */
  readonly refused: number;
}

/** One report by the other version: a result, or why there is none. */
export interface Recalculated {
  readonly recalculation: string;
  readonly report: string;
  readonly outcome: 'same' | 'different' | 'refused';
  readonly result: string | null;
  readonly refusal: string | null;
}
