import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { gwpSetField, lineFields } from './fuel-line.ts';
import { intensityFields } from './fueleu-intensity.ts';
import { limitOf, yearField } from './fueleu-limit.ts';
import { countedFuels, fuelFields, refused, unfit } from './fueleu-line.ts';
import { shipYear } from './fueleu-year.ts';

const lineSchema = z.strictObject({ ...fuelFields, massT: lineFields.massT, rewardFactor: lineFields.rewardFactor.optional() });
const number = (description: string): z.ZodNumber => z.number().meta({ description });

/**
 * Intensity, compliance balance and penalty of a ship's year in scope, for any mix of fuels, with wind assistance and
 * on-shore power. The balance is before banking, borrowing and pooling. Refuses FUEL_UNKNOWN, FACTOR_MISSING,
 * YEAR_UNCOVERED, and INPUT_UNFIT where there is no energy or a fuel that counts as fossil is rewarded.
 */
export const fueleuBalance = calculation({
  topic: 'fueleu.balance',
  summary: 'Intensity, compliance balance and penalty of a ship’s year',
  basis: 'Regulation (EU) 2023/1805 Annex I, Art. 4(2), Art. 5 and Annex IV',
  reads: ['fueleu'],
  input: z.strictObject({
    year: yearField,
    lines: z.array(lineSchema).min(1),
    windFactor: z.number().positive().default(1).meta({ description: 'f_wind of Annex I' }),
    shorePowerMj: z.number().nonnegative().default(0).meta({ description: 'electricity by on-shore power supply, MJ' }),
    gwpSet: gwpSetField.optional(),
  }),
  result: z.strictObject({
    energyMj: number('energy in scope, MJ'),
    wttGPerMj: number('well-to-tank part, before the wind factor, gCO2eq/MJ'),
    ttwGPerMj: number('tank-to-wake part, before the wind factor, gCO2eq/MJ'),
    ghgIntensityGPerMj: number('attained intensity, with the wind factor, gCO2eq/MJ'),
    balanceG: number('compliance balance, gCO2eq; below zero = deficit'),
    balanceT: number('compliance balance, tCO2eq'),
    penaltyEur: number('penalty of the period, EUR'),
    lines: z
      .array(z.strictObject({ fuel: lineFields.fuel, ...intensityFields }))
      .meta({ description: 'each fuel as given, without reward factor' }),
  }),
  compute: ({ year, lines, windFactor, shorePowerMj, gwpSet }, { fueleu }) => {
    const reasons: Reason[] = lines.flatMap(rewardedFossil);
    const fuels = countedFuels(lines, fueleu, gwpSet, reasons);
    const limit = limitOf(fueleu.rules, year);
    if ('code' in limit) return refused([...reasons, limit]);
    if (reasons.length > 0) return refused(reasons);
    const yearLines = fuels.map(({ line, ...fuel }) => ({ ...fuel, massT: line.massT, rewardFactor: line.rewardFactor }));
    const found = shipYear({ year, limit, lines: yearLines, windFactor, shorePowerMj }, fueleu);
    if (!found) return refused([withoutEnergy]);
    const { steps, ...result } = found;
    return {
      result: {
        ...result,
        lines: fuels.map(({ line, intensity: { wttGPerMj, ttwGPerMj, wtwGPerMj } }) => ({
          fuel: line.fuel,
          wttGPerMj,
          ttwGPerMj,
          wtwGPerMj,
        })),
      },
      steps: [...fuels.flatMap(({ intensity }) => intensity.steps), ...steps],
    };
  },
});

/** Without energy there is no intensity. */
export const withoutEnergy = unfit('lines', 'the lines together have no energy, so that there is no intensity');

function rewardedFossil({ notCounted, rewardFactor = 1 }: z.output<typeof lineSchema>, place: number): Reason[] {
  if (notCounted === undefined || rewardFactor === 1) return [];
  return [unfit(`lines[${place}].rewardFactor`, 'a fuel that counts as fossil is not rewarded')];
}
