import type { Document } from 'bson';
import { constraintsOf, demandsValue, implies, rangeAfter, type Constraint, type Constraints } from './bounds.ts';
import { patternOf, type Collection, type Index } from './catalog.ts';
import { arrayFieldsOf, fieldBit } from './documents.ts';
import type { View } from './engine.ts';
import { Fault, notImplemented } from './faults.ts';
import { encodeKey, type Direction, type Pattern } from './keys.ts';
import { documentRange, entryPrefix, rangeOf, type KeyRange } from './layout.ts';
import { showFields } from './show.ts';
import { fieldsOf, isDocument } from './types.ts';
import { numberOf } from './values.ts';

/** How candidates are found, in the order asked for: by ranges of an index or in the whole collection. Each is still matched against the filter. */
export interface Plan {
  readonly collection: Collection;
  readonly index: Index | undefined;
  readonly ranges: readonly KeyRange[];
  readonly reverse: boolean;
  /** A document may come more than once. */
  readonly multikey: boolean;
}

/** Whether a document had an array at the field of an index. */
type IsArray = (position: number) => boolean;

/** More points than this in one index scan are left to the matcher. */
const mostRanges = 2_000;

export const choosePlan = (
  view: View,
  collection: Collection,
  { filter, sort = {} }: { filter: Document; sort?: Document | undefined },
): Plan => {
  const constraints = constraintsOf(filter);
  const order = orderOf(sort);
  let best: Plan | undefined;
  let bestScore = -Infinity;
  for (const index of collection.indexes.filter((each) => mayAnswer(each, constraints))) {
    const arrays = arrayFieldsOf(view, index);
    const isArray: IsArray = (position) => (arrays & fieldBit(position)) !== 0;
    const bounds = boundsOf(index, isArray, constraints);
    const way = wayOf(index, isArray, bounds, order);
    const score = scoreOf(index, bounds);
    if (way === undefined || (bounds.length === 0 && order.length === 0) || score <= bestScore) continue;
    best = { collection, index, ranges: rangesOf(index, bounds, way), reverse: way === -1, multikey: arrays !== 0 };
    bestScore = score;
  }
  if (best === undefined && order.length > 0) {
    const asked = `{ ${showFields(fieldsOf(sort))} } in ${collection.namespace}`;
    throw notImplemented(`an order that no index gives (${asked}: make an index of what the filter fixes and then of the sort)`);
  }
  return best ?? { collection, index: undefined, ranges: [documentRange(collection.id)], reverse: false, multikey: false };
};

/** The order that is asked for, checked. */
export const orderOf = (sort: Document): Pattern => {
  for (const [path, direction] of fieldsOf(sort)) {
    const way = numberOf(direction);
    if (isDocument(direction)) throw notImplemented(`what is computed in a sort (${path})`);
    if (way === undefined) throw new Fault(15974, `Illegal key in $sort specification: ${path}`);
    if (way !== 1 && way !== -1) throw new Fault(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  }
  return patternOf(sort);
};

/** A sparse or partial index answers only what cannot be about the documents that it leaves out. */
const mayAnswer = (index: Index, constraints: Constraints): boolean =>
  (!index.sparse || index.pattern.some(([path]) => demandsValue(constraints.get(path)))) &&
  (index.partial === undefined || implies(constraints, index.partial));

/** What bounds the leading fields of an index: points, then perhaps one range. */
const boundsOf = ({ pattern }: Index, isArray: IsArray, constraints: Constraints): readonly Constraint[] => {
  const bounds: Constraint[] = [];
  let ranges = 1;
  for (const [position, [path]] of pattern.entries()) {
    const { points, lower, upper } = constraints.get(path) ?? {};
    // Two conditions on arrays may be met by different elements, whose keys are two: only one of them bounds.
    if (isArray(position) && bounds.some((_, before) => isArray(before))) break;
    if (points === undefined) {
      if (lower !== undefined) bounds.push(upper === undefined || isArray(position) ? { lower } : { lower, upper });
      else if (upper !== undefined) bounds.push({ upper });
      break;
    }
    ranges *= points.length;
    if (ranges > mostRanges) break;
    bounds.push({ points });
  }
  return bounds;
};

/** 1 or -1 where reading the index forwards or backwards gives the order; fields fixed to one value have no say in it. */
const wayOf = ({ pattern }: Index, isArray: IsArray, bounds: readonly Constraint[], order: Pattern): Direction | undefined => {
  const loose = bounds.findIndex(({ points }) => points?.length !== 1);
  const fixed = loose < 0 ? bounds.length : loose;
  const constant = pattern.slice(0, fixed).flatMap(([path], position) => (isArray(position) ? [] : [path]));
  const ways = order
    .filter(([path]) => !constant.includes(path))
    .map(([path, direction], at) => {
      const [indexed, indexDirection] = pattern[fixed + at] ?? [];
      return indexed !== path || isArray(fixed + at) ? undefined : direction === indexDirection ? 1 : -1;
    });
  return ways.every((way) => way === ways[0]) ? (ways.length === 0 ? 1 : ways[0]) : undefined;
};

/** An index that leads to one document is best, then those that more and narrower bounds enter. */
const scoreOf = ({ unique, pattern }: Index, bounds: readonly Constraint[]): number => {
  if (unique && bounds.length === pattern.length && bounds.every(({ points }) => points?.length === 1)) return 10_000;
  return bounds.reduce((sum, bound) => sum + narrowness(bound), -pattern.length);
};

const narrowness = ({ points, lower, upper }: Constraint): number => {
  if (points !== undefined) return points.length === 1 ? 100 : 70;
  return lower !== undefined && upper !== undefined ? 45 : 40;
};

/** The ranges of keys within the bounds, each once (two points may be the same value), in the order in which they are read. */
const rangesOf = ({ id, pattern }: Index, bounds: readonly Constraint[], way: Direction): readonly KeyRange[] => {
  let ranges = [rangeOf(entryPrefix(id))];
  for (const [position, bound] of bounds.entries()) {
    const direction = pattern[position]?.[1] ?? 1;
    ranges = ranges.flatMap(([prefix]) => {
      if (bound.points === undefined) return [rangeAfter(prefix, bound, direction)];
      return bound.points.map((point) => rangeOf(Buffer.concat([prefix, encodeKey([point], [direction])])));
    });
  }
  return ranges.sort((a, b) => Buffer.compare(a[0], b[0]) * way).filter(([start], at) => !ranges[at - 1]?.[0].equals(start));
};
