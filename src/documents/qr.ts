import { create } from 'qrcode';

/** Draws the QR code of an address as squares, sharp at any size; a quiet zone of four modules is left around it. */
export function drawQr(doc: PDFKit.PDFDocument, address: string, left: number, top: number, size: number): void {
  const { modules } = create(address, { errorCorrectionLevel: 'M' });
  const module = size / (modules.size + 8);
  doc.save().fillColor('#ffffff').rect(left, top, size, size).fill().fillColor('#000000');
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size;) {
      const length = darkRun(modules, row, column);
      if (length > 0) doc.rect(left + (column + 4) * module, top + (row + 4) * module, length * module, module * 1.02);
      column += Math.max(length, 1);
    }
  }
  doc.fill().restore();
}

/** Neighbours in a row are one rectangle, so that no hairline shows between them. */
function darkRun(modules: { readonly size: number; get(row: number, column: number): number }, row: number, from: number): number {
  let length = 0;
  while (from + length < modules.size && modules.get(row, from + length)) length++;
  return length;
}
