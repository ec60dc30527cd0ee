import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { breachesOf, brokenRules, unfitShips, type PoolShip } from './fueleu-pool.ts';
import { unfit } from './fueleu-line.ts';
import { quantity, reading } from './fueleu-quantity.ts';
import type { Step } from './step.ts';

const label = z.string().trim().min(1).max(100).meta({ description: 'name of the ship in the pool' });
const balance = (description: string): z.ZodNumber => z.number().meta({ description: `${description}, tCO2eq` });

const shipSchema = z.strictObject({
  ship: label,
  beforeT: balance('adjusted compliance balance'),
  afterT: balance('verified balance by the pool'),
  borrowed: z.boolean().optional().meta({ description: 'the ship has borrowed in this period' }),
});

/**
 * Whether a pool keeps the rules, judged with the balances known then, and what a later correction does: the pool stays
 * and the ship alone bears the difference. A pool that breaks them answers `valid: false` with each reason. Refuses
 * INPUT_UNFIT for a ship that borrowed, a ship named twice, and a correction of a ship that is not in the pool.
 */
export const fueleuPooling = calculation({
  topic: 'fueleu.pooling',
  summary: 'Whether a pool is allowed, and what a later correction does',
  basis: 'Regulation (EU) 2023/1805 Art. 21; corrections by Art. 17 as the European Sustainable Shipping Forum reads it',
  reads: ['fueleu'],
  input: z.strictObject({
    ships: z.array(shipSchema).min(2),
    correction: z
      .strictObject({ ship: label, beforeT: balance('the balance that would have been right') })
      .optional()
      .meta({ description: 'what a check after the pool found' }),
  }),
  result: z.strictObject({
    valid: z.boolean().meta({ description: 'the allocation keeps the rules' }),
    sumT: balance('sum before pooling, with the corrected balance where there is one'),
    correctedShipT: balance('verified balance of the corrected ship; below zero = it pays').optional(),
    reasons: z
      .array(z.strictObject({ rule: z.enum(brokenRules), ship: label.optional(), byT: balance('by how much') }))
      .meta({ description: 'each rule that the pool breaks' }),
  }),
  compute: ({ ships, correction }, { fueleu: { rules } }) => {
    const [corrected] = ships.flatMap((one) => (one.ship === correction?.ship ? [{ ...one, rightT: correction.beforeT }] : []));
    const reasons = unfitShips(ships, rules);
    if (correction && !corrected) reasons.push(notInThePool(correction.ship));
    refuseAll(reasons);
    const breaches = breachesOf(ships);
    const { clause } = rules.pooling;
    const sumOf = (
      label: 'fueleu.poolBefore' | 'fueleu.poolAfter' | 'fueleu.poolCorrectedSum',
      when: string,
      balanceOf: (ship: PoolShip) => number,
    ): Step => ({
      label,
      formula: `sum = Σ balance ${when}`,
      inputs: ships.map((one) => quantity(`balance ${one.ship}`, balanceOf(one), 'tCO2eq')),
      value: sum(ships.map(balanceOf)),
      unit: 'tCO2eq',
      clause,
    });
    const sumBefore = sumOf('fueleu.poolBefore', 'before', ({ beforeT }) => beforeT);
    const steps: Step[] = [
      sumBefore,
      sumOf('fueleu.poolAfter', 'after', ({ afterT }) => afterT),
      {
        label: 'fueleu.poolRules',
        formula: 'broken = Σ rules that are not kept, of the pool and of each ship',
        inputs: [
          quantity('ships', ships.length, '1'),
          ...breaches.map(({ rule, ship, byT }) => quantity(ship === undefined ? rule : `${rule} ${ship}`, byT, 'tCO2eq')),
        ],
        value: breaches.length,
        unit: '1',
        clause,
      },
    ];
    const result = { valid: breaches.length === 0, sumT: sumBefore.value, reasons: breaches };
    if (!corrected) return { result, steps };
    const correctedSum = sumOf('fueleu.poolCorrectedSum', 'before, corrected', ({ ship, beforeT }) =>
      ship === corrected.ship ? corrected.rightT : beforeT,
    );
    const correctedShipT = corrected.afterT - (corrected.beforeT - corrected.rightT);
    steps.push(correctedSum, {
      label: 'fueleu.poolCorrection',
      formula: 'corrected = after − (before − corrected before)',
      inputs: [
        quantity('after', corrected.afterT, 'tCO2eq'),
        quantity('before', corrected.beforeT, 'tCO2eq'),
        quantity('corrected before', corrected.rightT, 'tCO2eq'),
      ],
      value: correctedShipT,
      unit: 'tCO2eq',
      clause: rules.correction.clause,
      ...reading(rules.correction.interpretation),
    });
    return { result: { ...result, sumT: correctedSum.value, correctedShipT }, steps };
  },
});

function notInThePool(ship: string): Reason {
  return unfit('correction.ship', `${ship} is not a ship of the pool`);
}
