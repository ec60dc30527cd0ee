import { holdAccount, tankAccount } from '../ledger/account.ts';
import { idOf, parcelItem, type Entry } from '../ledger/entry.ts';
import { draw, inOrder, type Lot } from '../ledger/lots.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
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
  const [from, to] = [await ownTank(rooms, work, draft.from, 'from'), await ownTank(rooms, work, draft.to, 'to')];
  const day = await siteDay(rooms, work, to);
  const { drawn, shortKg } = draw(await lotsToMove(rooms, work, draft, from.port, head.book, day), draft.massKg);
  const present = await ledger.lotsOfTank(to.id, work);
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

async function ownTank({ tanks }: TransferRooms, work: Work, id: string, field: 'from' | 'to'): Promise<Tank> {
  const tank = await tanks.tank(id, work);
  if (tank?.owner !== work.actor.organisation) return refuse('TANK_UNKNOWN', { field: `body.${field}`, values: { tank: id } });
  return tank;
}

/** Which book is meant, read before the transaction: the named one, or the only one whose stock lies there. */
async function bookOf({ tanks, ledger }: TransferRooms, work: Work, { from, massKg, nomination, book }: TransferDraft): Promise<string> {
  const tank = await tanks.tank(from);
  if (tank?.owner !== work.actor.organisation) return refuse('TANK_UNKNOWN', { field: 'body.from', values: { tank: from } });
  const lots = (await ledger.lotsOfTank(from)).filter((lot) => lot.nomination === (nomination ?? null));
  const books = [...new Set(lots.map((lot) => lot.book))].sort();
  const [only] = book === undefined ? books : books.filter((one) => one === book);
  if (only === undefined) return refuse('TANK_STOCK_SHORT', { field: 'body.massKg', values: { tank: from, shortKg: massKg } });
  if (book === undefined && books.length > 1) return refuse('BOOK_UNCLEAR', { field: 'body.book', values: { books: books.join(', ') } });
  return only;
}

async function lotsToMove(
  { ledger, ports }: TransferRooms,
  work: Work,
  draft: TransferDraft,
  port: string,
  book: string,
  day: string,
): Promise<readonly Lot[]> {
  const { from, nomination = null, parcel } = draft;
  const order = await ports.setting('book.parcel-order', { port, book }, day, work.session);
  const lots = (await ledger.lotsOfTank(from, work)).filter((lot) => lot.nomination === nomination && lot.book === book);
  return inOrder(parcel === undefined ? lots : lots.filter(({ item }) => item === parcelItem(parcel)), order);
}
