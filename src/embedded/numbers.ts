import { Decimal128, Double, Int32, Long } from 'bson';
import { notImplemented } from './faults.ts';
import { typeName, typeRank } from './types.ts';

export type Numeric = Int32 | Double | Long | Decimal128 | number | bigint;

export const isNumeric = (value: unknown): value is Numeric => typeRank(value) === 10;

export function nearestDouble(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  return value instanceof Long ? value.toNumber() : Number(value.toString());
}

/** A number as coefficient × 10^exponent, without loss. */
export interface Exact {
  readonly coefficient: bigint;
  readonly exponent: number;
}

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
  if (typeof value === 'bigint' || value instanceof Long) return { coefficient: BigInt(value.toString()), exponent: 0 };
  if (!(value instanceof Decimal128)) return exactDouble(nearestDouble(value));
  const [digits = '0', exponent = '0'] = value.toString().split('E');
  const [whole = '0', fraction = ''] = digits.split('.');
  return { coefficient: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

/** Finite in its own type: a decimal beyond the doubles is finite though its nearest double is not. */
const isFinite = (value: Numeric): boolean =>
  value instanceof Decimal128 ? !/[IN]/.test(value.toString()) : Number.isFinite(nearestDouble(value));

export const isNotANumber = (value: unknown): boolean => isNumeric(value) && Number.isNaN(nearestDouble(value));

const sign = <T extends number | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const isDouble = (value: Numeric): boolean => typeof value === 'number' || value instanceof Int32 || value instanceof Double;

/** By value over all four types, exactly; NaN stands before every other number. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const [x, y] = [nearestDouble(a), nearestDouble(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(y)) - Number(Number.isNaN(x));
  // Rounding to the nearest double never reverses an order, so only a tie needs the long way.
  if (x !== y || (isDouble(a) && isDouble(b))) return sign(x, y);
  if (!isFinite(a) || !isFinite(b)) return isFinite(a) === isFinite(b) ? 0 : sign(isFinite(a) ? 0 : x, isFinite(b) ? 0 : y);
  const [left, right] = [exact(a), exact(b)];
  const exponent = Math.min(left.exponent, right.exponent);
  const scaled = (one: Exact): bigint => (one.coefficient === 0n ? 0n : one.coefficient * 10n ** BigInt(one.exponent - exponent));
  return sign(scaled(left), scaled(right));
}

/** The sum in the wider of the two types; an int too large becomes a long, and of a long too large there is none. */
export function add(a: Numeric, b: Numeric): Numeric | undefined {
  const names = [typeName(a), typeName(b)];
  if (names.includes('decimal')) throw notImplemented('sums of Decimal128');
  if (names.includes('double')) return new Double(nearestDouble(a) + nearestDouble(b));
  const sum = exact(a).coefficient + exact(b).coefficient;
  if (!names.includes('long') && BigInt.asIntN(32, sum) === sum) return new Int32(Number(sum));
  return BigInt.asIntN(64, sum) === sum ? Long.fromBigInt(sum) : undefined;
}
