import type { Entry } from './engine.ts';

/** Writes not yet on disk, by the names of their keys; no value deletes. */
export type Overlay = Map<string, Buffer | undefined>;

/** Keys as Latin-1 strings: their order in JavaScript is the order of the bytes. */
export const nameOf = (key: Buffer): string => key.toString('latin1');
export const keyOf = (name: string): Buffer => Buffer.from(name, 'latin1');

/** The entries of [start, end) with the writes laid over them that were made before the range began. */
export function* laidOver(entries: Iterable<Entry>, overlay: Overlay, start: Buffer, end: Buffer, reverse: boolean): Iterable<Entry> {
  const [first, last] = [nameOf(start), nameOf(end)];
  const names = [...overlay.keys()].filter((name) => name >= first && name < last).sort();
  if (reverse) names.reverse();
  const written = (from: number, to: number): Entry[] =>
    names.slice(from, to).flatMap((name) => {
      const value = overlay.get(name);
      return value === undefined ? [] : [[keyOf(name), value] as const];
    });
  let next = 0;
  for (const entry of entries) {
    const [name, from] = [nameOf(entry[0]), next];
    for (let other = names[next]; other !== undefined && (reverse ? other > name : other < name); other = names[next]) next += 1;
    yield* written(from, next);
    if (names[next] !== name) yield entry;
  }
  yield* written(next, names.length);
}
