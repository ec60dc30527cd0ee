import type { Document } from 'bson';
import type { Collection, Index } from './catalog.ts';
import type { View } from './engine.ts';
import { Fault } from './faults.ts';
import { maxDocumentBytes } from './hello.ts';
import { indexTuples, isMultikey } from './keys.ts';
import { catalogKey, documentKey, entryPrefix, recordIdOf, recordIdValue, traitsKey } from './layout.ts';
import { showFields } from './show.ts';
import type { Transaction } from './transaction.ts';
import { encode } from './values.ts';

/** One bit for each field of an index (the last one for all beyond the seventh): whether a document had an array there. */
export const arrayFieldsOf = (view: View, index: Index): number => view.get(traitsKey(index.id))?.[0] ?? 0;
export const fieldBit = (position: number): number => 1 << Math.min(position, 7);

/** An entry of an index, and the values that it stands for. Unique: key → record; otherwise the record is part of the key. */
export interface IndexEntry {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly values: readonly unknown[];
}

/** The entries of a document in an index, each once; none where the index leaves the document out. */
export const entriesIn = (index: Index, document: Document | undefined, recordId: number): IndexEntry[] => {
  if (document === undefined || index.covers?.matches(document) === false) return [];
  const [prefix, record] = [entryPrefix(index.id), recordIdValue(recordId)];
  return indexTuples(document, index.pattern, index.sparse).map(([key, values]) =>
    index.unique
      ? { key: Buffer.concat([prefix, key]), value: record, values }
      : { key: Buffer.concat([prefix, key, record]), value: nothing, values },
  );
};
const nothing = Buffer.alloc(0);

export const recordOfEntry = (index: Index, key: Buffer, value: Buffer): number => recordIdOf(index.unique ? value : key);

/**
 * Puts one document in the place of another (either may be absent) with all its index entries. Every unique index is asked
 * before anything is written, so a refused document leaves nothing behind. False where the two are the same to the byte.
 */
export const writeDocument = (
  transaction: Transaction,
  collection: Collection,
  recordId: number,
  before: { readonly document: Document; readonly bytes: Buffer } | undefined,
  after: Document | undefined,
): boolean => {
  const bytes = after && encodeBounded(after);
  if (before && bytes?.equals(before.bytes)) return false;
  transaction.touch(collection.namespace, catalogKey(collection.namespace));
  const changes = collection.indexes.map((index) => {
    const [removed, added] = [entriesIn(index, before?.document, recordId), entriesIn(index, after, recordId)];
    return { index, removed: without(removed, added), added: without(added, removed) };
  });
  for (const { index, added } of changes) mustBeFree(transaction, collection, index, added, recordId);
  for (const { index, removed, added } of changes) {
    for (const { key } of removed) transaction.del(key);
    if (added.length > 0) enter(transaction, index, added, after ?? {});
  }
  if (bytes === undefined) transaction.del(documentKey(collection.id, recordId));
  else transaction.put(documentKey(collection.id, recordId), bytes);
  transaction.addCount(collection.id, Number(after !== undefined) - Number(before !== undefined));
  return true;
};

const without = (entries: readonly IndexEntry[], others: readonly IndexEntry[]): readonly IndexEntry[] =>
  others.length === 0 ? entries : entries.filter(({ key }) => !others.some((other) => other.key.equals(key)));

/** Enters a document that is there already into a new index. */
export const enterDocument = (
  transaction: Transaction,
  collection: Collection,
  index: Index,
  recordId: number,
  document: Document,
): void => {
  const added = entriesIn(index, document, recordId);
  mustBeFree(transaction, collection, index, added, recordId);
  enter(transaction, index, added, document);
};

const enter = (transaction: Transaction, index: Index, added: readonly IndexEntry[], document: Document): void => {
  for (const { key, value } of added) transaction.put(key, value);
  if (index.name === '_id_' || !isMultikey(document, index.pattern)) return;
  const known = arrayFieldsOf(transaction, index);
  const met = index.pattern.reduce((bits, field, position) => (isMultikey(document, [field]) ? bits | fieldBit(position) : bits), known);
  if (met !== known) transaction.put(traitsKey(index.id), Buffer.from([met]));
};

/** 11000, worded as MongoDB words it, with the values of the key that is taken. */
const mustBeFree = (
  transaction: Transaction,
  { namespace }: Collection,
  { unique, name, pattern, spec }: Index,
  added: readonly IndexEntry[],
  recordId: number,
): void => {
  if (!unique) return;
  for (const { key, values } of added) {
    const taken = transaction.get(key);
    if (taken === undefined || recordIdOf(taken) === recordId) continue;
    const fields = pattern.map(([path], position) => [path, values[position] ?? null] as const);
    throw new Fault(11000, `E11000 duplicate key error collection: ${namespace} index: ${name} dup key: { ${showFields(fields)} }`, {
      keyPattern: spec['key'] as Document,
      keyValue: Object.fromEntries(fields),
    });
  }
};

const encodeBounded = (document: Document): Buffer => {
  const bytes = encode(document);
  if (bytes.length > maxDocumentBytes)
    throw new Fault(10334, `the document has ${bytes.length} bytes; a document may have ${maxDocumentBytes}`);
  return bytes;
};
