import type { Document } from 'bson';
import type { Collection, Index } from './catalog.ts';
import type { View } from './engine.ts';
import { Fault } from './faults.ts';
import { indexTuples, isMultikey } from './keys.ts';
import { catalogKey, documentKey, entryPrefix, maxDocumentBytes, recordIdOf, recordIdValue, traitsKey } from './layout.ts';
import type { Found } from './scan.ts';
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
      : { key: Buffer.concat([prefix, key, record]), value: Buffer.alloc(0), values },
  );
};

export const recordOfEntry = (index: Index, key: Buffer, value: Buffer): number => recordIdOf(index.unique ? value : key);

/**
 * Puts one document in the place of another (either may be absent) with all its index entries, so that a refused document
 * leaves nothing behind. False where the two are the same to the byte.
 */
export const writeDocument = (
  transaction: Transaction,
  collection: Collection,
  recordId: number,
  before?: Found,
  after?: Document,
): boolean => {
  const bytes = after && encode(after);
  if (bytes !== undefined && bytes.length > maxDocumentBytes)
    throw new Fault(10334, `the document has ${bytes.length} bytes; a document may have ${maxDocumentBytes}`);
  if (before && bytes?.equals(before.bytes)) return false;
  transaction.relyOn(catalogKey(collection.namespace));
  writeEntries(transaction, collection, recordId, before?.document, after);
  transaction.put(documentKey(collection.id, recordId), bytes);
  return true;
};

/** Brings the entries of a document in the collection's indexes up to date. Every unique index is asked before anything is written. */
export const writeEntries = (
  transaction: Transaction,
  collection: Collection,
  recordId: number,
  before?: Document,
  after?: Document,
): void => {
  const changes = collection.indexes.map((index) => {
    const [removed, added] = [entriesIn(index, before, recordId), entriesIn(index, after, recordId)];
    return { index, removed: without(removed, added), added: without(added, removed) };
  });
  for (const { index, added } of changes)
    for (const { key, values } of index.unique ? added : []) {
      const taken = transaction.get(key);
      if (taken !== undefined && recordIdOf(taken) !== recordId) throw duplicateKey(collection, index, values);
    }
  for (const { index, removed, added } of changes) {
    for (const { key } of removed) transaction.put(key);
    for (const { key, value } of added) transaction.put(key, value);
    if (added.length > 0) noteArrays(transaction, index, after ?? {});
  }
};

const without = (entries: readonly IndexEntry[], others: readonly IndexEntry[]): readonly IndexEntry[] =>
  others.length === 0 ? entries : entries.filter(({ key }) => !others.some((other) => other.key.equals(key)));

const noteArrays = (transaction: Transaction, index: Index, document: Document): void => {
  if (index.name === '_id_' || !isMultikey(document, index.pattern)) return;
  const known = arrayFieldsOf(transaction, index);
  const met = index.pattern.reduce((bits, field, position) => (isMultikey(document, [field]) ? bits | fieldBit(position) : bits), known);
  if (met !== known) transaction.put(traitsKey(index.id), Buffer.from([met]));
};

/** 11000, worded as MongoDB words it, with the values of the key that is taken. */
const duplicateKey = ({ namespace }: Collection, { name, pattern, spec }: Index, values: readonly unknown[]): Fault => {
  const fields = pattern.map(([path], position) => [path, values[position] ?? null] as const);
  return new Fault(11000, `E11000 duplicate key error collection: ${namespace} index: ${name} dup key: { ${showFields(fields)} }`, {
    keyPattern: spec['key'] as Document,
    keyValue: Object.fromEntries(fields),
  });
};
