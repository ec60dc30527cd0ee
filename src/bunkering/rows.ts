import { coveringDistricts } from '../ledger/book.ts';
import type { Work } from '../work.ts';
import type { Sight } from './sight.ts';

/** A read inside a command sees what that command sees. */
export type Within = Pick<Work, 'session'> | undefined;
export const within = (work?: Within) => (work ? { session: work.session } : {});

/** One page of a list: the sort key of the last item before it, and how many. */
export type Page = { readonly limit: number; readonly after?: readonly [string, string] | undefined };

/** A stored row as the noun it holds, whose own id has its own name. */
export const out = <T>(idName: string, row: unknown): T | null => {
  if (row === null || row === undefined) return null;
  const { _id, coveredBy: _coveredBy, ...rest } = row as { _id: string; coveredBy?: unknown };
  return { [idName]: _id, ...rest } as T;
};

/** The row of a noun; `coveredBy` names the customs districts whose officers see it, so that their lists are one indexed walk. */
export const into = <T extends { readonly district: string | null }>(idName: keyof T & string, noun: T): { _id: string } => {
  const { [idName]: _id, ...rest }: Record<string, unknown> = { ...noun };
  return Object.assign({ _id: String(_id), coveredBy: coveringDistricts(noun.district) }, rest);
};

/** What of a collection a sight shows, as a filter on equal values, so that an index is walked. */
export function sightFilter(sight: Sight, fields: Readonly<Record<string, string>> = {}): Record<string, unknown> {
  if ('all' in sight) return {};
  const field = sight.field === 'district' ? 'coveredBy' : sight.field;
  return { [fields[field] ?? field]: { $in: [...sight.among] } };
}
