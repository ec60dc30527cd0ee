import { Decimal128, Double, Int32, Long } from 'bson';
import { align, exact, fitsInt64, isFinite, nearestDouble, type Numeric } from './numbers.ts';
import { typeName } from './types.ts';

type Level = 'int' | 'long' | 'double' | 'decimal';
const levels: readonly Level[] = ['int', 'long', 'double', 'decimal'];

/** The type MongoDB gives a result: the wider of the two, in the order int, long, double, decimal. */
const widest = (a: Numeric, b: Numeric): Level =>
  levels[Math.max(levels.indexOf(typeName(a) as Level), levels.indexOf(typeName(b) as Level))] ?? 'double';

export const wholeOf = (value: Numeric): bigint => exact(value).coefficient;

/** An int where both were ints and it fits, else a long; nothing beyond 64 bits. */
export function whole(value: bigint, level: Level = 'int'): Int32 | Long | undefined {
  if (level === 'int' && value >= -0x80000000n && value <= 0x7fffffffn) return new Int32(Number(value));
  return fitsInt64(value) ? Long.fromBigInt(value) : undefined;
}

const places = 34;

/** A decimal rounded to the 34 digits it has room for, half to even. */
function decimal(coefficient: bigint, exponent: number): Decimal128 {
  const surplus = String(coefficient < 0n ? -coefficient : coefficient).length - places;
  if (surplus <= 0) return Decimal128.fromString(`${coefficient}E${exponent}`);
  return decimal(divideHalfEven(coefficient, 10n ** BigInt(surplus)), exponent + surplus);
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const [n, d] = divisor < 0n ? [-dividend, -divisor] : [dividend, divisor];
  const quotient = n / d;
  const rest = n % d;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const away = n < 0n ? -1n : 1n;
  return twice > d || (twice === d && quotient % 2n !== 0n) ? quotient + away : quotient;
}

/** As MongoDB turns a double into a decimal for arithmetic: by its first 15 digits. */
export function toDecimal(value: Numeric): Decimal128 {
  if (value instanceof Decimal128) return value;
  if (typeName(value) !== 'double') return Decimal128.fromString(String(wholeOf(value)));
  const number = nearestDouble(value);
  if (!Number.isFinite(number)) return Decimal128.fromString(String(number));
  return Decimal128.fromString(
    Number.isInteger(number) && Math.abs(number) < 1e15 ? String(number) : number.toPrecision(15).replace(/(\.\d*?)0+($|e)/, '$1$2'),
  );
}

interface Rule {
  doubles(a: number, b: number): number;
  wholes(a: bigint, b: bigint): bigint;
  decimals(a: Decimal128, b: Decimal128): Decimal128;
}

const sum: Rule = {
  doubles: (a, b) => a + b,
  wholes: (a, b) => a + b,
  decimals(x, y) {
    const { a, b, exponent } = align(exact(x), exact(y));
    return decimal(a + b, exponent);
  },
};
const product: Rule = {
  doubles: (a, b) => a * b,
  wholes: (a, b) => a * b,
  decimals(x, y) {
    const [a, b] = [exact(x), exact(y)];
    return decimal(a.coefficient * b.coefficient, a.exponent + b.exponent);
  },
};

function combine(rule: Rule, a: Numeric, b: Numeric): Numeric | undefined {
  const level = widest(a, b);
  if (level === 'double') return new Double(rule.doubles(nearestDouble(a), nearestDouble(b)));
  if (level !== 'decimal') return whole(rule.wholes(wholeOf(a), wholeOf(b)), level);
  if (isFinite(a) && isFinite(b)) return rule.decimals(toDecimal(a), toDecimal(b));
  return Decimal128.fromString(String(rule.doubles(nearestDouble(a), nearestDouble(b))));
}

/** Exact for ints, longs and decimals; nothing if a long overflows. */
export const add = (a: Numeric, b: Numeric): Numeric | undefined => combine(sum, a, b);
export const multiply = (a: Numeric, b: Numeric): Numeric | undefined => combine(product, a, b);

export function negate(value: Numeric): Numeric {
  if (value instanceof Decimal128)
    return Decimal128.fromString(value.toString().startsWith('-') ? value.toString().slice(1) : `-${value.toString()}`);
  if (typeName(value) === 'double') return new Double(-nearestDouble(value));
  return whole(-wholeOf(value), typeName(value) as Level) ?? new Double(-nearestDouble(value));
}

/** A double, or a decimal where either is one. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (widest(a, b) !== 'decimal') return new Double(nearestDouble(a) / nearestDouble(b));
  if (!isFinite(a) || !isFinite(b) || nearestDouble(b) === 0) return Decimal128.fromString(String(nearestDouble(a) / nearestDouble(b)));
  const [x, y] = [exact(toDecimal(a)), exact(toDecimal(b))];
  const extra = places + String(y.coefficient).length;
  const scaled = x.coefficient * 10n ** BigInt(extra);
  // One more digit tells a true half from a half with something behind it.
  const quotient = (scaled * 10n) / y.coefficient;
  const sticky = scaled * 10n === quotient * y.coefficient ? 0n : scaled < 0n !== y.coefficient < 0n ? -1n : 1n;
  const result =
    sticky === 0n
      ? decimal(quotient, x.exponent - y.exponent - extra - 1)
      : decimal(quotient * 10n + sticky, x.exponent - y.exponent - extra - 2);
  return trimmed(result);
}

/** Without the zeros that a division leaves behind the point. */
function trimmed(value: Decimal128): Decimal128 {
  let { coefficient, exponent } = exact(value);
  while (exponent < 0 && coefficient % 10n === 0n && coefficient !== 0n) [coefficient, exponent] = [coefficient / 10n, exponent + 1];
  return decimal(coefficient, coefficient === 0n ? 0 : exponent);
}
