import type { Document, ObjectId } from 'bson';
import { Fault } from './faults.ts';
import { meetsArray, pathParts, tuplesAt } from './paths.ts';
import { fieldsOf, typeRank } from './types.ts';
import { compareNumbers, nearestDouble, type Numeric } from './values.ts';

export type Direction = 1 | -1;
export type Pattern = readonly (readonly [path: string, direction: Direction])[];

const keyLimitBytes = 1_900;

/** The values as bytes in index order; undefined (the key of an empty array) stands before null. Bytes sort as values do, and only equal values have equal bytes. */
export function encodeKey(values: readonly unknown[], directions: readonly Direction[]): Buffer {
  const bytes: number[] = [];
  values.forEach((value, i) => {
    const start = bytes.length;
    write(bytes, value);
    if (directions[i] === -1) invert(bytes, start);
  });
  return Buffer.from(bytes);
}

/** The key of one value where only equality counts: as a name of a group or an element of a set. */
export const keyName = (value: unknown): string => encodeKey([value], [1]).toString('latin1');

const invert = (bytes: number[], from: number): void => {
  for (let i = from; i < bytes.length; i++) bytes[i] = 0xff - (bytes[i] as number);
};

function write(bytes: number[], value: unknown): void {
  const rank = typeRank(value);
  bytes.push(rank);
  writeContent(bytes, rank, value);
}

function writeContent(bytes: number[], rank: number, value: unknown): void {
  switch (rank) {
    case 10:
      return writeNumber(bytes, value as Numeric);
    case 15:
      return writeText(bytes, value as string);
    case 20:
      for (const [name, item] of fieldsOf(value as Document)) {
        const itemRank = typeRank(item);
        bytes.push(itemRank);
        writeText(bytes, name);
        writeContent(bytes, itemRank, item);
      }
      return void bytes.push(0);
    case 25:
      for (const item of value as unknown[]) write(bytes, item);
      return void bytes.push(0);
    case 35:
      return writeRaw(bytes, (value as ObjectId).id);
    case 40:
      return void bytes.push(Number(value));
    case 45:
      return writeWord(bytes, BigInt((value as Date).getTime()) + (1n << 63n));
  }
}

const writeRaw = (bytes: number[], raw: Uint8Array): void => {
  for (const byte of raw) bytes.push(byte);
};

const word = Buffer.alloc(8);
const writeWord = (bytes: number[], value: bigint): void => {
  word.writeBigUInt64BE(BigInt.asUintN(64, value));
  writeRaw(bytes, word);
};

/** Ends with 00 00; a 00 inside becomes 00 FF, so that no text is the beginning of another. */
function writeText(bytes: number[], text: string): void {
  for (const byte of Buffer.from(text)) {
    bytes.push(byte);
    if (byte === 0) bytes.push(0xff);
  }
  bytes.push(0, 0);
}

/** The nearest double, whether the number is below (7FFF) or above it (8001), and then its digits; NaN comes first. */
function writeNumber(bytes: number[], value: Numeric): void {
  const nearest = nearestDouble(value);
  const side = compareNumbers(value, nearest);
  if (Number.isNaN(nearest)) return writeRaw(bytes, Buffer.alloc(10));
  // The bits of a double sort as an integer once the sign is flipped, and all bits of a negative one.
  word.writeDoubleBE(nearest === 0 ? 0 : nearest);
  const bits = word.readBigUInt64BE();
  writeWord(bytes, nearest < 0 ? ~bits : bits ^ (1n << 63n));
  bytes.push(side < 0 ? 0x7f : 0x80, side < 0 ? 0xff : side);
  if (side !== 0) writeDigits(bytes, String(value));
}

/** Whole numbers that share a double sort by how many digits they have, then by these, inverted below zero. */
function writeDigits(bytes: number[], decimal: string): void {
  const start = bytes.length;
  const digits = decimal.replace('-', '');
  bytes.push(0x40, digits.length);
  writeText(bytes, digits.replace(/0+$/, ''));
  if (decimal.startsWith('-')) invert(bytes, start);
}

const partsOf = (pattern: Pattern): (readonly string[])[] => pattern.map(([path]) => pathParts(path));

/** The tuples of values by which an index knows a document, each with its key: one for each element of an array on the way. */
export function indexTuples(doc: Document, pattern: Pattern, sparse = false): (readonly [key: Buffer, values: readonly unknown[]])[] {
  const directions = pattern.map(([, direction]) => direction);
  const keys = tuplesAt(doc, partsOf(pattern), sparse).map((values) => [encodeKey(values, directions), values] as const);
  const tooLong = keys.find(([key]) => key.length > keyLimitBytes)?.[0];
  if (tooLong) throw new Fault(17280, `Index key too large: ${tooLong.length} bytes, and the embedded store takes ${keyLimitBytes}`);
  return keys.length < 2 ? keys : [...new Map(keys.map((each) => [each[0].toString('latin1'), each])).values()];
}

export const isMultikey = (doc: Document, pattern: Pattern): boolean => partsOf(pattern).some((parts) => meetsArray(doc, parts));
