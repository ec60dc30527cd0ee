import type { Document } from 'bson';
import { encodeKey, type Direction } from './keys.ts';
import { after, type KeyRange } from './layout.ts';
import { conditionsOn, conjunctionOf } from './match.ts';
import { equal } from './order.ts';
import { fieldsOf, typeRank } from './types.ts';

interface End {
  readonly value: unknown;
  readonly inclusive: boolean;
}
/** What a filter says about one path in a way that an index can use. */
export interface Constraint {
  readonly points?: readonly unknown[];
  readonly lower?: End;
  readonly upper?: End;
}
export type Constraints = ReadonlyMap<string, Constraint>;

/** Gathers from the conjunction of a filter; of two conditions of one kind the first bounds, and the matcher sees to the rest. */
export const constraintsOf = (filter: Document): Constraints => {
  const constraints = new Map<string, Constraint>();
  for (const [path, operator, operand] of conjunctionOf(filter))
    constraints.set(path, { ...constraintOf(operator, operand), ...constraints.get(path) });
  return constraints;
};

const constraintOf = (operator: string, operand: unknown): Constraint => {
  const end = { value: operand, inclusive: operator.endsWith('e') };
  if (operator.startsWith('$gt')) return { lower: end };
  if (operator.startsWith('$lt')) return { upper: end };
  const points = operator === '$eq' ? [operand] : operator === '$in' ? (operand as unknown[]) : undefined;
  // An array may be the whole value or one of its elements: no single point of an index says both.
  return points === undefined || points.some(Array.isArray) ? {} : { points };
};

/** Whether a document that is missing the path, or has null there, cannot match. */
export const demandsValue = ({ points, lower, upper }: Constraint = {}): boolean =>
  points === undefined ? (lower ?? upper) !== undefined : !points.includes(null);

/** Whether every document that the constraints allow is one of the partial index: only then may the index answer. */
export const implies = (constraints: Constraints, partial: Document): boolean =>
  fieldsOf(partial).every(([path, wanted]) => {
    const points = constraints.get(path)?.points;
    return conditionsOn(wanted).every(([operator, operand]) =>
      points?.every((point) => (operator === '$type' ? typeof point === 'string' : operator === '$eq' && equal(point, operand))),
    );
  });

/** The bytes between which the field's part of a key lies, after `prefix`. An open side ends with the type. */
export const rangeAfter = (prefix: Buffer, { lower, upper }: Constraint, direction: Direction): KeyRange => {
  const key = (value: unknown): Buffer => Buffer.concat([prefix, encodeKey([value], [direction])]);
  const sample = (lower ?? upper)?.value;
  const type = key(sample).subarray(0, prefix.length + 1);
  // NaN stands before all numbers and is no number to a range.
  const least = lower ?? (typeRank(sample) === 10 ? { value: -Infinity, inclusive: true } : undefined);
  const [from, to] = direction === 1 ? [least, upper] : [upper, least];
  const start = from === undefined ? type : from.inclusive ? key(from.value) : after(key(from.value));
  const end = to === undefined ? after(type) : to.inclusive ? after(key(to.value)) : key(to.value);
  return [start, end];
};
