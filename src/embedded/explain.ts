import type { Document } from 'bson';
import { contextOf, namespaceOf, type Context } from './command.ts';
import { arrayFieldsOf } from './documents.ts';
import { notImplemented } from './faults.ts';
import { findOf, findPieces, scanOf, type Find } from './find.ts';
import type { Plan } from './plan.ts';
import { isDocument } from './types.ts';

/** The plan of a find as MongoDB tells it, with what it looked at when it is run. */
export const explain = async (outer: Context): Promise<Document> => {
  const asked: unknown = outer.body['explain'];
  if (!isDocument(asked) || !Object.hasOwn(asked, 'find')) throw notImplemented('explain of anything but find');
  const context = contextOf({ ...outer, body: { ...asked, $db: outer.database } });
  const find = findOf(context);
  const scan = scanOf(context, find);
  const winningPlan = scan === undefined ? { stage: 'EOF' } : stagesOf(context, find, scan.plan);
  const queryPlanner = { namespace: namespaceOf(context), winningPlan, rejectedPlans: [] };
  if (outer.body['verbosity'] === 'queryPlanner') return { queryPlanner, ok: 1 };
  let nReturned = 0;
  for await (const piece of findPieces(context, find, scan)) nReturned += piece.length;
  const { keysExamined: totalKeysExamined = 0, docsExamined: totalDocsExamined = 0 } = scan ?? {};
  return { queryPlanner, executionStats: { executionSuccess: true, nReturned, totalKeysExamined, totalDocsExamined }, ok: 1 };
};

/** From the scan outwards: fetch, sort, skip, limit, projection. */
const stagesOf = (context: Context, find: Find, plan: Plan): Document => {
  const { index, exact, reverse, sorted } = plan;
  const filter = exact ? {} : { filter: find.filter };
  const direction = reverse ? 'backward' : 'forward';
  let stage: Document = { stage: 'COLLSCAN', ...filter, direction };
  if (index !== undefined) {
    const inputStage = {
      stage: 'IXSCAN',
      keyPattern: index.spec['key'] as Document,
      indexName: index.name,
      isMultiKey: arrayFieldsOf(context.view(), index) !== 0,
      isUnique: index.unique,
      isSparse: index.sparse,
      isPartial: index.partial !== undefined,
      direction,
    };
    stage = { stage: 'FETCH', ...filter, inputStage };
  }
  if (!sorted) stage = { stage: 'SORT', sortPattern: find.sort, inputStage: stage };
  if (find.skip) stage = { stage: 'SKIP', skipAmount: find.skip, inputStage: stage };
  if (find.limit) stage = { stage: 'LIMIT', limitAmount: find.limit, inputStage: stage };
  return find.projection === undefined ? stage : { stage: 'PROJECTION_DEFAULT', transformBy: find.projection, inputStage: stage };
};
