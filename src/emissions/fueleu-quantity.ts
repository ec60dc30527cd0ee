import type { Step, StepInput } from './step.ts';

/** One input of a step; `from` says where a factor stands. */
export function quantity(name: string, value: number, unit: string, from?: string): StepInput {
  return from === undefined ? { name, value, unit } : { name, value, unit, from };
}

/** The reading of the law that a step rests on, where there is one. */
export function reading(interpretation: string | undefined): Pick<Step, 'interpretation'> {
  return interpretation === undefined ? {} : { interpretation };
}

/** A reading of the law and, where there are any, the others beside it, as one. */
export function readings(first: string, ...others: readonly (string | undefined)[]): Pick<Step, 'interpretation'> {
  return { interpretation: [first, ...others.filter((one) => one !== undefined)].join(' ') };
}

/** The step itself where it rests on no reading: an object that is not copied is made ten times faster. */
export function readAs(step: Step, interpretation: string | undefined): Step {
  return interpretation === undefined ? step : { ...step, interpretation };
}

/** Where a value stands that came with the input and not from a table. */
export const withTheLine = 'given with the line';
