import { Int32, type Document } from 'bson';
import { contextOf, type Context } from './command.ts';
import { arrayFieldsOf, fieldBit } from './documents.ts';
import { Fault, typeMismatch } from './faults.ts';
import { countMatching, findPieces, type Find } from './find.ts';
import { choosePlan, type Plan } from './plan.ts';
import { findOf } from './questions.ts';
import { newTally } from './scan.ts';
import { isDocument } from './types.ts';

/** The plan of a command as MongoDB tells it, with what it looked at when it is run. */
export const explain = async (context: Context): Promise<Document> => {
  const { body, store } = context;
  const asked: unknown = body['explain'];
  if (!isDocument(asked)) throw typeMismatch("BSON field 'explain.explain' is the wrong type, expected type 'object'");
  const inner = contextOf(store, { ...asked, $db: body['$db'] as string }, context.connectionId, context.session, context.transaction);
  const find = findOf(inner);
  const { namespace, question, counts } = find;
  const plan = question.collection === undefined ? undefined : choosePlan(context.view(), question.collection, question);
  const winningPlan = stages(context, question, plan, inner.name);
  const reply = {
    explainVersion: '1',
    queryPlanner: { namespace, indexFilterSet: false, parsedQuery: question.filter, winningPlan, rejectedPlans: [] },
    command: asked,
  };
  if (body['verbosity'] === 'queryPlanner') return { ...reply, ok: 1 };
  const tally = newTally();
  const startedAt = Date.now();
  let returned = 0;
  if (counts) returned = await countMatching(context, question, () => 0, tally);
  else for await (const piece of findPieces(context, question, tally)) returned += piece.length;
  const executionStats = {
    executionSuccess: true,
    nReturned: new Int32(returned),
    executionTimeMillis: new Int32(Date.now() - startedAt),
    totalKeysExamined: new Int32(tally.keysExamined),
    totalDocsExamined: new Int32(tally.docsExamined),
    executionStages: {
      ...winningPlan,
      nReturned: new Int32(returned),
      keysExamined: new Int32(tally.keysExamined),
      docsExamined: new Int32(tally.docsExamined),
    },
  };
  return { ...reply, executionStats, ok: 1 };
};

/** From the scan outwards: fetch, sort, skip, limit, projection, write. */
const stages = (context: Context, find: Find, plan: Plan | undefined, command: string): Document => {
  if (plan === undefined) return { stage: 'EOF' };
  const filter = Object.keys(find.filter).length > 0 && !plan.exact ? { filter: find.filter } : {};
  const counting = command === 'count' && plan.exact;
  let stage: Document;
  if (plan.index === undefined)
    stage = counting
      ? { stage: 'RECORD_STORE_FAST_COUNT' }
      : { stage: 'COLLSCAN', ...filter, direction: plan.reverse ? 'backward' : 'forward' };
  else if (counting) stage = { stage: 'COUNT', inputStage: { ...indexScan(context, plan), stage: 'COUNT_SCAN' } };
  else if (isIdLookup(plan, find)) return { stage: 'IDHACK' };
  else stage = { stage: 'FETCH', ...filter, inputStage: indexScan(context, plan) };
  if (!plan.sorted) stage = { stage: 'SORT', sortPattern: find.sort, inputStage: stage };
  if ((find.skip ?? 0) > 0) stage = { stage: 'SKIP', skipAmount: new Int32(find.skip ?? 0), inputStage: stage };
  if ((find.limit ?? 0) > 0) stage = { stage: 'LIMIT', limitAmount: new Int32(find.limit ?? 0), inputStage: stage };
  if (find.projection !== undefined && Object.keys(find.projection).length > 0)
    stage = { stage: 'PROJECTION_DEFAULT', transformBy: find.projection, inputStage: stage };
  const writing = { update: 'UPDATE', delete: 'DELETE', findAndModify: 'UPDATE' }[command];
  return writing === undefined ? stage : { stage: writing, inputStage: stage };
};

const isIdLookup = (plan: Plan, find: Find): boolean =>
  plan.index?.name === '_id_' && plan.exact && plan.ranges.length === 1 && plan.bounded === 1 && Object.keys(find.filter).length === 1;

const indexScan = (context: Context, plan: Plan): Document => {
  const { index } = plan;
  if (index === undefined) throw new Fault(8, 'UnknownError', 'a scan without an index');
  const arrays = arrayFieldsOf(context.view(), index);
  return {
    stage: 'IXSCAN',
    keyPattern: index.spec['key'] as Document,
    indexName: index.name,
    isMultiKey: arrays !== 0,
    multiKeyPaths: Object.fromEntries(index.pattern.map(([path], position) => [path, (arrays & fieldBit(position)) === 0 ? [] : [path]])),
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== undefined,
    indexVersion: new Int32(2),
    direction: plan.reverse ? 'backward' : 'forward',
    boundedFields: index.pattern.slice(0, plan.bounded).map(([path]) => path),
    ranges: new Int32(plan.ranges.length),
  };
};
