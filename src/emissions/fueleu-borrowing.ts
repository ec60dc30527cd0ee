import { z } from 'zod';
import { calculation } from './calculation.ts';
import type { FuelEuRules } from './fueleu-rules.ts';
import { limitOf, yearField, type YearLimit } from './fueleu-limit.ts';
import { refused } from './fueleu-line.ts';
import { quantity } from './fueleu-quantity.ts';
import { gPerMj, type Step } from './step.ts';

/**
 * The largest advance compliance surplus of a year, gCO2eq (Art. 20): a share of limit times energy in scope (MJ). The
 * limit is that of the reporting year, also where the year that is borrowed from has a stricter one.
 */
export function largestAdvanceStep(limit: YearLimit, energyMj: number, { borrowing }: FuelEuRules): Step {
  const { maxPctOfLimit, clause } = borrowing;
  return {
    label: 'fueleu.borrowing',
    formula: 'largest advance = share/100·limit·E',
    inputs: [
      quantity('share', maxPctOfLimit, '%', clause),
      quantity('limit', limit.limitGPerMj, gPerMj, limit.step.clause),
      quantity('E', energyMj, 'MJ'),
    ],
    value: (maxPctOfLimit / 100) * limit.limitGPerMj * energyMj,
    unit: 'gCO2eq',
    clause,
  };
}

/** How much a ship may borrow from the next period. Refuses YEAR_UNCOVERED. */
export const fueleuBorrowing = calculation({
  topic: 'fueleu.borrowing',
  summary: 'Largest advance compliance surplus',
  basis: 'Regulation (EU) 2023/1805 Art. 20',
  reads: ['fueleu'],
  input: z.strictObject({
    year: yearField,
    energyMj: z.number().nonnegative().meta({ description: 'energy in scope of the reporting year, MJ' }),
  }),
  result: z.strictObject({ maxAcsG: z.number().meta({ description: 'upper limit of borrowing, gCO2eq' }) }),
  compute: ({ year, energyMj }, { fueleu: { rules } }) => {
    const limit = limitOf(rules, year);
    if ('code' in limit) return refused([limit]);
    const step = largestAdvanceStep(limit, energyMj, rules);
    return { result: { maxAcsG: step.value }, steps: [limit.step, step] };
  },
});
