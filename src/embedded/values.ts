import { Decimal128, Double, Int32, Long, deserialize, serialize, type Document } from 'bson';
import { notImplemented } from './faults.ts';
import { typeName } from './types.ts';

/** Typed, so that 32-bit, 64-bit, double and decimal numbers come out of the store as they went in. */
const typed = { promoteValues: false, promoteBuffers: false, promoteLongs: false, bsonRegExp: true } as const;

export const decode = (bytes: Uint8Array): Document => deserialize(bytes, typed);
export const encode = (doc: Document): Buffer => serialize(doc) as Buffer;

export type Numeric = Int32 | Double | Long | Decimal128 | number;

export const isNumeric = (value: unknown): value is Numeric => ['int', 'long', 'double', 'decimal'].includes(typeName(value));

export function nearestDouble(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  return value instanceof Long ? value.toNumber() : Number(value.toString());
}

/** A number of a command's field, whatever BSON type the driver chose for it. */
export const numberOf = (value: unknown): number | undefined => (isNumeric(value) ? nearestDouble(value) : undefined);

/** What MongoDB takes for "yes" in a command, a projection or an option: `true` and every number but 0. */
export const isTrue = (value: unknown): boolean => value === true || (numberOf(value) ?? 0) !== 0;

export const isNotANumber = (value: unknown): boolean => Number.isNaN(numberOf(value));

export const sign = <T extends number | bigint>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

export function wholeOf(value: Numeric): bigint {
  if (value instanceof Decimal128) throw notImplemented('sums of Decimal128');
  return value instanceof Long ? value.toBigInt() : BigInt(nearestDouble(value));
}

/** By value over the types, exactly; NaN stands before every other number. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (a instanceof Decimal128 || b instanceof Decimal128) throw notImplemented('comparison of Decimal128 with numbers');
  const [x, y] = [nearestDouble(a), nearestDouble(b)];
  if (Number.isNaN(x) || Number.isNaN(y)) return sign(Number(Number.isNaN(y)), Number(Number.isNaN(x)));
  // Rounding to the nearest double never reverses an order, so only a tie with a number of 64 bits needs the long way.
  return x === y && (a instanceof Long || b instanceof Long) ? sign(wholeOf(a), wholeOf(b)) : sign(x, y);
}

/** A whole number as an int where it fits one and nobody asks for more, else as a long; of one beyond 64 bits there is none. */
export function wholeNumber(value: bigint, isLong: boolean): Int32 | Long | undefined {
  if (!isLong && BigInt.asIntN(32, value) === value) return new Int32(Number(value));
  return BigInt.asIntN(64, value) === value ? Long.fromBigInt(value) : undefined;
}

/** The sum in the wider of the two types; nothing where a long would be too large. */
export function add(a: Numeric, b: Numeric): Numeric | undefined {
  const names = [typeName(a), typeName(b)];
  if (names.includes('decimal')) throw notImplemented('sums of Decimal128');
  if (names.includes('double')) return new Double(nearestDouble(a) + nearestDouble(b));
  return wholeNumber(wholeOf(a) + wholeOf(b), names.includes('long'));
}
