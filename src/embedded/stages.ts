import type { Document } from 'bson';
import { compileExpression, type MatchContext } from './expressions.ts';
import { Fault, located, notImplemented } from './faults.ts';
import { wholeNumber } from './numbers.ts';
import { compileProjection, computed } from './project.ts';
import { plant, type Tree } from './projection-spec.ts';
import { show, showElement } from './show.ts';
import { fieldsOf, firstField, isDocument, typeName } from './types.ts';
import { lacking } from './vocabulary-query.ts';

/** A stage that makes one document of each. */
export type Mapping = (doc: Document) => Document;
type MappingMaker = (spec: unknown, context: MatchContext) => Mapping;

function addFields(spec: unknown, context: MatchContext): Mapping {
  if (!isDocument(spec)) throw located(40272, `$addFields specification stage must be an object, got ${typeName(spec)}`);
  if (Object.keys(spec).length === 0) throw located(40177, 'Invalid $addFields :: caused by :: specification must have at least one field');
  const tree: Tree = new Map();
  const add = (fields: Document, above: readonly string[]): void => {
    for (const [name, value] of fieldsOf(fields)) {
      if (name.startsWith('$'))
        throw located(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
      const path = [...above, ...name.split('.')];
      if (path.includes('')) throw located(40352, 'FieldPath cannot be constructed with empty string');
      const nested = isDocument(value) && !firstField(value)?.startsWith('$') && Object.keys(value).length > 0;
      if (nested) add(value, path);
      else plant(tree, path, { kind: 'computed', expression: compileExpression(value, context) });
    }
  };
  add(spec, []);
  return (doc) => computed(doc, tree, doc);
}

function unset(spec: unknown): Mapping {
  const names: unknown[] = Array.isArray(spec) ? spec : [spec];
  if (names.length === 0 || names.some((name) => typeof name !== 'string' || name === ''))
    throw located(31120, '$unset specification must be a string or an array with at least one string value');
  return compileProjection(Object.fromEntries((names as string[]).map((name) => [name, false])), { aggregation: true });
}

function replaceWith(given: unknown, context: MatchContext): Mapping {
  const expression = compileExpression(given, context);
  return (doc) => {
    const root = expression(doc);
    if (!isDocument(root)) {
      throw located(
        40228,
        `'newRoot' expression must evaluate to an object, but resulting value was: ${show(root)}. Type of resulting value: '${root === undefined ? 'missing' : typeName(root)}'.`,
      );
    }
    return root;
  };
}

function replaceRoot(spec: unknown, context: MatchContext): Mapping {
  if (!isDocument(spec)) throw located(40229, `expected an object as specification for $replaceRoot stage, got ${typeName(spec)}`);
  const unknown = Object.keys(spec).find((name) => name !== 'newRoot');
  if (unknown) throw new Fault(40415, 'IDLUnknownField', `BSON field '$replaceRoot.${unknown}' is an unknown field.`);
  if (!('newRoot' in spec)) throw new Fault(40414, 'IDLFailedToParse', `BSON field '$replaceRoot.newRoot' is missing but a required field`);
  return replaceWith(spec.newRoot, context);
}

export const mappings: Readonly<Record<string, MappingMaker>> = Object.freeze({
  $addFields: addFields,
  $set: addFields,
  $project: (spec, { let: constants, now }) => {
    if (!isDocument(spec)) throw located(15969, '$project specification must be an object');
    return compileProjection(spec, { let: constants, now, aggregation: true });
  },
  $unset: unset,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
});

/** The one operator of a stage and what it is given. */
export function stageOf(stage: unknown): [name: string, spec: unknown] {
  if (!isDocument(stage)) throw new Fault(14, 'TypeMismatch', "Each element of the 'pipeline' array must be an object");
  const [first, ...others] = fieldsOf(stage);
  if (!first || others.length > 0) throw located(40323, 'A pipeline stage specification object must contain exactly one field.');
  return first;
}

export function unknownStage(name: string): Fault {
  return lacking.stages.includes(name) ? notImplemented(name) : located(40324, `Unrecognized pipeline stage name: '${name}'`);
}

/** The pipeline of an update: the stages that make one document of each. */
export function compileUpdatePipeline(pipeline: readonly Document[], context: MatchContext): Mapping {
  if (pipeline.length === 0) throw new Fault(9, 'FailedToParse', 'update pipeline must have at least one stage');
  const steps = pipeline.map((stage) => {
    const [name, spec] = stageOf(stage);
    const maker = mappings[name];
    if (!maker)
      throw supportedElsewhere.has(name)
        ? new Fault(72, 'InvalidOptions', `${name} is not allowed to be used within an update`)
        : unknownStage(name);
    return maker(spec, context);
  });
  return (doc) => steps.reduce((result, step) => step(result), doc);
}

const supportedElsewhere = new Set(['$match', '$group', '$sort', '$skip', '$limit', '$count', '$unwind', '$lookup', '$sortByCount']);

/** A number of documents to pass over or to let through. */
export function countOf(name: string, spec: unknown, least: bigint): number {
  const count = wholeNumber(spec);
  if (count === undefined)
    throw located(
      name === '$skip' ? 5107200 : 5107201,
      `invalid argument to ${name} stage: Expected an integer: ${showElement(name, spec).slice(1, -1)}`,
    );
  if (count < least)
    throw located(
      name === '$skip' ? 5107200 : 15958,
      name === '$skip'
        ? `invalid argument to $skip stage: Expected a non-negative number in: $skip: ${count}`
        : 'the limit must be positive',
    );
  return Number(count);
}
