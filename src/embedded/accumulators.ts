import { Double, Int32, type Document } from 'bson';
import { divide, whole } from './arithmetic.ts';
import { located } from './faults.ts';
import { encodeKey } from './keys.ts';
import { isNumeric, nearestDouble, type Numeric } from './numbers.ts';
import { compare } from './order.ts';
import { show } from './show.ts';
import { isDocument, typeName } from './types.ts';
import { isNothing, kindOf, sumOf } from './value-expressions.ts';

/** Takes values one by one; undefined is a missing field. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** An accumulator that makes its next state from the last and a value. */
const fold =
  <S>(start: () => S, step: (state: S, value: unknown) => S, end: (state: S) => unknown = (state) => state ?? null) =>
  (): Accumulator => {
    let state = start();
    return { add: (value) => void (state = step(state, value)), result: () => end(state) };
  };

/** Ints, longs and decimals exactly; doubles apart, with what their rounding loses. */
interface Total {
  readonly exact: Numeric;
  readonly doubles: number;
  readonly lost: number;
  readonly count: number;
  readonly real: boolean;
}
const nothing: Total = { exact: new Int32(0), doubles: 0, lost: 0, count: 0, real: false };

function added(total: Total, value: unknown): Total {
  if (!isNumeric(value)) return total;
  const count = total.count + 1;
  if (typeName(value) !== 'double') return { ...total, exact: sumOf(total.exact, value), count };
  const [old, next] = [total.doubles, nearestDouble(value)];
  const doubles = old + next;
  const lost = Math.abs(old) >= Math.abs(next) ? old - doubles + next : next - doubles + old;
  return { ...total, doubles, lost: total.lost + (Number.isFinite(doubles) ? lost : 0), count, real: true };
}

const sum = ({ exact, doubles, lost, real }: Total): Numeric => (real ? sumOf(exact, new Double(doubles + lost)) : exact);
const extreme = (way: 1 | -1): (() => Accumulator) =>
  fold<unknown>(
    () => undefined,
    (best, value) => (isNothing(value) || (best !== undefined && compare(value, best) * way <= 0) ? best : value),
  );

function merge(all: Document, value: unknown): Document {
  if (isNothing(value)) return all;
  if (!isDocument(value))
    throw located(40400, `$mergeObjects requires object inputs, but input ${show(value)} is of type ${kindOf(value)}`);
  return { ...all, ...value };
}

function collect(items: unknown[], value: unknown): unknown[] {
  if (value !== undefined) items.push(value);
  return items;
}

function collectOnce(items: Map<string, unknown>, value: unknown): Map<string, unknown> {
  const key = value === undefined ? '' : encodeKey([value], [1]).toString('latin1');
  return key === '' || items.has(key) ? items : items.set(key, value);
}

export const accumulators: Readonly<Record<string, () => Accumulator>> = Object.freeze({
  $sum: fold(() => nothing, added, sum),
  $avg: fold(
    () => nothing,
    added,
    (total) => (total.count === 0 ? null : divide(sum(total), new Int32(total.count))),
  ),
  $min: extreme(-1),
  $max: extreme(1),
  $first: fold<{ value: unknown } | undefined>(
    () => undefined,
    (kept, value) => kept ?? { value },
    (kept) => kept?.value ?? null,
  ),
  $last: fold<unknown>(
    () => undefined,
    (_, value) => value,
  ),
  $push: fold<unknown[]>(() => [], collect),
  $addToSet: fold(
    () => new Map<string, unknown>(),
    collectOnce,
    (items) => [...items.values()],
  ),
  $count: fold(
    () => 0n,
    (n) => n + 1n,
    (n) => whole(n),
  ),
  $mergeObjects: fold<Document>(() => ({}), merge),
});

/** All values at once, as the same operators do outside a group. */
export function accumulated(name: string, values: readonly unknown[]): unknown {
  const accumulator = accumulators[name]?.();
  for (const value of values) accumulator?.add(value);
  return accumulator?.result();
}
