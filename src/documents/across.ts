import type { BothLanguages } from './delivery-note-view.ts';
import { page, type Paper } from './paper.ts';

/** Sets a mark such as "replay, not an official document" across the page, under everything else that will stand there. */
export function markAcross(paper: Paper, mark: BothLanguages): void {
  const x = page.width / 2;
  const y = page.height / 2;
  const type = { size: 42, weight: 'bold', ink: 'across' } as const;
  paper.doc.save().rotate(-54, { origin: [x, y] });
  paper.set(mark.en, { x: x - 500, y: y - 58, width: 1000, align: 'center' }, type);
  paper.set(mark.zh, { x: x - 500, y: y + 6, width: 1000, align: 'center' }, type);
  paper.doc.restore();
}
