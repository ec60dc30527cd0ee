import type { Document } from 'bson';
import type { Collection } from './catalog.ts';
import type { Matcher } from './match.ts';
import { choosePlan } from './plan.ts';
import { matching, type Found } from './scan.ts';
import { compileSort } from './sort.ts';
import type { Transaction } from './transaction.ts';

export interface Target {
  readonly filter: Document;
  readonly sort?: Document | undefined;
  readonly hint?: unknown;
  readonly matcher: Matcher;
}

/** The documents that a write is about, all found before the first is written; `limit` 0 is all of them. */
export const targets = (transaction: Transaction, collection: Collection, target: Target, limit: number): readonly Found[] => {
  const sorter = target.sort === undefined ? undefined : compileSort(target.sort);
  const plan = choosePlan(transaction, collection, target);
  const found: Found[] = [];
  for (const each of matching(transaction, plan, target.matcher)) {
    found.push(each);
    if (plan.sorted && found.length === limit) return found;
  }
  if (plan.sorted || sorter === undefined) return found;
  found.sort((a, b) => sorter(a.document, b.document));
  return limit === 0 ? found : found.slice(0, limit);
};
