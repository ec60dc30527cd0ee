import { expect } from 'chai';
import { audit } from '../../src/desk/audit.ts';
import type { House } from './house.ts';

/** Audits the whole ledger: every law holds, and each that speaks of entries has looked at some. */
export async function expectLawsHold({ service }: House): Promise<void> {
  const verdicts = await audit(service.stores);
  for (const { law, says, breaches } of verdicts) expect(breaches, `law ${law}: ${says}`).to.deep.equal([]);
  expect(verdicts.map(({ law }) => law)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 10]);
  expect(verdicts[0]?.looked).to.be.above(0);
}

/** Everything the database keeps, collection by collection, but for what `left` names. */
export async function everythingKept({ service }: House, left: readonly string[] = []): Promise<Record<string, readonly unknown[]>> {
  const { db } = service.db;
  if (!db) throw new Error('the database is not connected');
  const names = (await db.listCollections().toArray()).map(({ name }) => name).filter((name) => !left.includes(name));
  const kept = await Promise.all(
    names.sort().map(async (name) => [name, await db.collection(name).find().sort({ _id: 1 }).toArray()] as const),
  );
  return Object.fromEntries(kept);
}

/** What changes by itself while nobody commands: which service does the jobs. */
export const byItself = ['leases'] as const;
