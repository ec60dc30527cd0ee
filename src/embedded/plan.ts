import type { Document } from 'bson';
import type { Collection, Index } from './catalog.ts';
import type { View } from './engine.ts';
import { encodeKey } from './keys.ts';
import { documentRange, entryPrefix, after } from './layout.ts';
import { isDocument } from './values.ts';

export type KeyRange = readonly [start: Buffer, end: Buffer];

/** How candidates are found: ranges of an index or the whole collection. Every candidate is still matched against the filter. */
export interface Plan {
  readonly collection: Collection;
  readonly index: Index | undefined;
  readonly ranges: readonly KeyRange[];
  readonly reverse: boolean;
  /** The order of the candidates is the order asked for. */
  readonly sorted: boolean;
  /** Every candidate matches: nothing need be read to count them. */
  readonly exact: boolean;
  /** A document may come more than once. */
  readonly multikey: boolean;
}

export interface Question {
  readonly filter: Document;
  readonly sort?: Document | undefined;
  readonly hint?: unknown;
}

export const choosePlan = (_view: View, collection: Collection, { filter, sort }: Question): Plan => {
  const sorted = sort === undefined || Object.keys(sort).length === 0;
  const id: unknown = filter['_id'];
  const index = collection.indexes[0];
  if (index !== undefined && id !== undefined && id !== null && !Array.isArray(id) && !isDocument(id)) {
    const key = Buffer.concat([entryPrefix(index.id), encodeKey([id], [1])]);
    return { collection, index, ranges: [[key, after(key)]], reverse: false, sorted: true, exact: false, multikey: false };
  }
  return { collection, index: undefined, ranges: [documentRange(collection.id)], reverse: false, sorted, exact: false, multikey: false };
};
