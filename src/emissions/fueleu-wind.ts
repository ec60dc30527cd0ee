import { refused, unfit } from './fueleu-line.ts';
import type { FuelEuRules } from './fueleu-rules.ts';

/**
 * The factor f_wind of wind-assisted propulsion by the ratio of its power to that of the propulsion (Annex I): each row
 * holds from its ratio on. One factor holds for the whole period, also where the sails came in mid-year. Refuses
 * INPUT_UNFIT for a ratio below zero.
 */
export function windFactor(ratio: number, { wind }: Pick<FuelEuRules, 'wind'>): number {
  const found = wind.byRatio.findLast(({ fromRatio }) => fromRatio <= ratio);
  if (found) return found.factor;
  return refused([unfit('windRatio', `wind power over propulsion power is zero or more, not ${ratio}`, wind.clause)]);
}

/** Whether Annex I has this factor. */
export const isWindFactor = (factor: number, { wind }: Pick<FuelEuRules, 'wind'>): boolean =>
  wind.byRatio.some((row) => row.factor === factor);
