import { Double, Int32, Long } from 'bson';
import { add, divide, multiply, negate } from './arithmetic.ts';
import { badValue, located, typeMismatch } from './faults.ts';
import { isNumeric, nearestDouble, type Numeric } from './numbers.ts';
import { compare, equal } from './order.ts';
import { isTruthy } from './predicates.ts';
import { typeName } from './types.ts';

/** An operator that takes its arguments evaluated. */
export interface Operator {
  readonly least: number;
  readonly most: number;
  readonly call: (args: readonly unknown[]) => unknown;
}
export const takes = (least: number, most: number, call: Operator['call']): Operator => ({ least, most, call });
export const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;
/** What messages call the type of a value. */
export const kindOf = (value: unknown): string => (value === undefined ? 'missing' : typeName(value));

const comparison = (holds: (order: number) => boolean): Operator => takes(2, 2, ([a, b]) => holds(compare(a, b)));

/** A sum beyond 64 bits goes on as a double. */
export const sumOf = (a: Numeric, b: Numeric): Numeric => add(a, b) ?? new Double(nearestDouble(a) + nearestDouble(b));
const productOf = (a: Numeric, b: Numeric): Numeric => multiply(a, b) ?? new Double(nearestDouble(a) * nearestDouble(b));

function addAll(args: readonly unknown[]): unknown {
  if (args.some(isNothing)) return null;
  let day: Date | undefined;
  let total: Numeric = new Int32(0);
  for (const item of args) {
    if (item instanceof Date && day) throw located(16612, 'only one date allowed in an $add expression');
    if (item instanceof Date) day = item;
    else if (isNumeric(item)) total = sumOf(total, item);
    else throw typeMismatch(`$add only supports numeric or date types, not ${kindOf(item)}`);
  }
  return day ? new Date(day.getTime() + Math.round(nearestDouble(total))) : total;
}

function subtract([a, b]: readonly unknown[]): unknown {
  if (isNothing(a) || isNothing(b)) return null;
  if (isNumeric(a) && isNumeric(b)) return sumOf(a, negate(b));
  if (a instanceof Date && b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
  if (a instanceof Date && isNumeric(b)) return new Date(a.getTime() - Math.round(nearestDouble(b)));
  throw typeMismatch(`can't $subtract ${kindOf(b)} from ${kindOf(a)}`);
}

function multiplyAll(args: readonly unknown[]): unknown {
  if (args.some(isNothing)) return null;
  return args.reduce<Numeric>((product, item) => {
    if (!isNumeric(item)) throw typeMismatch(`$multiply only supports numeric types, not ${kindOf(item)}`);
    return productOf(product, item);
  }, new Int32(1));
}

function quotient([a, b]: readonly unknown[]): unknown {
  if (isNothing(a) || isNothing(b)) return null;
  if (!isNumeric(a) || !isNumeric(b)) throw typeMismatch(`$divide only supports numeric types, not ${kindOf(a)} and ${kindOf(b)}`);
  if (nearestDouble(b) === 0) throw badValue("can't $divide by zero");
  return divide(a, b);
}

export const valueOperators: Readonly<Record<string, Operator>> = Object.freeze({
  $eq: takes(2, 2, ([a, b]) => equal(a, b)),
  $ne: takes(2, 2, ([a, b]) => !equal(a, b)),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: takes(2, 2, ([a, b]) => new Int32(compare(a, b))),
  $not: takes(1, 1, ([value]) => !isTruthy(value)),
  $add: takes(0, Infinity, addAll),
  $subtract: takes(2, 2, subtract),
  $multiply: takes(0, Infinity, multiplyAll),
  $divide: takes(2, 2, quotient),
});
