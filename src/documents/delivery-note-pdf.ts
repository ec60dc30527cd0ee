import type { DeliveryNote } from '../bunkering/delivery-note.ts';
import { markAcross } from './across.ts';
import { cells, heading, statement, type Cell } from './blocks.ts';
import { both, side } from './both.ts';
import type { BothLanguages, DeliveryNoteView } from './delivery-note-view.ts';
import { writeFeet } from './foot.ts';
import { formatInstant, formatTonnes } from './format.ts';
import { firstHead, runningHead, type HeadFacts } from './head.ts';
import { itemHeight, itemRow } from './item-table.ts';
import { noteAuthenticity, noteRemarks, noteSignatures } from './note-end.ts';
import { sectionsOf } from './note-sections.ts';
import { openPaper, type Paper, type Type } from './paper.ts';
import { printedSeal, shortened } from './seal.ts';

/**
 * The delivery note on paper, in Chinese and English side by side. The same view always gives the same bytes: its time is the
 * note's own. A replay says so at the head and across each page; a draft and a superseded note say what they are. The whole
 * seal is attached to the file, so that it can be checked from the paper alone.
 */
export async function deliveryNotePdf(view: DeliveryNoteView): Promise<Buffer> {
  const { note } = view;
  const at = new Date(note.sealedAt ?? note.draftedAt);
  const title = both('note.title');
  const paper = openPaper({ title: `${title.en} ${title.zh} ${note.number}`, subject: `${view.shipName}, IMO ${note.imo}`, at });
  const head: HeadFacts = {
    title,
    number: note.number,
    warning: warningOf(note),
    verification: { url: view.verifyUrl, label: both('note.verify') },
  };
  paper.eachPage((number) => {
    const mark = acrossOf(note);
    if (mark) markAcross(paper, mark);
    if (number === 1) firstHead(paper, head);
    else runningHead(paper, head);
  });
  summary(paper, view);
  for (const { section, items } of sectionsOf(view.items)) {
    const [first] = items;
    heading(paper, both(`note.sections.${section}`), first ? itemHeight(paper, first) : 0);
    for (const item of items) itemRow(paper, item);
    paper.y += 6;
  }
  noteRemarks(paper, view);
  noteSignatures(paper, view);
  noteAuthenticity(paper, view);
  attachSeal(paper, note, at);
  writeFeet(paper, { number: note.number, lines: footLines(note) });
  return paper.finish();
}

const warningOf = (note: DeliveryNote): BothLanguages | null => (note.replay ? both('note.across.replay') : null);

function acrossOf(note: DeliveryNote): BothLanguages | null {
  if (note.replay) return both('note.across.replay');
  if (note.state === 'sealed') return null;
  return both(`note.across.${note.state === 'supplier-signed' ? 'draft' : note.state}`);
}

const large: Type = { size: 15, weight: 'bold' };
const strong: Type = { size: 10.5, weight: 'bold' };
const plain: Type = { size: 9 };
const quiet: Type = { size: 8.2, ink: 'grey' };

function summary(paper: Paper, view: DeliveryNoteView): void {
  const { note, portName, gradeName } = view;
  const cell = (key: string, ...lines: Cell['lines']): Cell => ({ label: both(`note.${key}`), lines });
  const method = both(`note.methods.${note.method}`);
  cells(paper, [
    cell('quantity', { text: formatTonnes(note.massKg), type: large }, { text: method.en, type: quiet }, { text: method.zh, type: quiet }),
    cell('ship', { text: view.shipName, type: strong }, { text: `IMO ${note.imo}`, type: plain }),
    cell('port', ...named(portName, strong), { text: note.port, type: plain }),
    cell('product', ...named(gradeName, strong)),
    cell('supplier', { text: view.supplierName, type: plain }),
    cell('line', { text: view.lineName, type: plain }),
    cell('state', ...stateLines(note)),
    cell('drafted', { text: formatInstant(note.draftedAt), type: plain }),
    cell('sealed', { text: note.sealedAt === null ? side(both('note.notSealed')) : formatInstant(note.sealedAt), type: plain }),
  ]);
  if (note.supersedes !== null) statement(paper, both('note.supersedes', { number: note.supersedes }), { size: 8.6, ink: 'amber' });
}

/** A name in both languages, on one line each. */
const named = (name: BothLanguages, type: Type): Cell['lines'] => [...new Set([name.en, name.zh])].map((text) => ({ text, type }));

function stateLines(note: DeliveryNote): Cell['lines'] {
  const state = both(`note.states.${note.state}`, { number: note.supersededBy ?? '' });
  return [state.en, state.zh].map((text) => ({ text, type: { size: 8.6, ink: note.state === 'sealed' ? 'black' : 'amber' } }));
}

function footLines(note: DeliveryNote): { label: string; text: string }[] {
  const seal = note.seal === null ? side(both('note.notSealed')) : shortened(printedSeal(note.seal).signature);
  return [
    { label: 'SHA-256', text: note.contentHash },
    { label: side(both('note.seal')), text: seal },
  ];
}

function attachSeal(paper: Paper, note: DeliveryNote, at: Date): void {
  if (note.seal === null) return;
  const about = { type: 'application/jose', description: 'The seal: compact JWS over RFC 8785 JSON', creationDate: at, modifiedDate: at };
  paper.doc.file(Buffer.from(note.seal, 'utf8'), { name: `${note.number.replace(/[^\w.-]/g, '_')}.jws`, ...about });
}
