import type { Binary, BSONRegExp, Code, Document, ObjectId, Timestamp } from 'bson';
import { compareNumbers, type Numeric } from './numbers.ts';
import { fieldsOf, typeName, type TypeName } from './types.ts';

// prettier-ignore
const ranks: Readonly<Record<TypeName, number>> = Object.freeze({
  minKey: 1, missing: 3, undefined: 3, null: 5, int: 10, double: 10, long: 10, decimal: 10, string: 15, symbol: 15, object: 20, array: 25, binData: 30,
  objectId: 35, bool: 40, date: 45, timestamp: 47, regex: 50, dbPointer: 55, javascript: 60, javascriptWithScope: 65, maxKey: 127,
});

/** BSON's type order as a small number; numbers of all four types share one. Undefined stands just before null. */
export const typeRank = (value: unknown): number => ranks[typeName(value)];

/** MongoDB's order over typed values. A missing field counts as undefined here: callers that mean null say null. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const rank = typeRank(a);
  const difference = rank - typeRank(b);
  return difference !== 0 ? Math.sign(difference) : compareAlike(rank, a, b);
}

export const equal = (a: unknown, b: unknown): boolean => compare(a, b) === 0;

function compareAlike(rank: number, a: unknown, b: unknown): number {
  switch (rank) {
    case ranks.int:
      return compareNumbers(a as Numeric, b as Numeric);
    case ranks.string:
      return compareStrings(String(a), String(b));
    case ranks.object:
      return compareFields(fieldsOf(a as Document), fieldsOf(b as Document));
    case ranks.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case ranks.binData:
      return compareBinary(a as Binary, b as Binary);
    case ranks.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case ranks.bool:
      return Number(a) - Number(b);
    case ranks.date:
      return sign((a as Date).getTime(), (b as Date).getTime());
    case ranks.timestamp:
      return (a as Timestamp).compare(b as Timestamp);
    case ranks.regex: {
      const [x, y] = [regexParts(a), regexParts(b)];
      return compareStrings(x.pattern, y.pattern) || compareStrings(x.options, y.options);
    }
    case ranks.javascript:
    case ranks.javascriptWithScope:
      return compareStrings((a as Code).code, (b as Code).code) || compare((a as Code).scope ?? {}, (b as Code).scope ?? {});
    default:
      return 0;
  }
}

const sign = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** By UTF-8 bytes: UTF-16 units differ from them only where surrogates meet the units above them. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return sign(byCodePoint(x), byCodePoint(y));
  }
  return sign(a.length, b.length);
}

const byCodePoint = (unit: number): number => (unit < 0xd800 ? unit : unit >= 0xe000 ? unit - 0x800 : unit + 0x2000);

function compareFields(a: [string, unknown][], b: [string, unknown][]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const [nameA, valueA] = a[i] as [string, unknown];
    const [nameB, valueB] = b[i] as [string, unknown];
    const difference = sign(typeRank(valueA), typeRank(valueB)) || compareStrings(nameA, nameB) || compare(valueA, valueB);
    if (difference !== 0) return difference;
  }
  return sign(a.length, b.length);
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const shared = Math.min(a.length, b.length);
  for (let i = 0; i < shared; i++) {
    const difference = compare(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return sign(a.length, b.length);
}

/** By length, then subtype, then bytes. */
function compareBinary(a: Binary, b: Binary): number {
  const [x, y] = [binaryParts(a), binaryParts(b)];
  return sign(x.bytes.length, y.bytes.length) || sign(x.subtype, y.subtype) || Buffer.compare(x.bytes, y.bytes);
}

export function binaryParts(value: Binary | Uint8Array): { bytes: Uint8Array; subtype: number } {
  if (ArrayBuffer.isView(value)) return { bytes: value, subtype: 0 };
  return { bytes: value.buffer.subarray(0, value.position), subtype: value.sub_type };
}

export function regexParts(value: unknown): { pattern: string; options: string } {
  if (value instanceof RegExp) return { pattern: value.source, options: value.flags.replace(/[^imsxu]/g, '') };
  return value as BSONRegExp;
}
