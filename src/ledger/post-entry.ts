import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { placeOf } from './account.ts';
import { idOf, netOf, sealEntry, type Draft, type Entry, type Head, type Posting } from './entry.ts';
import type { LedgerStore, StockTags } from './store.ts';
import type { Parcel } from './parcel.ts';

/**
 * Opens a book for posting: waits for its turn in this process, then takes its head as the first statement of the
 * transaction. Nothing decisive may be read in the transaction before this.
 */
export async function openBook(ledger: LedgerStore, work: Work, book: string): Promise<Head> {
  await work.turn(`book:${book}`);
  const head = await ledger.takeHead(work, book);
  return head ?? refuse('BOOK_UNKNOWN', { values: { book } });
}

/**
 * Writes one entry: balances and tank contents change with it in the transaction of the command. The draft has been decided
 * on what was read after `openBook`; a decrease that finds less than it needs is therefore a defect, not a refusal.
 */
export async function postEntry(ledger: LedgerStore, work: Work, head: Head, draft: Draft, born: readonly Parcel[] = []): Promise<Entry> {
  const entry = sealEntry(head, draft, {
    occurredAt: work.occurredAt.toISOString(),
    recordedAt: work.recordedAt.toISOString(),
    actor: { person: work.actor.person, organisation: work.actor.organisation },
  });
  const tags = await stockTags(ledger, work, entry.postings, born);
  const deltas = netOf(entry.postings);
  const missed = await ledger.change(work, deltas, (item) => tags.get(item));
  if (missed > 0) throw new Error(`${missed} balances of entry ${entry.id} were less than it takes`);
  await ledger.changeContents(work, contentChanges(entry.postings));
  await ledger.putEntry(work, entry);
  work.trace({ act: entry.act, about: `entry:${entry.id}`, before: null, after: entry });
  return entry;
}

/** The net change of each tank's content; a hold taken or released changes nothing. */
export function contentChanges(postings: readonly Posting[]): ReadonlyMap<string, number> {
  const changes = new Map<string, number>();
  for (const { account, massKg } of netOf(postings)) {
    const place = placeOf(account);
    if (place) changes.set(place.tank, (changes.get(place.tank) ?? 0) + massKg);
  }
  for (const [tank, massKg] of changes) if (massKg === 0) changes.delete(tank);
  return changes;
}

async function stockTags(
  ledger: LedgerStore,
  work: Work,
  postings: readonly Posting[],
  born: readonly Parcel[],
): Promise<Map<string, StockTags>> {
  const wanted = new Set(postings.map(({ item }) => item).filter((item) => item.startsWith('parcel:')));
  for (const { id } of born) wanted.delete(`parcel:${id}`);
  const known = wanted.size === 0 ? [] : await ledger.parcels([...wanted].map(idOf), work);
  return new Map([...known, ...born].map(({ id, owner, grade, hsCode, book }) => [`parcel:${id}`, { owner, grade, hsCode, book }]));
}
