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
  readonly partial: Document | undefined;
  readonly covers: Matcher | undefined;
  /** As it was asked for and as listIndexes tells it. */
  readonly spec: Document;
}

export interface Collection {
  readonly id: number;
  readonly namespace: string;
  readonly indexes: readonly Index[];
  /** As it is kept: id, uuid, and the ids and specifications of the indexes. */
  readonly stored: Document;
}

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
    for (const { id, indexes } of this.list(view, ''))
      for (const each of [id, ...indexes.map((index) => index.id)]) this.#nextId = Math.max(this.#nextId, each + 1);
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

  /** The collections whose namespace begins so. */
  list(view: View, prefix: string): Collection[] {
    return [...view.range(...catalogRange(prefix))].flatMap(([key]) => this.find(view, key.toString('utf8', 1)) ?? []);
  }

  /** The collection, made with its _id index if it is not there yet. */
  ensure(transaction: Transaction, namespace: string): Collection {
    const known = this.find(transaction, namespace);
    if (known !== undefined) return known;
    const id = this.#nextId++;
    transaction.put(countKey(id), Buffer.alloc(8));
    return save(transaction, namespace, { id, uuid: new UUID(), indexes: [{ id: this.#nextId++, spec: idIndex }] });
  }

  addIndex(transaction: Transaction, { namespace, stored }: Collection, spec: Document): Collection {
    return save(transaction, namespace, { ...stored, indexes: [...(stored['indexes'] as Document[]), { id: this.#nextId++, spec }] });
  }

  drop(transaction: Transaction, { namespace, id, indexes }: Collection): void {
    transaction.mustBeAlone(namespace);
    transaction.del(catalogKey(namespace));
    for (const range of [documentRange(id), ...indexes.map((index) => entryRange(index.id))])
      for (const [key] of [...transaction.range(...range)]) transaction.del(key);
    for (const index of indexes) transaction.del(traitsKey(index.id));
    transaction.counts.delete(id);
    transaction.del(countKey(id));
  }

  nextRecordId(view: View, { id }: Collection): number {
    let next = this.#nextRecord.get(id);
    if (next === undefined) {
      const [last] = first(view.range(...documentRange(id), true)) ?? [];
      next = last === undefined ? 1 : recordIdOf(last) + 1;
    }
    this.#nextRecord.set(id, next + 1);
    return next;
  }
}

const first = <T>(items: Iterable<T>): T | undefined => {
  for (const item of items) return item;
  return undefined;
};

const save = (transaction: Transaction, namespace: string, stored: Document): Collection => {
  const bytes = encode(stored);
  transaction.mustBeAlone(namespace);
  transaction.put(catalogKey(namespace), bytes);
  return parse(namespace, decode(bytes));
};

const parse = (namespace: string, stored: Document): Collection =>
  Object.freeze({ id: numberOf(stored['id']) ?? 0, namespace, indexes: (stored['indexes'] as Document[]).map(parseIndex), stored });

const parseIndex = ({ id, spec: kept }: Document): Index => {
  const spec = kept as Document;
  const partial = spec['partialFilterExpression'] as Document | undefined;
  return Object.freeze({
    id: numberOf(id) ?? 0,
    name: spec['name'] as string,
    pattern: patternOf(spec['key'] as Document),
    unique: spec['unique'] === true || spec['name'] === '_id_',
    sparse: isTrue(spec['sparse']),
    partial,
    covers: partial && compileFilter(partial),
    spec,
  });
};

export const patternOf = (key: Document): Pattern =>
  Object.entries(key).map(([path, direction]) => [path, (numberOf(direction) ?? 1) < 0 ? -1 : 1] as const);

export const namespaceNotFound = (namespace: string): Fault => new Fault(26, `ns does not exist: ${namespace}`);
