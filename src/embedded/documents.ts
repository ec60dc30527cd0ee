import { Decimal128, type Document } from 'bson';
import type { Collection, Index } from './catalog.ts';
import { duplicateKey, valuesAt } from './duplicate.ts';
import type { View } from './engine.ts';
import { Fault } from './faults.ts';
import { maxDocumentBytes } from './hello.ts';
import { indexKeys, isMultikey } from './keys.ts';
import { catalogKey, documentKey, entryPrefix, recordIdOf, recordIdValue, traitsKey } from './layout.ts';
import type { Transaction } from './transaction.ts';
import { decode, encode } from './values.ts';

/** What an index has met: arrays (one document, several keys) and decimals (different values may share a key). */
export const traits = { multikey: 1, decimal: 2 } as const;
export const traitsOf = (view: View, index: Index): number => view.get(traitsKey(index.id))?.[0] ?? 0;

/** The keys of a document in an index, each once; none where the index leaves the document out. */
export const keysIn = (index: Index, document: Document): Buffer[] => {
  if (index.covers?.matches(document) === false) return [];
  const keys = indexKeys(document, index.pattern, { sparse: index.sparse });
  return keys.length < 2 ? keys : [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
};

/** Unique: key → record; otherwise the record is part of the key. */
export const entryOf = (index: Index, key: Buffer, recordId: number): readonly [key: Buffer, value: Buffer] => {
  const record = recordIdValue(recordId);
  return index.unique
    ? [Buffer.concat([entryPrefix(index.id), key]), record]
    : [Buffer.concat([entryPrefix(index.id), key, record]), nothing];
};
const nothing = Buffer.alloc(0);

export const recordOfEntry = (index: Index, key: Buffer, value: Buffer): number => recordIdOf(index.unique ? value : key);

interface Change {
  readonly index: Index;
  readonly removed: readonly Buffer[];
  readonly added: readonly Buffer[];
}

/**
 * Puts one document in the place of another (either may be absent) with all its index entries. Every unique index is asked
 * before anything is written, so a refused document leaves nothing behind.
 */
export const writeDocument = (
  transaction: Transaction,
  collection: Collection,
  recordId: number,
  before: Document | undefined,
  after: Document | undefined,
): Buffer | undefined => {
  transaction.touch(collection.namespace, catalogKey(collection.namespace));
  const bytes = after === undefined ? undefined : encodeBounded(after);
  const changes = collection.indexes.map((index) => changeOf(index, before, after));
  if (after !== undefined)
    for (const { index, added } of changes) if (index.unique) mustBeFree(transaction, collection, index, after, added, recordId);
  for (const change of changes) applyChange(transaction, change, recordId, after);
  if (bytes === undefined) transaction.del(documentKey(collection.id, recordId));
  else transaction.put(documentKey(collection.id, recordId), bytes);
  if (before === undefined) transaction.addCount(collection.id, 1);
  if (after === undefined) transaction.addCount(collection.id, -1);
  return bytes;
};

/** Enters a document that is there already into a new index. */
export const enterDocument = (
  transaction: Transaction,
  collection: Collection,
  index: Index,
  recordId: number,
  document: Document,
): void => {
  const change = changeOf(index, undefined, document);
  if (index.unique) mustBeFree(transaction, collection, index, document, change.added, recordId);
  applyChange(transaction, change, recordId, document);
};

const changeOf = (index: Index, before: Document | undefined, after: Document | undefined): Change => {
  const old = before === undefined ? [] : keysIn(index, before);
  const fresh = after === undefined ? [] : keysIn(index, after);
  if (old.length === 0 || fresh.length === 0) return { index, removed: old, added: fresh };
  return {
    index,
    removed: old.filter((key) => !fresh.some((other) => other.equals(key))),
    added: fresh.filter((key) => !old.some((other) => other.equals(key))),
  };
};

const mustBeFree = (
  transaction: Transaction,
  collection: Collection,
  index: Index,
  document: Document,
  keys: readonly Buffer[],
  recordId: number,
): void => {
  for (const key of keys) {
    const [place] = entryOf(index, key, recordId);
    const taken = transaction.get(place);
    if (taken !== undefined && recordIdOf(taken) !== recordId) throw duplicateKey(collection, index, document, key);
  }
};

const applyChange = (transaction: Transaction, { index, removed, added }: Change, recordId: number, after: Document | undefined): void => {
  for (const key of removed) transaction.del(entryOf(index, key, recordId)[0]);
  for (const key of added) transaction.put(...entryOf(index, key, recordId));
  if (after === undefined || added.length === 0 || index.name === '_id_') return;
  const known = traitsOf(transaction, index);
  const met = known | (isMultikey(after, index.pattern) ? traits.multikey : 0) | (hasDecimal(after, index) ? traits.decimal : 0);
  if (met !== known) transaction.put(traitsKey(index.id), Buffer.from([met]));
};

const hasDecimal = (document: Document, index: Index): boolean =>
  index.pattern.some(([path]) =>
    valuesAt(document, path.split('.')).some((value) => typeof value === 'object' && (value instanceof Decimal128 || isCompound(value))),
  );
/** Inside a compound value a decimal may hide: it is taken for one. */
const isCompound = (value: unknown): boolean =>
  Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);

const encodeBounded = (document: Document): Buffer => {
  const bytes = encode(document);
  if (bytes.length > maxDocumentBytes)
    throw new Fault(10334, 'BSONObjectTooLarge', `the document has ${bytes.length} bytes; a document may have ${maxDocumentBytes}`);
  return bytes;
};

export const readDocument = (view: View, collection: Collection, recordId: number): { bytes: Buffer; document: Document } | undefined => {
  const bytes = view.get(documentKey(collection.id, recordId));
  return bytes === undefined ? undefined : { bytes, document: decode(bytes) };
};
