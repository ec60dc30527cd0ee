import type { Document } from 'bson';

export type Direction = 1 | -1;
export type Pattern = readonly (readonly [path: string, direction: Direction])[];
/** The values as bytes in index order; undefined (the key of an empty array) stands before null. Equal values give equal keys and order is never reversed. */
export function encodeKey(_values: readonly unknown[], _directions: readonly Direction[]): Buffer {
  return Buffer.alloc(0);
}
/** All keys that begin with these values lie in [prefix, prefix + 0xFF…). */
export const encodePrefix = encodeKey;
export function indexKeys(_doc: Document, _pattern: Pattern, _options: { sparse?: boolean } = {}): Buffer[] {
  return [];
}
export function isMultikey(_doc: Document, _pattern: Pattern): boolean {
  return false;
}
