import type { Step } from '../../src/emissions/step.ts';

type Told = [name: string, value: number, unit: string, from?: string];

/** The inputs of each step with a label, as a line of a worksheet: name, value, unit and, where it is said, where it stands. */
export function inputsOf(steps: readonly Step[], label: string): Told[][] {
  return steps
    .filter((step) => step.label === label)
    .map(({ inputs }) =>
      inputs.map(({ name, value, unit, from }) => (from === undefined ? [name, value, unit] : [name, value, unit, from])),
    );
}
