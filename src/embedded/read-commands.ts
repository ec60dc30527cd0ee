import { Int32, Long, type Document } from 'bson';
import { compilePipeline, type Stream } from './aggregate.ts';
import { collectionOf, documentIn, documentsIn, namespaceOf, optionalDocumentIn, type Command, type Context } from './command.ts';
import { readCount } from './commit.ts';
import type { Opening, Results } from './cursors.ts';
import { explain } from './explain.ts';
import { badValue, Fault, typeMismatch } from './faults.ts';
import { countMatching, findDocuments, findPieces, type Find } from './find.ts';
import { encodeKey } from './keys.ts';
import { compare } from './order.ts';
import { expandTuples } from './paths.ts';
import { countForm, findOf, sourceOf } from './questions.ts';
import type { Reply } from './reply.ts';
import { encode, isTrue, numberOf } from './values.ts';

const opening = ({ session, transaction }: Context, namespace: string, batchSize: unknown): Opening => ({
  namespace,
  session,
  transaction,
  batchSize: numberOf(batchSize),
});

const find = async (context: Context): Promise<Reply> => {
  const { body, store } = context;
  if (isTrue(body['tailable'])) throw badValue('tailable cursor requested on non capped collection');
  const { namespace, question } = findOf(context);
  return store.cursors.open(findPieces(context, question), {
    ...opening(context, namespace, body['batchSize']),
    single: isTrue(body['singleBatch']) || (numberOf(body['limit']) ?? 0) < 0,
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

const keptCount =
  ({ transaction, view }: Context) =>
  ({ id }: NonNullable<Find['collection']>): number =>
    transaction === undefined ? readCount(view(), id) : transaction.transaction.count(id);

const aggregate = async (context: Context): Promise<Reply> => {
  const { body, store, database } = context;
  if (body['cursor'] === undefined)
    throw new Fault(9, 'FailedToParse', "The 'cursor' option is required, except for aggregate with the explain argument");
  const pipeline = documentsIn(body, 'pipeline');
  const wholeDatabase = numberOf(body['aggregate']) === 1;
  const namespace = wholeDatabase ? `${database}.$cmd.aggregate` : namespaceOf(context);
  const variables = optionalDocumentIn(body, 'let');
  const lookup = (name: string): { find(filter: Document): Stream } => ({
    find: (filter) => findDocuments(context, { collection: store.catalog.find(context.view(), `${database}.${name}`), filter }),
  });
  const open = (results: Results): Promise<Reply> =>
    store.cursors.open(results, opening(context, namespace, documentIn(body, 'cursor')['batchSize']));
  if (wholeDatabase) return open(encoded(compilePipeline(pipeline, { let: variables, lookup }).run([])));
  const counting = countForm(pipeline);
  if (counting !== undefined) {
    const n = await countMatching(
      context,
      { ...counting, collection: collectionOf(context), hint: body['hint'], let: variables },
      keptCount(context),
    );
    return open(encoded(n === 0 ? [] : [counting.reply(n)]));
  }
  const { question, rest } = sourceOf(context, pipeline);
  return open(encoded(compilePipeline(rest, { let: variables, lookup }).run(findDocuments(context, question))));
};

async function* encoded(documents: Stream): Results {
  for await (const document of documents) yield [encode(document)];
}

const count = async (context: Context): Promise<Reply> => ({
  n: new Int32(await countMatching(context, findOf(context).question, keptCount(context))),
  ok: 1,
});

const distinct = async (context: Context): Promise<Reply> => {
  const { body } = context;
  if (typeof body['key'] !== 'string') throw typeMismatch("BSON field 'distinct.key' is the wrong type or missing, expected type 'string'");
  const path = [body['key'].split('.')];
  const values = new Map<string, unknown>();
  for await (const document of findDocuments(context, findOf(context).question)) {
    for (const [value] of expandTuples(document, path).present)
      if (value !== undefined) values.set(encodeKey([value], [1]).toString('latin1'), value);
  }
  return { values: [...values.values()].sort(compare), ok: 1 };
};

export const readCommands: Readonly<Record<string, Command>> = {
  find: { reads: find },
  getMore: { reads: getMore },
  killCursors: { reads: killCursors },
  aggregate: { reads: aggregate },
  count: { reads: count },
  distinct: { reads: distinct },
  explain: { reads: explain },
};
