import { Int32, Long, type Document } from 'bson';
import { compilePipeline, type Grouping } from './aggregate.ts';
import { collectionOf, documentIn, documentsIn, namespaceOf, openingOf, type Command, type Context } from './command.ts';
import type { Results } from './cursors.ts';
import { failedToParse, notImplemented, typeMismatch } from './faults.ts';
import { explain, findOf, found } from './find.ts';
import { compileProjection } from './project.ts';
import type { Reply } from './cursors.ts';
import type { Found } from './scan.ts';
import { encode, isTrue, numberOf } from './values.ts';

type Pieces = AsyncIterable<readonly Found[]>;

const find = (context: Context): Promise<Reply> => {
  const { body, store } = context;
  const fields = documentIn(body, 'projection');
  const project = compileProjection(fields);
  const pieces = found(context, findOf(context));
  return store.cursors.open(Object.keys(fields).length === 0 ? whole(pieces) : projected(pieces, project), {
    ...openingOf(context, namespaceOf(context), body['batchSize']),
    single: isTrue(body['singleBatch']),
  });
};

/** The documents as they are stored: never encoded again. */
async function* whole(pieces: Pieces): Results {
  for await (const piece of pieces) yield piece.map(({ bytes }) => bytes);
}

async function* projected(pieces: Pieces, project: (doc: Document) => Document): Results {
  for await (const piece of pieces) yield piece.map(({ document }) => encode(project(document)));
}

async function* grouped(pieces: Pieces, grouping: Grouping): Results {
  for await (const piece of pieces) for (const { document } of piece) grouping.add(document);
  yield grouping.results().map(encode);
}

const getMore = ({ body, database, store, transaction }: Context): Promise<Reply> => {
  const id: unknown = body['getMore'];
  if (!(id instanceof Long)) throw typeMismatch("BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  return store.cursors.next(
    id.toBigInt(),
    `${database}.${String(body['collection'])}`,
    numberOf(body['batchSize']) || undefined,
    transaction,
  );
};

const killCursors = async ({ body, store }: Context): Promise<Reply> => {
  const reply = { cursorsKilled: [] as Long[], cursorsNotFound: [] as Long[], cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  for (const id of body['cursors'] as Long[]) {
    const killed = await store.cursors.kill(id.toBigInt());
    (killed ? reply.cursorsKilled : reply.cursorsNotFound).push(id);
  }
  return reply;
};

const count = async (context: Context): Promise<Reply> => {
  let n = 0;
  for await (const piece of found(context, findOf(context, 'query'))) n += piece.length;
  return { n: new Int32(n), ok: 1 };
};

const aggregate = (context: Context): Promise<Reply> => {
  const { body, store } = context;
  if (body['cursor'] === undefined) throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  if (typeof body['aggregate'] !== 'string') throw notImplemented('aggregation over a whole database');
  const { filter, group } = compilePipeline(documentsIn(body, 'pipeline'));
  const pieces = found(context, { filter, collection: collectionOf(context), sort: {}, skip: 0, limit: 0 });
  const results = group === undefined ? whole(pieces) : grouped(pieces, group);
  return store.cursors.open(results, openingOf(context, namespaceOf(context), documentIn(body, 'cursor')['batchSize']));
};

export const readCommands: Readonly<Record<string, Command>> = {
  find: { reads: find },
  getMore: { reads: getMore },
  killCursors: { reads: killCursors },
  aggregate: { reads: aggregate },
  count: { reads: count },
  explain: { reads: explain },
};
