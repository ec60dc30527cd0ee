import { Int32, type Document } from 'bson';
import { alter } from './alter.ts';
import { Fault, notImplemented, typeMismatch } from './faults.ts';
import { compileGroup } from './group.ts';
import { compileFilter } from './match.ts';
import { compileProjection } from './project.ts';
import { Sorting } from './sort.ts';
import { fieldOf, fieldsOf, isDocument } from './types.ts';
import { numberOf } from './values.ts';
import { lacking } from './vocabulary-query.ts';

export type Stream = AsyncIterable<Document> | Iterable<Document>;
type Stage = (source: Stream) => AsyncIterable<Document>;

/** Every stage passes documents on as they come; only $sort and $group, which must see all of them first, keep what they need. */
export function compilePipeline(pipeline: readonly Document[]): (source: Stream) => Stream {
  const stages = pipeline.map((stage) => {
    const [name, spec] = stageOf(stage);
    const maker = makers[name];
    if (maker === undefined) throw unknownStage(name);
    return maker(spec);
  });
  return (source) => stages.reduce<Stream>((stream, stage) => stage(stream), source);
}

/** The one operator of a stage and what it is given. */
export function stageOf(stage: unknown): [name: string, spec: unknown] {
  if (!isDocument(stage)) throw typeMismatch("Each element of the 'pipeline' array must be an object");
  const [first, ...others] = fieldsOf(stage);
  if (!first || others.length > 0) throw new Fault(40323, 'A pipeline stage specification object must contain exactly one field.');
  return first;
}

const unknownStage = (name: string): Error =>
  lacking.stages.includes(name) ? notImplemented(name) : new Fault(40324, `Unrecognized pipeline stage name: '${name}'`);

/** A stage that gives any number of documents for each it takes. */
const each = (results: (doc: Document) => Iterable<Document>): Stage =>
  async function* (source) {
    for await (const doc of source) yield* results(doc);
  };

const match = (spec: unknown): Stage => {
  if (!isDocument(spec)) throw new Fault(15959, 'the match filter must be an expression in an object');
  const matcher = compileFilter(spec);
  return each((doc) => (matcher.matches(doc) ? [doc] : []));
};

const project = (spec: unknown): Stage => {
  if (!isDocument(spec)) throw new Fault(15969, '$project specification must be an object');
  if (Object.keys(spec).length === 0) throw new Fault(51272, 'Invalid $project: it must have at least one field');
  const projection = compileProjection(spec);
  return each((doc) => [projection(doc)]);
};

const sort = (spec: unknown): Stage => {
  if (!isDocument(spec)) throw new Fault(15973, 'the $sort key specification must be an object');
  if (Object.keys(spec).length === 0) throw new Fault(15976, '$sort stage must have at least one sort key');
  new Sorting(spec);
  return async function* (source) {
    const sorting = new Sorting<Document>(spec);
    for await (const doc of source) sorting.add(doc, doc);
    yield* sorting.result();
  };
};

const countOf = (name: string, spec: unknown, least: number): number => {
  const count = numberOf(spec);
  if (count !== undefined && Number.isInteger(count) && count >= least) return count;
  throw new Fault(name === '$limit' ? 15958 : 5107200, `invalid argument to ${name} stage: it must be a whole number from ${least}`);
};

const skip = (spec: unknown): Stage => {
  const count = countOf('$skip', spec, 0);
  return async function* (source) {
    let seen = 0;
    for await (const doc of source) if (seen++ >= count) yield doc;
  };
};

const limit = (spec: unknown): Stage => {
  const count = countOf('$limit', spec, 1);
  return async function* (source) {
    let left = count;
    for await (const doc of source) {
      yield doc;
      if (--left === 0) return;
    }
  };
};

const count = (spec: unknown): Stage => {
  if (typeof spec !== 'string' || spec === '') throw new Fault(40156, 'the count field must be a non-empty string');
  if (spec.startsWith('$')) throw new Fault(40158, 'the count field cannot be a $-prefixed path');
  if (spec.includes('.')) throw new Fault(40160, `the count field cannot contain '.'`);
  return async function* (source) {
    let seen = 0;
    for await (const _ of source) seen++;
    if (seen > 0) yield { [spec]: new Int32(seen) };
  };
};

const group = (spec: unknown): Stage => {
  const begin = compileGroup(spec);
  return async function* (source) {
    const groups = begin();
    for await (const doc of source) groups.add(doc);
    yield* groups.results();
  };
};

/** A document for each element of the array at a path; a value that is no array counts as one element, and none gives nothing. */
const unwind = (spec: unknown): Stage => {
  const { path, ...options } = (isDocument(spec) ? spec : { path: spec }) as Record<string, unknown>;
  const [option] = Object.keys(options);
  if (option === 'includeArrayIndex' || option === 'preserveNullAndEmptyArrays') throw notImplemented(`${option} in $unwind`);
  if (option !== undefined) throw new Fault(28811, `unrecognized option to $unwind stage: ${option}`);
  if (typeof path !== 'string') throw new Fault(28808, 'expected a string as the path for $unwind stage');
  if (!path.startsWith('$')) throw new Fault(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  const parts = path.slice(1).split('.');
  return each((doc) => {
    const value = parts.reduce<unknown>((node, part) => (isDocument(node) ? fieldOf(node, part) : undefined), doc);
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value.map((element: unknown) => alter(doc, parts, true, () => element)) : [doc];
  });
};

const makers: Readonly<Record<string, (spec: unknown) => Stage>> = Object.freeze({
  $match: match,
  $project: project,
  $sort: sort,
  $skip: skip,
  $limit: limit,
  $count: count,
  $group: group,
  $unwind: unwind,
});
