import { Int32, Long, type Document } from 'bson';
import { collectionOf, countIn, documentIn, documentsIn, namespaceOf, optionalDocumentIn, type Command, type Context } from './command.ts';
import type { Results } from './cursors.ts';
import { badValue, Fault, typeMismatch } from './faults.ts';
import { findDocuments, findPieces } from './find.ts';
import { compilePipeline, type Stream } from './aggregate.ts';
import { compare } from './order.ts';
import type { Reply } from './reply.ts';
import { isTrue, numberOf, encode } from './values.ts';
import { valuesAt } from './duplicate.ts';

const opening = (context: Context, namespace: string, batchSize: unknown) => ({
  namespace,
  session: context.session,
  transaction: context.transaction,
  batchSize: numberOf(batchSize),
});

const find = async (context: Context): Promise<Reply> => {
  const { body, store } = context;
  const namespace = namespaceOf(context);
  if (isTrue(body['tailable'])) throw badValue('tailable cursor requested on non capped collection');
  const limit = numberOf(body['limit']) ?? 0;
  const results = findPieces(context, {
    collection: collectionOf(context),
    filter: documentIn(body, 'filter'),
    sort: optionalDocumentIn(body, 'sort'),
    projection: optionalDocumentIn(body, 'projection'),
    hint: body['hint'],
    let: optionalDocumentIn(body, 'let'),
    skip: countIn(body, 'skip'),
    limit: Math.abs(limit),
  });
  return store.cursors.open(results, {
    ...opening(context, namespace, body['batchSize']),
    single: isTrue(body['singleBatch']) || limit < 0,
    timeless: isTrue(body['noCursorTimeout']),
  });
};

const getMore = ({ body, database, store, transaction }: Context): Promise<Reply> => {
  const id: unknown = body['getMore'];
  if (!(id instanceof Long)) throw typeMismatch("BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  const size = numberOf(body['batchSize']) ?? 0;
  return store.cursors.next(id.toBigInt(), `${database}.${String(body['collection'])}`, size > 0 ? size : undefined, transaction);
};

const killCursors = async ({ body, store }: Context): Promise<Reply> => {
  const cursorsKilled: Long[] = [];
  const cursorsNotFound: Long[] = [];
  for (const id of body['cursors'] as Long[]) ((await store.cursors.kill(id.toBigInt())) ? cursorsKilled : cursorsNotFound).push(id);
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
};

const aggregate = (context: Context): Promise<Reply> => {
  const { body, store, database } = context;
  const wholeDatabase = numberOf(body['aggregate']) === 1;
  if (body['cursor'] === undefined && body['explain'] === undefined)
    throw new Fault(9, 'FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument");
  const namespace = wholeDatabase ? `${database}.$cmd.aggregate` : namespaceOf(context);
  const lookup = (name: string) => ({
    find: (filter: Document): Stream =>
      findDocuments(context, { collection: store.catalog.find(context.view(), `${database}.${name}`), filter }),
  });
  const pipeline = compilePipeline(documentsIn(body, 'pipeline'), { let: optionalDocumentIn(body, 'let'), lookup });
  const source = wholeDatabase
    ? []
    : findDocuments(context, { collection: collectionOf(context), filter: pipeline.filter, hint: body['hint'] });
  return store.cursors.open(encoded(pipeline.run(source)), opening(context, namespace, documentIn(body, 'cursor')['batchSize']));
};

async function* encoded(documents: AsyncIterable<Document>): Results {
  for await (const document of documents) yield [encode(document)];
}

const count = async (context: Context): Promise<Reply> => {
  const { body } = context;
  let n = 0;
  const question = {
    collection: collectionOf(context),
    filter: documentIn(body, 'query'),
    hint: body['hint'],
    skip: countIn(body, 'skip'),
    limit: Math.abs(numberOf(body['limit']) ?? 0),
  };
  for await (const piece of findPieces(context, question)) n += piece.length;
  return { n: new Int32(n), ok: 1 };
};

const distinct = async (context: Context): Promise<Reply> => {
  const { body } = context;
  if (typeof body['key'] !== 'string') throw typeMismatch("BSON field 'distinct.key' is the wrong type or missing, expected type 'string'");
  const path = body['key'].split('.');
  const values: unknown[] = [];
  for await (const document of findDocuments(context, {
    collection: collectionOf(context),
    filter: documentIn(body, 'query'),
    hint: body['hint'],
  })) {
    for (const value of valuesAt(document, path)) if (!values.some((known) => compare(known, value) === 0)) values.push(value);
  }
  return { values: values.sort(compare), ok: 1 };
};

export const readCommands: Readonly<Record<string, Command>> = {
  find: { reads: find },
  getMore: { reads: getMore },
  killCursors: { reads: killCursors },
  aggregate: { reads: aggregate },
  count: { reads: count },
  distinct: { reads: distinct },
};
