import type { Document } from 'bson';
import { patternOf, type Collection, type Index } from './catalog.ts';
import { constraintsOf, demandsValue, implies, rangeAfter, type Constraints } from './bounds.ts';
import { arrayFieldsOf, fieldBit } from './documents.ts';
import type { View } from './engine.ts';
import { badValue, Fault } from './faults.ts';
import { encodeKey } from './keys.ts';
import { after, documentRange, entryPrefix, entryRange } from './layout.ts';
import { isDocument } from './types.ts';

export type KeyRange = readonly [start: Buffer, end: Buffer];

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
  readonly hint?: unknown;
}
type SortField = readonly [path: string, direction: 1 | -1];

/** More points than this in one index scan are left to the matcher. */
const mostRanges = 2_000;

export const choosePlan = (view: View, collection: Collection, { filter, sort, hint }: Question): Plan => {
  const constraints = constraintsOf(filter);
  const order = sort === undefined ? [] : patternOf(sort);
  const hinted = hintedIndex(collection, hint);
  if (hinted === 'natural') return wholeCollection(collection, filter, order, isDocument(hint) && patternOf(hint)[0]?.[1] === -1);
  if (hinted !== undefined) return hintedPlan(view, collection, hinted, constraints, filter, order);
  let best: { readonly plan: Plan; readonly score: number } | undefined;
  for (const index of collection.indexes) {
    if (index.hidden || !mayAnswer(index, constraints, filter)) continue;
    const plan = indexPlan(view, collection, index, constraints, order);
    if (plan.bounded === 0 && (order.length === 0 || !plan.sorted)) continue;
    const score = scoreOf(plan, index, constraints, order.length > 0);
    if (best === undefined || score > best.score) best = { plan, score };
  }
  return best?.plan ?? wholeCollection(collection, filter, order, false);
};

const wholeCollection = (collection: Collection, filter: Document, order: readonly SortField[], reverse: boolean): Plan => ({
  collection,
  index: undefined,
  ranges: [documentRange(collection.id)],
  reverse,
  sorted: order.length === 0,
  exact: Object.keys(filter).length === 0,
  multikey: false,
  bounded: 0,
});

/** A sparse or partial index answers only what cannot be about the documents that it leaves out. */
const mayAnswer = (index: Index, constraints: Constraints, filter: Document): boolean =>
  (!index.sparse || index.pattern.some(([path]) => demandsValue(constraints.paths.get(path)))) &&
  (index.partial === undefined || implies(constraints, filter, index.partial));

const hintedIndex = (collection: Collection, hint: unknown): Index | 'natural' | undefined => {
  if (hint === undefined || (isDocument(hint) && Object.keys(hint).length === 0)) return undefined;
  if (isDocument(hint) && Object.hasOwn(hint, '$natural')) return 'natural';
  const wanted = isDocument(hint) ? JSON.stringify(patternOf(hint)) : undefined;
  const found = collection.indexes.find(({ name, pattern }) => name === hint || JSON.stringify(pattern) === wanted);
  if (found === undefined)
    throw badValue('error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index');
  return found;
};

const hintedPlan = (
  view: View,
  collection: Collection,
  index: Index,
  constraints: Constraints,
  filter: Document,
  order: readonly SortField[],
): Plan => {
  if (index.partial !== undefined && !implies(constraints, filter, index.partial))
    throw new Fault(291, 'NoQueryExecutionPlans', 'error processing query: planner returned error :: No query solutions');
  return indexPlan(view, collection, index, constraints, order);
};

const scoreOf = (plan: Plan, index: Index, { paths }: Constraints, wantsOrder: boolean): number => {
  const bounded = index.pattern.slice(0, plan.bounded).map(([path]) => paths.get(path));
  if (index.unique && plan.bounded === index.pattern.length && bounded.every((each) => each?.points?.length === 1)) return 10_000;
  const narrow = bounded.reduce(
    (sum, each) =>
      sum +
      (each?.points?.length === 1
        ? 100
        : each?.points !== undefined
          ? 70
          : each?.lower !== undefined && each.upper !== undefined
            ? 45
            : 40),
    0,
  );
  return narrow + (wantsOrder && plan.sorted ? 30 : 0) - index.pattern.length;
};

/** The ranges of one index: points for the leading fields, then perhaps one range. */
const indexPlan = (
  view: View,
  collection: Collection,
  index: Index,
  { paths, complete }: Constraints,
  order: readonly SortField[],
): Plan => {
  const arrays = arrayFieldsOf(view, index);
  let prefixes: Buffer[] = [entryPrefix(index.id)];
  let ranges: KeyRange[] | undefined;
  let bounded = 0;
  let fixed = 0;
  let halved = false;
  for (const [position, [path, direction]] of index.pattern.entries()) {
    const constraint = paths.get(path);
    const array = (arrays & fieldBit(position)) !== 0;
    // Two conditions on one array may be met by different elements, whose keys are two.
    if (constraint === undefined || (array && boundsArray(index, arrays, bounded))) break;
    const { points } = constraint;
    if (points !== undefined) {
      if (points.length * prefixes.length > mostRanges) break;
      if (points.length === 1 && fixed === position) fixed += 1;
      prefixes = prefixes.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, encodeKey([point], [direction])])));
      bounded += 1;
      continue;
    }
    if (constraint.lower === undefined && constraint.upper === undefined) break;
    halved = array && constraint.lower !== undefined && constraint.upper !== undefined;
    const side = halved && constraint.lower !== undefined ? { lower: constraint.lower } : constraint;
    ranges = prefixes.map((prefix) => rangeAfter(prefix, side, direction));
    bounded += 1;
    break;
  }
  const unsorted = ranges ?? (bounded === 0 ? [entryRange(index.id)] : prefixes.map((prefix): KeyRange => [prefix, after(prefix)]));
  const ordered = inKeyOrder(unsorted);
  const way = orderOf(index, arrays, fixed, order);
  return {
    collection,
    index,
    ranges: way === -1 ? ordered.reverse() : ordered,
    reverse: way === -1,
    sorted: way !== undefined,
    exact: complete && !halved && paths.size === bounded,
    multikey: arrays !== 0,
    bounded,
  };
};

const boundsArray = (index: Index, arrays: number, bounded: number): boolean =>
  index.pattern.slice(0, bounded).some((_, position) => (arrays & fieldBit(position)) !== 0);

/** Sorted and each once: two points may be the same value. */
const inKeyOrder = (ranges: readonly KeyRange[]): KeyRange[] =>
  [...ranges]
    .sort((a, b) => Buffer.compare(a[0], b[0]))
    .filter(([start], at, all) => at === 0 || !start.equals(all[at - 1]?.[0] ?? Buffer.alloc(0)));

/** 1 or -1 where reading the index forwards or backwards gives the order; fields fixed to one value have no say in it. */
const orderOf = (index: Index, arrays: number, fixed: number, order: readonly SortField[]): 1 | -1 | undefined => {
  const constant = new Set(
    index.pattern.slice(0, fixed).flatMap(([path], position) => ((arrays & fieldBit(position)) === 0 ? [path] : [])),
  );
  const wanted = order.filter(([path]) => !constant.has(path));
  let way: 1 | -1 | undefined;
  for (let at = 0, position = fixed; at < wanted.length; position += 1) {
    const [path, direction] = index.pattern[position] ?? [];
    if (path === undefined || direction === undefined || (arrays & fieldBit(position)) !== 0) return undefined;
    const [sortPath, sortDirection] = wanted[at] ?? [];
    if (sortPath !== path) return undefined;
    const here = sortDirection === direction ? 1 : -1;
    if (way !== undefined && way !== here) return undefined;
    way = here;
    at += 1;
  }
  return way ?? 1;
};
