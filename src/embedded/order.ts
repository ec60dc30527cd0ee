import type { Binary, BSONRegExp, Document, ObjectId, Timestamp } from 'bson';
import { compareNumbers, type Numeric } from './numbers.ts';
import { fieldsOf, typeRank } from './types.ts';

/** MongoDB's order over typed values. A missing field counts as undefined here: callers that mean null say null. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const rank = typeRank(a);
  return sign(rank, typeRank(b)) || compareAlike(rank, a, b);
}

export const equal = (a: unknown, b: unknown): boolean => compare(a, b) === 0;

function compareAlike(rank: number, a: unknown, b: unknown): number {
  switch (rank) {
    case 10:
      return compareNumbers(a as Numeric, b as Numeric);
    case 15:
      return compareStrings(String(a), String(b));
    case 20:
      return compareLists(fieldsOf(a as Document), fieldsOf(b as Document), compareFields);
    case 25:
      return compareLists(a as unknown[], b as unknown[], compare);
    case 30: {
      const [x, y] = [binaryParts(a as Binary), binaryParts(b as Binary)];
      return sign(x.bytes.length, y.bytes.length) || sign(x.subtype, y.subtype) || Buffer.compare(x.bytes, y.bytes);
    }
    case 35:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case 40:
      return Number(a) - Number(b);
    case 45:
      return sign((a as Date).getTime(), (b as Date).getTime());
    case 47:
      return (a as Timestamp).compare(b as Timestamp);
    case 50: {
      const [x, y] = [regexParts(a), regexParts(b)];
      return compareStrings(x.pattern, y.pattern) || compareStrings(x.options, y.options);
    }
    default:
      return 0;
  }
}

const sign = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** By UTF-8 bytes: UTF-16 units differ from them only where surrogates meet the units above them. */
function compareStrings(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  let i = 0;
  while (i < shared && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i < shared ? sign(byCodePoint(a.charCodeAt(i)), byCodePoint(b.charCodeAt(i))) : sign(a.length, b.length);
}

const byCodePoint = (unit: number): number => (unit < 0xd800 ? unit : unit >= 0xe000 ? unit - 0x800 : unit + 0x2000);

function compareLists<T>(a: readonly T[], b: readonly T[], each: (x: T, y: T) => number): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = each(a[i] as T, b[i] as T);
    if (difference !== 0) return difference;
  }
  return sign(a.length, b.length);
}

const compareFields = ([nameA, a]: [string, unknown], [nameB, b]: [string, unknown]): number =>
  sign(typeRank(a), typeRank(b)) || compareStrings(nameA, nameB) || compare(a, b);

export function binaryParts(value: Binary | Uint8Array): { bytes: Uint8Array; subtype: number } {
  if (ArrayBuffer.isView(value)) return { bytes: value, subtype: 0 };
  return { bytes: value.buffer.subarray(0, value.position), subtype: value.sub_type };
}

export function regexParts(value: unknown): { pattern: string; options: string } {
  if (value instanceof RegExp) return { pattern: value.source, options: value.flags };
  return value as BSONRegExp;
}
