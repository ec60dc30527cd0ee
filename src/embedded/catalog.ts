import { UUID, type Document } from 'bson';
import type { View } from './engine.ts';
import { Fault } from './faults.ts';
import type { Pattern } from './keys.ts';
import { catalogKey, catalogRange, countKey, documentRange, entryRange, recordIdOf, traitsKey } from './layout.ts';
import { compileFilter, type Matcher } from './match.ts';
import type { Transaction } from './transaction.ts';
import { decode, encode, isTrue, numberOf } from './values.ts';

export interface Index {
  readonly id: number;
  readonly name: string;
  readonly pattern: Pattern;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly hidden: boolean;
  readonly expireAfterSeconds: number | undefined;
  readonly partial: Document | undefined;
  readonly covers: Matcher | undefined;
  /** As it was asked for and as listIndexes tells it. */
  readonly spec: Document;
}

export interface Collection {
  readonly id: number;
  readonly namespace: string;
  readonly database: string;
  readonly name: string;
  readonly uuid: Document;
  readonly indexes: readonly Index[];
}

export const split = (namespace: string): readonly [database: string, name: string] => {
  const dot = namespace.indexOf('.');
  return [namespace.slice(0, dot), namespace.slice(dot + 1)];
};

const idIndex: Document = { v: 2, key: { _id: 1 }, name: '_id_' };

/**
 * Collections and their indexes. Entries are read through the caller's view, so that a transaction sees its own; the parsed form
 * is kept as long as the bytes are the same. Numbers (collections, indexes, records) are given out in memory and never twice.
 */
export class Catalog {
  readonly #parsed = new Map<string, { readonly bytes: Buffer; readonly collection: Collection }>();
  readonly #nextRecord = new Map<number, number>();
  #nextId = 1;

  constructor(view: View) {
    for (const [, bytes] of view.range(...catalogRange(''))) {
      const stored = decode(bytes);
      for (const each of [stored, ...(stored['indexes'] as Document[])])
        this.#nextId = Math.max(this.#nextId, (numberOf(each['id']) ?? 0) + 1);
    }
  }

  find(view: View, namespace: string): Collection | undefined {
    const bytes = view.get(catalogKey(namespace));
    if (bytes === undefined) return undefined;
    const known = this.#parsed.get(namespace);
    if (known?.bytes.equals(bytes)) return known.collection;
    const collection = parse(namespace, decode(bytes));
    this.#parsed.set(namespace, { bytes, collection });
    return collection;
  }

  list(view: View, database?: string): Collection[] {
    const found: Collection[] = [];
    for (const [key] of view.range(...catalogRange(database === undefined ? '' : `${database}.`))) {
      const collection = this.find(view, key.toString('utf8', 1));
      if (collection !== undefined) found.push(collection);
    }
    return found;
  }

  /** The collection, made with its _id index if it is not there yet. */
  ensure(transaction: Transaction, namespace: string): Collection {
    const known = this.find(transaction, namespace);
    if (known !== undefined) return known;
    const id = this.#nextId++;
    transaction.put(countKey(id), Buffer.alloc(8));
    return this.save(transaction, namespace, { id, uuid: new UUID(), indexes: [{ id: this.#nextId++, spec: idIndex }] });
  }

  addIndex(transaction: Transaction, collection: Collection, spec: Document): Collection {
    const stored = asStored(collection);
    return this.save(transaction, collection.namespace, { ...stored, indexes: [...stored.indexes, { id: this.#nextId++, spec }] });
  }

  removeIndex(transaction: Transaction, collection: Collection, index: Index): void {
    const stored = asStored(collection);
    this.save(transaction, collection.namespace, { ...stored, indexes: stored.indexes.filter(({ id }) => id !== index.id) });
    removeEntries(transaction, index);
  }

  drop(transaction: Transaction, collection: Collection): void {
    transaction.mustBeAlone(collection.namespace);
    transaction.del(catalogKey(collection.namespace));
    for (const [key] of [...transaction.range(...documentRange(collection.id))]) transaction.del(key);
    for (const index of collection.indexes) removeEntries(transaction, index);
    transaction.counts.delete(collection.id);
    transaction.del(countKey(collection.id));
  }

  nextRecordId(view: View, collection: Collection): number {
    let next = this.#nextRecord.get(collection.id);
    if (next === undefined) {
      next = 1;
      for (const [key] of view.range(...documentRange(collection.id), true)) {
        next = recordIdOf(key) + 1;
        break;
      }
    }
    this.#nextRecord.set(collection.id, next + 1);
    return next;
  }

  save(transaction: Transaction, namespace: string, stored: StoredCollection): Collection {
    const bytes = encode(stored);
    transaction.mustBeAlone(namespace);
    transaction.put(catalogKey(namespace), bytes);
    return parse(namespace, decode(bytes));
  }
}

interface StoredCollection {
  readonly id: number;
  readonly uuid: Document | UUID;
  readonly indexes: readonly { readonly id: number; readonly spec: Document }[];
}

const asStored = ({ id, uuid, indexes }: Collection): StoredCollection => ({
  id,
  uuid,
  indexes: indexes.map((index) => ({ id: index.id, spec: index.spec })),
});

const removeEntries = (transaction: Transaction, index: Index): void => {
  for (const [key] of [...transaction.range(...entryRange(index.id))]) transaction.del(key);
  transaction.del(traitsKey(index.id));
};

const parse = (namespace: string, stored: Document): Collection => {
  const [database, name] = split(namespace);
  const id = numberOf(stored['id']) ?? 0;
  return Object.freeze({
    id,
    namespace,
    database,
    name,
    uuid: stored['uuid'] as Document,
    indexes: (stored['indexes'] as Document[]).map(parseIndex),
  });
};

const parseIndex = (stored: Document): Index => {
  const spec = stored['spec'] as Document;
  const partial = spec['partialFilterExpression'] as Document | undefined;
  return Object.freeze({
    id: numberOf(stored['id']) ?? 0,
    name: spec['name'] as string,
    pattern: patternOf(spec['key'] as Document),
    unique: spec['unique'] === true || spec['name'] === '_id_',
    sparse: isTrue(spec['sparse']),
    hidden: isTrue(spec['hidden']),
    expireAfterSeconds: numberOf(spec['expireAfterSeconds']),
    partial,
    covers: partial === undefined ? undefined : compileFilter(partial),
    spec,
  });
};

export const patternOf = (key: Document): Pattern =>
  Object.entries(key).map(([path, direction]) => [path, (numberOf(direction) ?? 1) < 0 ? -1 : 1] as const);

export const namespaceNotFound = (namespace: string): Fault => new Fault(26, 'NamespaceNotFound', `ns does not exist: ${namespace}`);
