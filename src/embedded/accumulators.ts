import { Double, Int32 } from 'bson';
import { keyName } from './keys.ts';
import { add, isNumeric, nearestDouble, type Numeric } from './numbers.ts';
import { compare } from './order.ts';
import { typeName } from './types.ts';

/** Takes values one by one, undefined for a missing field, and tells what they come to. */
export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
}

/** Ints and longs are summed exactly; doubles apart, with what their rounding loses, as MongoDB sums them. */
const sum = (): Accumulator => {
  let exact: Numeric = new Int32(0);
  let [doubles, lost, isReal] = [0, 0, false];
  const addDouble = (value: number): void => {
    const next = doubles + value;
    if (Number.isFinite(next)) lost += Math.abs(doubles) >= Math.abs(value) ? doubles - next + value : value - next + doubles;
    doubles = next;
    isReal = true;
  };
  return {
    add: (value) => {
      if (!isNumeric(value)) return;
      const whole: Numeric | undefined = typeName(value) === 'double' ? undefined : add(exact, value);
      if (whole === undefined) addDouble(nearestDouble(value));
      else exact = whole;
    },
    result: () => (isReal ? add(new Double(doubles + lost), exact) : exact),
  };
};

const extreme = (way: 1 | -1) => (): Accumulator => {
  let best: unknown;
  return {
    add: (value) => {
      if (value !== undefined && value !== null && (best === undefined || compare(value, best) * way > 0)) best = value;
    },
    result: () => best ?? null,
  };
};

const first = (): Accumulator => {
  let kept: { readonly value: unknown } | undefined;
  return { add: (value) => void (kept ??= { value }), result: () => kept?.value ?? null };
};

const push = (): Accumulator => {
  const items: unknown[] = [];
  return { add: (value) => void (value !== undefined && items.push(value)), result: () => items };
};

const addToSet = (): Accumulator => {
  const items = new Map<string, unknown>();
  return {
    add: (value) => {
      const name = value === undefined ? '' : keyName(value);
      if (value !== undefined && !items.has(name)) items.set(name, value);
    },
    result: () => [...items.values()],
  };
};

export const accumulators: Readonly<Record<string, () => Accumulator>> = Object.freeze({
  $sum: sum,
  $min: extreme(-1),
  $max: extreme(1),
  $first: first,
  $push: push,
  $addToSet: addToSet,
});
