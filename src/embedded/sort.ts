import type { Document } from 'bson';

export interface Sorter {
  (a: Document, b: Document): number;
  /** The values a document sorts by: keep them beside the document and compare them with `compareKeys` to walk its paths only once. */
  keyOf(doc: Document): readonly unknown[];
  compareKeys(a: readonly unknown[], b: readonly unknown[]): number;
}
export function compileSort(_spec: Document): Sorter {
  return Object.assign(() => 0, { keyOf: () => [], compareKeys: () => 0 });
}
