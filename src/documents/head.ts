import { side } from './both.ts';
import type { BothLanguages } from './delivery-note-view.ts';
import { inks, page, type Paper } from './paper.ts';
import { drawPlimsollMark, plimsollMarkWidth } from './plimsoll-mark.ts';
import { drawQr } from './qr.ts';

export interface HeadFacts {
  readonly title: BothLanguages;
  readonly number: string;
  /** What the paper is not, such as a replay; it stands at the head of every page in words that can be copied. */
  readonly warning: BothLanguages | null;
  /** Absent where there is nothing to verify. */
  readonly verification?: { readonly url: string; readonly label: BothLanguages };
}

const qrSize = 84;
const markSize = 22;

/** The head of the first page: the load line, the title in both languages, the number, and the code to verify by where there is one. */
export function firstHead(paper: Paper, { title, number, warning, verification }: HeadFacts): void {
  const textLeft = page.left + plimsollMarkWidth(markSize) + 16;
  const width = page.right - (verification ? qrSize + 12 : 0) - textLeft;
  drawPlimsollMark(paper.doc, page.left, page.top + 25, markSize);
  paper.set(title.en, { x: textLeft, y: page.top - 2, width }, { size: 20, weight: 'bold', ink: 'sea' });
  paper.set(title.zh, { x: textLeft, y: page.top + 27, width }, { size: 13.5, weight: 'bold', ink: 'sea' });
  paper.set(number, { x: textLeft, y: page.top + 52, width }, { size: 10, ink: 'black' });
  if (verification) {
    drawQr(paper.doc, verification.url, page.right - qrSize + 8, page.top - 12, qrSize);
    paper.set(side(verification.label), { x: page.right - 160, y: page.top + 67, width: 160, align: 'right' }, { size: 7.5, ink: 'grey' });
  }
  paper.y = page.top + 84;
  if (warning) paper.y += warningLine(paper, warning, paper.y) + 6;
  paper.rule(paper.y, page.left, page.right, 'sea', 1.1);
  paper.y += 12;
}

/** The head of the pages that follow: one quiet line. */
export function runningHead(paper: Paper, { title, number, warning }: HeadFacts): void {
  const type = { size: 7.5, ink: 'grey' } as const;
  paper.set(`${side(title)}  ·  ${number}`, { x: page.left, y: page.top - 8, width: page.right - page.left }, type);
  paper.y = page.top + 6;
  if (warning) paper.y += warningLine(paper, warning, paper.y + 2) + 8;
  paper.rule(paper.y, page.left, page.right, 'sea', 0.8);
  paper.y += 12;
}

function warningLine(paper: Paper, warning: BothLanguages, y: number): number {
  const height = 19;
  paper.doc
    .save()
    .rect(page.left, y, page.right - page.left, height)
    .fillColor('#fdf3f1')
    .fill()
    .restore();
  paper.doc.save().rect(page.left, y, 2.4, height).fillColor(inks.red).fill().restore();
  const text = `${warning.en} / ${warning.zh}`;
  paper.set(text, { x: page.left + 10, y: y + 3, width: page.right - page.left - 20 }, { size: 9, weight: 'bold', ink: 'red' });
  return height;
}
