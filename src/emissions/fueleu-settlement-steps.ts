import { quantity } from './fueleu-quantity.ts';
import type { FuelEuRules } from './fueleu-rules.ts';
import type { Step } from './step.ts';

const unit = 'gCO2eq';

/** The balance of a period before its own flexibility (Art. 20): with what was banked, without what was borrowed, aggravated. */
export function adjustedStep(
  { initialG, bankedBeforeG, borrowedBeforeG }: { initialG: number; bankedBeforeG: number; borrowedBeforeG: number },
  { borrowing: { repayFactor, clause } }: FuelEuRules,
): Step {
  return {
    label: 'fueleu.adjusted',
    formula: 'adjusted = initial + banked − aggravation·borrowed before',
    inputs: [
      quantity('initial', initialG, unit),
      quantity('banked', bankedBeforeG, unit),
      quantity('aggravation', repayFactor, '1', clause),
      quantity('borrowed before', borrowedBeforeG, unit),
    ],
    value: initialG + bankedBeforeG - repayFactor * borrowedBeforeG,
    unit,
    clause,
  };
}

export function pooledStep(adjustedG: number, afterG: number, { pooling: { clause } }: FuelEuRules): Step {
  return {
    label: 'fueleu.pooled',
    formula: 'balance = adjusted + what the pool gives or takes',
    inputs: [quantity('adjusted', adjustedG, unit), quantity('what the pool gives or takes', afterG - adjustedG, unit)],
    value: afterG,
    unit,
    clause,
  };
}

export function borrowedStep(balanceG: number, borrowedG: number, { borrowing: { clause } }: FuelEuRules): Step {
  return {
    label: 'fueleu.borrowed',
    formula: 'balance = balance before + borrowed',
    inputs: [quantity('balance before', balanceG, unit), quantity('borrowed', borrowedG, unit)],
    value: balanceG + borrowedG,
    unit,
    clause,
  };
}

/** What an advance takes from the next period: itself and its aggravation. */
export function repaidStep(borrowedG: number, { borrowing: { repayFactor, clause } }: FuelEuRules): Step {
  return {
    label: 'fueleu.repaid',
    formula: 'taken from the next period = aggravation·borrowed',
    inputs: [quantity('aggravation', repayFactor, '1', clause), quantity('borrowed', borrowedG, unit)],
    value: repayFactor * borrowedG,
    unit,
    clause,
  };
}

/** Art. 20(4): a ship that makes no call in the period it has borrowed from pays the penalty of what it borrowed, aggravated. */
export function noCallStep(penaltyEur: number, { borrowing: { repayFactor, clause } }: FuelEuRules): Step {
  return {
    label: 'fueleu.noCall',
    formula: 'due without a call = aggravation·penalty of what was borrowed',
    inputs: [quantity('aggravation', repayFactor, '1', clause), quantity('penalty of what was borrowed', penaltyEur, 'EUR')],
    value: repayFactor * penaltyEur,
    unit: 'EUR',
    clause,
  };
}

export function bankedStep(balanceG: number, bankedG: number, { banking: { clause } }: FuelEuRules): Step {
  return {
    label: 'fueleu.banked',
    formula: 'balance = balance before − banked',
    inputs: [quantity('balance before', balanceG, unit), quantity('banked', bankedG, unit)],
    value: balanceG - bankedG,
    unit,
    clause,
  };
}
