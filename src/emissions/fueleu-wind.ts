import { z } from 'zod';
import { calculation } from './calculation.ts';
import { quantity } from './fueleu-quantity.ts';
import type { FuelEuRules } from './fueleu-rules.ts';
import type { Step } from './step.ts';

/**
 * The factor f_wind of wind-assisted propulsion by the ratio of its power to that of the propulsion, from zero up (Annex I):
 * each row of the table holds from its ratio on.
 */
export function windFactor(ratio: number, { wind }: Pick<FuelEuRules, 'wind'>): number {
  return wind.byRatio.findLast(({ fromRatio }) => fromRatio <= ratio + lastBits)?.factor ?? 1;
}

/** A quotient of powers with decimals may miss the row it means by its last bits. */
const lastBits = 1e-12;

/** Whether Annex I has this factor. */
export const isWindFactor = (factor: number, { wind }: Pick<FuelEuRules, 'wind'>): boolean =>
  wind.byRatio.some((row) => row.factor === factor);

/** One factor holds for the whole period, also where the sails came in mid-year. */
export const fueleuWind = calculation({
  topic: 'fueleu.wind',
  summary: 'Factor of wind-assisted propulsion',
  basis: 'Regulation (EU) 2023/1805 Annex I',
  reads: ['fueleu'],
  input: z.strictObject({
    windKw: z.number().nonnegative().meta({ description: 'available effective power of the wind-assisted propulsion, kW' }),
    propulsionKw: z.number().positive().meta({ description: 'propulsion power, kW' }),
  }),
  result: z.strictObject({ windFactor: z.number().meta({ description: 'f_wind of Annex I' }) }),
  compute: ({ windKw, propulsionKw }, { fueleu: { rules } }) => {
    const ratio = windKw / propulsionKw;
    const { clause } = rules.wind;
    const step: Step = {
      label: 'fueleu.wind',
      formula: 'f_wind = row of the table from wind power / propulsion power on',
      inputs: [quantity('wind power', windKw, 'kW'), quantity('propulsion power', propulsionKw, 'kW'), quantity('ratio', ratio, '1')],
      value: windFactor(ratio, rules),
      unit: '1',
      clause,
    };
    return { result: { windFactor: step.value }, steps: [step] };
  },
});
