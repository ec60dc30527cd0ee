import { both, side } from './both.ts';
import type { BothLanguages, NoteItemView } from './delivery-note-view.ts';
import { chemical, formatItem } from './format.ts';
import { inks, page, type Paper, type Type } from './paper.ts';

const english = { x: page.left, width: 150 } as const;
const chinese = { x: page.left + 158, width: 102 } as const;
const value = { x: page.left + 268, width: 154 } as const;
const basis = { x: page.right - 70, width: 70 } as const;
const partLabelWidth = 95;

const labelType: Type = { size: 8.4 };
const chineseType: Type = { size: 8.2, ink: 'grey' };
const valueType = (text: string): Type => ({ size: 8.8, tabular: figures.test(text) });
const partType: Type = { size: 8, tabular: true };
const figures = /^[\u2212\d.,]+( |$)/;
const padding = 3.4;

interface Drawable {
  readonly height: number;
  draw(y: number): void;
}

/** How high the row of an item is, so that a heading can be kept with it. */
export const itemHeight = (paper: Paper, item: NoteItemView): number => rowOf(paper, item).height;

/** One item: English label, Chinese label, value with its unit, and where the value comes from; a hairline under it. */
export function itemRow(paper: Paper, item: NoteItemView): void {
  const row = rowOf(paper, item);
  paper.need(row.height);
  row.draw(paper.y);
  paper.y += row.height;
}

function rowOf(paper: Paper, item: NoteItemView): Drawable {
  const label = chemical(item.labelEn);
  const shown = valueOf(paper, item);
  const height = Math.max(
    paper.heightOf(label, labelType, english.width),
    paper.heightOf(item.labelZh, chineseType, chinese.width),
    shown.height,
  );
  return {
    height: height + padding * 2,
    draw(y) {
      const top = y + padding;
      paper.set(label, { ...english, y: top }, labelType);
      paper.set(item.labelZh, { ...chinese, y: top }, chineseType);
      shown.draw(top);
      basisMark(paper, both(`note.basis.${item.basis}`), top, item.basis === 'assumed');
      paper.rule(y + height + padding * 2);
    },
  };
}

/** A structured value is a small table of its own: what is meant, and the figure at the right. */
function valueOf(paper: Paper, item: NoteItemView): Drawable {
  const shown = formatItem(item);
  if (shown.kind === 'text') {
    const inOneLine = side(shown.text);
    const text =
      paper.widthOf(inOneLine, valueType(inOneLine)) <= value.width ? inOneLine : [...new Set([shown.text.en, shown.text.zh])].join('\n');
    return {
      height: paper.heightOf(text, valueType(text), value.width),
      draw: (y) => void paper.set(text, { ...value, y }, valueType(text)),
    };
  }
  const rows = shown.lines.map(({ label, text }) => {
    const labelled = side({ en: chemical(label.en), zh: label.zh });
    const said = side(text);
    const place = { x: value.x + partLabelWidth + 2, width: value.width - partLabelWidth - 2, align: 'right' } as const;
    const height = Math.max(paper.heightOf(labelled, partType, partLabelWidth), paper.heightOf(said, partType, place.width));
    return { labelled, said, place, height };
  });
  return {
    height: rows.reduce((sum, row) => sum + row.height, 0),
    draw(top) {
      let y = top;
      for (const { labelled, said, place, height } of rows) {
        paper.set(labelled, { x: value.x, y, width: partLabelWidth }, { ...partType, ink: 'grey' });
        paper.set(said, { ...place, y }, partType);
        y += height;
      }
    },
  };
}

/** Where a value comes from, small at the right; an assumed one stands in a frame, so that nobody takes it for measured. */
export function basisMark(paper: Paper, text: BothLanguages, y: number, framed: boolean): void {
  const type: Type = { size: 7.4, ink: framed ? 'amber' : 'grey', weight: framed ? 'bold' : 'regular' };
  const label = `${text.en} ${text.zh}`;
  if (framed) {
    const width = paper.widthOf(label, type) + 8;
    const left = basis.x + basis.width - width;
    paper.doc
      .save()
      .roundedRect(left, y - 0.6, width, 12.4, 2.4)
      .lineWidth(0.7)
      .strokeColor(inks.amber)
      .stroke()
      .restore();
    paper.set(label, { x: left, y: y + 0.5, width, align: 'center' }, type);
  } else paper.set(label, { ...basis, y: y + 0.5, align: 'right' }, type);
}
