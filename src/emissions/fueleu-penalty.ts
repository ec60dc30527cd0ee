import { z } from 'zod';
import { calculation } from './calculation.ts';
import type { FuelEuRules } from './fueleu-rules.ts';
import { quantity } from './fueleu-quantity.ts';
import { gPerMj, type Step } from './step.ts';

/**
 * The penalty of one period, EUR (Annex IV part B): the deficit in gCO2eq, turned into tonnes of fuel by the attained
 * intensity and the energy of a tonne, at its price. No deficit, no penalty. Unrounded: it is shown in whole EUR.
 */
export function penaltyStep(balanceG: number, intensityGPerMj: number, { penalty }: FuelEuRules): Step {
  const { eurPerTonne, mjPerTonne, clause } = penalty;
  const deficit = balanceG < 0;
  return {
    label: 'fueleu.penalty',
    formula: deficit ? 'penalty = |balance| / (intensity·MJ per tonne)·EUR per tonne' : 'penalty = 0, the balance is no deficit',
    inputs: [
      quantity('balance', balanceG, 'gCO2eq'),
      quantity('intensity', intensityGPerMj, gPerMj),
      quantity('MJ per tonne', mjPerTonne, 'MJ/t', clause),
      quantity('EUR per tonne', eurPerTonne, 'EUR/t', clause),
    ],
    value: deficit ? (Math.abs(balanceG) / (intensityGPerMj * mjPerTonne)) * eurPerTonne : 0,
    unit: 'EUR',
    clause,
  };
}

/** What consecutive deficits add to a penalty, Art. 23(2); `periods` counts the one at hand. */
export function surchargeStep(penaltyEur: number, periods: number, { surcharge }: FuelEuRules): Step {
  const { pctPerPeriod, clause } = surcharge;
  return {
    label: 'fueleu.surcharge',
    formula: 'total = penalty·(1 + (periods − 1)·surcharge/100)',
    inputs: [quantity('penalty', penaltyEur, 'EUR'), quantity('periods', periods, '1'), quantity('surcharge', pctPerPeriod, '%', clause)],
    value: penaltyEur * (1 + ((periods - 1) * pctPerPeriod) / 100),
    unit: 'EUR',
    clause,
  };
}

export const consecutivePeriodsField = z
  .int()
  .positive()
  .meta({ description: 'consecutive reporting periods with a deficit of the same company for the ship, this one included' });

/** A period without voyages in scope, or another company, starts the count anew. */
export const fueleuPenalty = calculation({
  topic: 'fueleu.penalty',
  summary: 'Penalty with the surcharge for consecutive deficits',
  basis: 'Regulation (EU) 2023/1805 Art. 23(2)',
  reads: ['fueleu'],
  input: z.strictObject({
    penaltyEur: z.number().nonnegative().meta({ description: 'penalty of the period by Annex IV part B, EUR' }),
    consecutivePeriods: consecutivePeriodsField,
  }),
  result: z.strictObject({ totalEur: z.number().meta({ description: 'penalty due, EUR' }) }),
  compute: ({ penaltyEur, consecutivePeriods }, { fueleu: { rules } }) => {
    const step = surchargeStep(penaltyEur, consecutivePeriods, rules);
    return { result: { totalEur: step.value }, steps: [step] };
  },
});
