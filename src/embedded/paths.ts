import { Fault } from './faults.ts';
import { fieldOf, isDocument } from './types.ts';

/** Whether a part names a place in an array: digits without a leading zero. */
export const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

/**
 * Whether any value that a filter's path reaches passes the test. Arrays on the way are entered, by element and by index; a missing
 * field is tested as undefined. With `entersLast`, the elements of an array at the path's end are tested too.
 */
export function reaches(root: unknown, parts: readonly string[], test: (value: unknown) => boolean, entersLast: boolean): boolean {
  const from = (node: unknown, at: number): boolean => {
    const part = parts[at];
    if (part === undefined) return (entersLast && Array.isArray(node) && node.some(test)) || test(node);
    if (isDocument(node)) return from(fieldOf(node, part), at + 1);
    if (!Array.isArray(node)) return test(undefined);
    const named = isIndex(part) ? Number(part) : -1;
    const goesOn = (element: unknown): boolean =>
      at + 1 === parts.length ? test(element) : (isDocument(element) || Array.isArray(element)) && from(element, at + 1);
    return node.some((element: unknown, i) => (i === named && goesOn(element)) || (isDocument(element) && from(element, at)));
  };
  return from(root, 0);
}

/** Where one path stands while a document is taken apart for an index or a sort. */
interface Place {
  readonly node: unknown;
  readonly rest: readonly string[];
  /** The node is an element of an array that was entered: an array there is a value, not entered again. */
  readonly entered: boolean;
  readonly missing: boolean;
}

export interface Tuples {
  /** One tuple of values for each element of the array on the way; a missing field is null, an empty array undefined. */
  readonly tuples: readonly (readonly unknown[])[];
  /** The tuples that have at least one field that is there: what a sparse index keeps. */
  readonly present: readonly (readonly unknown[])[];
  readonly multikey: boolean;
}

const nowhere: Place = { node: null, rest: [], entered: true, missing: true };

/** Follows a path until it ends or meets an array. */
function advance({ node: start, rest, entered, missing }: Place): Place {
  let node = start;
  let at = 0;
  for (; at < rest.length; at++) {
    const part = rest[at] as string;
    if (isDocument(node)) node = fieldOf(node, part);
    else if (Array.isArray(node) && isIndex(part) && Number(part) < node.length) node = (node as unknown[])[Number(part)];
    else if (Array.isArray(node) && !(entered && at === 0)) break;
    else return nowhere;
    if (node === undefined) return nowhere;
  }
  return { node, rest: rest.slice(at), entered: entered && at === 0, missing };
}

/** Takes the fields at the paths as tuples, as an index does: the arrays of all paths must be one and the same. */
export function expandTuples(doc: unknown, paths: readonly (readonly string[])[]): Tuples {
  const tuples: unknown[][] = [];
  const present: unknown[][] = [];
  let multikey = false;
  const expand = (places: Place[]): void => {
    const stands = places.map(advance);
    const open = stands.map((place) => Array.isArray(place.node) && !place.entered);
    const first = open.indexOf(true);
    if (first < 0) {
      const values = stands.map((place) => place.node);
      tuples.push(values);
      if (stands.some((place) => !place.missing)) present.push(values);
      return;
    }
    multikey = true;
    const array = (stands[first] as Place).node as unknown[];
    const other = stands.findIndex((place, i) => open[i] && place.node !== array);
    if (other >= 0) throw new Fault(171, `cannot index parallel arrays [${tail(paths[other])}] [${tail(paths[first])}]`);
    for (const element of array.length > 0 ? array : [undefined])
      expand(stands.map((place, i) => (open[i] ? enter(place, element, array.length > 0) : place)));
  };
  expand(paths.map((rest) => ({ node: doc, rest, entered: false, missing: false })));
  return { tuples, present, multikey };
}

const tail = (parts: readonly string[] | undefined): string => parts?.at(-1) ?? '';

/** An empty array is undefined to an index, but null to a path that would have gone on inside it. */
const enter = (place: Place, element: unknown, filled: boolean): Place =>
  filled || place.rest.length === 0 ? { ...place, node: element, entered: true } : nowhere;
