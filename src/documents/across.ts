import type { BothLanguages } from './delivery-note-view.ts';
import { page, type Paper } from './paper.ts';

const reach = 660;
const largest = 96;

/** Sets a mark such as "replay, not an official document" across the page, under everything else that will stand there. */
export function markAcross(paper: Paper, mark: BothLanguages): void {
  const x = page.width / 2;
  const y = page.height / 2;
  const type = { size: sizeOf(paper, mark), weight: 'bold', ink: 'across' } as const;
  paper.doc.save().rotate(-54, { origin: [x, y] });
  paper.set(mark.en, { x: x - 500, y: y - type.size * 1.38, width: 1000, align: 'center' }, type);
  paper.set(mark.zh, { x: x - 500, y: y + type.size * 0.14, width: 1000, align: 'center' }, type);
  paper.doc.restore();
}

/** A long mark reaches over the page; a short one is no larger than it must be to be seen. */
function sizeOf(paper: Paper, mark: BothLanguages): number {
  const widths = [mark.en, mark.zh].map((text) => paper.widthOf(text, { size: 1, weight: 'bold' }));
  return Math.min(largest, reach / Math.max(...widths));
}
