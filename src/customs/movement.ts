import { isTransform, isWorld, placeOf, type Account } from '../ledger/account.ts';
import { idOf, kindOfItem, type Entry, type Posting } from '../ledger/entry.ts';

export const movementKinds = ['in', 'blended-in', 'gain', 'out', 'blended-out', 'loss', 'within'] as const;
/**
 * A posting of bonded stock as customs reads it: into the book, out of it, made or used up by a blend (or another turn of
 * one parcel into another), a gain, a loss; `within` moves stock from tank to tank or under a hold and changes nothing.
 */
export type MovementKind = (typeof movementKinds)[number];

export interface Movement {
  readonly kind: MovementKind;
  readonly parcel: string;
  readonly massKg: number;
  readonly from: Account;
  readonly to: Account;
}

/** Stock is in the book while it lies in a tank, free or under a hold. */
const inBook = (account: Account): boolean => placeOf(account) !== null;

/** A posting as customs reads it; null where it moves no stock of the book (proofs, certificates, steps inside a blend). */
export function movementOf({ from, to, item, massKg }: Posting): Movement | null {
  if (kindOfItem(item) !== 'parcel' || !(inBook(from) || inBook(to))) return null;
  return { kind: kindOf(from, to), parcel: idOf(item), massKg, from, to };
}

function kindOf(from: Account, to: Account): MovementKind {
  if (inBook(from) && inBook(to)) return 'within';
  if (inBook(to)) return isTransform(from) ? 'blended-in' : isWorld(from) && from.startsWith('world:gain') ? 'gain' : 'in';
  return isTransform(to) ? 'blended-out' : isWorld(to) && to.startsWith('world:loss') ? 'loss' : 'out';
}

/** What a movement does to the stock of the book: +1, −1 or nothing. */
export const signOf: Readonly<Record<MovementKind, 1 | -1 | 0>> = {
  in: 1,
  'blended-in': 1,
  gain: 1,
  out: -1,
  'blended-out': -1,
  loss: -1,
  within: 0,
};

export const movementsOf = ({ postings }: Pick<Entry, 'postings'>): Movement[] => postings.flatMap((posting) => movementOf(posting) ?? []);
