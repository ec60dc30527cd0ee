import type { Document } from 'bson';
import { encodeKey, type Direction } from './keys.ts';
import { after } from './layout.ts';
import { isNotANumber } from './numbers.ts';
import { equal } from './order.ts';
import { fieldsOf, operatorsOf, typeRank } from './types.ts';
import { isTrue } from './values.ts';

interface End {
  readonly value: unknown;
  readonly inclusive: boolean;
}
/** What a filter says about one path in a way that an index can use. */
export interface Constraint {
  points?: readonly unknown[];
  lower?: End;
  upper?: End;
  exists?: true;
}
export interface Constraints {
  readonly paths: ReadonlyMap<string, Constraint>;
  /** Nothing of the filter is left out: a document whose keys lie in the bounds matches. */
  readonly complete: boolean;
}

const isPoint = (value: unknown): boolean => value !== undefined && !Array.isArray(value);
/** Numbers, strings, ObjectIds, booleans, dates and timestamps: each compares only within its own type. */
const rangeRanks: readonly number[] = [10, 15, 35, 40, 45, 47];
const isEnd = (value: unknown): boolean => rangeRanks.includes(typeRank(value)) && !isNotANumber(value);

/** Gathers from the conjunction of a filter; what an index cannot use is left to the matcher. */
export const constraintsOf = (filter: Document): Constraints => {
  const paths = new Map<string, Constraint>();
  let complete = true;
  const note = (path: string, operator: string, operand: unknown): void => {
    const constraint = constraintOf(operator, operand);
    if (constraint === undefined) return void (complete = false);
    const known = paths.get(path) ?? {};
    const points = known.points ?? constraint.points;
    const mixed = Object.keys(known).length > 0 && points !== undefined;
    if (mixed || operator === '$exists' || constraint.points?.includes(null) || Object.keys(constraint).some((name) => name in known))
      complete = false;
    paths.set(path, points === undefined ? { ...constraint, ...known } : { points });
  };
  const gather = (clauses: Document): void => {
    for (const [path, wanted] of fieldsOf(clauses)) {
      if (path === '$and') for (const clause of wanted as Document[]) gather(clause);
      else if (path.startsWith('$')) complete = false;
      else for (const [operator, operand] of fieldsOf(operatorsOf(wanted) ?? { $eq: wanted })) note(path, operator, operand);
    }
  };
  gather(filter);
  return { paths, complete };
};

const constraintOf = (operator: string, operand: unknown): Constraint | undefined => {
  switch (operator) {
    case '$eq':
      return isPoint(operand) ? { points: [operand] } : undefined;
    case '$in':
      return (operand as unknown[]).every(isPoint) ? { points: operand as unknown[] } : undefined;
    case '$exists':
      return isTrue(operand) ? { exists: true } : { points: [null] };
    case '$gt':
    case '$gte':
      return isEnd(operand) ? { lower: { value: operand, inclusive: operator === '$gte' } } : undefined;
    case '$lt':
    case '$lte':
      return isEnd(operand) ? { upper: { value: operand, inclusive: operator === '$lte' } } : undefined;
    default:
      return undefined;
  }
};

/** Whether a document that is missing the path, or has null there, cannot match. */
export const demandsValue = ({ points, lower, upper, exists }: Constraint = {}): boolean =>
  points === undefined ? (lower ?? upper ?? exists) !== undefined : !points.includes(null);

/** Whether every document that the constraints allow is one of the partial index: only then may the index answer. */
export const implies = ({ paths }: Constraints, partial: Document): boolean =>
  fieldsOf(partial).every(([path, wanted]) => {
    const known = paths.get(path);
    return fieldsOf(operatorsOf(wanted) ?? { $eq: wanted }).every(([operator, operand]) => {
      if (operator === '$exists') return isTrue(operand) && demandsValue(known);
      if (operator === '$type') return operand === 'string' && known?.points?.every((point) => typeof point === 'string') === true;
      return operator === '$eq' && known?.points?.every((point) => equal(point, operand)) === true;
    });
  });

/** The bytes between which the field's part of a key lies, after `prefix`. An open side ends with the type. */
export const rangeAfter = (prefix: Buffer, { lower, upper }: Constraint, direction: Direction): readonly [Buffer, Buffer] => {
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
