import type { Entry, View } from './engine.ts';

/** Keys as Latin-1 strings: their order in JavaScript is the order of the bytes. */
export const nameOf = (key: Buffer): string => key.toString('latin1');
export const keyOf = (name: string): Buffer => Buffer.from(name, 'latin1');

/** Writes not yet on disk, by the names of their keys; no value deletes. The sorted list exists only from the first range on. */
export class Overlay extends Map<string, Buffer | undefined> {
  #sorted: string[] | undefined;

  override set(name: string, value: Buffer | undefined): this {
    if (this.#sorted !== undefined && !this.has(name)) this.#sorted.splice(firstAtLeast(this.#sorted, name), 0, name);
    return super.set(name, value);
  }

  override clear(): void {
    super.clear();
    this.#sorted = undefined;
  }

  /** The names of [start, end) as they are now. */
  between(start: string, end: string): string[] {
    this.#sorted ??= [...this.keys()].sort();
    return this.#sorted.slice(firstAtLeast(this.#sorted, start), firstAtLeast(this.#sorted, end));
  }
}

const firstAtLeast = (sorted: readonly string[], name: string): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < name) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The view as it is with the overlay's writes applied; a range shows those made before it began. */
export const layered = (below: View, overlay: Overlay): View => ({
  get: (key) => {
    const name = overlay.size === 0 ? '' : nameOf(key);
    return overlay.has(name) ? overlay.get(name) : below.get(key);
  },
  range: (start, end, reverse) => (overlay.size === 0 ? below.range(start, end, reverse) : merged(below, overlay, start, end, reverse)),
});

function* merged(below: View, overlay: Overlay, start: Buffer, end: Buffer, reverse = false): Iterable<Entry> {
  const names = overlay.between(nameOf(start), nameOf(end));
  if (reverse) names.reverse();
  let next = 0;
  for (const entry of below.range(start, end, reverse)) {
    const name = nameOf(entry[0]);
    const first = next;
    for (let other = names[next]; other !== undefined && (reverse ? other > name : other < name); other = names[next]) next += 1;
    yield* entriesOf(overlay, names.slice(first, next));
    if (names[next] !== name) yield entry;
  }
  yield* entriesOf(overlay, names.slice(next));
}

const entriesOf = (overlay: Overlay, names: readonly string[]): Entry[] =>
  names.flatMap((name) => {
    const value = overlay.get(name);
    return value === undefined ? [] : [[keyOf(name), value] as const];
  });
