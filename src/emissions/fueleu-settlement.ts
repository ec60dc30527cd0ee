import { z } from 'zod';
import { refuseAll, type Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { balanceStep } from './fueleu-balance-step.ts';
import { largestAdvanceStep } from './fueleu-borrowing.ts';
import { bankFaults, borrowFaults, poolFaults } from './fueleu-flexibility.ts';
import { limitOf, yearField } from './fueleu-limit.ts';
import { refused, unfit } from './fueleu-line.ts';
import { consecutivePeriodsField, penaltyStep, surchargeStep } from './fueleu-penalty.ts';
import { adjustedStep, bankedStep, borrowedStep, noCallStep, pooledStep, repaidStep } from './fueleu-settlement-steps.ts';
import type { Step } from './step.ts';

const grams = (description: string): z.ZodNumber => z.number().meta({ description: `${description}, gCO2eq` });

/**
 * How a ship settles its period: the balance with what was banked and borrowed the year before, what a pool leaves it with,
 * an advance from the next period, a surplus kept for it, and the penalty of what is still missing. Refuses YEAR_UNCOVERED,
 * and INPUT_UNFIT with every reason at once for what Art. 20 and 21 do not allow.
 */
export const fueleuSettlement = calculation({
  topic: 'fueleu.settlement',
  summary: 'How a ship settles its period: pool, advance, bank and penalty',
  basis: 'Regulation (EU) 2023/1805 Art. 20, 21 and 23 and Annex IV',
  reads: ['fueleu'],
  input: z.strictObject({
    year: yearField,
    energyMj: z.number().positive().meta({ description: 'energy in scope of the reporting year, MJ' }),
    ghgIntensityGPerMj: z.number().meta({ description: 'attained intensity of the year, gCO2eq/MJ' }),
    initialG: grams('balance of the year as it was verified; computed from intensity and energy where absent').optional(),
    bankedBeforeG: grams('surplus that was banked the year before').nonnegative().default(0),
    borrowedBeforeG: grams('advance that was taken the year before, without its aggravation').nonnegative().default(0),
    pool: z
      .strictObject({ afterG: grams('verified balance of the ship by the pool') })
      .optional()
      .meta({ description: 'the ship is in a pool; whether the whole pool is allowed is `fueleu.pooling`' }),
    borrow: z
      .strictObject({ borrowG: grams('advance from the next period; the deficit where absent').positive().optional() })
      .optional()
      .meta({ description: 'the deficit is borrowed' }),
    bank: z
      .strictObject({
        bankG: grams('surplus that is kept for the next period').positive(),
        documentIssued: z.boolean().default(false).meta({ description: 'the document of compliance of the period is out' }),
      })
      .optional(),
    consecutivePeriods: consecutivePeriodsField.default(1),
  }),
  result: z.strictObject({
    initialG: grams('balance of the year'),
    adjustedG: grams('with what was banked and borrowed the year before'),
    balanceG: grams('what is left after pool, advance and bank; below zero = penalty'),
    borrowedG: grams('advance that is taken'),
    repayG: grams('what the advance takes from the next period'),
    noCallPenaltyEur: z.number().meta({ description: 'what is due in place of it if the ship makes no call in the next period, EUR' }),
    bankedG: grams('what is kept for the next period'),
    penaltyEur: z.number().meta({ description: 'penalty of the period with the surcharge for consecutive deficits, EUR' }),
  }),
  compute: (
    { year, energyMj, ghgIntensityGPerMj, bankedBeforeG, borrowedBeforeG, pool, borrow, bank, consecutivePeriods, ...given },
    sets,
  ) => {
    const { rules } = sets.fueleu;
    const limit = limitOf(rules, year);
    if ('code' in limit) return refused([limit]);
    const computed = balanceStep(limit, ghgIntensityGPerMj, energyMj, rules);
    const { initialG = computed.value } = given;
    const adjusted = adjustedStep({ initialG, bankedBeforeG, borrowedBeforeG }, rules);
    const steps: Step[] = [limit.step, ...(given.initialG === undefined ? [computed] : []), adjusted];
    const reasons: Reason[] = [];
    let balanceG = adjusted.value;
    if (pool) {
      reasons.push(...poolFaults({ balanceG, afterG: pool.afterG }, rules));
      balanceG = pool.afterG;
      steps.push(pooledStep(adjusted.value, balanceG, rules));
    }
    const borrowedG = borrow ? (borrow.borrowG ?? Math.max(0, -balanceG)) : 0;
    if (borrow) {
      const cap = largestAdvanceStep(limit, energyMj, rules);
      reasons.push(...borrowFaults({ balanceG, borrowG: borrowedG, capG: cap.value, borrowedBeforeG, pooled: pool !== undefined }, rules));
      steps.push(cap, borrowedStep(balanceG, borrowedG, rules));
      balanceG += borrowedG;
    }
    const repaid = repaidStep(borrowedG, rules);
    const noCall = noCallStep(penaltyStep(-borrowedG, ghgIntensityGPerMj, rules).value, rules);
    if (borrow) steps.push(repaid, noCall);
    const bankedG = bank?.bankG ?? 0;
    if (bank) {
      reasons.push(...bankFaults({ balanceG, ...bank }, rules));
      steps.push(bankedStep(balanceG, bankedG, rules));
      balanceG -= bankedG;
    }
    if ((balanceG < 0 || borrowedG > 0) && ghgIntensityGPerMj <= 0)
      reasons.push(unfit('ghgIntensityGPerMj', noFuelOfTheLaw, rules.penalty.clause));
    refuseAll(reasons);
    const penalty = penaltyStep(balanceG, ghgIntensityGPerMj, rules);
    const due = surchargeStep(penalty.value, consecutivePeriods, rules);
    const result = { initialG, adjustedG: adjusted.value, balanceG, borrowedG, repayG: repaid.value, bankedG };
    return { result: { ...result, noCallPenaltyEur: noCall.value, penaltyEur: due.value }, steps: [...steps, penalty, due] };
  },
});

const noFuelOfTheLaw =
  'the penalty turns a deficit into fuel by the intensity of the year, which must be above zero for that: settle it by pool or advance';
