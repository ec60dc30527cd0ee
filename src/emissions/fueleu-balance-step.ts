import { quantity } from './fueleu-quantity.ts';
import type { YearLimit } from './fueleu-limit.ts';
import type { FuelEuRules } from './fueleu-rules.ts';
import { gPerMj, type Step } from './step.ts';

/** The compliance balance of a year, gCO2eq (Annex IV part A): below zero is a deficit. Energy in scope in MJ, without reward factor. */
export function balanceStep({ limitGPerMj, step }: YearLimit, intensityGPerMj: number, energyMj: number, { balance }: FuelEuRules): Step {
  return {
    label: 'fueleu.balance',
    formula: 'balance = (limit − intensity)·E',
    inputs: [
      quantity('limit', limitGPerMj, gPerMj, step.clause),
      quantity('intensity', intensityGPerMj, gPerMj),
      quantity('E', energyMj, 'MJ'),
    ],
    value: (limitGPerMj - intensityGPerMj) * energyMj,
    unit: 'gCO2eq',
    clause: balance.clause,
  };
}
