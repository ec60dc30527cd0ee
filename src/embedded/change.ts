import { ObjectId, type Document } from 'bson';
import type { Collection } from './catalog.ts';
import type { Store } from './command.ts';
import { writeDocument } from './documents.ts';
import { badValue, Fault } from './faults.ts';
import { compileFilter } from './match.ts';
import { equal } from './order.ts';
import { choosePlan, orderOf } from './plan.ts';
import { Scan, type Found } from './scan.ts';
import type { Transaction } from './transaction.ts';
import { isDocument, typeName } from './types.ts';
import { compileUpdate, upsertSeed } from './update.ts';

export interface Target {
  readonly filter: Document;
  readonly sort?: Document | undefined;
  /** 0 is all of them. */
  readonly limit: number;
}
export interface Change extends Target {
  readonly update: Document | readonly Document[];
  readonly upsert: boolean;
}

export interface Outcome {
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId?: unknown;
  /** The (last) document before and after. */
  readonly before?: Document;
  readonly after?: Document;
}

/** The documents that a write is about, all found before the first is written. */
const targets = (transaction: Transaction, collection: Collection | undefined, { filter, sort, limit }: Target): readonly Found[] => {
  const matcher = compileFilter(filter);
  orderOf(sort ?? {});
  if (collection === undefined) return [];
  const plan = choosePlan(transaction, collection, { filter, sort });
  const found: Found[] = [];
  for (const each of new Scan(plan).matching(transaction, matcher)) if (found.push(each) === limit) break;
  return found;
};

/** Removes what the target names and gives it back. */
export const removeAll = (store: Store, transaction: Transaction, namespace: string, target: Target): readonly Found[] => {
  const collection = store.catalog.find(transaction, namespace);
  const found = targets(transaction, collection, target);
  if (collection !== undefined) for (const each of found) writeDocument(transaction, collection, each.recordId, each, undefined);
  return found;
};

/** One update statement: every document it is about, or a new one where it may upsert. */
export const changeAll = (store: Store, transaction: Transaction, namespace: string, change: Change): Outcome => {
  const updater = compileUpdate(change.update);
  const collection = store.catalog.find(transaction, namespace);
  const found = targets(transaction, collection, change);
  if (collection === undefined || found.length === 0) {
    if (!change.upsert) return { matched: 0, modified: 0 };
    const seed = upsertSeed(change.filter);
    const fresh = updater.apply(seed, { inserting: true });
    if (Object.hasOwn(seed, '_id')) keepsId(seed, fresh);
    const after = insertNew(store, transaction, namespace, fresh);
    return { matched: 0, modified: 0, upsertedId: after['_id'], after };
  }
  let outcome: Outcome = { matched: found.length, modified: 0 };
  for (const each of found) {
    const after = updater.apply(each.document, { inserting: false });
    keepsId(each.document, after);
    const changed = writeDocument(transaction, collection, each.recordId, each, after);
    outcome = { ...outcome, modified: outcome.modified + Number(changed), before: each.document, after };
  }
  return outcome;
};

const keepsId = (before: Document, after: Document): void => {
  if (!equal(before['_id'], after['_id'])) throw new Fault(66, "the update would modify the immutable field '_id'");
};

/** Inserts a document; it gets an _id where it has none, and the _id stands first. */
export const insertNew = (store: Store, transaction: Transaction, namespace: string, document: Document): Document => {
  const { _id = new ObjectId(), ...rest } = document as Document & { _id?: unknown };
  if (Array.isArray(_id) || typeName(_id) === 'regex') throw badValue(`The '_id' value cannot be of type ${typeName(_id)}`);
  if (isDocument(_id) && Object.keys(_id).some((name) => name.startsWith('$')))
    throw new Fault(52, `_id fields may not contain '$'-prefixed fields`);
  const complete: Document = { _id, ...rest };
  const collection = store.catalog.ensure(transaction, namespace);
  writeDocument(transaction, collection, store.catalog.nextRecordId(transaction, collection), undefined, complete);
  return complete;
};
