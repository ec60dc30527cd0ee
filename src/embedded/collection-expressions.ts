import { Int32, type Document } from 'bson';
import { accumulated, accumulators, merged, type Accumulator } from './accumulators.ts';
import { located } from './faults.ts';
import { wholeNumber } from './numbers.ts';
import { equal } from './order.ts';
import { fieldsOf, isDocument, putField } from './types.ts';
import { isNothing, kindOf, takes, type Operator } from './value-expressions.ts';

function arrayOf(value: unknown, code: number, message: (kind: string) => string): unknown[] {
  if (!Array.isArray(value)) throw located(code, message(kindOf(value)));
  return value;
}

function wholeOf(value: unknown, code: number, message: string): number {
  const number = wholeNumber(value);
  if (number === undefined) throw located(code, message);
  return Number(number);
}

function elementAt([array, index]: readonly unknown[]): unknown {
  if (isNothing(array) || isNothing(index)) return null;
  const items = arrayOf(array, 28689, (kind) => `$arrayElemAt's first argument must be an array, but is ${kind}`);
  return items.at(wholeOf(index, 28690, `$arrayElemAt's second argument must be a numeric value, but is ${kindOf(index)}`));
}

const end = (name: string, index: number): Operator =>
  takes(1, 1, ([array]) =>
    isNothing(array) ? null : arrayOf(array, 28689, (kind) => `${name}'s argument must be an array, but is ${kind}`).at(index),
  );

function slice([array, ...numbers]: readonly unknown[]): unknown {
  if (isNothing(array) || numbers.some(isNothing)) return null;
  const items = arrayOf(array, 28724, (kind) => `First argument to $slice must be an array, but is of type: ${kind}`);
  const [first = 0, count] = numbers.map((item) =>
    wholeOf(item, 28725, `Second argument to $slice must be a numeric value, but is of type: ${kindOf(item)}`),
  );
  if (count === undefined) return first < 0 ? items.slice(first) : items.slice(0, first);
  if (count <= 0) throw located(28729, `Third argument to $slice must be positive: ${count}`);
  const start = first < 0 ? Math.max(0, items.length + first) : first;
  return items.slice(start, start + count);
}

function concatenate(arrays: readonly unknown[]): unknown {
  if (arrays.some(isNothing)) return null;
  return arrays.flatMap((array) => arrayOf(array, 28664, (kind) => `$concatArrays only supports arrays, not ${kind}`));
}

const contains = (list: readonly unknown[], value: unknown): boolean => list.some((item) => equal(item, value));

function range([from, to, by = new Int32(1)]: readonly unknown[]): unknown {
  const [start, stop, step] = [from, to, by].map((item) =>
    wholeOf(item, 34443, `$range requires a numeric starting value, found value of type: ${kindOf(item)}`),
  ) as [number, number, number];
  if (step === 0) throw located(34449, '$range requires a non-zero step value');
  return Array.from({ length: Math.max(0, Math.ceil((stop - start) / step)) }, (_, i) => new Int32(start + i * step));
}

function toObject([array]: readonly unknown[]): unknown {
  if (isNothing(array)) return null;
  const result: Document = {};
  for (const item of arrayOf(array, 40386, (kind) => `$arrayToObject requires an array input, found: ${kind}`)) {
    const [name, value] = Array.isArray(item) ? (item as unknown[]) : isDocument(item) ? [item.k as unknown, item.v as unknown] : [];
    if (typeof name !== 'string')
      throw located(
        40394,
        `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${kindOf(name)}`,
      );
    putField(result, name, value ?? null);
  }
  return result;
}

function toArray([value]: readonly unknown[]): unknown {
  if (isNothing(value)) return null;
  if (!isDocument(value)) throw located(40390, `$objectToArray requires a document input, found: ${kindOf(value)}`);
  return fieldsOf(value).map(([k, v]) => ({ k, v }));
}

/** Sets compare by value; each keeps the order in which its elements came. */
const sets = (name: string, code: number, most: number, combine: (sets: readonly (readonly unknown[])[]) => unknown): Operator =>
  takes(most === 2 ? 2 : 0, most, (args) => {
    if (args.some(isNothing)) return null;
    return combine(
      args.map((array) => arrayOf(array, code, (kind) => `All operands of ${name} must be arrays. One argument is of type: ${kind}`)),
    );
  });

const distinct = (values: readonly unknown[]): unknown => accumulated(accumulators.$addToSet as () => Accumulator, values);

/** Over the elements of the one array given, or over all the arguments. */
const overAll = (name: string): Operator =>
  takes(0, Infinity, (args) =>
    accumulated(accumulators[name] as () => Accumulator, args.length === 1 && Array.isArray(args[0]) ? args[0] : args),
  );

export const collectionOperators: Readonly<Record<string, Operator>> = Object.freeze({
  $arrayElemAt: takes(2, 2, elementAt),
  $first: end('$first', 0),
  $last: end('$last', -1),
  $slice: takes(2, 3, slice),
  $concatArrays: takes(0, Infinity, concatenate),
  $in: takes(2, 2, ([value, array]) =>
    contains(
      arrayOf(array, 40081, (kind) => `$in requires an array as a second argument, found: ${kind}`),
      value,
    ),
  ),
  $indexOfArray: takes(2, 2, ([array, value]) =>
    isNothing(array)
      ? null
      : new Int32(
          arrayOf(array, 40090, (kind) => `$indexOfArray requires an array as a first argument, found: ${kind}`).findIndex((item) =>
            equal(item, value),
          ),
        ),
  ),
  $isArray: takes(1, 1, ([value]) => Array.isArray(value)),
  $size: takes(
    1,
    1,
    ([array]) => new Int32(arrayOf(array, 17124, (kind) => `The argument to $size must be an array, but was of type: ${kind}`).length),
  ),
  $range: takes(2, 3, range),
  $reverseArray: takes(1, 1, ([array]) =>
    isNothing(array)
      ? null
      : [...arrayOf(array, 34435, (kind) => `The argument to $reverseArray must be an array, but was of type: ${kind}`)].reverse(),
  ),
  $arrayToObject: takes(1, 1, toObject),
  $objectToArray: takes(1, 1, toArray),
  $mergeObjects: takes(0, Infinity, (args) => accumulated(merged, args.length === 1 && Array.isArray(args[0]) ? args[0] : args)),
  $setUnion: sets('$setUnion', 17043, Infinity, (all) => distinct(all.flat())),
  $setIntersection: sets('$setIntersection', 17047, Infinity, ([first = [], ...others]) =>
    distinct(first.filter((item) => others.every((other) => contains(other, item)))),
  ),
  $setDifference: sets('$setDifference', 17048, 2, ([a = [], b = []]) => distinct(a.filter((item) => !contains(b, item)))),
  $setIsSubset: sets('$setIsSubset', 17046, 2, ([a = [], b = []]) => a.every((item) => contains(b, item))),
  ...Object.fromEntries(['$sum', '$avg', '$min', '$max'].map((name) => [name, overAll(name)])),
});
