import type { Document } from 'bson';
import { badValue, Fault, notImplemented } from './faults.ts';
import { compare } from './order.ts';
import { expandTuples } from './paths.ts';
import { isDocument } from './types.ts';
import { numberOf } from './values.ts';

type Key = readonly unknown[];
interface Row<T> {
  readonly each: T;
  readonly key: Key;
  readonly bytes: number;
}

const sortBytes = 100 * 1024 * 1024;

/** Takes documents one by one and gives the first `wanted` of them in order, keeping hardly more than it must. */
export class Sorting<T> {
  readonly #fields: readonly (readonly [parts: readonly string[], direction: 1 | -1])[];
  readonly #wanted: number;
  #rows: Row<T>[] = [];
  #bytes = 0;

  constructor(spec: Document, wanted = Infinity) {
    this.#fields = Object.entries(spec).map(([path, direction]) => [checkedPath(path), checkedDirection(path, direction)]);
    this.#wanted = wanted;
  }

  /** `bytes` is what the kept value takes. */
  add(each: T, doc: Document, bytes = 0): void {
    this.#rows.push({ each, key: this.#keyOf(doc), bytes });
    this.#bytes += bytes;
    if (this.#rows.length > 2 * this.#wanted + 1_000) this.#cut();
    if (this.#bytes > sortBytes)
      throw new Fault(292, `Sort exceeded memory limit of ${sortBytes} bytes: add an index that sorts, or a limit`);
  }

  result(): T[] {
    this.#cut();
    return this.#rows.map(({ each }) => each);
  }

  #cut(): void {
    this.#rows.sort((a, b) => this.#compare(a.key, b.key));
    if (this.#wanted < this.#rows.length) this.#rows = this.#rows.slice(0, this.#wanted);
    this.#bytes = this.#rows.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  #compare(a: Key, b: Key): number {
    for (const [i, [, direction]] of this.#fields.entries()) {
      const order = compare(a[i], b[i]);
      if (order !== 0) return order * direction;
    }
    return 0;
  }

  /** A field that holds an array sorts by its smallest element, or by its largest where the direction is down. */
  #keyOf(doc: Document): Key {
    try {
      const paths = this.#fields.map(([parts]) => parts);
      return expandTuples(doc, paths).tuples.reduce((least, tuple) => (this.#compare(tuple, least) < 0 ? tuple : least));
    } catch (error) {
      if (error instanceof Fault && error.code === 171) throw badValue('cannot sort with keys that are parallel arrays');
      throw error;
    }
  }
}

function checkedPath(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes('')) throw new Fault(15998, 'FieldPath field names may not be empty strings.');
  if (path.startsWith('$')) throw new Fault(16410, `FieldPath field names may not start with '$'.`);
  return parts;
}

function checkedDirection(path: string, direction: unknown): 1 | -1 {
  if (isDocument(direction)) throw notImplemented('$meta in a sort');
  const way = numberOf(direction);
  if (way === 1 || way === -1) return way;
  throw way === undefined
    ? new Fault(15974, `Illegal key in $sort specification: ${path}`)
    : new Fault(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
}
