import { deserialize, serialize, type Document } from 'bson';
import { isNumeric, nearestDouble } from './numbers.ts';

/** Typed, so that 32-bit, 64-bit, double and decimal numbers come out of the store as they went in. */
const typed = { promoteValues: false, promoteBuffers: false, promoteLongs: false, bsonRegExp: true } as const;

export const decode = (bytes: Uint8Array): Document => deserialize(bytes, typed);
export const encode = (doc: Document): Buffer => serialize(doc) as Buffer;

/** A number of a command's field, whatever BSON type the driver chose for it. */
export const numberOf = (value: unknown): number | undefined => (isNumeric(value) ? nearestDouble(value) : undefined);

/** What MongoDB takes for "yes" in a command, a projection or an option: `true` and every number but 0. */
export const isTrue = (value: unknown): boolean => value === true || (numberOf(value) ?? 0) !== 0;
