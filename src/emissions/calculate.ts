import { z } from 'zod';
import { refuse, Refusal } from '../refusal.ts';
import type { Answer, Calculation, FactorSets } from './calculation.ts';

/**
 * A calculation on an input that nobody has looked at yet. A wrong shape throws zod's error, a number that the tables or the
 * figures themselves do not allow a Refusal; the fields of its reasons are those of the body.
 */
export function calculate({ input, result, compute }: Calculation, given: unknown, sets: FactorSets): Answer {
  try {
    const answer = compute(input.parse(given) as never, sets);
    const endless = [...numbersIn(answer.result), ...answer.steps.map(({ value }) => value)].some((value) => !Number.isFinite(value));
    if (endless) refuse('INPUT_UNFIT', { values: { why: 'the figures lead to no finite number' } });
    return { result: result.parse(answer.result), steps: answer.steps };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [first, ...rest] = error.reasons.map((reason) =>
      reason.field === undefined ? reason : { ...reason, field: `body.${reason.field}` },
    );
    throw first ? new Refusal([first, ...rest]) : error;
  }
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** Why an input was not answered, in a line for people. */
export function whyNot(error: unknown): string {
  if (error instanceof Refusal)
    return error.reasons.map(({ code, field }) => `${code}${field === undefined ? '' : ` (${field})`}`).join(', ');
  if (error instanceof z.ZodError) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw error;
}
