import type { FactorSets } from '../emissions/calculation.ts';
import { refuse } from '../refusal.ts';
import type { FactorSetKind } from './factor-set.ts';
import type { FactorSetsStore } from './store.ts';

/** The set of that kind and name; refuses FACTOR_SET_UNKNOWN with the names there are. */
export async function setNamed<K extends FactorSetKind>(
  sets: Pick<FactorSetsStore, 'named' | 'headings'>,
  kind: K,
  factorSet: string,
  field: string,
): Promise<FactorSets[K]> {
  const found = await sets.named(kind, factorSet);
  if (found) return found;
  const known = (await sets.headings(kind)).map(({ id }) => id).join(', ');
  return refuse('FACTOR_SET_UNKNOWN', { field, values: { factorSet, kind, known } });
}

export interface CalculationAsked {
  /** What is computed; its `year` is a reporting period. */
  readonly input: unknown;
  /** The FuelEU set to compute by, and the field that names it. */
  readonly fuelEu: string | undefined;
  readonly field: string;
}

/**
 * What a calculation goes by: of each kind the set in force on the day. FuelEU Maritime changes from one reporting period to the
 * next and not within it, so that a year is computed by the FuelEU set in force when it began; or by the one that is asked for.
 */
export async function setsForCalculation(
  sets: Pick<FactorSetsStore, 'named' | 'headings' | 'allInForce'>,
  day: string,
  { input, fuelEu, field }: CalculationAsked,
): Promise<FactorSets> {
  const inForce = await sets.allInForce(day);
  if (fuelEu !== undefined) return { ...inForce, fueleu: await setNamed(sets, 'fueleu', fuelEu, field) };
  const { year } = input as { readonly year?: unknown };
  return typeof year === 'number' ? { ...inForce, fueleu: (await sets.allInForce(`${year}-01-01`)).fueleu } : inForce;
}
