import type { Step } from '../emissions/step.ts';
import { statement } from './blocks.ts';
import { both, side, stacked } from './both.ts';
import { chemical, precise } from './format.ts';
import type { Paper } from './paper.ts';
import { table } from './table.ts';

const columns = [
  { head: '', share: 30 },
  { head: '', share: 50 },
  { head: '', share: 20, align: 'right' },
] as const;

/** A row is never broken over two pages, so that one step shows no more inputs than fit on one. */
const mostInputs = 30;

/** Each step with its name in both languages, formula, inputs, clause and value; `sources` adds where each input stands. */
export function stepTable(paper: Paper, steps: readonly Step[], { sources = false } = {}): void {
  const rows = steps.map((step) => ({ cells: [stepName(step), stepStory(step, sources), stepValue(step)] }));
  table(paper, columns, rows, 7);
}

/** What rests on a reading of the law, said once under the steps. */
export function readings(paper: Paper, interpretations: readonly string[]): void {
  const all = [...new Set(interpretations)];
  if (all.length === 0) return;
  paper.y += 3;
  const label = side(both('certificate.interpretation'));
  statement(paper, { en: `${label}: ${all.join('; ')}`, zh: `${label}: ${all.join('; ')}` }, { size: 7, ink: 'amber' });
}

function stepName(step: Step): string {
  const name = stacked(both(`step.${step.label.replaceAll('.', '-')}`));
  return step.fuel === undefined ? name : `${name}\n${step.fuel}`;
}

function stepStory({ formula, inputs, clause }: Step, sources: boolean): string {
  const given = inputs.slice(0, mostInputs).map(({ name, value, unit, from }) => {
    const input = `${chemical(name)} = ${precise(value)} ${chemical(unit)}`.trim();
    return sources && from !== undefined ? `${input} (${chemical(from)})` : input;
  });
  if (inputs.length > mostInputs) given.push(`… +${inputs.length - mostInputs}`);
  return [chemical(formula), given.join(sources ? '\n' : '; '), chemical(clause)].filter((line) => line !== '').join('\n');
}

const stepValue = ({ value, unit }: Step): string => `${precise(value)} ${chemical(unit)}`;
