import type { Document } from 'bson';
import { constraintsOf, demandsValue, implies, rangeAfter, type Constraint, type Constraints } from './bounds.ts';
import { patternOf, type Collection, type Index } from './catalog.ts';
import { arrayFieldsOf, fieldBit } from './documents.ts';
import type { View } from './engine.ts';
import { encodeKey } from './keys.ts';
import { after, documentRange, entryPrefix, entryRange, type KeyRange } from './layout.ts';

/** How candidates are found: ranges of an index or the whole collection. Unless `exact`, each is still matched against the filter. */
export interface Plan {
  readonly collection: Collection;
  readonly index: Index | undefined;
  readonly ranges: readonly KeyRange[];
  readonly reverse: boolean;
  /** The order of the candidates is the order asked for. */
  readonly sorted: boolean;
  /** Every candidate matches: nothing need be read to count them. */
  readonly exact: boolean;
  /** A document may come more than once. */
  readonly multikey: boolean;
  /** How many fields of the index bound the scan. */
  readonly bounded: number;
}

export interface Question {
  readonly filter: Document;
  readonly sort?: Document | undefined;
}

/** More points than this in one index scan are left to the matcher. */
const mostRanges = 2_000;

export const choosePlan = (view: View, collection: Collection, { filter, sort = {} }: Question): Plan => {
  const constraints = constraintsOf(filter);
  const order = Object.keys(sort).length === 0 ? [] : patternOf(sort);
  let best: Plan = {
    collection,
    index: undefined,
    ranges: [documentRange(collection.id)],
    reverse: false,
    sorted: order.length === 0,
    exact: Object.keys(filter).length === 0,
    multikey: false,
    bounded: 0,
  };
  let bestScore = -Infinity;
  for (const index of collection.indexes) {
    if (!mayAnswer(index, constraints)) continue;
    const plan = indexPlan(view, collection, index, constraints, order);
    const score = scoreOf(plan, index, constraints, order.length > 0);
    if ((plan.bounded === 0 && (order.length === 0 || !plan.sorted)) || score <= bestScore) continue;
    best = plan;
    bestScore = score;
  }
  return best;
};

/** A sparse or partial index answers only what cannot be about the documents that it leaves out. */
const mayAnswer = (index: Index, constraints: Constraints): boolean =>
  (!index.sparse || index.pattern.some(([path]) => demandsValue(constraints.paths.get(path)))) &&
  (index.partial === undefined || implies(constraints, index.partial));

const scoreOf = (plan: Plan, index: Index, { paths }: Constraints, wantsOrder: boolean): number => {
  const bounded = index.pattern.slice(0, plan.bounded).map(([path]) => paths.get(path));
  if (index.unique && bounded.length === index.pattern.length && bounded.every((each) => each?.points?.length === 1)) return 10_000;
  return bounded.reduce((sum, each) => sum + narrowness(each), wantsOrder && plan.sorted ? 30 : 0) - index.pattern.length;
};

const narrowness = ({ points, lower, upper }: Constraint = {}): number => {
  if (points !== undefined) return points.length === 1 ? 100 : 70;
  return lower !== undefined && upper !== undefined ? 45 : 40;
};

/** The ranges of one index: points for the leading fields, then perhaps one range. */
const indexPlan = (view: View, collection: Collection, index: Index, { paths, complete }: Constraints, order: Index['pattern']): Plan => {
  const arrays = arrayFieldsOf(view, index);
  const isArray = (position: number): boolean => (arrays & fieldBit(position)) !== 0;
  let prefixes: Buffer[] = [entryPrefix(index.id)];
  let ranges: KeyRange[] | undefined;
  let [bounded, fixed, halved, entered] = [0, 0, false, false];
  for (const [position, [path, direction]] of index.pattern.entries()) {
    const { points, lower, upper } = paths.get(path) ?? {};
    // Two conditions on one array may be met by different elements, whose keys are two.
    if (isArray(position) && entered) break;
    entered ||= isArray(position);
    if (points !== undefined) {
      if (points.length * prefixes.length > mostRanges) break;
      if (points.length === 1 && fixed === position) fixed += 1;
      prefixes = prefixes.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, encodeKey([point], [direction])])));
      bounded += 1;
      continue;
    }
    if (lower === undefined && upper === undefined) break;
    halved = isArray(position) && lower !== undefined && upper !== undefined;
    const side = halved && lower !== undefined ? { lower } : { ...(lower && { lower }), ...(upper && { upper }) };
    ranges = prefixes.map((prefix) => rangeAfter(prefix, side, direction));
    bounded += 1;
    break;
  }
  ranges ??= bounded === 0 ? [entryRange(index.id)] : prefixes.map((prefix): KeyRange => [prefix, after(prefix)]);
  const way = orderOf(index, isArray, fixed, order);
  return {
    collection,
    index,
    ranges: inKeyOrder(ranges, way ?? 1),
    reverse: way === -1,
    sorted: way !== undefined,
    exact: complete && !halved && paths.size === bounded,
    multikey: arrays !== 0,
    bounded,
  };
};

/** Sorted and each once: two points may be the same value. */
const inKeyOrder = (ranges: readonly KeyRange[], way: 1 | -1): KeyRange[] =>
  [...ranges].sort((a, b) => Buffer.compare(a[0], b[0]) * way).filter(([start], at, all) => all[at - 1]?.[0].equals(start) !== true);

/** 1 or -1 where reading the index forwards or backwards gives the order; fields fixed to one value have no say in it. */
const orderOf = (index: Index, isArray: (at: number) => boolean, fixed: number, order: Index['pattern']): 1 | -1 | undefined => {
  const constant = index.pattern.slice(0, fixed).flatMap(([path], position) => (isArray(position) ? [] : [path]));
  const ways = order
    .filter(([path]) => !constant.includes(path))
    .map(([path, direction], at) => {
      const [indexed, indexDirection] = index.pattern[fixed + at] ?? [];
      return indexed === path && !isArray(fixed + at) && indexDirection !== undefined ? direction * indexDirection : 0;
    });
  const [way = 1] = ways;
  return way !== 0 && ways.every((each) => each === way) ? (way === 1 ? 1 : -1) : undefined;
};
