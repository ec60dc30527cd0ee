import type { Basis, Signature } from '../bunkering/delivery-note.ts';
import { heading, labelled, statement } from './blocks.ts';
import { both, officeOf, side } from './both.ts';
import type { BothLanguages, DeliveryNoteView } from './delivery-note-view.ts';
import { formatInstant } from './format.ts';
import { basisMark } from './item-table.ts';
import { page, type Paper, type Type } from './paper.ts';
import { printedSeal } from './seal.ts';

const small: Type = { size: 8.2 };
const width = page.right - page.left;

/** Remarks, published sources and what the marks beside the values mean. */
export function noteRemarks(paper: Paper, { note, items }: DeliveryNoteView): void {
  if (note.remarks.length > 0) {
    heading(paper, both('note.remarks'), 30);
    paper.y += 4;
    for (const remark of note.remarks) statement(paper, remark, small);
  }
  if (note.sources.length > 0) {
    heading(paper, both('note.sources'), 20);
    paper.y += 4;
    for (const { publisher, title, date } of note.sources) {
      statement(paper, sameInBoth([publisher, title, date].filter((part) => part !== null).join(' · ')), small);
    }
  }
  legend(paper, [...new Set(items.map((item) => item.basis))]);
}

const order: readonly Basis[] = ['measured', 'declared', 'computed', 'register', 'assumed'];

function legend(paper: Paper, used: readonly Basis[]): void {
  const lines = order.filter((basis) => used.includes(basis));
  heading(paper, both('note.legendTitle'), 26 * lines.length);
  paper.y += 5;
  for (const basis of lines) {
    const text = both(`note.legend.${basis}`);
    if (basis === 'assumed') basisMark(paper, both('note.basis.assumed'), paper.y, true);
    paper.y += paper.set(`${text.en}\n${text.zh}`, { x: page.left, y: paper.y, width: width - 84 }, { size: 7.6, ink: 'grey' }) + 2.5;
  }
}

/** The two sides beside each other: who signed, when, and over which hash; or the protest with its reason. */
export function noteSignatures(paper: Paper, { note }: DeliveryNoteView): void {
  const box = { width: (width - 18) / 2 };
  const sides = (['supplier', 'ship'] as const).map((name) => signatureLines(name, note.signatures));
  const heights = sides.map((lines) => lines.reduce((sum, line) => sum + paper.heightOf(line.text, line.type, box.width - 20), 16));
  const height = Math.max(...heights);
  heading(paper, both('note.signatures'), height + 10);
  paper.y += 8;
  sides.forEach((lines, i) => {
    const x = page.left + i * (box.width + 18);
    paper.doc.save().roundedRect(x, paper.y, box.width, height, 3).lineWidth(0.7).strokeColor('#cfd6dc').stroke().restore();
    let y = paper.y + 7;
    for (const line of lines) y += paper.set(line.text, { x: x + 10, y, width: box.width - 20 }, line.type);
  });
  paper.y += height + 6;
}

interface Line {
  readonly text: string;
  readonly type: Type;
}

function signatureLines(name: Signature['side'], signatures: readonly Signature[]): readonly Line[] {
  const title: Line = { text: side(both(`note.sides.${name}`)), type: { size: 7.5, ink: 'grey' } };
  const signature = signatures.find((one) => one.side === name);
  if (!signature) return [title, { text: side(both('note.notSigned')), type: { size: 9.5, ink: 'amber' } }];
  const { office, signedAt, hash, protest } = signature;
  const verdict: Line =
    protest === null
      ? { text: side(both('note.signed')), type: { size: 8.6, ink: 'sea' } }
      : { text: `${side(both('note.protest'))}: ${protest}`, type: { size: 8.6, ink: 'red' } };
  return [
    title,
    { text: side(officeOf(office)), type: { size: 10.5, weight: 'bold' } },
    verdict,
    { text: formatInstant(signedAt), type: { size: 8.6 } },
    { text: 'SHA-256', type: { size: 6.2, ink: 'grey' } },
    { text: hash, type: { size: 5.6, ink: 'grey' } },
  ];
}

/** Hash, seal and the address, whole, so that they can be copied from the paper. */
export function noteAuthenticity(paper: Paper, { note, verifyUrl }: DeliveryNoteView): void {
  heading(paper, both('note.authenticity'), 90);
  paper.y += 6;
  labelled(paper, both('note.hash'), note.contentHash);
  if (note.seal !== null) {
    const { kid, signature } = printedSeal(note.seal);
    if (kid !== null) labelled(paper, both('note.sealKey'), kid);
    labelled(paper, both('note.sealWhole'), signature);
  } else labelled(paper, both('note.seal'), side(both('note.notSealed')));
  labelled(paper, both('note.verify'), verifyUrl);
  statement(paper, both('note.verifyHow'), { size: 7.6, ink: 'grey' });
  statement(paper, both('note.offset'), { size: 7.6, ink: 'grey' });
}

const sameInBoth = (text: string): BothLanguages => ({ en: text, zh: text });
