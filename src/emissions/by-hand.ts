import type { Explanation, TitledStep } from './explanation.ts';

/** A calculation as a numbered list that a newcomer can follow by hand: formula, each input with its unit and where it stands, value, clause. */
export const byHand = ({ steps }: Pick<Explanation, 'steps'>): string =>
  steps.map((step, place) => `${place + 1}. ${lineOf(step)}`).join('\n');

function lineOf({ title, fuel, formula, inputs, value, unit, clause, interpretation }: TitledStep): string {
  const given = inputs.map((input) => `${input.name} = ${measured(input)}${input.from === undefined ? '' : ` (${input.from})`}`);
  const about = fuel === undefined ? '' : ` (${fuel})`;
  const reading = interpretation === undefined ? '' : ` A reading of the law: ${interpretation}`;
  return `**${title.en}**${about}: ${formula}, with ${given.join(', ')}, is **${measured({ value, unit })}**. ${clause}.${reading}`;
}

/** To nine digits, more than any instrument has; the reply is unrounded. A ratio has no unit. */
function measured({ value, unit }: { readonly value: number; readonly unit: string }): string {
  const digits = String(Number(value.toPrecision(9)));
  return unit === '1' ? digits : `${digits} ${unit}`;
}
