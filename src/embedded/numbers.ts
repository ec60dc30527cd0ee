import { Decimal128, Double, Int32, Long } from 'bson';
import { typeName } from './types.ts';

export type Numeric = Int32 | Double | Long | Decimal128 | number | bigint;

/** A number as coefficient × 10^exponent, without loss. */
interface Exact {
  readonly coefficient: bigint;
  readonly exponent: number;
}

export function isNumeric(value: unknown): value is Numeric {
  const name = typeName(value);
  return name === 'int' || name === 'double' || name === 'long' || name === 'decimal';
}

/** The double nearest to the number. */
export function nearestDouble(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Long) return value.toNumber();
  return value instanceof Decimal128 ? Number(value.toString()) : Number(value.value);
}

/** Whether the double says all of it. */
const isDouble = (value: Numeric): boolean => typeof value === 'number' || value instanceof Int32 || value instanceof Double;

function exactDouble(value: number): Exact {
  if (Number.isInteger(value)) return { coefficient: BigInt(value), exponent: 0 };
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const raw = bits.getBigUint64(0);
  const biased = Number((raw >> 52n) & 0x7ffn);
  const fraction = (raw & 0xfffffffffffffn) | (biased ? 0x10000000000000n : 0n);
  const power = (biased || 1) - 1075;
  // 2^-k is 5^k × 10^-k; integers never come here, so the power is negative.
  const coefficient = fraction * 5n ** BigInt(-power);
  return { coefficient: value < 0 ? -coefficient : coefficient, exponent: power };
}

/** A finite number without loss. */
export function exact(value: Numeric): Exact {
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 };
  if (value instanceof Long) return { coefficient: value.toBigInt(), exponent: 0 };
  if (!(value instanceof Decimal128)) return exactDouble(nearestDouble(value));
  const [digits = '0', exponent = '0'] = value.toString().split('E');
  const [whole = '0', fraction = ''] = digits.split('.');
  return { coefficient: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Both coefficients at the smaller of the two exponents. */
export function align(a: Exact, b: Exact): { a: bigint; b: bigint; exponent: number } {
  const exponent = Math.min(a.exponent, b.exponent);
  const scale = (x: Exact): bigint => (x.coefficient === 0n ? 0n : x.coefficient * 10n ** BigInt(x.exponent - exponent));
  return { a: scale(a), b: scale(b), exponent };
}

const sign = <T extends number | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** By value over all four types, exactly; NaN stands before every other number. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const x = nearestDouble(a);
  const y = nearestDouble(b);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  // Rounding to the nearest double never reverses an order, so only a tie needs the long way.
  if (x !== y || (isDouble(a) && isDouble(b))) return sign(x, y);
  if (!isFinite(a) || !isFinite(b)) return x === 0 || isFinite(a) === isFinite(b) ? 0 : sign(isFinite(a) ? 0 : x, isFinite(b) ? 0 : y);
  const aligned = align(exact(a), exact(b));
  return sign(aligned.a, aligned.b);
}

/** Finite in its own type: a decimal beyond the doubles is finite though its nearest double is not. */
export const isFinite = (value: Numeric): boolean =>
  value instanceof Decimal128 ? !/[IN]/.test(value.toString()) : Number.isFinite(nearestDouble(value));

export const isNotANumber = (value: unknown): boolean => isNumeric(value) && Number.isNaN(nearestDouble(value));

/** What a number has beyond its nearest double: whole units rounded down, and whether a fraction (or more than `limit` units) is left over. */
export interface Residue {
  readonly whole: number;
  readonly left: boolean;
}

const none: Residue = Object.freeze({ whole: 0, left: false });
const limit = 0x3fff;

export function residue(value: Numeric, nearest: number): Residue {
  if (isDouble(value)) return none;
  if (!Number.isFinite(nearest)) return isFinite(value) ? { whole: nearest > 0 ? -limit : limit, left: true } : none;
  const { a, b, exponent } = align(exact(value), exactDouble(nearest));
  const difference = a - b;
  if (difference === 0n) return none;
  const unit = 10n ** BigInt(Math.abs(exponent));
  const rest = exponent < 0 ? difference % unit : 0n;
  const whole = exponent < 0 ? difference / unit - (rest < 0n ? 1n : 0n) : difference * unit;
  if (whole <= -limit || whole >= limit) return { whole: whole < 0n ? -limit : limit, left: true };
  return { whole: Number(whole), left: rest !== 0n };
}

const int64Limit = 2n ** 63n;
export const fitsInt64 = (value: bigint): boolean => value >= -int64Limit && value < int64Limit;

/** The whole number a value stands for, or nothing if it has a fraction or does not fit 64 bits. */
export function wholeNumber(value: unknown): bigint | undefined {
  if (!isNumeric(value) || !isFinite(value)) return undefined;
  if (value instanceof Decimal128 && Math.abs(nearestDouble(value)) > 2 ** 64) return undefined;
  const { coefficient, exponent } = exact(value);
  const unit = 10n ** BigInt(Math.abs(exponent));
  if (exponent < 0 && coefficient % unit !== 0n) return undefined;
  const whole = exponent < 0 ? coefficient / unit : coefficient * unit;
  return fitsInt64(whole) ? whole : undefined;
}
