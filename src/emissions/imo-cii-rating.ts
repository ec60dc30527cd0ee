import { z } from 'zod';
import { Refusal, type Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { reading } from './fueleu-quantity.ts';
import { givenInInput } from './imo-combustion.ts';
import type { ImoFactors, RatingRow } from './imo-factors.ts';
import { ratingFactorsOf } from './imo-cii-tables.ts';
import type { Step } from './step.ts';

const boundaries = ['superior', 'lower', 'upper', 'inferior'] as const;
const letters = ['A', 'B', 'C', 'D', 'E'] as const;
export type Letter = (typeof letters)[number];

/** The outputs that every rating has: its four boundaries, in g per capacity unit and nautical mile. */
export const boundaryResult = { superior: z.number(), lower: z.number(), upper: z.number(), inferior: z.number() };
export const ratingLetter = z.enum(letters);
export const ratingFactorsField = z
  .array(z.number().positive())
  .length(4)
  .meta({ description: 'four factors exp(d1) to exp(d4), in place of those of the ship type' });

export type Boundaries = Readonly<Record<(typeof boundaries)[number], number>>;

export interface RatingFactors {
  readonly factors: readonly number[];
  readonly row?: RatingRow;
}

/** The factors that were given, or those of the table; a reason where given ones do not rise or the table has none. */
export function chosenFactors(
  given: readonly number[] | undefined,
  fromTable: () => RatingRow | Reason,
  imo: ImoFactors,
): RatingFactors | Reason {
  if (given) {
    const rises = given.every((factor, place) => place === 0 || factor > (given[place - 1] ?? factor));
    if (rises) return { factors: given };
    return { code: 'INPUT_UNFIT', field: 'ratingFactors', values: { why: 'the four factors must rise' }, clause: imo.clauses.ciiRating };
  }
  const row = fromTable();
  return 'code' in row ? row : { factors: row.factors, row };
}

/** The four boundaries between the letters, with a step each: required·factor. */
export function boundarySteps(
  required: number,
  { factors, row }: RatingFactors,
  unit: string,
  imo: ImoFactors,
): { values: Boundaries; steps: Step[] } {
  const from = row ? `${row.clause}, ${row.shipType} (${row.source}, ${row.status})` : givenInInput;
  const steps = boundaries.map((name, place): Step => {
    const factor = factors[place] ?? Number.NaN;
    return {
      label: `cii.${name}`,
      formula: `${name} = required·exp(d${place + 1})`,
      inputs: [
        { name: 'required', value: required, unit },
        { name: `exp(d${place + 1})`, value: factor, unit: '1', from },
      ],
      value: required * factor,
      unit,
      clause: imo.clauses.ciiRating,
      ...(row?.status === 'INTERPRETATION' ? reading(row.note) : {}),
    };
  });
  const values = Object.fromEntries(boundaries.map((name, place) => [name, steps[place]?.value])) as unknown as Boundaries;
  return { values, steps };
}

/** What the last bits of a product may differ from the decimal figure: 10·0.94 must not lie below 9.4. */
const lastBits = 1e-12;

/** The letter of an attained value: A, and one further for each boundary that it exceeds; on a boundary it is the better one. */
export function ratingStep(attained: number, limits: Boundaries, unit: string, imo: ImoFactors): { letter: Letter; step: Step } {
  const on = (name: (typeof boundaries)[number]): boolean => Math.abs(attained - limits[name]) <= limits[name] * lastBits;
  const exceeded = boundaries.filter((name) => attained > limits[name] && !on(name)).length;
  const letter = letters[exceeded] ?? 'E';
  const tie = boundaries.some(on);
  const step: Step = {
    label: 'cii.rating',
    formula: `A, and one letter further for each boundary below the attained value: ${letter}`,
    inputs: [{ name: 'attained', value: attained, unit }, ...boundaries.map((name) => ({ name, value: limits[name], unit }))],
    value: exceeded,
    unit: 'boundaries exceeded',
    clause: imo.clauses.ciiRating,
    ...(tie ? { interpretation: imo.cii.tieInterpretation } : {}),
  };
  return { letter, step };
}

const perCapacity = 'g/(capacity·nm)';

/**
 * Rating boundaries from a required carbon intensity, and the letter of each attained value, all in g per capacity unit
 * and nautical mile. Refuses INPUT_UNFIT for a ship type without factors (or with factors that depend on its size) where
 * none are given, and for factors that do not rise.
 */
export const imoCiiRating = calculation({
  topic: 'imo.cii.rating',
  summary: 'Rating boundaries and letters from a required carbon intensity',
  basis: 'MEPC.354(78)',
  input: z.strictObject({
    shipType: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .meta({ description: 'ship type of the rating table, or a label where ratingFactors are given' }),
    requiredCii: z.number().positive().meta({ description: 'required carbon intensity, g per capacity unit and nautical mile' }),
    attainedCii: z.array(z.number().nonnegative()).min(1).meta({ description: 'attained values to rate, in the same unit' }),
    ratingFactors: ratingFactorsField.optional(),
  }),
  result: z.strictObject({ ...boundaryResult, ratings: z.array(ratingLetter) }),
  reads: ['imo'],
  compute({ shipType, requiredCii, attainedCii, ratingFactors }, { imo }) {
    const chosen = chosenFactors(ratingFactors, () => ratingFactorsOf(shipType, undefined, imo), imo);
    if ('code' in chosen) throw new Refusal([chosen]);
    const { values, steps } = boundarySteps(requiredCii, chosen, perCapacity, imo);
    const rated = attainedCii.map((attained) => ratingStep(attained, values, perCapacity, imo));
    return {
      result: { ...values, ratings: rated.map(({ letter }) => letter) },
      steps: [...steps, ...rated.map(({ step }) => step)],
    };
  },
});
