import type { Document } from 'bson';
import { encodeKey, type Direction } from './keys.ts';
import { after } from './layout.ts';
import { compare, equal, typeRank } from './order.ts';
import { isRegex, operatorsOf } from './predicates.ts';
import { isNotANumber } from './numbers.ts';
import { fieldsOf, isDocument } from './types.ts';

export interface End {
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

const isPoint = (value: unknown): boolean => value !== undefined && !Array.isArray(value) && !isRegex(value);
/** Numbers, strings, ObjectIds, booleans, dates and timestamps: each compares only within its own type. */
const rangeRanks: readonly number[] = [10, 15, 35, 40, 45, 47];
const isEnd = (value: unknown): boolean => rangeRanks.includes(typeRank(value)) && !isNotANumber(value);

/** Gathers from the conjunction of a filter; what an index cannot use is left to the matcher. */
export const constraintsOf = (filter: Document): Constraints => {
  const paths = new Map<string, Constraint>();
  let complete = true;
  const note = (path: string, constraint: Constraint, whole: boolean): void => {
    const known = paths.get(path) ?? {};
    const mixed = Object.keys(known).length > 0 && (known.points ?? constraint.points) !== undefined;
    if (!whole || mixed || Object.keys(constraint).some((name) => Object.hasOwn(known, name))) complete = false;
    const points = known.points ?? constraint.points;
    paths.set(path, points === undefined ? { ...constraint, ...known } : { points });
  };
  const gather = (clauses: Document): void => {
    for (const [path, wanted] of fieldsOf(clauses)) {
      if (path === '$and') for (const clause of wanted as Document[]) gather(clause);
      else if (path.startsWith('$')) complete &&= path === '$comment';
      else {
        const conditions = operatorsOf(wanted) ?? { $eq: wanted };
        for (const [operator, operand] of fieldsOf(conditions)) {
          const constraint = constraintOf(operator, operand);
          if (constraint === undefined) complete = false;
          else note(path, constraint, operator !== '$all' && operator !== '$exists' && !(constraint.points?.includes(null) ?? false));
        }
      }
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
    case '$all': {
      const first = (operand as unknown[])[0];
      return isPoint(first) && operatorsOf(first) === undefined ? { points: [first] } : undefined;
    }
    case '$exists':
      return operand === false || equal(operand, 0) ? { points: [null] } : { exists: true };
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
export const demandsValue = (constraint: Constraint | undefined): boolean =>
  constraint !== undefined &&
  (constraint.points === undefined
    ? constraint.lower !== undefined || constraint.upper !== undefined || constraint.exists === true
    : !constraint.points.includes(null));

/** Whether every document that the constraints allow is one of the partial index: only then may the index answer. */
export const implies = ({ paths }: Constraints, filter: Document, partial: Document): boolean =>
  fieldsOf(partial).every(([path, wanted]) => {
    if (path === '$and') return (wanted as Document[]).every((clause) => implies({ paths, complete: false }, filter, clause));
    if (isDocument(filter) && Object.hasOwn(filter, path) && equal(filter[path], wanted)) return true;
    const known = paths.get(path);
    return (
      known !== undefined &&
      fieldsOf(operatorsOf(wanted) ?? { $eq: wanted }).every(([operator, operand]) => satisfies(known, operator, operand))
    );
  });

const satisfies = (known: Constraint, operator: string, operand: unknown): boolean => {
  if (operator === '$exists') return operand === true && demandsValue(known);
  const { points, lower, upper } = known;
  const alike = (value: unknown): boolean => typeRank(value) === typeRank(operand);
  switch (operator) {
    case '$eq':
      return points?.every((point) => equal(point, operand)) ?? false;
    case '$in':
      return points?.every((point) => (operand as unknown[]).some((each) => equal(point, each))) ?? false;
    case '$gt':
    case '$gte': {
      const ends = points?.map((value) => ({ value, inclusive: true })) ?? (lower === undefined ? [] : [lower]);
      return (
        ends.length > 0 &&
        ends.every((end) => alike(end.value) && isBeyond(compare(end.value, operand), operator === '$gt' && end.inclusive))
      );
    }
    case '$lt':
    case '$lte': {
      const ends = points?.map((value) => ({ value, inclusive: true })) ?? (upper === undefined ? [] : [upper]);
      return (
        ends.length > 0 &&
        ends.every((end) => alike(end.value) && isBeyond(compare(operand, end.value), operator === '$lt' && end.inclusive))
      );
    }
    default:
      return false;
  }
};
const isBeyond = (order: number, strictly: boolean): boolean => (strictly ? order > 0 : order >= 0);

/** The bytes between which the field's part of a key lies, after `prefix`. An open side ends with the type. */
export const rangeAfter = (prefix: Buffer, { lower, upper }: Constraint, direction: Direction): readonly [Buffer, Buffer] => {
  const key = (value: unknown): Buffer => Buffer.concat([prefix, encodeKey([value], [direction])]);
  const sample = key((lower ?? upper)?.value);
  const type = sample.subarray(0, prefix.length + 1);
  // NaN stands before all numbers and is no number to a range.
  const lowest = typeRank((lower ?? upper)?.value) === 10 ? { value: -Infinity, inclusive: true } : undefined;
  const [from, to] = direction === 1 ? [lower ?? lowest, upper] : [upper, lower ?? lowest];
  const start = from === undefined ? type : from.inclusive ? key(from.value) : after(key(from.value));
  const end = to === undefined ? after(type) : to.inclusive ? after(key(to.value)) : key(to.value);
  return [start, end];
};
