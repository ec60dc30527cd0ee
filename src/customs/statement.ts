import { idOf, kindOfItem, netOf, type Entry } from '../ledger/entry.ts';
import { placeOf } from '../ledger/account.ts';
import { movementsOf, signOf, type Movement, type MovementKind } from './movement.ts';

/** Kilograms of each parcel that lie in the book. */
export type Stock = ReadonlyMap<string, number>;

export interface StatementEntry {
  readonly number: number;
  readonly recordedAt: string;
  readonly occurredAt: string;
  readonly act: string;
  readonly document: string | null;
  readonly about: readonly string[];
  readonly movements: readonly Movement[];
  /** Stock of the whole book after this entry. */
  readonly balanceKg: number;
  readonly hash: string;
}

/** One parcel of the book over the period; its movements re-add to its closing stock. */
export interface StatementLine {
  readonly parcel: string;
  readonly openingKg: number;
  readonly movedKg: Readonly<Record<Exclude<MovementKind, 'within'>, number>>;
  readonly closingKg: number;
}

export interface Statement {
  readonly lines: readonly StatementLine[];
  readonly entries: readonly StatementEntry[];
  readonly openingKg: number;
  readonly closingKg: number;
  /** Number and hash of the last entry before the period and of the last in it; a stranger can hold them to the chain. */
  readonly head: { readonly opening: HeadMark | null; readonly closing: HeadMark | null };
}

export interface HeadMark {
  readonly number: number;
  readonly hash: string;
}

/** Adds what an entry changes of the stock of the book: the net over all its postings, whatever they are called. */
export function addToStock(stock: Map<string, number>, entry: Entry): void {
  for (const { account, item, massKg } of netOf(entry.postings)) {
    if (kindOfItem(item) !== 'parcel' || placeOf(account) === null) continue;
    const parcel = idOf(item);
    const left = (stock.get(parcel) ?? 0) + massKg;
    if (left === 0) stock.delete(parcel);
    else stock.set(parcel, left);
  }
}

/**
 * The statement of a book over a period: the opening stock, each entry with its document and its movements as customs
 * reads them, and for each parcel what came and went up to its closing stock.
 */
export function statementOf(opening: Stock, entries: readonly Entry[], before: HeadMark | null): Statement {
  const stock = new Map(opening);
  const moved = new Map<string, Record<Exclude<MovementKind, 'within'>, number>>();
  const told = entries.map((entry): StatementEntry => {
    const movements = movementsOf(entry);
    for (const { parcel, kind, massKg } of movements) {
      const line = moved.get(parcel) ?? noMovement();
      if (kind !== 'within') line[kind] += massKg;
      moved.set(parcel, line);
    }
    addToStock(stock, entry);
    const { number, recordedAt, occurredAt, act, document, about, hash } = entry;
    return { number, recordedAt, occurredAt, act, document, about, movements, balanceKg: total(stock), hash };
  });
  const parcels = [...new Set([...opening.keys(), ...moved.keys()])].sort();
  const lines = parcels.map((parcel) => ({
    parcel,
    openingKg: opening.get(parcel) ?? 0,
    movedKg: moved.get(parcel) ?? noMovement(),
    closingKg: stock.get(parcel) ?? 0,
  }));
  const last = entries.at(-1);
  const closing = last ? { number: last.number, hash: last.hash } : before;
  return { lines, entries: told, openingKg: total(opening), closingKg: total(stock), head: { opening: before, closing } };
}

const noMovement = (): Record<Exclude<MovementKind, 'within'>, number> => ({
  in: 0,
  'blended-in': 0,
  gain: 0,
  out: 0,
  'blended-out': 0,
  loss: 0,
});

const total = (stock: Stock): number => [...stock.values()].reduce((sum, massKg) => sum + massKg, 0);

/** Whether opening and movements give the closing, for each parcel, for the whole, and after each entry. */
export function reAdds({ lines, entries, openingKg, closingKg }: Statement): boolean {
  const lineHolds = lines.every(({ openingKg: opened, movedKg, closingKg: closed }) => {
    const kinds = Object.entries(movedKg) as [MovementKind, number][];
    return opened + kinds.reduce((sum, [kind, massKg]) => sum + signOf[kind] * massKg, 0) === closed;
  });
  let balanceKg = openingKg;
  const runs = entries.every((entry) => {
    balanceKg += entry.movements.reduce((sum, { kind, massKg }) => sum + signOf[kind] * massKg, 0);
    return balanceKg === entry.balanceKg;
  });
  const sums = (key: 'openingKg' | 'closingKg'): number => lines.reduce((sum, line) => sum + line[key], 0);
  return lineHolds && runs && balanceKg === closingKg && sums('openingKg') === openingKg && sums('closingKg') === closingKg;
}
