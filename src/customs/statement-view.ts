import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { day } from '../http/schemas.ts';
import type { Book } from '../ledger/book.ts';
import type { Parcel } from '../ledger/parcel.ts';
import { word } from '../words/words.ts';
import { movementKinds } from './movement.ts';
import type { Statement } from './statement.ts';

const kg = z.int();
const mark = z.strictObject({ number: z.int(), hash: z.string() }).nullable();
const movement = z.strictObject({ kind: z.enum(movementKinds), parcel: z.string(), massKg: kg, from: z.string(), to: z.string() });

export const statementReply = z
  .strictObject({
    book: z.string(),
    enterprise: z.string(),
    procedure: z.string().nullable(),
    from: day,
    to: day,
    openingKg: kg,
    closingKg: kg,
    head: z.strictObject({ opening: mark, closing: mark }),
    lines: z.array(
      z.strictObject({
        parcel: z.string(),
        bookLine: z.string().nullable(),
        declaration: z.string(),
        grade: z.string(),
        hsCode: z.string(),
        origin: z.string(),
        openingKg: kg,
        inKg: kg,
        blendedInKg: kg,
        gainKg: kg,
        outKg: kg,
        blendedOutKg: kg,
        lossKg: kg,
        closingKg: kg,
      }),
    ),
    entries: z.array(
      z.strictObject({
        number: z.int(),
        recordedAt: z.iso.datetime(),
        occurredAt: z.iso.datetime(),
        act: z.string(),
        document: z.string().nullable(),
        about: z.array(z.string()),
        movements: z.array(movement),
        balanceKg: kg,
        hash: z.string(),
      }),
    ),
  })
  .meta({
    id: 'Statement',
    description: 'opening + in + blended in + gain − out − blended out − loss = closing, for each parcel and for the whole',
  });

export type StatementReply = z.output<typeof statementReply>;

export const shownStatement = (
  book: Book,
  period: { readonly from: string; readonly to: string },
  { lines, entries, openingKg, closingKg, head }: Statement,
  parcels: ReadonlyMap<string, Parcel>,
): StatementReply => ({
  book: book.id,
  enterprise: book.enterprise,
  procedure: book.procedure,
  ...period,
  openingKg,
  closingKg,
  head: { opening: head.opening, closing: head.closing },
  lines: lines.map(({ parcel: id, openingKg: opened, movedKg, closingKg: closed }) => {
    const parcel = parcels.get(id);
    if (!parcel) throw new Error(`${id} stands in ${book.id} and is no parcel`);
    const { bookLine, declaration, grade, hsCode, origin } = parcel;
    const moved = { inKg: movedKg.in, blendedInKg: movedKg['blended-in'], gainKg: movedKg.gain };
    const went = { outKg: movedKg.out, blendedOutKg: movedKg['blended-out'], lossKg: movedKg.loss };
    return { parcel: id, bookLine, declaration, grade, hsCode, origin, openingKg: opened, ...moved, ...went, closingKg: closed };
  }),
  entries: entries.map((entry) => ({ ...entry, about: [...entry.about], movements: entry.movements.map((one) => ({ ...one })) })),
});

const columns = [
  ...['Number 序号', 'Recorded 记账时间', 'Occurred 发生时间', 'Act 业务', 'Document 单证', 'Movement 变动', 'Parcel 批次'],
  ...[
    'Declaration 报关单/核注清单',
    'Line 备案序号',
    'Grade 品种',
    'HS code 税号',
    'In kg 收入千克',
    'Out kg 发出千克',
    'Balance kg 结存千克',
  ],
];

const label = (kind: string): string => `${word('en', `movements.${kind}`)} ${word('zh', `movements.${kind}`)}`;
const increases: ReadonlySet<string> = new Set(['in', 'blended-in', 'gain']);
const decreases: ReadonlySet<string> = new Set(['out', 'blended-out', 'loss']);

/**
 * The statement as a table that a spreadsheet opens as it is: a byte order mark for Chinese, formulas escaped. Opening
 * rows, one row for each movement, closing rows; the balance of the whole book stands on the last row of each entry.
 */
export function statementCsv(statement: StatementReply): string {
  const identity = new Map(
    statement.lines.map((line) => [line.parcel, [line.parcel, line.declaration, line.bookLine, line.grade, line.hsCode]]),
  );
  const stood = (kind: 'opening' | 'closing', massKg: (line: StatementReply['lines'][number]) => number, totalKg: number) => [
    ...statement.lines.map((line) => ['', '', '', '', '', label(kind), ...(identity.get(line.parcel) ?? []), '', '', massKg(line)]),
    ['', '', '', '', '', label(kind), '', '', '', '', '', '', '', totalKg],
  ];
  const moved = statement.entries.flatMap(({ number, recordedAt, occurredAt, act, document, movements, balanceKg }) => {
    const head = [number, recordedAt, occurredAt, act, document];
    if (movements.length === 0) return [[...head, '', '', '', '', '', '', '', '', balanceKg]];
    return movements.map(({ kind, parcel, massKg }, place) => {
      const [inKg, outKg] = [increases.has(kind) ? massKg : '', decreases.has(kind) ? massKg : ''];
      return [...head, label(kind), ...(identity.get(parcel) ?? []), inKg, outKg, place === movements.length - 1 ? balanceKg : ''];
    });
  });
  const opening = stood('opening', (line) => line.openingKg, statement.openingKg);
  const closing = stood('closing', (line) => line.closingKg, statement.closingKg);
  return stringify([columns, ...opening, ...moved, ...closing], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
