import type { Explanation } from '../emissions/explanation.ts';
import { cells, heading, labelled, statement } from './blocks.ts';
import { both, side, stacked } from './both.ts';
import type { BothLanguages } from './delivery-note-view.ts';
import { writeFeet } from './foot.ts';
import { chemical, formatInstant } from './format.ts';
import { firstHead, runningHead, type HeadFacts } from './head.ts';
import { openPaper, type Paper, type Type } from './paper.ts';
import { asList, resultRows, shown, type ListOfRecords } from './result-rows.ts';
import { stepTable } from './step-table.ts';
import { rowHeight, table } from './table.ts';

/** More than a person follows by hand, and as much as one request may ask of the press. */
const mostRows = 300;

/**
 * A calculation on paper: the result, what it rests on, and each step with formula, inputs, where they stand, clause and
 * value, in English and Chinese. The same explanation at the same time gives the same bytes. Every page says that it is
 * unsigned. What is longer than `mostRows` is cut, and the paper says so.
 */
export async function explanationPdf(explanation: Explanation, at: Date): Promise<Buffer> {
  const { topic, basis, factorSets, result, interpretations, steps } = explanation;
  const name = both(`calculation.${topic.replaceAll('.', '-')}`);
  const title = both('explanation.title');
  const paper = openPaper({ title: `${name.en} ${name.zh}`, subject: topic, at });
  const head: HeadFacts = { title, number: topic, warning: both('explanation.warning') };
  paper.eachPage((number) => (number === 1 ? firstHead(paper, head) : runningHead(paper, head)));
  const instant = formatInstant(at.toISOString());
  const sets = Object.values(factorSets).join(', ');
  statement(paper, { en: chemical(name.en), zh: chemical(name.zh) }, { size: 12, weight: 'bold' });
  cells(paper, [
    { label: both('explanation.computed'), lines: [{ text: instant, type: plain }] },
    { label: both('explanation.address'), lines: [{ text: `POST /v1/emissions/${topic}`, type: plain }] },
  ]);
  labelled(paper, both('explanation.basis'), basis);
  if (sets !== '') labelled(paper, both('explanation.factorSets'), sets);
  figures(paper, result);
  for (const part of ['statements', 'isNot'] as const) sentences(paper, both(`explanation.${part}`), result[part]);
  heading(paper, both('explanation.steps'), 60);
  stepTable(paper, steps.slice(0, mostRows), { sources: true });
  told(paper, steps.length);
  if (interpretations.length > 0)
    sentences(
      paper,
      both('explanation.readings'),
      interpretations.map((text) => ({ en: text, zh: text })),
    );
  writeFeet(paper, { number: topic, lines: [{ label: side(both('explanation.computed')), text: instant }] });
  return paper.finish();
}

const plain: Type = { size: 9 };

/** The figures one under another, then each list of like things as a table of its own. */
function figures(paper: Paper, { statements: _statements, isNot: _isNot, ...result }: Explanation['result']): void {
  heading(paper, both('explanation.result'), rowHeight(8.4) * 2);
  const columns = [
    { head: '', share: 42 },
    { head: '', share: 28 },
    { head: '', share: 30, align: 'right' },
  ] as const;
  const lists = Object.entries(result).flatMap(([key, value]) => {
    const list = asList(value);
    return list ? [{ key, list }] : [];
  });
  const listed = lists.map(({ key }) => key);
  const all = resultRows(Object.fromEntries(Object.entries(result).filter(([key]) => !listed.includes(key))));
  const rows = all.slice(0, mostRows).map(({ label, value, depth }) => ({
    cells: [`${'  '.repeat(depth)}${chemical(label.en)}`, chemical(label.zh), value ?? ''],
    strong: depth === 0 && value !== null,
  }));
  table(paper, columns, rows);
  told(paper, all.length);
  for (const { key, list } of lists) listTable(paper, both(`resultField.${key}`), list);
  paper.y += 6;
}

function listTable(paper: Paper, title: BothLanguages, { fields, records }: ListOfRecords): void {
  heading(paper, title, 70);
  const numeric = (field: string): boolean => records.every((record) => typeof (record[field] ?? 0) === 'number');
  const columns = fields.map((field) => ({
    head: chemical(stacked(both(`resultField.${field}`))),
    share: numeric(field) ? 16 : 24,
    align: numeric(field) ? ('right' as const) : ('left' as const),
  }));
  const rows = records
    .slice(0, mostRows)
    .map((record) => ({ cells: fields.map((field) => (field === 'year' ? String(record[field]) : shown(record[field]))) }));
  table(paper, columns, rows, 8);
  told(paper, records.length);
}

/** How much of it is printed, where that is not all. */
function told(paper: Paper, all: number): void {
  if (all > mostRows) statement(paper, both('explanation.cut', { shown: mostRows, all }), { size: 8, ink: 'amber' });
}

function sentences(paper: Paper, title: BothLanguages, list: unknown): void {
  if (!Array.isArray(list) || list.length === 0) return;
  heading(paper, title, 40);
  paper.y += 4;
  for (const { en, zh } of (list as readonly BothLanguages[]).slice(0, mostRows))
    statement(paper, { en: chemical(en), zh: chemical(zh) }, { size: 8.2 });
  paper.y += 4;
}
