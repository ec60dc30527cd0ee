import type { Document } from 'bson';
import { badValue, failedToParse, typeMismatch } from './faults.ts';
import type { Change, ChangeMaker } from './field-operators.ts';
import { compileElement } from './match.ts';
import { wholeNumber } from './numbers.ts';
import { compare, equal } from './order.ts';
import { equalTo, isRegex, matching, type Predicate } from './predicates.ts';
import { show, showElement } from './show.ts';
import { compileSort } from './sort.ts';
import { isDocument, typeName } from './types.ts';

interface PushClauses {
  readonly items: readonly unknown[];
  readonly position: number | undefined;
  readonly slice: number | undefined;
  readonly order: ((a: unknown, b: unknown) => number) | undefined;
}

function wholeClause(clauses: Document, name: string): number | undefined {
  if (!(name in clauses)) return undefined;
  const given = wholeNumber(clauses[name]);
  if (given === undefined) throw badValue(`The value for ${name} must be an integer value but was given type: ${typeName(clauses[name])}`);
  return Number(given);
}

function pushClauses(argument: unknown): PushClauses {
  if (!isDocument(argument) || !('$each' in argument))
    return { items: [argument], position: undefined, slice: undefined, order: undefined };
  const each: unknown = argument.$each;
  if (!Array.isArray(each)) throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName(each)}`);
  const unknown = Object.keys(argument).find((name) => !['$each', '$position', '$slice', '$sort'].includes(name));
  if (unknown) throw badValue(`Unrecognized clause in $push: ${unknown}`);
  return {
    items: each,
    position: wholeClause(argument, '$position'),
    slice: wholeClause(argument, '$slice'),
    order: '$sort' in argument ? elementOrder(argument.$sort) : undefined,
  };
}

/** By the whole element for 1 or -1, else by its fields, where an element that is no document has none. */
function elementOrder(spec: unknown): (a: unknown, b: unknown) => number {
  const direction = wholeNumber(spec);
  if (direction === 1n || direction === -1n) return (a, b) => compare(a, b) * Number(direction);
  if (direction !== undefined) throw badValue('The $sort element value must be either 1 or -1');
  if (!isDocument(spec))
    throw badValue(`The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields`);
  if (Object.keys(spec).length === 0) throw badValue('The $sort pattern is empty when it should be a set of fields.');
  const order = compileSort(spec);
  const fields = (element: unknown): Document => (isDocument(element) ? element : {});
  return (a, b) => order(fields(a), fields(b));
}

const push: ChangeMaker = (path, argument) => {
  const { items, position, slice, order } = pushClauses(argument);
  return {
    creates: true,
    to(value, { doc }) {
      if (value !== undefined && !Array.isArray(value)) {
        throw badValue(`The field '${path}' must be an array but is of type ${typeName(value)} in document ${showElement('_id', doc._id)}`);
      }
      const old: unknown[] = value ?? [];
      const at = position === undefined ? old.length : position < 0 ? Math.max(0, old.length + position) : Math.min(position, old.length);
      const all: unknown[] = [...old.slice(0, at), ...items, ...old.slice(at)];
      if (order) all.sort(order);
      if (slice === undefined) return all;
      return slice < 0 ? all.slice(slice) : all.slice(0, slice);
    },
  };
};

const addToSet: ChangeMaker = (path, argument) => {
  const many = isDocument(argument) && Object.keys(argument)[0] === '$each';
  const items: unknown = many ? argument.$each : [argument];
  if (!Array.isArray(items))
    throw typeMismatch(`The argument to $each in $addToSet must be an array but it was of type ${typeName(items)}`);
  if (many && Object.keys(argument).length > 1) throw badValue(`Found unexpected fields after $each in $addToSet: ${show(argument)}`);
  return {
    creates: true,
    to(value) {
      if (value !== undefined && !Array.isArray(value)) {
        throw badValue(
          `Cannot apply $addToSet to non-array field. Field named '${path.split('.').at(-1) ?? path}' has non-array type ${typeName(value)}`,
        );
      }
      const old: unknown[] = value ?? [];
      const all = [...old];
      for (const item of items as unknown[]) if (!all.some((other) => equal(other, item))) all.push(item);
      return value !== undefined && all.length === value.length ? (value as unknown) : all;
    },
  };
};

/** Takes out the elements that pass; an array from which nothing goes is the same array. */
function without(gone: Predicate, refusal: string): Change {
  return {
    creates: false,
    to(value) {
      if (value === undefined) return undefined;
      if (!Array.isArray(value)) throw badValue(refusal);
      const kept = (value as unknown[]).filter((element) => !gone(element));

      return kept.length === value.length ? (value as unknown) : kept;
    },
  };
}

const pull: ChangeMaker = (_, argument) => without(pulled(argument), 'Cannot apply $pull to a non-array value');

/** A document is a condition on the element, as in $elemMatch; anything else is the element itself. */
function pulled(argument: unknown): Predicate {
  if (isRegex(argument)) return matching(argument);
  if (isDocument(argument)) return compileElement(argument, {});
  return equalTo(argument ?? null);
}

const pullAll: ChangeMaker = (_, argument) => {
  if (!Array.isArray(argument)) throw badValue(`$pullAll requires an array argument but was given a ${typeName(argument)}`);
  return without((element) => argument.some((item) => equal(item, element)), 'Cannot apply $pullAll to a non-array value');
};

const pop: ChangeMaker = (path, argument) => {
  const end = wholeNumber(argument);
  if (end === undefined) throw failedToParse(`Expected a number in: ${path}: ${show(argument)}`);
  if (end !== 1n && end !== -1n) throw failedToParse(`$pop expects 1 or -1, found: ${end}`);
  return {
    creates: false,
    to(value) {
      if (value === undefined) return undefined;
      if (!Array.isArray(value)) throw typeMismatch(`Path '${path}' contains an element of non-array type '${typeName(value)}'`);
      const list = value as unknown[];
      return list.length === 0 ? list : end === 1n ? list.slice(0, -1) : list.slice(1);
    },
  };
};

export const arrayOperators: Readonly<Record<string, ChangeMaker>> = Object.freeze({
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
});
