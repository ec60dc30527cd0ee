import { Fault, notImplemented } from './faults.ts';
import { fieldOf, isDocument } from './types.ts';

/** The parts of a path. A number may stand for a field or for a place in an array, which only the document tells: it is refused. */
export function pathParts(path: string): readonly string[] {
  const parts = path.split('.');
  if (parts.some((part) => /^\d+$/.test(part))) throw notImplemented(`places in arrays (${path})`);
  return parts;
}

/**
 * Whether any value that a filter's path reaches passes the test. The documents of arrays on the way are entered; a missing field
 * is tested as undefined. With `entersLast`, the elements of an array at the path's end are tested too.
 */
export function reaches(root: unknown, parts: readonly string[], test: (value: unknown) => boolean, entersLast: boolean): boolean {
  const from = (node: unknown, at: number): boolean => {
    const part = parts[at];
    if (part === undefined) return (entersLast && Array.isArray(node) && node.some((element) => test(element))) || test(node);
    if (isDocument(node)) return from(fieldOf(node, part), at + 1);
    if (!Array.isArray(node)) return test(undefined);
    return node.some((element: unknown) => isDocument(element) && from(element, at));
  };
  return from(root, 0);
}

/** Whether an array lies on the path or at its end. */
export const meetsArray = (node: unknown, [part, ...rest]: readonly string[]): boolean =>
  Array.isArray(node) || (part !== undefined && isDocument(node) && meetsArray(fieldOf(node, part), rest));

/** Where one path stands while a document is taken apart for an index. */
interface Place {
  readonly node: unknown;
  readonly rest: readonly string[];
  /** The node is an element of an array that was entered: an array there is a value, not entered again. */
  readonly entered: boolean;
}

const missing = Symbol('a field that is not there');

const isOpen = ({ node, entered }: Place): boolean => Array.isArray(node) && !entered;

/** Follows a path until it ends or meets an array. */
function advance(place: Place): Place {
  const { node, rest } = place;
  const [part, ...others] = rest;
  if (part === undefined || isOpen(place)) return place;
  const value = isDocument(node) ? fieldOf(node, part) : undefined;
  return value === undefined ? { node: missing, rest: [], entered: true } : advance({ node: value, rest: others, entered: false });
}

/**
 * The values at the paths as an index takes them, one tuple for each element of the array on the way, which must be one and the
 * same for all paths. A missing field is null, an empty array undefined; `sparse` leaves out tuples of missing fields alone.
 */
export function tuplesAt(doc: unknown, paths: readonly (readonly string[])[], sparse: boolean): (readonly unknown[])[] {
  const expand = (places: readonly Place[]): unknown[][] => {
    const stands = places.map(advance);
    const first = stands.findIndex(isOpen);
    if (first < 0) return [stands.map(({ node }) => node)];
    const array = stands[first]?.node as unknown[];
    const other = stands.findIndex((place) => isOpen(place) && place.node !== array);
    if (other >= 0) throw new Fault(171, `cannot index parallel arrays [${paths[other]?.at(-1)}] [${paths[first]?.at(-1)}]`);
    return (array.length > 0 ? array : [undefined]).flatMap((element) =>
      expand(stands.map((place) => (isOpen(place) ? { ...place, node: element, entered: true } : place))),
    );
  };
  return expand(paths.map((rest) => ({ node: doc, rest, entered: false })))
    .filter((values) => !sparse || values.some((value) => value !== missing))
    .map((values) => values.map((value) => (value === missing ? null : value)));
}
