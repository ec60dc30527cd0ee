import PDFDocument from 'pdfkit';
import { fontOf, type Face, type Weight } from './fonts.ts';
import { linesOf } from './lines.ts';
import { runsOf, type CoversBy, type Run } from './runs.ts';

export type Ink = 'black' | 'grey' | 'pale' | 'sea' | 'amber' | 'red' | 'across';

/** The colours of the house; text keeps a contrast of 4.5 to 1 or more on white, `pale` is for rules, `across` for marks under the text. */
export const inks: Readonly<Record<Ink, string>> = {
  black: '#16212c',
  grey: '#56636f',
  pale: '#cfd6dc',
  sea: '#0b4f6c',
  amber: '#8a5200',
  red: '#9b1c1c',
  across: '#f7e6e3',
};

export interface Type {
  readonly size: number;
  readonly weight?: Weight;
  readonly ink?: Ink;
  /** Figures of one width, for numbers that stand under one another. */
  readonly tabular?: boolean;
}

export interface PaperFacts {
  readonly title: string;
  readonly subject: string;
  /** Fixed, so that the same document always has the same bytes. */
  readonly at: Date;
}

/** A4 in points, with the room at the foot that belongs to page numbers and the hash. */
export const page = Object.freeze({ width: 595.28, height: 841.89, left: 51, right: 544.28, top: 45, bottom: 772 });

/** Distance from one baseline to the next, as a share of the size of the type. */
const leading = 1.42;

export interface Paper {
  readonly doc: PDFKit.PDFDocument;
  /** Where the next thing begins, from the top. */
  y: number;
  widthOf(text: string, type: Type): number;
  lines(text: string, type: Type, width: number): readonly string[];
  heightOf(text: string, type: Type, width: number): number;
  /** Sets text with its top at `y`, wrapped to `width`; answers its height. Nothing moves. */
  set(
    text: string,
    at: { readonly x: number; readonly y: number; readonly width: number; readonly align?: 'left' | 'right' | 'center' },
    type: Type,
  ): number;
  rule(y: number, from?: number, to?: number, ink?: Ink, thickness?: number): void;
  /** Draws on this page and first of all on each one that follows. */
  eachPage(draw: (number: number) => void): void;
  /** Goes to a new page unless `height` still fits on this one; says whether it did. */
  need(height: number): boolean;
  finish(): Promise<Buffer>;
}

/** Opens a sheet of A4 in the type of the house; the file says its title and its language and has no bytes left to chance. */
export function openPaper(facts: PaperFacts): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: 'en',
    displayTitle: true,
    info: {
      Title: facts.title,
      Subject: facts.subject,
      Author: 'Plimsoll',
      Creator: 'Plimsoll',
      Producer: 'Plimsoll',
      CreationDate: facts.at,
      ModDate: facts.at,
    },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => doc.on('end', () => resolve(Buffer.concat(chunks))).on('error', reject));
  const use = typesetter(doc);

  const paper: Paper = {
    doc,
    y: page.top,
    widthOf: (text, type) => use.width(text, type),
    lines: (text, type, width) => linesOf(text, width, (part) => use.width(part, type)),
    heightOf: (text, type, width) => paper.lines(text, type, width).length * type.size * leading,
    set(text, { x, y, width, align = 'left' }, type) {
      const lines = paper.lines(text, type, width);
      lines.forEach((line, i) => {
        const gap = align === 'left' ? 0 : width - use.width(line, type);
        use.draw(line, x + (align === 'center' ? gap / 2 : gap), y + i * type.size * leading + type.size * 1.07, type);
      });
      return lines.length * type.size * leading;
    },
    rule(y, from = page.left, to = page.right, ink = 'pale', thickness = 0.6) {
      doc.moveTo(from, y).lineTo(to, y).lineWidth(thickness).strokeColor(inks[ink]).stroke();
    },
    eachPage(draw) {
      let number = 1;
      draw(number);
      doc.on('pageAdded', () => {
        paper.y = page.top;
        draw(++number);
      });
    },
    need(height) {
      if (paper.y + height <= page.bottom) return false;
      doc.addPage();
      return true;
    },
    finish() {
      doc.end();
      return done;
    },
  };
  return paper;
}

/** Sets single lines in the fonts that their characters need, on one baseline. */
function typesetter(doc: PDFKit.PDFDocument) {
  const known = new Set<string>();
  const widths = new Map<string, number>();
  const covers = (weight: Weight): CoversBy => ({
    latin: (codePoint) => fontOf('latin', weight).covers(codePoint),
    han: (codePoint) => fontOf('han', weight).covers(codePoint),
    rare: (codePoint) => fontOf('rare', weight).covers(codePoint),
  });
  const take = (face: Face, { weight = 'regular', size }: Type) => {
    const name = `${face}-${weight}`;
    if (!known.has(name)) doc.registerFont(name, fontOf(face, weight).data);
    known.add(name);
    return doc.font(name).fontSize(size);
  };
  const runs = (text: string, type: Type) => runsOf(text, covers(type.weight ?? 'regular'));
  const features = ({ tabular = false }: Type): { features?: PDFKit.Mixins.OpenTypeFeatures[] } => (tabular ? { features: ['tnum'] } : {});
  const runWidth = (run: Run, type: Type): number => {
    const key = `${run.face} ${type.weight} ${type.size} ${type.tabular} ${run.text}`;
    const width = widths.get(key) ?? take(run.face, type).widthOfString(run.text, features(type));
    widths.set(key, width);
    return width;
  };
  return {
    width: (text: string, type: Type) => runs(text, type).reduce((sum, run) => sum + runWidth(run, type), 0),
    draw(text: string, x: number, baseline: number, type: Type) {
      let at = x;
      for (const run of runs(text, type)) {
        const font = take(run.face, type).fillColor(inks[type.ink ?? 'black']);
        font.text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic', ...features(type) });
        at += runWidth(run, type);
      }
    },
  };
}
