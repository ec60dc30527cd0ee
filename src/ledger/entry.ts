import { hashOf } from '../canonical.ts';
import { isTransform, type Account } from './account.ts';

/** What moves: `parcel:<id>`, `proof:<id>`, `certificate:<id>` or `allowance:<id>`. */
export type Item = string;

export const parcelItem = (id: string): Item => `parcel:${id}`;
export const proofItem = (id: string): Item => `proof:${id}`;
export const certificateItem = (id: string): Item => `certificate:${id}`;
export const idOf = (item: Item): string => item.slice(item.indexOf(':') + 1);
export const kindOfItem = (item: Item): string => item.slice(0, item.indexOf(':'));

/** One movement of whole kilograms from one account to another: nothing can be unbalanced. */
export interface Posting {
  readonly from: Account;
  readonly to: Account;
  readonly item: Item;
  readonly massKg: number;
}

/** What an act puts into a book; the ledger adds number, times, actor and the chain. */
export interface Draft {
  /** The act of the trade, such as `receive`, `nominate`, `deliver`. */
  readonly act: string;
  /** What it is about: `nomination:<id>`, `delivery:<id>`, `parcel:<id>` … */
  readonly about: readonly string[];
  /** The document that proves it, as customs reads it: a declaration, an inventory list, a note. */
  readonly document: string | null;
  readonly postings: readonly Posting[];
  /** The entry that a difference entry corrects, with the reason and the first person of the two. */
  readonly corrects?: { readonly entry: string; readonly reason: string; readonly proposedBy: string };
}

export interface Entry extends Draft {
  /** `<book>/<number>`. */
  readonly id: string;
  readonly book: string;
  readonly number: number;
  readonly occurredAt: string;
  readonly recordedAt: string;
  /** Ids, never names: a person must stay erasable, the chain must not. */
  readonly actor: { readonly person: string; readonly organisation: string };
  readonly previousHash: string;
  readonly hash: string;
}

export interface Head {
  readonly book: string;
  readonly number: number;
  readonly hash: string;
  /** When its last entry was recorded; left out before the first. */
  readonly recordedAt?: string;
}

/** What stands before the first entry of a book. */
export const genesis = (book: string): Head => ({ book, number: 0, hash: hashOf({ book, number: 0 }) });

type Sealed = Omit<Entry, 'hash'>;

/** SHA-256 over RFC 8785 JSON of the entry without its hash: strings and integers only. */
export const entryHash = ({ ...entry }: Sealed & { hash?: string }): string => {
  delete entry.hash;
  return hashOf(entry);
};

/**
 * The next entry of a book, chained to its head, and never recorded before it: a command that came earlier and waited for its
 * turn takes the time of the one it waited for. A posting that breaks law 1 is a defect of the caller and throws.
 */
export function sealEntry(head: Head, draft: Draft, by: Pick<Entry, 'occurredAt' | 'recordedAt' | 'actor'>): Entry {
  const faults = faultsOf(draft.postings);
  if (faults.length > 0) throw new Error(`an entry that breaks law 1: ${faults.join('; ')}`);
  const number = head.number + 1;
  const sealed: Sealed = {
    id: `${head.book}/${number}`,
    book: head.book,
    number,
    ...by,
    recordedAt: head.recordedAt !== undefined && head.recordedAt > by.recordedAt ? head.recordedAt : by.recordedAt,
    act: draft.act,
    about: [...draft.about],
    document: draft.document,
    postings: draft.postings.map(({ from, to, item, massKg }) => ({ from, to, item, massKg })),
    ...(draft.corrects && { corrects: { ...draft.corrects } }),
    previousHash: head.hash,
  };
  return Object.freeze({ ...sealed, hash: entryHash(sealed) });
}

/** What breaks law 1 in a list of postings: mass, accounts, evenness of transforms. */
export function faultsOf(postings: readonly Posting[]): readonly string[] {
  const faults: string[] = [];
  if (postings.length === 0) faults.push('no posting');
  const evenness = new Map<string, number>();
  for (const { from, to, item, massKg } of postings) {
    if (!Number.isSafeInteger(massKg) || massKg <= 0) faults.push(`${massKg} is not a positive whole number of kilograms`);
    if (from === to) faults.push(`${from} is both sides of a posting`);
    if (isTransform(from)) add(evenness, `${from} ${kindOfItem(item)}`, -massKg);
    if (isTransform(to)) add(evenness, `${to} ${kindOfItem(item)}`, massKg);
  }
  for (const [transform, massKg] of evenness) if (massKg !== 0) faults.push(`${transform} is uneven by ${massKg} kg`);
  return faults;
}

export interface Delta {
  readonly account: Account;
  readonly item: Item;
  readonly massKg: number;
}

/** The change of each (account, item) by the postings together; transforms keep no balance, changes of zero vanish. */
export function netOf(postings: readonly Posting[]): readonly Delta[] {
  const net = new Map<string, Delta>();
  const change = (account: Account, item: Item, massKg: number): void => {
    if (isTransform(account)) return;
    const key = balanceKey(account, item);
    net.set(key, { account, item, massKg: (net.get(key)?.massKg ?? 0) + massKg });
  };
  for (const { from, to, item, massKg } of postings) {
    change(from, item, -massKg);
    change(to, item, massKg);
  }
  return [...net.values()].filter(({ massKg }) => massKg !== 0);
}

export const balanceKey = (account: Account, item: Item): string => `${account}|${item}`;

const add = (sums: Map<string, number>, key: string, massKg: number): void => void sums.set(key, (sums.get(key) ?? 0) + massKg);
