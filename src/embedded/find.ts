import type { Document } from 'bson';
import type { Collection } from './catalog.ts';
import type { Results } from './cursors.ts';
import { Fault } from './faults.ts';
import { compileFilter } from './match.ts';
import { choosePlan } from './plan.ts';
import { compileProjection } from './project.ts';
import { newTally, pieces, recordIds, startOf, pause, type Reading, type Stored, type Tally } from './scan.ts';
import { compileSort } from './sort.ts';
import { decode, encode } from './values.ts';

export interface Find {
  readonly collection: Collection | undefined;
  readonly filter: Document;
  readonly sort?: Document | undefined;
  readonly projection?: Document | undefined;
  readonly hint?: unknown;
  readonly let?: Document | undefined;
  readonly skip?: number;
  readonly limit?: number;
}

/** The results of a find as bytes to send. Where there is no projection they are the stored ones, never encoded again. */
export async function* findPieces(reading: Reading, find: Find, tally = newTally()): Results {
  const matcher = compileFilter(find.filter, { let: find.let });
  const project =
    find.projection === undefined || Object.keys(find.projection).length === 0
      ? undefined
      : compileProjection(find.projection, { matcher, let: find.let });
  for await (const piece of cut(matched(reading, find, tally), find)) {
    yield project === undefined ? piece.map(({ bytes }) => bytes) : piece.map((each) => encode(project(decode(each.bytes))));
  }
}

/** How many match: from the kept count where nothing is asked, from index keys alone where they say it all. */
export const countMatching = async (
  reading: Reading,
  find: Find,
  kept: (collection: Collection) => number,
  tally = newTally(),
): Promise<number> => {
  const { collection, filter, skip = 0, limit = 0 } = find;
  compileFilter(filter, { let: find.let });
  if (collection === undefined) return 0;
  const plan = choosePlan(reading.view(), collection, find);
  let n = 0;
  if (plan.exact && plan.index === undefined) n = kept(collection);
  else if (plan.exact) {
    const place = startOf(plan);
    for (let done = false; !done; await pause()) {
      reading.checkTime();
      done = true;
      let left = countPiece;
      for (const _each of recordIds(reading.view(), plan, place, tally)) {
        n += 1;
        left -= 1;
        if (left === 0) {
          done = false;
          break;
        }
      }
    }
  } else for await (const piece of matched(reading, { ...find, sort: undefined }, tally)) n += piece.length;
  const rest = Math.max(0, n - skip);
  return limit === 0 ? rest : Math.min(rest, limit);
};
const countPiece = 5_000;

/** The documents of a find one by one, as an aggregation takes them. */
export async function* findDocuments(reading: Reading, find: Find): AsyncGenerator<Document> {
  for await (const piece of cut(matched(reading, find, newTally()), find)) for (const { bytes } of piece) yield decode(bytes);
}

async function* cut(source: AsyncIterable<readonly Stored[]>, { skip = 0, limit = 0 }: Find): AsyncGenerator<readonly Stored[]> {
  let toSkip = skip;
  let left = limit === 0 ? Infinity : limit;
  for await (const piece of source) {
    const rest = piece.slice(toSkip, left === Infinity ? undefined : toSkip + left);
    toSkip = Math.max(0, toSkip - piece.length);
    left -= rest.length;
    if (rest.length > 0) yield rest;
    if (left <= 0) return;
  }
}

async function* matched(reading: Reading, find: Find, tally: Tally): AsyncGenerator<readonly Stored[]> {
  const matcher = compileFilter(find.filter, { let: find.let });
  const sort = find.sort === undefined ? undefined : compileSort(find.sort);
  if (find.collection === undefined) return;
  const plan = choosePlan(reading.view(), find.collection, find);
  const source = plan.exact
    ? pieces(reading, plan, tally)
    : filtered(pieces(reading, plan, tally), (bytes) => matcher.matches(decode(bytes)));
  if (sort === undefined || plan.sorted) yield* source;
  else yield await sorted(source, sort, (find.limit ?? 0) === 0 ? Infinity : (find.limit ?? 0) + (find.skip ?? 0));
}

async function* filtered(source: AsyncIterable<readonly Stored[]>, matches: (bytes: Buffer) => boolean): AsyncGenerator<readonly Stored[]> {
  for await (const piece of source) {
    const rest = piece.filter(({ bytes }) => matches(bytes));
    if (rest.length > 0) yield rest;
  }
}

const sortBytes = 100 * 1024 * 1024;

/** Sorts what no index sorts, keeping no more than is asked for. */
const sorted = async (
  source: AsyncIterable<readonly Stored[]>,
  sorter: ReturnType<typeof compileSort>,
  wanted: number,
): Promise<Stored[]> => {
  let kept: { readonly each: Stored; readonly key: readonly unknown[] }[] = [];
  let bytes = 0;
  const byKey = (a: (typeof kept)[number], b: (typeof kept)[number]): number => sorter.compareKeys(a.key, b.key);
  for await (const piece of source) {
    for (const each of piece) {
      kept.push({ each, key: sorter.keyOf(decode(each.bytes)) });
      bytes += each.bytes.length;
    }
    if (kept.length > 2 * wanted + 1_000) {
      kept = kept.sort(byKey).slice(0, wanted);
      bytes = kept.reduce((sum, { each }) => sum + each.bytes.length, 0);
    }
    if (bytes > sortBytes)
      throw new Fault(
        292,
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        'Sort exceeded memory limit of 104857600 bytes: add an index that sorts, or a limit',
      );
  }
  return kept
    .sort(byKey)
    .slice(0, wanted === Infinity ? undefined : wanted)
    .map(({ each }) => each);
};
