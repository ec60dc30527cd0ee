/** Says of a character whether a font can draw it. */
export type Covers = (codePoint: number) => boolean;

/**
 * Reads which characters a TrueType font covers from its `cmap` table (formats 4 and 12 of the OpenType specification),
 * so that each run of a line is set in a font that has it and no crossed box is ever printed.
 */
export function coveredBy(font: Buffer): Covers {
  const cmap = tableAt(font, 'cmap');
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4));
  const ranges = subtables.flatMap((at) => (font.readUInt16BE(at) === 12 ? groups(font, at) : []));
  const known = ranges.length > 0 ? ranges : subtables.flatMap((at) => (font.readUInt16BE(at) === 4 ? segments(font, at) : []));
  const sorted = known.sort((a, b) => a[0] - b[0]);
  return (codePoint) => within(sorted, codePoint);
}

type Range = readonly [first: number, last: number];

function tableAt(font: Buffer, name: string): number {
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i++) {
    const record = 12 + i * 16;
    if (font.toString('latin1', record, record + 4) === name) return font.readUInt32BE(record + 8);
  }
  throw new Error(`the font has no table ${name}`);
}

function groups(font: Buffer, at: number): Range[] {
  return Array.from({ length: font.readUInt32BE(at + 12) }, (_, i) => {
    const group = at + 16 + i * 12;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)] as const;
  });
}

/** A segment of format 4 may hold characters that map to the glyph 0; the cut fonts write such gaps as segments of their own. */
function segments(font: Buffer, at: number): Range[] {
  const length = font.readUInt16BE(at + 6);
  return Array.from({ length: length / 2 }, (_, i) => {
    const last = font.readUInt16BE(at + 14 + i * 2);
    return [font.readUInt16BE(at + 16 + length + i * 2), last] as const;
  }).filter(([first]) => first !== 0xffff);
}

function within(sorted: readonly Range[], codePoint: number): boolean {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = sorted[middle] ?? [0, -1];
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}
