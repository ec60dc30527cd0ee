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

/** What a calculation goes by: of each kind the set in force on the day, or in its place the FuelEU set that is asked for. */
export async function setsForCalculation(
  sets: Pick<FactorSetsStore, 'named' | 'headings' | 'allInForce'>,
  day: string,
  fuelEu: string | undefined,
): Promise<FactorSets> {
  const inForce = await sets.allInForce(day);
  return fuelEu === undefined ? inForce : { ...inForce, fueleu: await setNamed(sets, 'fueleu', fuelEu, 'query.factorSet') };
}
