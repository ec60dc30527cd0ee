import type { Explanation, TitledStep } from './explanation.ts';

/** A calculation as a numbered list that a newcomer can follow by hand: formula, each input with its unit and where it stands, value, clause. */
export const byHand = ({ steps }: Pick<Explanation, 'steps'>): string =>
  steps.map((step, place) => `${place + 1}. ${lineOf(step)}`).join('\n');

function lineOf({ title, fuel, formula, inputs, value, unit, clause, interpretation }: TitledStep): string {
  const given = inputs.map(
    (input) => `${input.name} = ${shown(input.value)} ${input.unit}${input.from === undefined ? '' : ` (${input.from})`}`,
  );
  const about = fuel === undefined ? '' : ` (${fuel})`;
  const reading = interpretation === undefined ? '' : ` A reading of the law: ${interpretation}`;
  return `**${title.en}**${about}: ${formula}, with ${given.join(', ')}, is **${shown(value)} ${unit}**. ${clause}.${reading}`;
}

/** To nine digits, more than any instrument has; the reply is unrounded. */
const shown = (value: number): string => String(Number(value.toPrecision(9)));
