import type { Document } from 'bson';
import { whole } from './arithmetic.ts';
import { located, notImplemented } from './faults.ts';
import { compileGroup } from './group.ts';
import { compileLookup } from './lookup.ts';
import { compileFilter } from './match.ts';
import type { Pipeline, PipelineContext, Stream } from './pipeline.ts';
import { compileSort } from './sort.ts';
import { countOf, mappings, stageOf, unknownStage } from './stages.ts';
import { isDocument } from './types.ts';
import { compileUnwind } from './unwind.ts';

export type { LookupSource, Pipeline, PipelineContext, Stream } from './pipeline.ts';

type Stage = (source: Stream) => AsyncIterable<Document>;
type StageMaker = (spec: unknown, context: PipelineContext) => Stage;

/** Every stage passes documents on as they come; only $sort and $group, which must see all of them first, keep what they need. */
export function compilePipeline(stages: readonly Document[], context: PipelineContext): Pipeline {
  const steps = stages.map(stageOf);
  const after = steps.findIndex(([name]) => name !== '$match');
  const leading = steps.slice(0, after < 0 ? steps.length : after).map(([, spec]) => spec as Document);
  const compiled = steps.map(([name, spec]) => compileStage(name, spec, context));
  return {
    filter: leading.length > 1 ? { $and: leading.filter((filter) => Object.keys(filter).length > 0) } : (leading[0] ?? {}),
    run: (source) => compiled.reduce<AsyncIterable<Document>>((stream, stage) => stage(stream), passed(source)),
  };
}

async function* passed(source: Stream): AsyncIterable<Document> {
  yield* source;
}

function compileStage(name: string, spec: unknown, context: PipelineContext): Stage {
  const mapping = mappings[name]?.(spec, context);
  if (mapping) {
    return async function* (source) {
      for await (const doc of source) yield mapping(doc);
    };
  }
  const maker = makers[name];
  if (!maker) throw unknownStage(name);
  return maker(spec, context);
}

const match: StageMaker = (spec, context) => {
  if (!isDocument(spec)) throw located(15959, 'the match filter must be an expression in an object');
  const matcher = compileFilter(spec, context);
  return async function* (source) {
    for await (const doc of source) if (matcher.matches(doc)) yield doc;
  };
};

/** A document beside the values it sorts by. */
interface Row {
  readonly doc: Document;
  readonly key: readonly unknown[];
}

const sort: StageMaker = (spec) => {
  if (!isDocument(spec)) throw located(15973, 'the $sort key specification must be an object');
  if (Object.keys(spec).length === 0) throw located(15976, '$sort stage must have at least one sort key');
  const sorter = compileSort(spec);
  return async function* (source) {
    const rows: Row[] = [];
    for await (const doc of source) rows.push({ doc, key: sorter.keyOf(doc) });
    rows.sort((a, b) => sorter.compareKeys(a.key, b.key));
    for (const { doc } of rows) yield doc;
  };
};

const skip: StageMaker = (spec) => {
  const count = countOf('$skip', spec, 0n);
  return async function* (source) {
    let seen = 0;
    for await (const doc of source) if (seen++ >= count) yield doc;
  };
};

const limit: StageMaker = (spec) => {
  const count = countOf('$limit', spec, 1n);
  return async function* (source) {
    let left = count;
    for await (const doc of source) {
      yield doc;
      if (--left === 0) return;
    }
  };
};

const count: StageMaker = (spec) => {
  if (typeof spec !== 'string' || spec === '') throw located(40156, 'the count field must be a non-empty string');
  if (spec.startsWith('$')) throw located(40158, `the count field cannot be a $-prefixed path`);
  if (spec.includes('.')) throw located(40160, `the count field cannot contain '.'`);
  return async function* (source) {
    let seen = 0n;
    for await (const _ of source) seen++;
    if (seen > 0n) yield { [spec]: whole(seen) };
  };
};

const group: StageMaker = (spec, context) => {
  const begin = compileGroup(spec, context);
  return async function* (source) {
    const groups = begin();
    for await (const doc of source) groups.add(doc);
    yield* groups.results();
  };
};

const unwind: StageMaker = (spec) => {
  const each = compileUnwind(spec);
  return async function* (source) {
    for await (const doc of source) yield* each(doc);
  };
};

const sortByCount: StageMaker = (spec, context) => {
  const grouped = group({ _id: spec, count: { $count: {} } }, context);
  const sorted = sort({ count: -1 }, context);
  return (source) => sorted(grouped(source));
};

const lookup: StageMaker = (spec, context) => {
  if (isDocument(spec) && isDocument(spec.from)) throw notImplemented('$lookup from another database');
  const join = compileLookup(spec, context, (stages, variables) =>
    compilePipeline(stages, { ...context, let: { ...context.let, ...variables } }),
  );
  return async function* (source) {
    for await (const doc of source) yield await join(doc);
  };
};

const makers: Readonly<Record<string, StageMaker>> = Object.freeze({
  $match: match,
  $sort: sort,
  $skip: skip,
  $limit: limit,
  $count: count,
  $group: group,
  $unwind: unwind,
  $sortByCount: sortByCount,
  $lookup: lookup,
});

export const stageNames: readonly string[] = Object.freeze([...Object.keys(makers), ...Object.keys(mappings)].sort());
