import { deserialize, Double, Int32, Long, serialize, type Document } from 'bson';

/** Typed, so that 32-bit, 64-bit, double and decimal numbers come out of the store as they went in. */
const typed = { promoteValues: false, promoteBuffers: false, promoteLongs: false, bsonRegExp: true } as const;

export const decode = (bytes: Uint8Array): Document => deserialize(bytes, typed);
export const encode = (doc: Document): Buffer => serialize(doc) as Buffer;

/** A number of a command's field, whatever BSON type the driver chose for it. */
export const numberOf = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  if (value instanceof Int32 || value instanceof Double) return value.value;
  return value instanceof Long ? value.toNumber() : undefined;
};

/** Commands take `true`, `1` and `1.0` alike. */
export const isTrue = (value: unknown): boolean => value === true || (numberOf(value) ?? 0) !== 0;
