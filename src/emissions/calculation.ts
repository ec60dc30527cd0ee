import type { z } from 'zod';
import type { ChinaFactors } from './china-factors.ts';
import type { EtsFactors } from './ets-factors.ts';
import type { Factors } from './factors.ts';
import type { FootprintClauses } from './footprint-clauses.ts';
import type { ImoFactors } from './imo-factors.ts';
import type { RedFactors } from './red-factors.ts';
import type { Step } from './step.ts';

/** The versions of the factors by which a calculation is made. */
export interface FactorSets {
  readonly fueleu: Factors;
  readonly red: RedFactors;
  readonly imo: ImoFactors;
  readonly ets: EtsFactors;
  readonly china: ChinaFactors;
  readonly iso14067: FootprintClauses;
}

export interface Answer<Result = Readonly<Record<string, unknown>>> {
  /** Unrounded. */
  readonly result: Result;
  /** Each line by which a person can follow the result by hand. */
  readonly steps: readonly Step[];
}

/**
 * One calculation of the trade by its topic, such as `fueleu.balance`: what it takes, what it gives, by which text, and how.
 * Endpoints, the command line, documents and the published answers all go through `compute`, which is pure. It refuses
 * (FUEL_UNKNOWN, FACTOR_MISSING, INPUT_UNFIT, YEAR_UNCOVERED) with the field and the remedy, every reason at once.
 */
export interface Calculation {
  readonly topic: string;
  readonly summary: string;
  /** Regulation and clause, or what stands in its place. */
  readonly basis: string;
  readonly input: z.ZodObject;
  readonly result: z.ZodObject;
  /** Which of the factor sets it reads. */
  readonly reads: readonly (keyof FactorSets)[];
  readonly compute: (input: never, sets: FactorSets) => Answer;
}

/** A calculation whose function is held against its own schemas by the compiler. */
export const calculation = <I extends z.ZodObject, R extends z.ZodObject>(
  given: Omit<Calculation, 'input' | 'result' | 'compute'> & {
    readonly input: I;
    readonly result: R;
    readonly compute: (input: z.output<I>, sets: FactorSets) => Answer<z.input<R>>;
  },
): Calculation => Object.freeze(given as unknown as Calculation);
