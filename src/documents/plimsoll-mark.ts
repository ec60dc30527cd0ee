import { inks } from './paper.ts';

/**
 * The load line of Samuel Plimsoll as it is painted on a hull: the deck line, the disc cut by the summer line, and the ladder
 * of the load lines beside it. Drawn with lines only, so that it prints sharp at any size. `size` is the diameter of the disc.
 */
export function drawPlimsollMark(doc: PDFKit.PDFDocument, left: number, middle: number, size: number): void {
  const radius = size / 2;
  const stroke = size * 0.1;
  const centre = left + size * 0.78;
  doc.save().lineWidth(stroke).strokeColor(inks.sea).lineCap('butt');
  doc.circle(centre, middle, radius - stroke / 2).stroke();
  doc
    .moveTo(left, middle)
    .lineTo(left + size * 1.56, middle)
    .stroke();
  doc
    .moveTo(centre - radius * 0.62, middle - size * 0.8)
    .lineTo(centre + radius * 0.62, middle - size * 0.8)
    .stroke();
  const pole = left + size * 1.92;
  doc.lineWidth(stroke * 0.62);
  doc
    .moveTo(pole, middle - size * 0.36)
    .lineTo(pole, middle + size * 0.34)
    .stroke();
  for (const level of [-0.34, -0.17])
    doc
      .moveTo(pole - size * 0.26, middle + size * level)
      .lineTo(pole, middle + size * level)
      .stroke();
  for (const level of [-0.17, 0, 0.17, 0.32])
    doc
      .moveTo(pole, middle + size * level)
      .lineTo(pole + size * 0.26, middle + size * level)
      .stroke();
  doc.restore();
}

/** How wide the whole mark is for a disc of that size. */
export const plimsollMarkWidth = (size: number): number => size * 2.18;
