import { Int32, Long, type Document } from 'bson';
import { compilePipeline, type Stream } from './aggregate.ts';
import { collectionOf, documentIn, documentsIn, namespaceOf, openingOf, type Command, type Context } from './command.ts';
import type { Reply, Results } from './cursors.ts';
import { explain } from './explain.ts';
import { failedToParse, notImplemented, typeMismatch } from './faults.ts';
import { countMatching, findDocuments, findOf, findPieces, type Find } from './find.ts';
import { isDocument } from './types.ts';
import { encode, isTrue, numberOf } from './values.ts';

const find = (context: Context): Promise<Reply> => {
  const { body, store } = context;
  return store.cursors.open(findPieces(context, findOf(context)), {
    ...openingOf(context, namespaceOf(context), body['batchSize']),
    single: isTrue(body['singleBatch']) || (numberOf(body['limit']) ?? 0) < 0,
  });
};

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

const count = async (context: Context): Promise<Reply> => ({ n: await counted(context, findOf(context, 'query')), ok: 1 });

const counted = async (context: Context, find: Find): Promise<Int32> => new Int32(await countMatching(context, find));

const aggregate = async (context: Context): Promise<Reply> => {
  const { body, store } = context;
  if (body['cursor'] === undefined) throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument");
  if (typeof body['aggregate'] !== 'string') throw notImplemented('aggregation over a whole database');
  const pipeline = documentsIn(body, 'pipeline');
  compilePipeline(pipeline);
  const { find, rest } = sourceOf(context, pipeline);
  const counting = find.sort === undefined ? countForm(rest) : undefined;
  const results = counting === undefined ? compilePipeline(rest)(findDocuments(context, find)) : counting(await counted(context, find));
  return store.cursors.open(encoded(results), openingOf(context, namespaceOf(context), documentIn(body, 'cursor')['batchSize']));
};

async function* encoded(documents: Stream): Results {
  for await (const document of documents) yield [encode(document)];
}

/** What a pipeline begins with and a find can do as well, with its indexes, and the stages that are left. */
const sourceOf = (context: Context, pipeline: readonly Document[]): { find: Find; rest: readonly Document[] } => {
  const rest = [...pipeline];
  const take = (name: string): unknown => (Object.hasOwn(rest[0] ?? {}, name) ? rest.shift()?.[name] : undefined);
  const filter = (take('$match') ?? {}) as Document;
  const sort = take('$sort') as Document | undefined;
  const find = {
    collection: collectionOf(context),
    filter,
    sort,
    skip: numberOf(take('$skip')) ?? 0,
    limit: numberOf(take('$limit')) ?? 0,
  };
  return { find, rest };
};

/** A group of everything with a sum of ones, as `countDocuments` sends it: it needs no documents. */
const countForm = ([stage, ...others]: readonly Document[]): ((n: Int32) => Document[]) | undefined => {
  const group: unknown = stage?.['$group'];
  if (others.length > 0 || !isDocument(group)) return undefined;
  const [id, column, ...more] = Object.entries(group) as [string, unknown][];
  const one: unknown = isDocument(column?.[1]) && Object.keys(column[1]).length === 1 ? column[1]['$sum'] : undefined;
  const isConstant = id?.[0] === '_id' && (id[1] === null || numberOf(id[1]) !== undefined);
  if (column === undefined || more.length > 0 || !isConstant || numberOf(one) !== 1) return undefined;
  return (n) => (n.value === 0 ? [] : [{ _id: id[1], [column[0]]: n }]);
};

export const readCommands: Readonly<Record<string, Command>> = {
  find: { reads: find },
  getMore: { reads: getMore },
  killCursors: { reads: killCursors },
  aggregate: { reads: aggregate },
  count: { reads: count },
  explain: { reads: explain },
};
