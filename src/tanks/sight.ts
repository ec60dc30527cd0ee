import type { PeopleStore } from '../people/store.ts';
import type { Actor } from '../work.ts';

/** What of stock a role sees: the supplier its own, customs what lies in its districts, the regulator everything. */
export type StockSight = { readonly all: true } | { readonly owner: string } | { readonly districts: readonly string[] };

export async function stockSight(people: Pick<PeopleStore, 'organisation'>, actor: Actor): Promise<StockSight> {
  if (actor.role === 'customs') return { districts: (await people.organisation(actor.organisation))?.districts ?? [] };
  if (actor.role === 'regulator' || actor.role === 'administrator' || actor.role === 'service') return { all: true };
  return { owner: actor.organisation };
}

export function seesStock(sight: StockSight, record: { readonly owner: string; readonly district: string | null }): boolean {
  if ('all' in sight) return true;
  if ('owner' in sight) return sight.owner === record.owner;
  return covers(sight.districts, record.district);
}

/** Who has a district (two digits) has each office in it (four). */
export const covers = (districts: readonly string[], district: string | null): boolean =>
  district !== null && districts.some((own) => district.startsWith(own));

/**
 * The index prefixes a sight reads by: one filter for one walk of an index. An officer of several districts takes one walk
 * for each, and `merged` puts them together.
 */
export const walksOf = (sight: StockSight): readonly Readonly<Record<string, string>>[] => {
  if ('all' in sight) return [{}];
  return 'owner' in sight ? [{ owner: sight.owner }] : sight.districts.map((district) => ({ coveredBy: district }));
};

/** The first `limit` of several lists that are each in the same order. */
export const merged = <T>(lists: readonly (readonly T[])[], before: (a: T, b: T) => number, limit: number): T[] =>
  lists.length === 1 ? (lists[0] ?? []).slice(0, limit) : lists.flat().sort(before).slice(0, limit);
