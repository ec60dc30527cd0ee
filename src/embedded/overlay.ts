import type { Entry } from './engine.ts';

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

  /** The entries of [start, end) below with the writes made before the range began. */
  *over(entries: Iterable<Entry>, start: Buffer, end: Buffer, reverse: boolean): Iterable<Entry> {
    const names = this.#between(nameOf(start), nameOf(end));
    if (reverse) names.reverse();
    let next = 0;
    for (const entry of entries) {
      const name = nameOf(entry[0]);
      const first = next;
      for (let other = names[next]; other !== undefined && (reverse ? other > name : other < name); other = names[next]) next += 1;
      yield* this.#entriesOf(names.slice(first, next));
      if (names[next] !== name) yield entry;
    }
    yield* this.#entriesOf(names.slice(next));
  }

  #between(start: string, end: string): string[] {
    if (this.size === 0) return [];
    this.#sorted ??= [...this.keys()].sort();
    return this.#sorted.slice(firstAtLeast(this.#sorted, start), firstAtLeast(this.#sorted, end));
  }

  #entriesOf(names: readonly string[]): Entry[] {
    return names.flatMap((name) => {
      const value = this.get(name);
      return value === undefined ? [] : [[keyOf(name), value] as const];
    });
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
