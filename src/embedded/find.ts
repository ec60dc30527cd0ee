import type { Document } from 'bson';
import type { Collection } from './catalog.ts';
import { collectionOf, contextOf, countIn, documentIn, namespaceOf, type Context } from './command.ts';
import { arrayFieldsOf } from './documents.ts';
import { notImplemented } from './faults.ts';
import { compileFilter } from './match.ts';
import { choosePlan, orderOf, type Plan } from './plan.ts';
import { compileProjection } from './project.ts';
import { Scan, type Found, type Reading } from './scan.ts';
import { knownCommand } from './vocabulary.ts';

export interface Find {
  readonly collection: Collection | undefined;
  readonly filter: Document;
  readonly sort: Document;
  readonly skip: number;
  /** 0 is all of them. */
  readonly limit: number;
}

/** What a find or a count asks. */
export const findOf = (context: Context, filter = 'filter'): Find => ({
  collection: collectionOf(context),
  filter: documentIn(context.body, filter),
  sort: documentIn(context.body, 'sort'),
  skip: countIn(context.body, 'skip'),
  limit: countIn(context.body, 'limit'),
});

/** A find with its plan made; none where there is no collection. A filter or sort that cannot be is refused even then. */
export const scanOf = (reading: Reading, find: Find): Scan | undefined => {
  compileFilter(find.filter);
  orderOf(find.sort);
  return find.collection && new Scan(choosePlan(reading.view(), find.collection, find));
};

/** The documents of a find, piece by piece. */
export async function* found(reading: Reading, find: Find, scan = scanOf(reading, find)): AsyncGenerator<readonly Found[]> {
  let [toSkip, left] = [find.skip, find.limit === 0 ? Infinity : find.limit];
  for await (const piece of scan?.pieces(reading, compileFilter(find.filter)) ?? []) {
    const rest = piece.slice(toSkip, toSkip + left);
    toSkip = Math.max(0, toSkip - piece.length);
    left -= rest.length;
    if (rest.length > 0) yield rest;
    if (left === 0) return;
  }
}

/** The plan of a find as MongoDB tells it, with what it looked at when it is run. */
export const explain = async (outer: Context): Promise<Document> => {
  const asked = documentIn(outer.body, 'explain');
  if (knownCommand(asked) !== 'find') throw notImplemented('explain of anything but find');
  const context = contextOf({ ...outer, body: { ...asked, $db: outer.database } });
  const find = findOf(context);
  compileProjection(documentIn(context.body, 'projection'));
  const scan = scanOf(context, find);
  const winningPlan = scan === undefined ? { stage: 'EOF' } : stageOf(context, find, scan.plan);
  const queryPlanner = { namespace: namespaceOf(context), winningPlan, rejectedPlans: [] };
  if (outer.body['verbosity'] === 'queryPlanner') return { queryPlanner, ok: 1 };
  let nReturned = 0;
  for await (const piece of found(context, find, scan)) nReturned += piece.length;
  const { keysExamined: totalKeysExamined = 0, docsExamined: totalDocsExamined = 0 } = scan ?? {};
  return { queryPlanner, executionStats: { executionSuccess: true, nReturned, totalKeysExamined, totalDocsExamined }, ok: 1 };
};

/** What finds the documents; what a find does with them afterwards is not told. */
const stageOf = (context: Context, { filter }: Find, { index, reverse }: Plan): Document => {
  const direction = reverse ? 'backward' : 'forward';
  if (index === undefined) return { stage: 'COLLSCAN', filter, direction };
  const isMultiKey = arrayFieldsOf(context.view(), index) !== 0;
  const keyPattern = index.spec['key'] as Document;
  return { stage: 'FETCH', filter, inputStage: { stage: 'IXSCAN', keyPattern, indexName: index.name, isMultiKey, direction } };
};
