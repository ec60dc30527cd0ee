import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import { calculation, type Answer, type FactorSets } from './calculation.ts';
import type { Factors } from './factors.ts';
import { gwpSetField, lineFields, type FuelGiven } from './fuel-line.ts';
import { intensityFields } from './fueleu-intensity.ts';
import { limitOf, yearField } from './fueleu-limit.ts';
import { countedFuels, fuelFields, refused, unfit } from './fueleu-line.ts';
import { isWindFactor } from './fueleu-wind.ts';
import { shipYear, type YearResult } from './fueleu-year.ts';
import { gPerMj } from './step.ts';
import { intervalField, massLineScales, uncertaintyField, withInterval } from './uncertainty.ts';

/** What a line of a ship's year says. */
export const yearLineFields = { ...fuelFields, massT: lineFields.massT, rewardFactor: lineFields.rewardFactor.optional() };
const lineSchema = z.strictObject({ ...yearLineFields, uncertainty: uncertaintyField });
type YearLineGiven = Omit<z.output<typeof lineSchema>, 'uncertainty'> & Pick<FuelGiven, 'lcvMjPerG'>;
type Line = z.output<typeof lineSchema> & { readonly lcvMjPerG?: number };

const intervalUnits = {
  energyMj: 'MJ',
  wttGPerMj: gPerMj,
  ttwGPerMj: gPerMj,
  ghgIntensityGPerMj: gPerMj,
  balanceG: 'gCO2eq',
  balanceT: 'tCO2eq',
  penaltyEur: 'EUR',
};
/** What a ship has beside its fuels. */
export const beside = {
  windFactor: z.number().positive().default(1).meta({ description: 'f_wind of Annex I' }),
  shorePowerMj: z.number().nonnegative().default(0).meta({ description: 'electricity by on-shore power supply, MJ' }),
};
const number = (description: string): z.ZodNumber => z.number().meta({ description });

/**
 * Intensity, compliance balance and penalty of a ship's year in scope, for any mix of fuels, with wind assistance and
 * on-shore power. The balance is before banking, borrowing and pooling. Refuses FUEL_UNKNOWN, FACTOR_MISSING,
 * YEAR_UNCOVERED, and INPUT_UNFIT where there is no energy, the table has no such wind factor, or a fuel is rewarded that counts
 * as fossil, is no RFNBO, or by another factor than the law's.
 */
export const fueleuBalance = calculation({
  topic: 'fueleu.balance',
  summary: 'Intensity, compliance balance and penalty of a ship’s year',
  basis: 'Regulation (EU) 2023/1805 Annex I, Art. 4(2), Art. 5 and Annex IV',
  reads: ['fueleu', 'red'],
  input: z.strictObject({
    year: yearField,
    lines: z.array(lineSchema).min(1),
    ...beside,
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
    interval: intervalField(intervalUnits),
  }),
  compute: (given, sets) =>
    withInterval<Line, BalanceResult, keyof typeof intervalUnits>(given.lines, massLineScales(sets.fueleu), intervalUnits, (lines) =>
      balanceOfYear({ ...given, lines }, sets),
    ),
});

interface YearGiven {
  readonly year: number;
  readonly lines: readonly YearLineGiven[];
  readonly windFactor?: number;
  readonly shorePowerMj?: number;
  readonly gwpSet?: string | undefined;
}

interface BalanceResult extends Omit<YearResult, 'steps'> {
  readonly lines: { fuel: string; wttGPerMj: number; ttwGPerMj: number; wtwGPerMj: number }[];
}

/** The balance of a ship's year as `fueleu.balance` has it; a line may bring its own calorific value. */
export function balanceOfYear(
  { year, lines, windFactor = 1, shorePowerMj = 0, gwpSet }: YearGiven,
  sets: FactorSets,
): Answer<BalanceResult> {
  const { fueleu } = sets;
  const reasons: Reason[] = lines.flatMap((line, place) => rewardedInVain(line, place, fueleu));
  reasons.push(...noWindFactor(windFactor, fueleu));
  const fuels = countedFuels(lines, sets, gwpSet, reasons);
  const limit = limitOf(fueleu.rules, year);
  if ('code' in limit) return refused([...reasons, limit]);
  if (reasons.length > 0) return refused(reasons);
  const yearLines = fuels.map(({ line: { massT, rewardFactor }, row, standing, intensity }) => {
    return { row, standing, intensity, massT, rewardFactor };
  });
  const found = shipYear({ year, limit, lines: yearLines, windFactor, shorePowerMj }, fueleu);
  if (!found) return refused([withoutEnergy]);
  const { steps, ...result } = found;
  const each = fuels.map(({ line, intensity: { wttGPerMj, ttwGPerMj, wtwGPerMj } }) => ({
    fuel: line.fuel,
    wttGPerMj,
    ttwGPerMj,
    wtwGPerMj,
  }));
  return { result: { ...result, lines: each }, steps: [...fuels.flatMap(({ intensity }) => intensity.steps), ...steps] };
}

/** Without energy there is no intensity. */
export const withoutEnergy = unfit('lines', 'the lines together have no energy, so that there is no intensity');

/** One factor holds for the whole period, and it is one of the table. */
export function noWindFactor(windFactor: number, { rules }: Factors): Reason[] {
  if (isWindFactor(windFactor, rules)) return [];
  const { byRatio, clause } = rules.wind;
  return [unfit('windFactor', `Annex I has the factors ${byRatio.map(({ factor }) => factor).join(', ')}`, clause)];
}

function rewardedInVain(
  { fuel, notCounted, origin = 'rfnbo', rewardFactor = 1 }: YearLineGiven,
  place: number,
  { rows, rules: { reward } }: Factors,
): Reason[] {
  if (rewardFactor === 1) return [];
  const field = `lines[${place}].rewardFactor`;
  const row = rows.find(({ id }) => id === fuel);
  if (row && !row.rewardEligible) return [unfit(field, `${fuel} is not rewarded: leave the factor out`, reward.clause)];
  if (rewardFactor !== reward.factor) return [unfit(field, `the reward factor is ${reward.factor}, or 1`, reward.clause)];
  return [
    ...(notCounted === undefined ? [] : [unfit(field, 'a fuel that counts as fossil is not rewarded')]),
    ...(origin === 'rfnbo' ? [] : [unfit(field, `a ${origin} fuel is not rewarded: leave the factor out`)]),
  ];
}
