import { Int32 } from 'bson';
import { accumulated } from './accumulators.ts';
import { located } from './faults.ts';
import { wholeNumber } from './numbers.ts';
import { equal } from './order.ts';
import { isNothing, kindOf, takes, type Operator } from './value-expressions.ts';

function arrayOf(value: unknown, code: number, message: (kind: string) => string): unknown[] {
  if (!Array.isArray(value)) throw located(code, message(kindOf(value)));
  return value;
}

function elementAt([array, index]: readonly unknown[]): unknown {
  if (isNothing(array) || isNothing(index)) return null;
  const items = arrayOf(array, 28689, (kind) => `$arrayElemAt's first argument must be an array, but is ${kind}`);
  const at = wholeNumber(index);
  if (at === undefined) throw located(28690, `$arrayElemAt's second argument must be a numeric value, but is ${kindOf(index)}`);
  return items.at(Number(at));
}

function concatenate(arrays: readonly unknown[]): unknown {
  if (arrays.some(isNothing)) return null;
  return arrays.flatMap((array) => arrayOf(array, 28664, (kind) => `$concatArrays only supports arrays, not ${kind}`));
}

/** Over the elements of the one array given, or over all the arguments. */
const overAll = (name: string): Operator =>
  takes(0, Infinity, (args) => accumulated(name, args.length === 1 && Array.isArray(args[0]) ? args[0] : args));

export const collectionOperators: Readonly<Record<string, Operator>> = Object.freeze({
  $arrayElemAt: takes(2, 2, elementAt),
  $concatArrays: takes(0, Infinity, concatenate),
  $in: takes(2, 2, ([value, array]) =>
    arrayOf(array, 40081, (kind) => `$in requires an array as a second argument, found: ${kind}`).some((item) => equal(item, value)),
  ),
  $size: takes(
    1,
    1,
    ([array]) => new Int32(arrayOf(array, 17124, (kind) => `The argument to $size must be an array, but was of type: ${kind}`).length),
  ),
  ...Object.fromEntries(['$sum', '$avg', '$min', '$max', '$mergeObjects'].map((name) => [name, overAll(name)])),
});
