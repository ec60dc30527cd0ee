import { Int32, Long, type Document } from 'bson';
import { namespaceNotFound, patternOf, type Collection } from './catalog.ts';
import { collectionOf, documentIn, documentsIn, namespaceOf, type Command, type Context } from './command.ts';
import { enterDocument } from './documents.ts';
import { Fault } from './faults.ts';
import { checkIndexOptions, indexSpec, sameIndex } from './index-spec.ts';
import { documentRange, recordIdOf } from './layout.ts';
import { compileFilter } from './match.ts';
import type { Reply } from './reply.ts';
import type { Transaction } from './transaction.ts';
import { decode, encode, isTrue } from './values.ts';

const create = (context: Context, transaction: Transaction): Document => {
  const namespace = namespaceOf(context);
  if (context.store.catalog.find(transaction, namespace) !== undefined)
    throw new Fault(48, 'NamespaceExists', `Collection ${namespace} already exists.`);
  context.store.catalog.ensure(transaction, namespace);
  return { ok: 1 };
};

const drop = (context: Context, transaction: Transaction): Document => {
  const collection = collectionOf(context, transaction);
  if (collection === undefined) return { ok: 1 };
  context.store.catalog.drop(transaction, collection);
  return { nIndexesWas: new Int32(collection.indexes.length), ns: collection.namespace, ok: 1 };
};

const dropDatabase = ({ store, database }: Context, transaction: Transaction): Document => {
  for (const collection of store.catalog.list(transaction, database)) store.catalog.drop(transaction, collection);
  return { dropped: database, ok: 1 };
};

const createIndexes = (context: Context, transaction: Transaction): Document => {
  const { catalog } = context.store;
  const namespace = namespaceOf(context);
  const created = catalog.find(transaction, namespace) === undefined;
  let collection = catalog.ensure(transaction, namespace);
  const before = collection.indexes.length;
  if (context.transaction !== undefined && !created && transaction.count(collection.id) > 0)
    throw new Fault(
      263,
      'OperationNotSupportedInTransaction',
      `Cannot create new indexes on existing collection ${namespace} in a multi-document transaction.`,
    );
  for (const asked of documentsIn(context.body, 'indexes')) {
    checkIndexOptions(asked);
    const spec = indexSpec(asked);
    if (sameIndex(collection, spec)) continue;
    collection = catalog.addIndex(transaction, collection, spec);
    fill(transaction, collection);
  }
  return {
    numIndexesBefore: new Int32(before),
    numIndexesAfter: new Int32(collection.indexes.length),
    createdCollectionAutomatically: created,
    ...(collection.indexes.length === before && { note: 'all indexes already exist' }),
    ok: 1,
  };
};

/** Enters every document into the index that was added last. */
const fill = (transaction: Transaction, collection: Collection): void => {
  const index = collection.indexes.at(-1);
  if (index === undefined) return;
  for (const [key, bytes] of transaction.range(...documentRange(collection.id)))
    enterDocument(transaction, collection, index, recordIdOf(key), decode(bytes));
};

const dropIndexes = (context: Context, transaction: Transaction): Document => {
  const { catalog } = context.store;
  const collection = collectionOf(context, transaction);
  if (collection === undefined) throw new Fault(26, 'NamespaceNotFound', `ns not found ${namespaceOf(context)}`);
  const wanted: unknown = context.body['index'];
  const names = Array.isArray(wanted) ? (wanted as unknown[]) : [wanted];
  for (const each of names) {
    const current = catalog.find(transaction, collection.namespace) ?? collection;
    const found = each === '*' ? current.indexes.slice(1) : current.indexes.filter((index) => isNamed(index.name, index.spec, each));
    if (found.length === 0 && each !== '*') throw new Fault(27, 'IndexNotFound', `index not found with name [${String(each)}]`);
    for (const index of found) {
      if (index.name === '_id_') throw new Fault(72, 'InvalidOptions', 'cannot drop _id index');
      catalog.removeIndex(transaction, catalog.find(transaction, collection.namespace) ?? current, index);
    }
  }
  return { nIndexesWas: new Int32(collection.indexes.length), ok: 1 };
};

export const isNamed = (name: string, spec: Document, wanted: unknown): boolean =>
  wanted === name ||
  (typeof wanted === 'object' &&
    wanted !== null &&
    JSON.stringify(patternOf(wanted)) === JSON.stringify(patternOf(spec['key'] as Document)));

const listCollections = (context: Context): Promise<Reply> => {
  const { body, store, database } = context;
  const matcher = compileFilter(documentIn(body, 'filter'));
  const documents = store.catalog
    .list(context.view(), database)
    .map(({ name, uuid, indexes }) => ({
      name,
      type: 'collection',
      ...(!isTrue(body['nameOnly']) && { options: {}, info: { readOnly: false, uuid }, idIndex: indexes[0]?.spec }),
    }))
    .filter((document) => matcher.matches(document));
  return list(context, `${database}.$cmd.listCollections`, documents);
};

const listIndexes = (context: Context): Promise<Reply> => {
  const collection = collectionOf(context);
  if (collection === undefined) throw namespaceNotFound(namespaceOf(context));
  return list(
    context,
    collection.namespace,
    collection.indexes.map(({ spec }) => spec),
  );
};

const list = ({ body, store, session, transaction }: Context, namespace: string, documents: readonly Document[]): Promise<Reply> => {
  const size = documentIn(body, 'cursor')['batchSize'] as { value: number } | undefined;
  const results = (async function* () {
    yield documents.map(encode);
  })();
  return store.cursors.open(results, { namespace, session, transaction, batchSize: size?.value });
};

const listDatabases = (context: Context): Document => {
  const { store, body } = context;
  const names = new Map<string, number>();
  const transactionView = context.view();
  for (const collection of store.catalog.list(transactionView)) names.set(collection.database, (names.get(collection.database) ?? 0) + 1);
  const matcher = compileFilter(documentIn(body, 'filter'));
  const databases = [...names.keys()]
    .map((name) => ({ name, sizeOnDisk: Long.fromNumber(0), empty: false }))
    .filter((each) => matcher.matches(each));
  return {
    databases: isTrue(body['nameOnly']) ? databases.map(({ name }) => ({ name })) : databases,
    totalSize: Long.fromNumber(0),
    ok: 1,
  };
};

export const schemaCommands: Readonly<Record<string, Command>> = {
  create: { writes: create },
  drop: { writes: drop },
  dropDatabase: { writes: dropDatabase },
  createIndexes: { writes: createIndexes },
  dropIndexes: { writes: dropIndexes },
  listCollections: { reads: listCollections },
  listIndexes: { reads: listIndexes },
  listDatabases: { reads: listDatabases },
};
