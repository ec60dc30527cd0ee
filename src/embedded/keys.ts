import type { Binary, Code, Document, ObjectId, Timestamp } from 'bson';
import { Fault } from './faults.ts';
import { exact, nearestDouble, residue, type Numeric } from './numbers.ts';
import { binaryParts, regexParts, typeRank } from './order.ts';
import { expandTuples } from './paths.ts';
import { fieldsOf } from './types.ts';

export type Direction = 1 | -1;
export type Pattern = readonly (readonly [path: string, direction: Direction])[];

const keyLimitBytes = 1_900;

/** Grows as bytes are added; one is reused for every key because keys are made on each write. */
class Bytes {
  private store = Buffer.allocUnsafe(4_096);
  length = 0;
  room(count: number): number {
    const start = this.length;
    this.length += count;
    if (this.length > this.store.length) this.store = Buffer.concat([this.store, Buffer.allocUnsafe(this.length)]);
    return start;
  }
  byte(value: number): void {
    this.store[this.room(1)] = value;
  }
  /** Unsigned 64 bits, big end first. */
  word(value: bigint): void {
    this.store.writeBigUInt64BE(BigInt.asUintN(64, value), this.room(8));
  }
  double(value: number): void {
    const at = this.room(8);
    this.store.writeDoubleBE(value, at);
    // The bits of a double sort as an integer once the sign is flipped, and all bits of a negative one.
    const flip = (this.store[at] as number) & 0x80 ? 0xff : 0;
    for (let i = at; i < at + 8; i++) this.store[i] = (this.store[i] as number) ^ flip;
    if (!flip) this.store[at] = (this.store[at] as number) ^ 0x80;
  }
  raw(value: Uint8Array): void {
    this.store.set(value, this.room(value.length));
  }
  /** Ends with 00 00; a 00 inside becomes 00 FF, so that no string is the beginning of another. */
  text(value: string): void {
    const at = this.room(Buffer.byteLength(value));
    this.store.write(value, at);
    if (this.store.subarray(at, this.length).includes(0)) {
      const plain = Buffer.from(this.store.subarray(at, this.length));
      this.length = at;
      for (const byte of plain) {
        this.byte(byte);
        if (byte === 0) this.byte(0xff);
      }
    }
    this.byte(0);
    this.byte(0);
  }
  invert(from: number): void {
    for (let i = from; i < this.length; i++) this.store[i] = 0xff - (this.store[i] as number);
  }
  take(): Buffer {
    return Buffer.from(this.store.subarray(0, this.length));
  }
}

const bytes = new Bytes();

/** The values as bytes in index order; undefined (the key of an empty array) stands before null. Bytes sort as values do, and only equal values have equal bytes. */
export function encodeKey(values: readonly unknown[], directions: readonly Direction[]): Buffer {
  bytes.length = 0;
  values.forEach((value, i) => {
    const start = bytes.length;
    write(value);
    if (directions[i] === -1) bytes.invert(start);
  });
  return bytes.take();
}

/** All keys that begin with these values lie in [prefix, prefix + 0xFF…): each value's bytes end by themselves. */
export const encodePrefix = encodeKey;

function write(value: unknown): void {
  const rank = typeRank(value);
  bytes.byte(rank);
  writeContent(rank, value);
}

function writeContent(rank: number, value: unknown): void {
  switch (rank) {
    case 10:
      return writeNumber(value as Numeric);
    case 15:
      return bytes.text(String(value));
    case 20:
      return writeFields(fieldsOf(value as Document));
    case 25:
      for (const item of value as unknown[]) write(item);
      return bytes.byte(0);
    case 30: {
      const binary = binaryParts(value as Binary);
      bytes.word((BigInt(binary.bytes.length) << 8n) | BigInt(binary.subtype));
      return bytes.raw(binary.bytes);
    }
    case 35:
      return bytes.raw((value as ObjectId).id);
    case 40:
      return bytes.byte(Number(value));
    case 45:
      return bytes.word(BigInt((value as Date).getTime() || 0) + (1n << 63n));
    case 47:
      return bytes.word((value as Timestamp).toBigInt());
    case 50: {
      const { pattern, options } = regexParts(value);
      bytes.text(pattern);
      return bytes.text(options);
    }
    case 60:
    case 65:
      bytes.text((value as Code).code);
      return writeFields(fieldsOf((value as Code).scope ?? {}));
  }
}

function writeFields(fields: [string, unknown][]): void {
  for (const [name, item] of fields) {
    const rank = typeRank(item);
    bytes.byte(rank);
    bytes.text(name);
    writeContent(rank, item);
  }
  bytes.byte(0);
}

/** The nearest double, then what is left of an int64 or a decimal; NaN comes first. */
function writeNumber(value: Numeric): void {
  const nearest = nearestDouble(value);
  if (Number.isNaN(nearest)) return bytes.raw(nanBytes);
  bytes.double(nearest === 0 ? 0 : nearest);
  const { whole, left } = residue(value, nearest);
  const tail = (whole + 0x4000) * 2 + (left ? 1 : 0);
  bytes.byte(tail >> 8);
  bytes.byte(tail & 0xff);
  if (left) writeDigits(value);
}

/** Decimals that share a double sort by exponent and digits, inverted below zero. */
function writeDigits(value: Numeric): void {
  const { coefficient, exponent } = exact(value);
  const start = bytes.length;
  const digits = String(coefficient < 0n ? -coefficient : coefficient);
  const power = digits.length + exponent + 0x4000;
  bytes.byte(power >> 8);
  bytes.byte(power & 0xff);
  bytes.text(digits.replace(/0+$/, ''));
  if (coefficient < 0n) bytes.invert(start);
}

const nanBytes = Buffer.alloc(10);

const partsOf = (pattern: Pattern): string[][] => pattern.map(([path]) => path.split('.'));

/** The keys of a document in an index: one for each element of an array on the way. */
export function indexKeys(doc: Document, pattern: Pattern, options: { sparse?: boolean } = {}): Buffer[] {
  const directions = pattern.map(([, direction]) => direction);
  const { tuples, present } = expandTuples(doc, partsOf(pattern));
  const keys = (options.sparse ? present : tuples).map((values) => encodeKey(values, directions));
  const tooLong = keys.find((key) => key.length > keyLimitBytes);
  if (tooLong)
    throw new Fault(17280, 'KeyTooLong', `Index key too large: ${tooLong.length} bytes, and the embedded store takes ${keyLimitBytes}`);
  return keys.length < 2 ? keys : [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
}

export const isMultikey = (doc: Document, pattern: Pattern): boolean => expandTuples(doc, partsOf(pattern)).multikey;
