import { factorSetRecord, type FactorSetFile } from './factor-set.ts';
import type { FactorSetsStore } from './store.ts';

/**
 * Puts the sets of `config/` into the database: what is new is added, what is stored is never changed. Answers the names of
 * those whose file has other content than what is stored, and is passed over until it gets a name of its own.
 */
export async function seedFactorSets(
  store: Pick<FactorSetsStore, 'addMissing' | 'headings'>,
  files: readonly FactorSetFile[],
  recordedAt: Date,
): Promise<readonly string[]> {
  const records = files.map((file) => factorSetRecord(file, { recordedAt, recordedBy: 'service' }));
  await store.addMissing(records);
  const stored = new Map((await store.headings()).map(({ id, hash }) => [id, hash]));
  return records.filter(({ id, hash }) => stored.get(id) !== hash).map(({ id }) => id);
}
