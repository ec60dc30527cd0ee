import { massBalanceBook } from '../ledger/book.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { refuse } from '../refusal.ts';
import type { Site } from '../tanks/site.ts';
import type { Work } from '../work.ts';

/**
 * The mass-balance book of an operator at a site, opened on first use. It takes what moves no bonded stock: a proof received
 * without stock, assigned late, withdrawn. Refuses BUSY where another command opens it at the same moment.
 */
export async function ensureMassBalanceBook(
  ledger: Pick<LedgerStore, 'book' | 'addBook'>,
  work: Work,
  site: Pick<Site, 'id' | 'owner' | 'district' | 'port'>,
): Promise<string> {
  const id = massBalanceBook(site.owner, site.id);
  await work.turn(`book:${id}`);
  if (await ledger.book(id)) return id;
  const place = { district: site.district, port: site.port, procedure: null };
  try {
    await ledger.addBook(work, { id, kind: 'mass-balance', enterprise: site.owner, ...place, openedAt: work.recordedAt.toISOString() });
  } catch (error) {
    if ((error as { code?: number }).code === 11000) refuse('BUSY');
    throw error;
  }
  work.trace({ act: 'open-book', about: `book:${id}`, before: null, after: { id } });
  return id;
}
