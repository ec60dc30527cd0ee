import { Double, Int32, Long, type Decimal128 } from 'bson';
import { add, decimal, divide, divideHalfEven, modulo, multiply, negate, toDecimal, whole, wholeOf } from './arithmetic.ts';
import { badValue, located, typeMismatch } from './faults.ts';
import { exact, isFinite, isNumeric, nearestDouble, type Numeric } from './numbers.ts';
import { compare, equal } from './order.ts';
import { isTruthy } from './predicates.ts';
import { show } from './show.ts';
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

function rest([a, b]: readonly unknown[]): unknown {
  if (isNothing(a) || isNothing(b)) return null;
  if (!isNumeric(a) || !isNumeric(b)) throw located(16611, `$mod only supports numeric types, not ${kindOf(a)} and ${kindOf(b)}`);
  if (nearestDouble(b) === 0) throw located(16610, "can't $mod by zero");
  return modulo(a, b);
}

/** Towards one whole number or the other, at a decimal place. */
type Rounding = (dividend: bigint, divisor: bigint) => bigint;
const down: Rounding = (n, d) => n / d - (n % d < 0n ? 1n : 0n);
const up: Rounding = (n, d) => -down(-n, d);
const towardsZero: Rounding = (n, d) => n / d;

function roundedAt(value: Numeric, place: number, rounding: Rounding): Numeric {
  const name = typeName(value);
  if (!isFinite(value) || ((name === 'int' || name === 'long') && place >= 0)) return value;
  // A double is rounded by the decimal digits it prints, so that 2.675 is not taken for a little less.
  const { coefficient, exponent } = exact(name === 'double' ? shortest(nearestDouble(value)) : value);
  if (exponent >= -place) return value;
  const result = rounding(coefficient, 10n ** BigInt(-place - exponent));
  const rounded = decimal(result, -place);
  if (name === 'decimal') return rounded;
  if (name === 'double') return new Double(nearestDouble(rounded));
  return (
    whole(exact(rounded).coefficient * 10n ** BigInt(exact(rounded).exponent), name as 'int' | 'long') ?? new Double(nearestDouble(rounded))
  );
}

const shortest = (value: number): Decimal128 =>
  toDecimal(Number.isInteger(value) ? Long.fromBigInt(BigInt.asIntN(64, BigInt(value))) : new Double(value));

const rounding = (name: string, most: number, way: Rounding): Operator =>
  takes(1, most, ([value, place = new Int32(0)]) => {
    if (isNothing(value) || isNothing(place)) return null;
    if (!isNumeric(value)) throw located(28765, `${name} only supports numeric types, not ${kindOf(value)}`);
    const at = isNumeric(place) ? nearestDouble(place) : NaN;
    if (!Number.isInteger(at) || at < -20 || at > 100)
      throw located(51082, `cannot apply ${name} with precision value ${show(place)} value must be in [-20, 100]`);
    if (typeName(value) === 'double' && Math.abs(nearestDouble(value)) >= 2 ** 53 && at >= 0) return value;
    return roundedAt(value, at, way);
  });

const absolute = ([value]: readonly unknown[]): unknown => {
  if (isNothing(value)) return null;
  if (!isNumeric(value)) throw located(28765, `$abs only supports numeric types, not ${kindOf(value)}`);
  if (typeName(value) === 'int' && nearestDouble(value) < 0) return whole(-wholeOf(value));
  return nearestDouble(value) < 0 ? negate(value) : value;
};

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
  $mod: takes(2, 2, rest),
  $abs: takes(1, 1, absolute),
  $ceil: rounding('$ceil', 1, up),
  $floor: rounding('$floor', 1, down),
  $round: rounding('$round', 2, divideHalfEven),
  $trunc: rounding('$trunc', 2, towardsZero),
});
