import { refuse, refuseAll } from '../refusal.ts';
import type { Work } from '../work.ts';
import { factorSetRecord, faultsOfSet, type FactorSetFile, type FactorSetHeading } from './factor-set.ts';
import type { FactorSetsStore } from './store.ts';

/**
 * Loads a version of a set beside those there are: it is in force from its `validFrom`, and what was computed and issued
 * by another stays as it is. The same content again changes nothing. Refuses INPUT_UNFIT with the path of every fault, and
 * FACTOR_SET_EXISTS where the name is taken by other content.
 */
export async function loadFactorSet(
  { factorSets }: { readonly factorSets: Pick<FactorSetsStore, 'findSet' | 'addSet'> },
  work: Work,
  file: FactorSetFile,
): Promise<FactorSetHeading> {
  refuseAll(faultsOfSet(file, 'body.set'));
  const { text, ...heading } = factorSetRecord(file, { recordedAt: work.recordedAt, recordedBy: work.actor.organisation });
  const stored = await factorSets.findSet(heading.id, work);
  if (stored) {
    const { text: _text, ...known } = stored;
    if (known.kind === heading.kind && known.hash === heading.hash) return known;
    return refuse('FACTOR_SET_EXISTS', { field: 'body.set.set', values: { factorSet: heading.id } });
  }
  await factorSets.addSet(work, { ...heading, text });
  const about = `factor-set:${heading.id}`;
  work.trace({ act: 'factors.load', about, before: null, after: heading });
  work.tell({ kind: 'factor set loaded', about, data: { kind: heading.kind, validFrom: heading.validFrom, hash: heading.hash } });
  return heading;
}
