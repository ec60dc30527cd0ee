import type { Entry, View, Write } from './engine.ts';

/**
 * Writes not yet on disk, by key, above a view. Keys are kept as Latin-1 strings, whose order in JavaScript is the order of
 * their bytes; the sorted list exists only from the first range on.
 */
export class Overlay {
  readonly #values = new Map<string, Buffer | undefined>();
  #sorted: string[] | undefined;

  get size(): number {
    return this.#values.size;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  get(name: string): Buffer | undefined {
    return this.#values.get(name);
  }

  set(name: string, value: Buffer | undefined): void {
    if (this.#sorted !== undefined && !this.#values.has(name)) this.#sorted.splice(firstAtLeast(this.#sorted, name), 0, name);
    this.#values.set(name, value);
  }

  merge(other: Overlay): void {
    for (const [name, value] of other.#values) this.set(name, value);
  }

  clear(): void {
    this.#values.clear();
    this.#sorted = undefined;
  }

  names(): Iterable<string> {
    return this.#values.keys();
  }

  *writes(): Iterable<Write> {
    for (const [name, value] of this.#values) yield [keyOf(name), value];
  }

  /** The names of [start, end), read step by step, so that writes made meanwhile are seen where they lie ahead. */
  *between(start: string, end: string, reverse: boolean): Generator<string, undefined> {
    let at = reverse ? end : start;
    for (let first = true; ; first = false) {
      this.#sorted ??= [...this.#values.keys()].sort();
      let index = firstAtLeast(this.#sorted, at);
      if (reverse) index -= 1;
      else if (!first && this.#sorted[index] === at) index += 1;
      const name = this.#sorted[index];
      if (name === undefined || (reverse ? name < start : name >= end)) return undefined;
      yield name;
      at = name;
    }
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

export const nameOf = (key: Buffer): string => key.toString('latin1');
const keyOf = (name: string): Buffer => Buffer.from(name, 'latin1');

/** The view as it is with the overlay's writes applied. */
export const layered = (below: View, overlay: Overlay): View => ({
  get: (key) => {
    const name = overlay.size === 0 ? '' : nameOf(key);
    return overlay.has(name) ? overlay.get(name) : below.get(key);
  },
  range: (start, end, reverse = false) =>
    overlay.size === 0 ? below.range(start, end, reverse) : merged(below, overlay, start, end, reverse),
});

function* merged(below: View, overlay: Overlay, start: Buffer, end: Buffer, reverse: boolean): Iterable<Entry> {
  const over = overlay.between(nameOf(start), nameOf(end), reverse);
  let name = over.next().value;
  for (const entry of below.range(start, end, reverse)) {
    const key = nameOf(entry[0]);
    for (; name !== undefined && (reverse ? name > key : name < key); name = over.next().value) yield* written(overlay, name);
    if (name !== key) yield entry;
    else {
      yield* written(overlay, name);
      name = over.next().value;
    }
  }
  for (; name !== undefined; name = over.next().value) yield* written(overlay, name);
}

const written = (overlay: Overlay, name: string): readonly Entry[] => {
  const value = overlay.get(name);
  return value === undefined ? [] : [[keyOf(name), value]];
};
