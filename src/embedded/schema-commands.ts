import { Int32, type Document } from 'bson';
import { indexSpec, sameIndex } from './catalog.ts';
import { collectionOf, documentIn, documentsIn, namespaceOf, openingOf, type Command, type Context } from './command.ts';
import type { Page } from './cursors.ts';
import { writeEntries } from './documents.ts';
import { Fault } from './faults.ts';
import { documentRange, recordIdOf } from './layout.ts';
import { compileFilter } from './match.ts';
import type { Transaction } from './transaction.ts';
import { decode, encode, isTrue } from './values.ts';

const create = (context: Context, transaction: Transaction): Document => {
  const namespace = namespaceOf(context);
  if (collectionOf(context, transaction) !== undefined) throw new Fault(48, `Collection ${namespace} already exists.`);
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

/** Makes the indexes that are not there yet and enters every document into them. */
const createIndexes = (context: Context, transaction: Transaction): Document => {
  const { catalog } = context.store;
  const created = collectionOf(context, transaction) === undefined;
  let collection = catalog.ensure(transaction, namespaceOf(context));
  const numIndexesBefore = new Int32(collection.indexes.length);
  for (const asked of documentsIn(context.body, 'indexes')) {
    const spec = indexSpec(asked);
    if (sameIndex(collection, spec)) continue;
    collection = catalog.addIndex(transaction, collection, spec);
    const added = { ...collection, indexes: collection.indexes.slice(-1) };
    for (const [key, bytes] of transaction.range(...documentRange(collection.id)))
      writeEntries(transaction, added, recordIdOf(key), undefined, decode(bytes));
  }
  const numIndexesAfter = new Int32(collection.indexes.length);
  return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: created, ok: 1 };
};

const listCollections = (context: Context): Promise<Page> => {
  const { body, store, database } = context;
  const matcher = compileFilter(documentIn(body, 'filter'));
  const documents = store.catalog
    .list(context.view(), `${database}.`)
    .map(({ namespace, stored, indexes }) => {
      const name = { name: namespace.slice(database.length + 1), type: 'collection' };
      const info = { readOnly: false, uuid: stored['uuid'] as unknown };
      return isTrue(body['nameOnly']) ? name : { ...name, options: {}, info, idIndex: indexes[0]?.spec };
    })
    .filter((document) => matcher.matches(document));
  return list(context, `${database}.$cmd.listCollections`, documents);
};

const listIndexes = (context: Context): Promise<Page> => {
  const collection = collectionOf(context);
  if (collection === undefined) throw new Fault(26, `ns does not exist: ${namespaceOf(context)}`);
  const specs = collection.indexes.map(({ spec }) => spec);
  return list(context, collection.namespace, specs);
};

const list = (context: Context, namespace: string, documents: readonly Document[]): Promise<Page> => {
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
