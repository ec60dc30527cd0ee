import { both, side } from './both.ts';
import { page, type Paper } from './paper.ts';

export interface FootFacts {
  readonly number: string;
  /** What identifies the content: its hash and its seal or issuer, each with its name. */
  readonly lines: readonly { readonly label: string; readonly text: string }[];
}

/** Writes the foot of every page once all of them are there: number, page of pages, hash and seal. */
export function writeFeet(paper: Paper, { number, lines }: FootFacts): void {
  const { start, count } = paper.doc.bufferedPageRange();
  const type = { size: 6.6, ink: 'grey' } as const;
  for (let index = start; index < start + count; index++) {
    paper.doc.switchToPage(index);
    const top = page.bottom + 14;
    paper.rule(top);
    const width = page.right - page.left;
    paper.set(number, { x: page.left, y: top + 5, width: width / 2 }, type);
    const pages = both('note.page', { page: index - start + 1, pages: count });
    paper.set(side(pages), { x: page.left + width / 2, y: top + 5, width: width / 2, align: 'right' }, type);
    lines.forEach(({ label, text }, i) => {
      const y = top + 15 + i * 9.4;
      paper.set(label, { x: page.left, y, width: 64 }, type);
      paper.set(text, { x: page.left + 64, y, width: width - 64 }, type);
    });
  }
}
