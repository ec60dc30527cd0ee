import type { FuelEuRules } from './fueleu-rules.ts';
import { quantity, reading } from './fueleu-quantity.ts';
import type { Step } from './step.ts';

/**
 * The sub-target for renewable fuels of non-biological origin, in the years in which it may apply: share·E − energy of
 * RFNBO, MJ, above zero where there is too little. A note from memory beside the result: it changes nothing and refuses nothing.
 */
export function rfnboNote(year: number, energyMj: number, rfnboMj: number, { rfnboSubTarget }: FuelEuRules): Step[] {
  const { validFrom, pctOfEnergy, clause, interpretation } = rfnboSubTarget;
  if (`${year}-01-01` < validFrom) return [];
  const step: Step = {
    label: 'fueleu.rfnbo',
    formula: 'shortfall = sub-target/100·E − energy of RFNBO',
    inputs: [quantity('sub-target', pctOfEnergy, '%', clause), quantity('E', energyMj, 'MJ'), quantity('energy of RFNBO', rfnboMj, 'MJ')],
    value: (pctOfEnergy / 100) * energyMj - rfnboMj,
    unit: 'MJ',
    clause,
    ...reading(interpretation),
  };
  return [step];
}
