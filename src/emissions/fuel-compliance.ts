import type { Factors, FuelRow } from './factors.ts';
import type { FuelOrigin, NotCounted } from './fuel-intensity.ts';
import type { RedFactors } from './red-factors.ts';
import { largestE } from './saving.ts';

interface Stated {
  readonly fuel: string;
  readonly eGPerMj?: number | undefined;
  readonly origin?: FuelOrigin | undefined;
  /** Whether a renewable fuel meets the criteria of Directive (EU) 2018/2001, with proof. */
  readonly compliant?: boolean | undefined;
}

/**
 * What is wrong with what a line says of its compliance; undefined where nothing is. FuelEU Maritime and emissions trading both ask,
 * so a renewable fuel may not leave it open.
 */
export function complianceMisstated(row: FuelRow, { fuel, compliant, eGPerMj, origin }: Stated, red: RedFactors): string | undefined {
  if (row.pathway === 'fossil') return compliant === true ? `${fuel} is fossil and cannot be zero-rated` : undefined;
  if (compliant === undefined) return `say whether ${fuel} meets the criteria of Directive (EU) 2018/2001, with proof`;
  return compliant && eGPerMj !== undefined ? cannotComply(row, eGPerMj, origin, red) : undefined;
}

/** A renewable fuel that is not compliant counts as fossil, Art. 10(1)(a) of FuelEU Maritime; nothing where it does not. */
export function countedAsFossil({ fuel, eGPerMj, compliant }: Stated, { rows }: Factors): { readonly notCounted?: NotCounted } {
  const renewable = rows.some(({ id, pathway }) => id === fuel && pathway !== 'fossil');
  if (!renewable || compliant !== false) return {};
  return { notCounted: eGPerMj === undefined ? 'no-proof' : 'criteria-not-met' };
}

/**
 * Why a renewable fuel of this E cannot meet the criteria, whatever its installation: it saves less than the least saving of its
 * kind against the comparator of transport fuels (Directive (EU) 2018/2001 Art. 29 and 29a). Undefined where it may meet them.
 */
export function cannotComply(row: FuelRow, eGPerMj: number, origin: FuelOrigin | undefined, red: RedFactors): string | undefined {
  const kind = row.pathway === 'bio' ? 'biofuel' : origin === 'low-carbon' ? 'low-carbon' : 'rfnbo';
  const savings = red.savingThresholds.filter((one) => one.kind === kind).map(({ minSavingPct }) => minSavingPct);
  const least = Math.min(...savings);
  const largest = largestE(least, red.comparator.transportGPerMj);
  if (savings.length === 0 || eGPerMj <= largest) return undefined;
  return `E of ${row.id} is ${eGPerMj} gCO2eq/MJ, and a saving of ${least} %, the least that is asked, allows ${largest}`;
}
