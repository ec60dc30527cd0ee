import type { FactorSets } from '../emissions/calculation.ts';
import type { FactorSetKind } from '../factors/factor-set.ts';
import type { Report } from './report.ts';
import type { ReportRooms } from './rooms.ts';

/** The sets a report was made by, with the one in place of that kind; most reports of a batch were made by the same. */
export function rememberedSets({ factorSets, today }: ReportRooms, kind: FactorSetKind, set: FactorSets[FactorSetKind] | undefined) {
  const known = new Map<string, FactorSets>();
  return async (report: Report): Promise<FactorSets> => {
    const key = JSON.stringify(report.factorSets);
    const sets = known.get(key) ?? { ...(await setsOfReport({ factorSets, today }, report)), [kind]: set };
    known.set(key, sets);
    return sets;
  };
}

/** The versions that a report names; of a kind that it does not read, the one in force today. */
export async function setsOfReport({ factorSets, today }: Pick<ReportRooms, 'factorSets' | 'today'>, report: Report): Promise<FactorSets> {
  const sets: Record<string, unknown> = { ...(await factorSets.allInForce(today())) };
  for (const [kind, id] of Object.entries(report.factorSets)) sets[kind] = await factorSets.named(kind as FactorSetKind, id);
  return sets as unknown as FactorSets;
}
