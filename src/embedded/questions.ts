import type { Document } from 'bson';
import { collectionOf, countIn, documentIn, documentsIn, namespaceOf, optionalDocumentIn, type Context } from './command.ts';
import { compilePipeline } from './aggregate.ts';
import { notImplemented } from './faults.ts';
import type { Find } from './find.ts';
import { choosePlan } from './plan.ts';
import { isDocument } from './types.ts';
import { numberOf } from './values.ts';

/** What a command asks of one collection, for running it and for explaining it. */
export interface Asked {
  readonly namespace: string;
  readonly question: Find;
  readonly counts: boolean;
}

export const findOf = (context: Context): Asked => {
  const { body, name } = context;
  const namespace = namespaceOf(context);
  const collection = collectionOf(context);
  const common = { collection, hint: body['hint'] as unknown, let: optionalDocumentIn(body, 'let') };
  const limits = { skip: countIn(body, 'skip'), limit: Math.abs(numberOf(body['limit']) ?? 0) };
  const statement = (field: string): Find => {
    const first = documentsIn(body, field)[0] ?? {};
    return { ...common, filter: documentIn(first, 'q'), hint: first['hint'] };
  };
  switch (name) {
    case 'find':
      return {
        namespace,
        question: {
          ...common,
          ...limits,
          filter: documentIn(body, 'filter'),
          sort: optionalDocumentIn(body, 'sort'),
          projection: optionalDocumentIn(body, 'projection'),
        },
        counts: false,
      };
    case 'count':
      return { namespace, question: { ...common, ...limits, filter: documentIn(body, 'query') }, counts: true };
    case 'distinct':
      return { namespace, question: { ...common, filter: documentIn(body, 'query') }, counts: false };
    case 'aggregate':
      return { namespace, question: sourceOf(context, documentsIn(body, 'pipeline')).question, counts: false };
    case 'update':
      return { namespace, question: statement('updates'), counts: false };
    case 'delete':
      return { namespace, question: statement('deletes'), counts: false };
    case 'findAndModify':
      return {
        namespace,
        question: { ...common, filter: documentIn(body, 'query'), sort: optionalDocumentIn(body, 'sort'), limit: 1 },
        counts: false,
      };
    default:
      throw notImplemented(`explain of ${name}`);
  }
};

/** What a pipeline reads, and the stages that are left: a leading $sort is the index's where one sorts. */
export const sourceOf = (context: Context, pipeline: readonly Document[]): { question: Find; rest: readonly Document[] } => {
  const { filter } = compilePipeline(pipeline, { let: optionalDocumentIn(context.body, 'let'), lookup: () => ({ find: () => [] }) });
  const collection = collectionOf(context);
  const question = { collection, filter, hint: context.body['hint'] as unknown, let: optionalDocumentIn(context.body, 'let') };
  const at = pipeline.findIndex((stage) => !Object.hasOwn(stage, '$match'));
  const sort: unknown = pipeline[at]?.['$sort'];
  if (collection === undefined || !isDocument(sort)) return { question, rest: pipeline };
  const sorted = { ...question, sort };
  if (!choosePlan(context.view(), collection, sorted).sorted) return { question, rest: pipeline };
  return { question: sorted, rest: pipeline.filter((_, position) => position !== at) };
};

export interface CountForm {
  readonly filter: Document;
  readonly skip: number;
  readonly limit: number;
  readonly reply: (n: number) => Document;
}

/** A pipeline that only counts, as `countDocuments` sends it: it needs no documents. */
export const countForm = (pipeline: readonly Document[]): CountForm | undefined => {
  const stages = [...pipeline];
  const take = (name: string): unknown => (Object.keys(stages[0] ?? {})[0] === name ? stages.shift()?.[name] : undefined);
  const filter = take('$match') ?? {};
  const skip = numberOf(take('$skip') ?? 0);
  const limit = numberOf(take('$limit') ?? 0);
  const group = take('$group');
  if (stages.length > 0 || !isDocument(group) || !isDocument(filter) || skip === undefined || limit === undefined) return undefined;
  const { _id, ...accumulators } = group;
  const [field, ...others] = Object.keys(accumulators);
  const sum: unknown = field === undefined ? undefined : accumulators[field];
  const constant = _id === null || numberOf(_id) !== undefined;
  if (
    field === undefined ||
    others.length > 0 ||
    !constant ||
    !isDocument(sum) ||
    Object.keys(sum).join() !== '$sum' ||
    numberOf(sum['$sum']) !== 1
  )
    return undefined;
  return { filter, skip, limit, reply: (n) => ({ _id: _id as unknown, [field]: n }) };
};
