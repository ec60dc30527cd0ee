import { z } from 'zod';
import { refuse, Refusal } from '../refusal.ts';
import type { Answer, Calculation, FactorSets } from './calculation.ts';
import type { Step } from './step.ts';

/** A calculation on an input that nobody has looked at yet; a wrong shape, of it or of the result, throws zod's error. */
export function calculate(calculation: Calculation, given: unknown, sets: FactorSets): Answer {
  const { result, steps } = computed(calculation, calculation.input.parse(given), sets);
  return { result: calculation.result.parse(result), steps };
}

/**
 * A calculation on an input of its shape. What the tables or the figures themselves do not allow is a Refusal; the fields of
 * its reasons are those of the body.
 */
export function computed({ compute }: Calculation, input: unknown, sets: FactorSets): Answer {
  try {
    const answer = compute(input as never, sets);
    if (!allFinite(answer.result) || !answer.steps.every(isFinite))
      refuse('INPUT_UNFIT', { values: { why: 'the figures lead to no finite number' } });
    return answer;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first, ...rest] = error.reasons.map((reason) =>
      reason.field === undefined ? reason : { ...reason, field: `body.${reason.field}` },
    );
    throw first ? new Refusal([first, ...rest]) : error;
  }
}

const isFinite = ({ value, inputs }: Step): boolean => Number.isFinite(value) && inputs.every((one) => Number.isFinite(one.value));

function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(allFinite);
}

/** Why an input was not answered, in a line for people. */
export function whyNot(error: unknown): string {
  if (error instanceof Refusal)
    return error.reasons.map(({ code, field }) => `${code}${field === undefined ? '' : ` (${field})`}`).join(', ');
  if (error instanceof z.ZodError) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw error;
}
