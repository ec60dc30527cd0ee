import type { Document } from 'bson';
import { alter } from './alter.ts';
import { compileExpression } from './expressions.ts';
import { Fault } from './faults.ts';
import { expandTuples } from './paths.ts';
import type { Pipeline, PipelineContext } from './pipeline.ts';
import { isRegex } from './predicates.ts';
import { isDocument } from './types.ts';

type Nested = (stages: readonly Document[], variables: Document) => Pipeline;

const refusal = (message: string): Fault => new Fault(9, 'FailedToParse', message);
const fields = ['from', 'as', 'localField', 'foreignField', 'let', 'pipeline'];

/** Joins by equality of two fields, by a pipeline with variables, or by both; the other collection is asked with a filter, so that it can use an index. */
export function compileLookup(spec: unknown, context: PipelineContext, nested: Nested): (doc: Document) => Promise<Document> {
  if (!isDocument(spec)) throw refusal('the $lookup specification must be an Object');
  const unknown = Object.keys(spec).find((name) => !fields.includes(name));
  if (unknown) throw refusal(`unknown argument to $lookup: ${unknown}`);
  const { from, as, localField: local, foreignField: foreign } = spec as Record<string, unknown>;
  if (typeof from !== 'string' || typeof as !== 'string') throw refusal(`$lookup requires 'from' and 'as' to be strings`);
  if ((local === undefined) !== (foreign === undefined))
    throw refusal('$lookup requires both or neither of "localField" and "foreignField" to be specified');
  if (local === undefined && spec.pipeline === undefined)
    throw refusal(`$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified`);
  const stages = (spec.pipeline ?? []) as Document[];
  const bound = Object.entries((spec.let ?? {}) as Document).map(([name, value]) => ({ name, value: compileExpression(value, context) }));
  const constant = bound.length === 0 ? nested(stages, {}) : undefined;
  // Variables of the command are known when the stage is compiled, those of the document only then: an absent one is null until then.
  if (!constant) nested(stages, Object.fromEntries(bound.map(({ name }) => [name, null])));
  const equality =
    typeof local === 'string' && typeof foreign === 'string'
      ? (doc: Document) => ({ [foreign]: sameAs(localValues(doc, local)) })
      : () => ({});
  return async (doc) => {
    const pipeline = constant ?? nested(stages, variablesFor(doc, bound));
    const filters = [equality(doc), pipeline.filter].filter((filter) => Object.keys(filter).length > 0 && !computes(filter));
    const found: Document[] = [];
    for await (const other of pipeline.run(context.lookup(from).find(filters.length === 2 ? { $and: filters } : (filters[0] ?? {}))))
      found.push(other);
    return alter(doc, as.split('.'), { creates: true, to: () => found });
  };
}

const variablesFor = (doc: Document, bound: readonly { name: string; value: (doc: Document) => unknown }[]): Document =>
  Object.fromEntries(bound.map(({ name, value }) => [name, value(doc) === undefined ? '$$REMOVE' : { $literal: value(doc) }]));

/** What the other side may be equal to: each element of an array, and null where the field is missing. */
function localValues(doc: Document, path: string): unknown[] {
  const values = expandTuples(doc, [path.split('.')]).tuples.map(([value]) => value);
  return values.filter((value) => value !== undefined && !isRegex(value));
}

const sameAs = (values: readonly unknown[]): Document => (values.length === 1 ? { $eq: values[0] } : { $in: values });

/** A condition with $expr may speak of variables that the other side does not know; the pipeline applies it itself. */
const computes = (filter: unknown): boolean =>
  Array.isArray(filter) ? filter.some(computes) : isDocument(filter) && ('$expr' in filter || Object.values(filter).some(computes));
