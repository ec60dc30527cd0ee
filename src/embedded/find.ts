import type { Document } from 'bson';
import type { Collection } from './catalog.ts';
import { collectionOf, countIn, documentIn, type Context } from './command.ts';
import type { Results } from './cursors.ts';
import { compileFilter } from './match.ts';
import { choosePlan } from './plan.ts';
import { compileProjection } from './project.ts';
import { inPieces, Scan, type Reading, type Stored } from './scan.ts';
import { Sorting } from './sort.ts';
import { decode, encode, numberOf } from './values.ts';

export interface Find {
  readonly collection: Collection | undefined;
  readonly filter: Document;
  readonly sort?: Document | undefined;
  readonly projection?: Document | undefined;
  readonly skip?: number;
  readonly limit?: number;
}

/** What a find or a count asks; a negative limit is one page of so many. */
export const findOf = (context: Context, filter = 'filter'): Find => ({
  collection: collectionOf(context),
  filter: documentIn(context.body, filter),
  sort: documentIn(context.body, 'sort'),
  projection: context.body['projection'] === undefined ? undefined : documentIn(context.body, 'projection'),
  skip: countIn(context.body, 'skip'),
  limit: Math.abs(numberOf(context.body['limit']) ?? 0),
});

/** A find with its plan made; none where there is no collection. A filter or sort that cannot be is refused even then. */
export const scanOf = (reading: Reading, find: Find): Scan | undefined => {
  compileFilter(find.filter);
  if (find.sort !== undefined) new Sorting(find.sort);
  return find.collection && new Scan(choosePlan(reading.view(), find.collection, find));
};

/** The results of a find as bytes to send. Where there is no projection they are the stored ones, never encoded again. */
export async function* findPieces(reading: Reading, find: Find, scan = scanOf(reading, find)): Results {
  const fields = find.projection ?? {};
  const project = compileProjection(fields);
  const whole = Object.keys(fields).length === 0;
  for await (const piece of cut(matched(reading, find, scan), find))
    yield piece.map(({ bytes }) => (whole ? bytes : encode(project(decode(bytes)))));
}

/** The documents of a find one by one, as an aggregation takes them. */
export async function* findDocuments(reading: Reading, find: Find): AsyncGenerator<Document> {
  for await (const piece of cut(matched(reading, find, scanOf(reading, find)), find)) for (const { bytes } of piece) yield decode(bytes);
}

/** How many match: from index keys alone where they say it all. */
export const countMatching = async (reading: Reading, find: Find): Promise<number> => {
  const scan = scanOf(reading, { ...find, sort: undefined });
  if (scan === undefined) return 0;
  let n = 0;
  const pieces = scan.plan.exact
    ? inPieces(reading, (view) => scan.records(view), 5_000)
    : matched(reading, { ...find, sort: undefined }, scan);
  for await (const piece of pieces) n += piece.length;
  const rest = Math.max(0, n - (find.skip ?? 0));
  return (find.limit ?? 0) === 0 ? rest : Math.min(rest, find.limit ?? 0);
};

async function* cut(source: AsyncIterable<readonly Stored[]>, { skip = 0, limit = 0 }: Find): AsyncGenerator<readonly Stored[]> {
  let toSkip = skip;
  let left = limit === 0 ? Infinity : limit;
  for await (const piece of source) {
    const rest = piece.slice(toSkip, toSkip + left);
    toSkip = Math.max(0, toSkip - piece.length);
    left -= rest.length;
    if (rest.length > 0) yield rest;
    if (left <= 0) return;
  }
}

async function* matched(reading: Reading, find: Find, scan: Scan | undefined): AsyncGenerator<readonly Stored[]> {
  if (scan === undefined) return;
  const { exact, sorted } = scan.plan;
  const matcher = compileFilter(find.filter);
  const wanted = (find.limit ?? 0) === 0 ? Infinity : (find.limit ?? 0) + (find.skip ?? 0);
  const sorting = sorted || find.sort === undefined ? undefined : new Sorting<Stored>(find.sort, wanted);
  for await (const piece of inPieces(
    reading,
    (view) => scan.stored(view),
    256,
    ({ bytes }) => bytes.length,
  )) {
    const matching = exact ? piece : piece.filter(({ bytes }) => matcher.matches(decode(bytes)));
    if (sorting !== undefined) for (const each of matching) sorting.add(each, decode(each.bytes), each.bytes.length);
    else if (matching.length > 0) yield matching;
  }
  if (sorting !== undefined) yield sorting.result();
}
