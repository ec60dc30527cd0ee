import type { FactorSets } from '../emissions/calculation.ts';
import type { Factors } from '../emissions/factors.ts';
import { refuse } from '../refusal.ts';
import type { FactorSetsStore } from './store.ts';

/** The FuelEU set of that name; refuses FACTOR_SET_UNKNOWN with the names there are. */
export async function fuelEuSetNamed(
  sets: Pick<FactorSetsStore, 'named' | 'headings'>,
  factorSet: string,
  field: string,
): Promise<Factors> {
  const found = await sets.named('fueleu', factorSet);
  if (found) return found;
  const known = (await sets.headings('fueleu')).map(({ id }) => id).join(', ');
  return refuse('FACTOR_SET_UNKNOWN', { field, values: { factorSet, kind: 'fueleu', known } });
}

/** What a calculation goes by: of each kind the set in force on the day, or in its place the FuelEU set that is asked for. */
export async function setsForCalculation(
  sets: Pick<FactorSetsStore, 'named' | 'headings' | 'allInForce'>,
  day: string,
  fuelEu: string | undefined,
): Promise<FactorSets> {
  const inForce = await sets.allInForce(day);
  return fuelEu === undefined ? inForce : { ...inForce, fueleu: await fuelEuSetNamed(sets, fuelEu, 'query.factorSet') };
}
