import type { Reason } from '../refusal.ts';
import type { Factors, FuelRow, Pathway } from './factors.ts';
import type { ProofPathway } from './red-factors.ts';

/** Where a fuel stands in Annex II: a low-carbon fuel has no rows of its own and stands under those of the RFNBO. */
export const rowPathway = (pathway: Pathway | ProofPathway): Pathway => (pathway === 'low-carbon' ? 'rfnbo' : pathway);

/**
 * The rows of a fuel: one by the id of a row of Annex II ("LNG_OTTO_MS"), or all that share the fuel's name on a
 * pathway ("LNG" + bio), one for each engine class. A fuel that is not there is a reason to refuse: FUEL_UNKNOWN, or
 * FACTOR_MISSING where Annex II names it and gives no value that could be used.
 */
export function rowsOf(factors: Factors, fuel: string, pathway: Pathway, field: string): readonly FuelRow[] | Reason {
  const byId = factors.rows.find((row) => row.id === fuel);
  if (byId?.pathway === pathway) return [byId];
  const byName = factors.rows.filter((row) => row.fuel === fuel && row.pathway === pathway);
  if (byName.length > 0) return byName;
  const open = factors.withoutDefaults.find((row) => row.id === fuel || (row.fuel === fuel && row.pathway === pathway));
  if (open) return { code: 'FACTOR_MISSING', field, values: { fuel, pathway, why: open.why }, clause: `${factors.regulation} Annex II` };
  return { code: 'FUEL_UNKNOWN', field, values: { fuel, pathway, known: namesOn(factors, pathway).join(', ') } };
}

function namesOn(factors: Factors, pathway: Pathway): string[] {
  return [...new Set(factors.rows.filter((row) => row.pathway === pathway).map((row) => row.fuel))];
}
