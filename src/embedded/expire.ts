import { compileFilter } from './match.ts';
import { choosePlan } from './plan.ts';
import { matching } from './scan.ts';
import { writeDocument } from './documents.ts';
import type { Store } from './command.ts';
import { Conflict, Transaction } from './transaction.ts';
import { idleMs } from './cursors.ts';
import { sessionMinutes } from './hello.ts';
import { tableRange, tables } from './layout.ts';
import { decode } from './values.ts';

const batch = 1_000;

/**
 * Removes what is past its time: documents of an index with expireAfterSeconds whose date (or whose earliest, in an array) is that
 * long ago, sessions and what is remembered of them after their 30 minutes, and cursors nobody asks. Returns how many documents went.
 */
export const expire = async (store: Store, now: Date): Promise<number> => {
  const idleSince = now.getTime() - sessionMinutes * 60_000;
  store.sessions.forgetBefore(idleSince);
  await store.cursors.killWhere(({ lastUsedMs, timeless }) => !timeless && lastUsedMs < now.getTime() - idleMs);
  await forgetSessions(store, idleSince);
  let removed = 0;
  for (const { namespace } of store.catalog.list(store.commits.latest)) {
    for (let more = batch; more === batch; removed += more) more = await expireBatch(store, namespace, now);
  }
  return removed;
};

/** One commit of at most so many documents; what a transaction holds is left for the next time. */
const expireBatch = async (store: Store, namespace: string, now: Date): Promise<number> => {
  await store.commits.idle();
  const transaction = new Transaction(store.claims, 'statement');
  const collection = store.catalog.find(transaction, namespace);
  let removed = 0;
  try {
    for (const index of collection?.indexes ?? []) {
      const [path] = index.pattern[0] ?? [];
      if (collection === undefined || path === undefined || index.expireAfterSeconds === undefined) continue;
      const filter = { [path]: { $lt: new Date(now.getTime() - index.expireAfterSeconds * 1_000) } };
      const expired = matching(transaction, choosePlan(transaction, collection, { filter }), compileFilter(filter));
      for (const { recordId, document } of [...first(expired, batch - removed)]) {
        writeDocument(transaction, collection, recordId, document, undefined);
        removed += 1;
      }
    }
    await transaction.commit();
  } catch (error) {
    transaction.end();
    if (!(error instanceof Conflict)) throw error;
    return 0;
  }
  return removed;
};

const forgetSessions = async (store: Store, idleSinceMs: number): Promise<void> => {
  await store.commits.idle();
  const transaction = new Transaction(store.claims, 'statement');
  for (const [key, bytes] of [...transaction.range(...tableRange(tables.sessions))]) {
    if ((decode(bytes)['at'] as Date).getTime() < idleSinceMs) transaction.del(key);
  }
  await transaction.commit();
};

function* first<T>(items: Iterable<T>, count: number): Iterable<T> {
  let left = count;
  for (const item of items) {
    if (left <= 0) return;
    left -= 1;
    yield item;
  }
}
