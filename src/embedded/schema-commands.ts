import { Int32, type Document } from 'bson';
import { namespaceNotFound, type Collection } from './catalog.ts';
import { collectionOf, documentIn, documentsIn, namespaceOf, openingOf, type Command, type Context } from './command.ts';
import { enterDocument } from './documents.ts';
import { Fault } from './faults.ts';
import { indexSpec, sameIndex } from './index-spec.ts';
import { documentRange, recordIdOf } from './layout.ts';
import { compileFilter } from './match.ts';
import type { Reply } from './reply.ts';
import type { Transaction } from './transaction.ts';
import { decode, encode, isTrue } from './values.ts';

const create = (context: Context, transaction: Transaction): Document => {
  const namespace = namespaceOf(context);
  if (context.store.catalog.find(transaction, namespace) !== undefined) throw new Fault(48, `Collection ${namespace} already exists.`);
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
  for (const collection of store.catalog.list(transaction, `${database}.`)) store.catalog.drop(transaction, collection);
  return { dropped: database, ok: 1 };
};

const createIndexes = (context: Context, transaction: Transaction): Document => {
  const { catalog } = context.store;
  const namespace = namespaceOf(context);
  const created = catalog.find(transaction, namespace) === undefined;
  let collection = catalog.ensure(transaction, namespace);
  const before = collection.indexes.length;
  if (context.transaction !== undefined && !created && transaction.count(collection.id) > 0)
    throw new Fault(263, `Cannot create new indexes on ${namespace} in a multi-document transaction.`);
  for (const asked of documentsIn(context.body, 'indexes')) {
    const spec = indexSpec(asked);
    if (sameIndex(collection, spec)) continue;
    collection = catalog.addIndex(transaction, collection, spec);
    fill(transaction, collection);
  }
  const numbers = { numIndexesBefore: new Int32(before), numIndexesAfter: new Int32(collection.indexes.length) };
  return { ...numbers, createdCollectionAutomatically: created, ok: 1 };
};

/** Enters every document into the index that was added last. */
const fill = (transaction: Transaction, collection: Collection): void => {
  const index = collection.indexes.at(-1);
  if (index === undefined) return;
  for (const [key, bytes] of transaction.range(...documentRange(collection.id)))
    enterDocument(transaction, collection, index, recordIdOf(key), decode(bytes));
};

const listCollections = (context: Context): Promise<Reply> => {
  const { body, store, database } = context;
  const matcher = compileFilter(documentIn(body, 'filter'));
  const documents = store.catalog
    .list(context.view(), `${database}.`)
    .map(({ namespace, stored, indexes }) => ({
      name: namespace.slice(database.length + 1),
      type: 'collection',
      ...(!isTrue(body['nameOnly']) && {
        options: {},
        info: { readOnly: false, uuid: stored['uuid'] as unknown },
        idIndex: indexes[0]?.spec,
      }),
    }))
    .filter((document) => matcher.matches(document));
  return list(context, `${database}.$cmd.listCollections`, documents);
};

const listIndexes = (context: Context): Promise<Reply> => {
  const collection = collectionOf(context);
  if (collection === undefined) throw namespaceNotFound(namespaceOf(context));
  const specs = collection.indexes.map(({ spec }) => spec);
  return list(context, collection.namespace, specs);
};

const list = (context: Context, namespace: string, documents: readonly Document[]): Promise<Reply> => {
  const results = (async function* () {
    yield documents.map(encode);
  })();
  return context.store.cursors.open(results, openingOf(context, namespace, documentIn(context.body, 'cursor')['batchSize']));
};

export const schemaCommands: Readonly<Record<string, Command>> = {
  create: { writes: create },
  drop: { writes: drop },
  dropDatabase: { writes: dropDatabase },
  createIndexes: { writes: createIndexes },
  listCollections: { reads: listCollections },
  listIndexes: { reads: listIndexes },
};
