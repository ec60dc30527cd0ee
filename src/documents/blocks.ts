import { side } from './both.ts';
import type { BothLanguages } from './delivery-note-view.ts';
import { page, type Paper, type Type } from './paper.ts';

const width = page.right - page.left;

/** The heading of a part of the paper, kept on one page with `following` points of what comes after it. */
export function heading(paper: Paper, text: BothLanguages, following: number): void {
  paper.need(28 + following);
  paper.y += 9;
  const x = page.left + paper.widthOf(text.en, { size: 10, weight: 'bold' }) + 8;
  paper.set(text.en, { x: page.left, y: paper.y, width }, { size: 10, weight: 'bold', ink: 'sea' });
  paper.set(text.zh, { x, y: paper.y, width: page.right - x }, { size: 9.5, weight: 'bold', ink: 'sea' });
  paper.y += 17;
  paper.rule(paper.y, page.left, page.right, 'sea', 0.5);
}

export interface Cell {
  readonly label: BothLanguages;
  readonly lines: readonly { readonly text: string; readonly type: Type }[];
}

const columns = 3;
const gap = 18;
const cellWidth = (width - gap * (columns - 1)) / columns;

/** The summary: cells of a label above its value, three in a row, aligned. */
export function cells(paper: Paper, all: readonly Cell[]): void {
  for (let from = 0; from < all.length; from += columns) {
    const row = all.slice(from, from + columns);
    const heights = row.map(({ lines }) => 13 + lines.reduce((sum, line) => sum + paper.heightOf(line.text, line.type, cellWidth), 0));
    paper.need(Math.max(...heights));
    row.forEach((cell, i) => {
      const x = page.left + i * (cellWidth + gap);
      let y = paper.y;
      y += paper.set(side(cell.label), { x, y, width: cellWidth }, { size: 7.5, ink: 'grey' }) + 1;
      for (const line of cell.lines) y += paper.set(line.text, { x, y, width: cellWidth }, line.type);
    });
    paper.y += Math.max(...heights) + 7;
  }
}

/** A statement in both languages, English above Chinese. */
export function statement(paper: Paper, text: BothLanguages, type: Type): void {
  const both = [text.en, ...(text.zh === text.en ? [] : [text.zh])];
  const height = both.reduce((sum, line) => sum + paper.heightOf(line, type, width), 0);
  paper.need(height);
  for (const line of both) paper.y += paper.set(line, { x: page.left, y: paper.y, width }, type);
  paper.y += 3;
}

/** A label in both languages with a long text under it, such as a hash. */
export function labelled(paper: Paper, label: BothLanguages, text: string): void {
  const type = { size: 7.6 } as const;
  const height = 11.5 + paper.heightOf(text, type, width);
  paper.need(height + 4);
  paper.set(side(label), { x: page.left, y: paper.y, width }, { size: 7.5, ink: 'grey' });
  paper.set(text, { x: page.left, y: paper.y + 11.5, width }, type);
  paper.y += height + 4;
}
