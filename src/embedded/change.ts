import { ObjectId, type Document } from 'bson';
import type { Collection } from './catalog.ts';
import type { Context, Store } from './command.ts';
import { writeDocument } from './documents.ts';
import { badValue, Fault } from './faults.ts';
import { compileFilter } from './match.ts';
import { equal } from './order.ts';
import { targets, type Target } from './targets.ts';
import type { Transaction } from './transaction.ts';
import { compileUpdate, type Updater } from './update.ts';
import { upsertSeed } from './upsert.ts';

export interface Change extends Omit<Target, 'matcher'> {
  readonly update: Document | readonly Document[];
  readonly arrayFilters: readonly Document[] | undefined;
  readonly let: Document | undefined;
  readonly upsert: boolean;
  readonly multi: boolean;
}

export interface Outcome {
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId: unknown;
  /** The (last) document before and after. */
  readonly before: Document | undefined;
  readonly after: Document | undefined;
}

/** One update statement: every document it is about, or a new one where it may upsert. */
export const changeOne = (context: Context, transaction: Transaction, namespace: string, change: Change): Outcome => {
  const now = new Date();
  const matcher = compileFilter(change.filter, { let: change.let, now });
  const updater = compileUpdate(change.update, { arrayFilters: change.arrayFilters, let: change.let, matcher, now });
  if (change.multi && updater.kind === 'replacement')
    throw new Fault(9, 'FailedToParse', 'multi update is not supported for replacement-style update');
  const collection = context.store.catalog.find(transaction, namespace);
  const found = collection === undefined ? [] : targets(transaction, collection, { ...change, matcher }, change.multi ? 0 : 1);
  if (collection === undefined || found.length === 0) {
    if (!change.upsert) return { matched: 0, modified: 0, upsertedId: undefined, before: undefined, after: undefined };
    const after = insertNew(context.store, transaction, namespace, upserted(updater, change.filter));
    return { matched: 0, modified: 0, upsertedId: after['_id'], before: undefined, after };
  }
  let modified = 0;
  let before: Document | undefined;
  let after: Document | undefined;
  for (const { recordId, document } of found) {
    before = document;
    after = updater.apply(document, { inserting: false });
    if (after === document) continue;
    keepsId(document, after);
    writeDocument(transaction, collection, recordId, document, after);
    modified += 1;
  }
  return { matched: found.length, modified, upsertedId: undefined, before, after };
};

const upserted = (updater: Updater, filter: Document): Document => {
  const seed = upsertSeed(filter);
  const document = updater.apply(seed, { inserting: true });
  if (Object.hasOwn(seed, '_id')) keepsId(seed, document);
  return document;
};

const keepsId = (before: Document, after: Document): void => {
  if (!equal(before['_id'], after['_id']))
    throw new Fault(66, 'ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
};

/** Inserts a document; it gets an _id where it has none, and the _id stands first. */
export const insertNew = (store: Store, transaction: Transaction, namespace: string, document: Document): Document => {
  const { _id = new ObjectId(), ...rest } = document as Document & { _id?: unknown };
  mustBeId(_id);
  const complete: Document = { _id, ...rest };
  const collection: Collection = store.catalog.ensure(transaction, namespace);
  writeDocument(transaction, collection, store.catalog.nextRecordId(transaction, collection), undefined, complete);
  return complete;
};

const mustBeId = (id: unknown): void => {
  if (Array.isArray(id)) throw badValue("The '_id' value cannot be of type array");
  if (typeof id !== 'object' || id === null) return;
  if ((id as { _bsontype?: unknown })._bsontype === 'BSONRegExp') throw badValue("The '_id' value cannot be of type regex");
  if (Object.getPrototypeOf(id) !== Object.prototype) return;
  const dollar = Object.keys(id).find((name) => name.startsWith('$'));
  if (dollar !== undefined)
    throw new Fault(52, 'DollarPrefixedFieldName', `_id fields may not contain '$'-prefixed fields: ${dollar} is not valid for storage.`);
};
