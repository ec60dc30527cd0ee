import type { Document } from 'bson';
import type { Collection, Index } from './catalog.ts';
import type { View } from './engine.ts';
import { Fault } from './faults.ts';
import { maxDocumentBytes } from './hello.ts';
import { encodeKey, indexKeys, isMultikey } from './keys.ts';
import { catalogKey, documentKey, entryPrefix, recordIdOf, recordIdValue, traitsKey } from './layout.ts';
import { expandTuples } from './paths.ts';
import { show } from './show.ts';
import type { Transaction } from './transaction.ts';
import { decode, encode } from './values.ts';

/** One bit for each field of an index (the last one for all beyond the seventh): whether a document had an array there. */
export const arrayFieldsOf = (view: View, index: Index): number => view.get(traitsKey(index.id))?.[0] ?? 0;
export const fieldBit = (position: number): number => 1 << Math.min(position, 7);

/** The keys of a document in an index, each once; none where the index leaves the document out. */
export const keysIn = (index: Index, document: Document): Buffer[] =>
  index.covers?.matches(document) === false ? [] : indexKeys(document, index.pattern, { sparse: index.sparse });

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
  if (after === undefined || added.length === 0 || index.name === '_id_' || !isMultikey(after, index.pattern)) return;
  const known = arrayFieldsOf(transaction, index);
  const met = index.pattern.reduce((bits, field, position) => (isMultikey(after, [field]) ? bits | fieldBit(position) : bits), known);
  if (met !== known) transaction.put(traitsKey(index.id), Buffer.from([met]));
};

/** 11000, worded as MongoDB words it, with the values of the key that is taken. */
const duplicateKey = (collection: Collection, index: Index, document: Document, key: Buffer): Fault => {
  const directions = index.pattern.map(([, direction]) => direction);
  const { tuples } = expandTuples(
    document,
    index.pattern.map(([path]) => path.split('.')),
  );
  const values = tuples.find((tuple) => encodeKey(tuple, directions).equals(key)) ?? [];
  const keyValue: Document = Object.fromEntries(index.pattern.map(([path], position) => [path, values[position] ?? null]));
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${show(value)}`);
  const message = `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: { ${shown.join(', ')} }`;
  return new Fault(11000, 'DuplicateKey', message, { keyPattern: index.spec['key'] as Document, keyValue });
};

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
