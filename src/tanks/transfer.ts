import { holdAccount, tankAccount } from '../ledger/account.ts';
import { idOf, parcelItem, type Entry } from '../ledger/entry.ts';
import { draw, inOrder } from '../ledger/lots.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import type { TankLot } from '../ledger/lot-store.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import { siteDay } from './add-tank.ts';
import { contentsOf, parcelsOfLots } from './content.ts';
import type { TankRooms } from './rooms.ts';
import { mayReceive, type Tank } from './tank.ts';

export interface TransferDraft {
  readonly from: string;
  readonly to: string;
  readonly massKg: number;
  /** Stock held for this nomination, whose hold goes along; free stock where absent. */
  readonly nomination?: string | undefined;
  /** Only this parcel; otherwise in the order of the book's setting. */
  readonly parcel?: string | undefined;
  /** Only needed where stock of several books lies there. */
  readonly book?: string | undefined;
}

export interface Transferred {
  readonly entry: Entry;
  readonly moved: readonly { readonly parcel: string; readonly massKg: number }[];
}

export type TransferRooms = Pick<TankRooms, 'tanks' | 'ledger' | 'ports' | 'holds'>;

/**
 * Moves stock from one tank of a supplier to another, ashore or afloat, within one book: free stock, or what a nomination
 * holds together with its hold (`hold:<from>:<n> → hold:<to>:<n>`). It is a plan, so it is refused with every reason:
 * TANK_STOCK_SHORT, and all of `mayReceive`.
 */
export async function transfer(rooms: TransferRooms, work: Work, draft: TransferDraft): Promise<Transferred> {
  const { ledger } = rooms;
  if (draft.from === draft.to) refuse('TRANSFER_SAME_TANK', { field: 'body.to' });
  const head = await openBook(ledger, work, await bookOf(rooms, work, draft));
  const [from, to] = await ownTanks(rooms, work, draft);
  const day = await siteDay(rooms, work, to);
  const lying = await ledger.lotsOfTanks([from.id, to.id], work);
  const meant = await ordered(rooms, work, lotsToMove(lying, draft, head.book), { port: from.port, book: head.book }, day);
  const { drawn, shortKg } = draw(meant, draft.massKg);
  const present = lying.filter((lot) => lot.tank === to.id);
  const parcels = await parcelsOfLots(ledger, [...drawn, ...present], work);
  const reasons: Reason[] = mayReceive(to, contentsOf(present, parcels), contentsOf(drawn, parcels), day);
  if (shortKg > 0) reasons.unshift({ code: 'TANK_STOCK_SHORT', field: 'body.massKg', values: { tank: from.id, shortKg } });
  if (draft.nomination !== undefined) reasons.push(...(await rooms.holds.mayMove(work, draft.nomination)));
  refuseAll(reasons);
  const { nomination } = draft;
  const target = nomination === undefined ? tankAccount(to.id) : holdAccount(to.id, nomination);
  const entry = await postEntry(ledger, work, head, {
    act: 'transfer',
    about: [`tank:${from.id}`, `tank:${to.id}`, ...(nomination === undefined ? [] : [`nomination:${nomination}`])],
    document: null,
    postings: drawn.map(({ account, item, massKg }) => ({ from: account, to: target, item, massKg })),
  });
  return { entry, moved: drawn.map(({ item, massKg }) => ({ parcel: idOf(item), massKg })) };
}

async function ownTanks({ tanks }: TransferRooms, work: Work, draft: TransferDraft): Promise<readonly [from: Tank, to: Tank]> {
  const found = await tanks.tanks([draft.from, draft.to], work);
  const own = (field: 'from' | 'to'): Tank => {
    const tank = found.find(({ id }) => id === draft[field]);
    if (tank?.owner === work.actor.organisation) return tank;
    return refuse('TANK_UNKNOWN', { field: `body.${field}`, values: { tank: draft[field] } });
  };
  return [own('from'), own('to')];
}

/** Which lot leaves first is a setting of the book; it is asked for where there is more than one. */
async function ordered(
  { ports }: TransferRooms,
  work: Work,
  lots: readonly TankLot[],
  subject: { port: string; book: string },
  day: string,
) {
  if (lots.length < 2) return lots;
  return inOrder(lots, await ports.setting('book.parcel-order', subject, day, work.session));
}

/** Which book is meant, read before the transaction: the named one, or the only one whose stock lies there. */
async function bookOf({ tanks, ledger }: TransferRooms, work: Work, { from, massKg, nomination, book }: TransferDraft): Promise<string> {
  const [tank, lying] = await Promise.all([tanks.tank(from), ledger.lotsOfTank(from)]);
  if (tank?.owner !== work.actor.organisation) return refuse('TANK_UNKNOWN', { field: 'body.from', values: { tank: from } });
  const lots = lying.filter((lot) => lot.nomination === (nomination ?? null));
  const books = [...new Set(lots.map((lot) => lot.book))].sort();
  const [only] = book === undefined ? books : books.filter((one) => one === book);
  if (only === undefined) return refuse('TANK_STOCK_SHORT', { field: 'body.massKg', values: { tank: from, shortKg: massKg } });
  if (book === undefined && books.length > 1) return refuse('BOOK_UNCLEAR', { field: 'body.book', values: { books: books.join(', ') } });
  return only;
}

function lotsToMove(lying: readonly TankLot[], draft: TransferDraft, book: string): readonly TankLot[] {
  const nomination = draft.nomination ?? null;
  const item = draft.parcel === undefined ? undefined : parcelItem(draft.parcel);
  const meant = lying.filter((lot) => lot.tank === draft.from && lot.nomination === nomination && lot.book === book);
  return item === undefined ? meant : meant.filter((lot) => lot.item === item);
}
