import { Int32, UUID, type Document } from 'bson';
import type { View } from './engine.ts';
import { failedToParse, Fault, notImplemented, typeMismatch } from './faults.ts';
import type { Pattern } from './keys.ts';
import { catalogKey, catalogRange, documentRange, entryRange, recordIdOf, traitsKey } from './layout.ts';
import { compileFilter, type Matcher } from './match.ts';
import { equal } from './order.ts';
import { pathParts } from './paths.ts';
import type { Transaction } from './transaction.ts';
import { isDocument } from './types.ts';
import { decode, encode, isTrue, numberOf } from './values.ts';
import { indexOptions } from './vocabulary.ts';

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
  #lastId = 0;
  #lastRecordId = 0;

  constructor(view: View) {
    for (const { id, indexes } of this.list(view, '')) {
      this.#lastId = Math.max(this.#lastId, id, ...indexes.map((index) => index.id));
      const [last] = view.range(...documentRange(id), true);
      this.#lastRecordId = Math.max(this.#lastRecordId, last === undefined ? 0 : recordIdOf(last[0]));
    }
  }

  find(view: View, namespace: string): Collection | undefined {
    const bytes = view.get(catalogKey(namespace));
    if (bytes === undefined) return undefined;
    const known = this.#parsed.get(namespace);
    if (known?.bytes.equals(bytes) === true) return known.collection;
    const stored = decode(bytes);
    const indexes = (stored['indexes'] as Document[]).map(parseIndex);
    const collection = { id: numberOf(stored['id']) ?? 0, namespace, indexes, stored };
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
    const indexes = [{ id: ++this.#lastId, spec: idIndex }];
    return this.#save(transaction, namespace, { id: ++this.#lastId, uuid: new UUID(), indexes });
  }

  addIndex(transaction: Transaction, { namespace, stored }: Collection, spec: Document): Collection {
    const indexes = [...(stored['indexes'] as Document[]), { id: ++this.#lastId, spec }];
    return this.#save(transaction, namespace, { ...stored, indexes });
  }

  drop(transaction: Transaction, { namespace, id, indexes }: Collection): void {
    for (const range of [documentRange(id), ...indexes.map((index) => entryRange(index.id))])
      for (const [key] of transaction.range(...range)) transaction.put(key);
    for (const key of [catalogKey(namespace), ...indexes.map((index) => traitsKey(index.id))]) transaction.put(key);
  }

  nextRecordId(): number {
    return ++this.#lastRecordId;
  }

  #save(transaction: Transaction, namespace: string, stored: Document): Collection {
    transaction.put(catalogKey(namespace), encode(stored));
    return this.find(transaction, namespace) as Collection;
  }
}

const parseIndex = ({ id, spec: kept }: Document): Index => {
  const spec = kept as Document;
  const partial = spec['partialFilterExpression'] as Document | undefined;
  return {
    id: numberOf(id) ?? 0,
    name: spec['name'] as string,
    pattern: patternOf(spec['key'] as Document),
    unique: isTrue(spec['unique']) || spec['name'] === '_id_',
    sparse: isTrue(spec['sparse']),
    partial,
    covers: partial && compileFilter(partial),
    spec,
  };
};

export const patternOf = (key: Document): Pattern =>
  Object.entries(key).map(([path, direction]) => [path, (numberOf(direction) ?? 1) < 0 ? -1 : 1] as const);

const cannotCreate = (message: string): Fault => new Fault(67, message);

/** The specification as it is kept and listed: version, key, name, then the options that say something. */
export const indexSpec = (asked: Document): Document => {
  const { key, name, partialFilterExpression: partial, sparse } = asked as Record<string, unknown>;
  for (const option of Object.keys(asked)) {
    if (indexOptions.lacks.includes(option)) throw notImplemented(`the index option ${option}`);
    if (!indexOptions.fields.includes(option)) throw new Fault(197, `The field '${option}' is not valid for an index specification`);
  }
  if (!isDocument(key) || Object.keys(key).length === 0) throw cannotCreate('Index keys cannot be empty.');
  for (const [path, direction] of Object.entries(key)) {
    if (typeof direction === 'string') throw notImplemented(`${direction} indexes`);
    if (path.includes('$**')) throw notImplemented('wildcard indexes');
    if (pathParts(path).includes('')) throw cannotCreate('Index keys cannot be an empty field.');
    if (!numberOf(direction)) throw cannotCreate('Values in the index key pattern must be numbers below or above 0.');
  }
  if (typeof name !== 'string') throw failedToParse("The 'name' field is a required property of an index specification");
  if (partial !== undefined) {
    if (!isDocument(partial)) throw typeMismatch("The field 'partialFilterExpression' must be an object");
    if (isTrue(sparse)) throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options');
    compileFilter(partial);
  }
  const { background: _background, v: _version, ...rest } = asked;
  return { v: new Int32(2), ...rest };
};

/** True where the same index is there already; refuses one of the same name or key that says something else. */
export const sameIndex = ({ indexes }: Collection, spec: Document): boolean => {
  for (const { spec: known, name, unique, sparse } of indexes) {
    const says = (field: string): boolean => equal(known[field] ?? null, spec[field] ?? null);
    const sameKey = says('key') && says('partialFilterExpression');
    if (name === '_id_' && sameKey) return true;
    if (name === spec['name']) {
      if (sameKey && unique === isTrue(spec['unique']) && sparse === isTrue(spec['sparse'])) return true;
      throw new Fault(86, `An existing index has the same name as the requested index: ${name}`);
    }
    if (sameKey) throw new Fault(85, `Index already exists with a different name: ${name}`);
  }
  return false;
};
