import { z } from 'zod';
import { refuse } from '../refusal.ts';
import type { FuelKind, RedFactors } from './red-factors.ts';
import { gPerMj, type Step, type StepInput } from './step.ts';

export const comparatorField = z
  .number()
  .positive()
  .optional()
  .meta({ description: 'fossil comparator, gCO2eq/MJ; without it that of transport fuels in the factor set' });

/** The comparator that was given, or the one the directive has for transport fuels. */
export function comparatorOf(given: number | undefined, { comparator }: RedFactors): StepInput {
  const from = given === undefined ? `${comparator.clause} (${comparator.source}, ${comparator.status})` : 'given in the input';
  return { name: 'comparator', value: given ?? comparator.transportGPerMj, unit: gPerMj, from };
}

/** Greenhouse-gas saving against a fossil comparator, per cent: (comparator − E) / comparator. */
export function savingPct(eGPerMj: number, comparatorGPerMj: number): number {
  return ((comparatorGPerMj - eGPerMj) / comparatorGPerMj) * 100;
}

/** The largest E that still saves so many per cent. The product comes first, so that 94 and 65 % give exactly 32.9. */
export function largestE(minSavingPct: number, comparatorGPerMj: number): number {
  return (comparatorGPerMj * (100 - minSavingPct)) / 100;
}

export interface SavingThreshold {
  readonly minSavingPct: number;
  readonly maxEGPerMj: number;
  readonly clause: string;
}

/** What a threshold depends on: the kind of fuel and, for biofuel, the day the installation started (YYYY-MM-DD). */
export interface Installation {
  readonly kind: FuelKind;
  readonly startedOn?: string | undefined;
}

/**
 * The saving that the fuel must reach: 50, 60 or 65 % by the day the installation started operation for biofuel, 70 %
 * for RFNBO and low-carbon fuel whatever the day. Refuses FACTOR_MISSING where a biofuel's proof does not tell that day, and
 * where a set from before the kind has no threshold for it. The comparator is that of transport fuels unless one is given.
 */
export function savingThreshold(
  { kind, startedOn }: Installation,
  red: RedFactors,
  comparatorGPerMj = red.comparator.transportGPerMj,
): SavingThreshold {
  if (startedOn !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(startedOn)) throw new RangeError(`${startedOn} is not a day`);
  const ofKind = red.savingThresholds.filter((threshold) => threshold.kind === kind);
  if (ofKind.length === 0) return refuse('FACTOR_MISSING', { field: 'kind', values: { kind, factorSet: red.set } });
  const dated = ofKind.some(({ startedFrom, startedTo }) => startedFrom ?? startedTo);
  if (dated && startedOn === undefined)
    return refuse('FACTOR_MISSING', { field: 'installationStartedOn', values: { kind }, clause: red.directive });
  const found = ofKind.find(({ startedFrom = '', startedTo = '9999-12-31' }) => {
    return startedOn === undefined || (startedFrom <= startedOn && startedOn <= startedTo);
  });
  if (!found) throw new RangeError(`${red.set} has no saving threshold for ${kind} started on ${startedOn}`);
  const { minSavingPct, clause } = found;
  return Object.freeze({ minSavingPct, maxEGPerMj: largestE(minSavingPct, comparatorGPerMj), clause });
}

export interface SavingTest extends SavingThreshold {
  readonly savingPct: number;
  readonly met: boolean;
  readonly steps: readonly Step[];
}

/** The saving against a comparator, %, without any threshold; the comparator of transport fuels unless one is given. */
export function savingStep(eGPerMj: number, red: RedFactors, comparatorGPerMj?: number): Step {
  const comparator = comparatorOf(comparatorGPerMj, red);
  return {
    label: 'red.saving',
    formula: 'saving = (comparator − E)/comparator·100',
    inputs: [comparator, { name: 'E', value: eGPerMj, unit: gPerMj }],
    value: savingPct(eGPerMj, comparator.value),
    unit: '%',
    clause: red.comparator.clause,
  };
}

/** The saving of a fuel and whether it is enough; `met` compares E with the largest E, so that a tie passes. */
export function savingTest(eGPerMj: number, installation: Installation, red: RedFactors, comparatorGPerMj?: number): SavingTest {
  const comparator = comparatorOf(comparatorGPerMj, red);
  const threshold = savingThreshold(installation, red, comparator.value);
  const saving = savingStep(eGPerMj, red, comparatorGPerMj);
  const largest: Step = {
    label: 'red.threshold',
    formula: 'largest E = comparator·(100 − minimum saving)/100',
    inputs: [comparator, { name: 'minimum saving', value: threshold.minSavingPct, unit: '%', from: threshold.clause }],
    value: threshold.maxEGPerMj,
    unit: gPerMj,
    clause: threshold.clause,
  };
  return Object.freeze({
    ...threshold,
    savingPct: saving.value,
    met: eGPerMj <= threshold.maxEGPerMj,
    steps: Object.freeze([saving, largest]),
  });
}
