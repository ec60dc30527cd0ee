import type { Document, ObjectId } from 'bson';
import { fieldsOf, typeRank } from './types.ts';
import { compareNumbers, sign, type Numeric } from './values.ts';

/** MongoDB's order over typed values. A missing field counts as undefined here: callers that mean null say null. */
export function compare(a: unknown, b: unknown): number {
  const rank = typeRank(a);
  return sign(rank, typeRank(b)) || compareAlike(rank, a, b);
}

export const equal = (a: unknown, b: unknown): boolean => compare(a, b) === 0;

function compareAlike(rank: number, a: unknown, b: unknown): number {
  switch (rank) {
    case 10:
      return compareNumbers(a as Numeric, b as Numeric);
    case 15:
      return compareStrings(a as string, b as string);
    case 20:
      return compareLists(fieldsOf(a as Document), fieldsOf(b as Document), compareFields);
    case 25:
      return compareLists(a as unknown[], b as unknown[], compare);
    case 35:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case 40:
      return Number(a) - Number(b);
    case 45:
      return sign((a as Date).getTime(), (b as Date).getTime());
    default:
      return 0;
  }
}

/** By UTF-8 bytes. */
const compareStrings = (a: string, b: string): number => (a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b)));

function compareLists<T>(a: readonly T[], b: readonly T[], each: (x: T, y: T) => number): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = each(a[i] as T, b[i] as T);
    if (difference !== 0) return difference;
  }
  return sign(a.length, b.length);
}

const compareFields = ([nameA, a]: [string, unknown], [nameB, b]: [string, unknown]): number =>
  sign(typeRank(a), typeRank(b)) || compareStrings(nameA, nameB) || compare(a, b);
