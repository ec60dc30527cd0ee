import type { Document } from 'bson';
import { Fault, badValue, notImplemented } from './faults.ts';
import { wholeNumber } from './numbers.ts';
import { compare } from './order.ts';
import { expandTuples } from './paths.ts';
import { show, showElement } from './show.ts';
import { isDocument } from './types.ts';

export interface Sorter {
  (a: Document, b: Document): number;
  /** The values a document sorts by: keep them beside the document and compare them with `compareKeys` to walk its paths only once. */
  keyOf(doc: Document): readonly unknown[];
  compareKeys(a: readonly unknown[], b: readonly unknown[]): number;
}

/** A field that holds an array sorts by its smallest element, or by its largest where the direction is down. */
export function compileSort(spec: Document): Sorter {
  const fields = Object.entries(spec).map(([path, direction]) => ({
    parts: checkedPath(path),
    direction: checkedDirection(path, direction),
  }));
  const paths = fields.map(({ parts }) => parts);
  const compareKeys = (a: readonly unknown[], b: readonly unknown[]): number => {
    for (let i = 0; i < fields.length; i++) {
      const order = compare(a[i], b[i]);
      if (order !== 0) return order * (fields[i]?.direction ?? 1);
    }
    return 0;
  };
  const keyOf = (doc: Document): readonly unknown[] => {
    const [first = [], ...others] = tuplesOf(doc, paths);
    return others.reduce((least, tuple) => (compareKeys(tuple, least) < 0 ? tuple : least), first);
  };
  return Object.assign((a: Document, b: Document) => compareKeys(keyOf(a), keyOf(b)), { keyOf, compareKeys });
}

function tuplesOf(doc: Document, paths: readonly (readonly string[])[]): readonly (readonly unknown[])[] {
  try {
    return expandTuples(doc, paths).tuples;
  } catch (error) {
    if (error instanceof Fault && error.code === 171) throw badValue('cannot sort with keys that are parallel arrays');
    throw error;
  }
}

function checkedPath(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes('')) throw new Fault(15998, 'Location15998', 'FieldPath field names may not be empty strings.');
  if (path.startsWith('$'))
    throw new Fault(16410, 'Location16410', `FieldPath field names may not start with '$'. Consider using $getField or $setField.`);
  return parts;
}

function checkedDirection(path: string, direction: unknown): 1 | -1 {
  if (isDocument(direction)) {
    if ('$meta' in direction) throw notImplemented(`$meta in a sort`);
    throw new Fault(17312, 'Location17312', `$meta is the only expression supported by $sort right now, not ${show(direction)}`);
  }
  const way = wholeNumber(direction);
  if (way === 1n || way === -1n) return way === 1n ? 1 : -1;
  if (way !== undefined) throw new Fault(15975, 'Location15975', '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
  throw new Fault(15974, 'Location15974', `Illegal key in $sort specification: ${showElement(path, direction).slice(1, -1)}`);
}
