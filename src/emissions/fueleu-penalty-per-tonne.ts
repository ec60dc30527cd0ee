import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { gwpSetField } from './fuel-line.ts';
import { limitOf, yearField } from './fueleu-limit.ts';
import { countedFuels, fuelFields, refused, unfit } from './fueleu-line.ts';
import { quantity } from './fueleu-quantity.ts';
import { gPerMj, type Step } from './step.ts';

/**
 * What a fuel alone costs (below zero) or would be worth (above) in a year at the rate of the penalty, EUR per energy of
 * a tonne of very-low-sulphur fuel oil. Without reward factor. Refuses FUEL_UNKNOWN, FACTOR_MISSING, YEAR_UNCOVERED, and
 * INPUT_UNFIT where the intensity is not above zero: the formula divides by it.
 */
export const fueleuPenaltyPerTonne = calculation({
  topic: 'fueleu.penalty-per-tonne',
  summary: 'What a fuel costs or earns per tonne of fuel oil equivalent',
  basis: 'Regulation (EU) 2023/1805 Annex IV applied to one fuel; a convention of the trade, no provision of its own',
  reads: ['fueleu', 'red'],
  input: z.strictObject({ year: yearField, lines: z.array(z.strictObject(fuelFields)).length(1), gwpSet: gwpSetField.optional() }),
  result: z.strictObject({
    eurPerTonneVlsfoEq: z.number().meta({ description: 'EUR per energy of a tonne; below zero = penalty' }),
  }),
  compute: ({ year, lines, gwpSet }, { fueleu, red }) => {
    const reasons: Reason[] = [];
    const [fuel] = countedFuels(lines, { fueleu, red }, gwpSet, reasons);
    const limit = limitOf(fueleu.rules, year);
    if ('code' in limit) return refused([...reasons, limit]);
    if (!fuel) return refused(reasons);
    const { wtwGPerMj, steps } = fuel.intensity;
    if (!(wtwGPerMj > 0)) return refused([notAboveZero(wtwGPerMj)]);
    const { penalty } = fueleu.rules;
    const eurPerTonneVlsfoEq = ((limit.limitGPerMj - wtwGPerMj) / wtwGPerMj) * penalty.eurPerTonne;
    const step: Step = {
      label: 'fueleu.perTonne',
      fuel: fuel.row.id,
      formula: 'value = (limit − WtW)/WtW·EUR per tonne',
      inputs: [
        quantity('limit', limit.limitGPerMj, gPerMj, limit.step.clause),
        quantity('WtW', wtwGPerMj, gPerMj),
        quantity('EUR per tonne', penalty.eurPerTonne, 'EUR/t', penalty.clause),
      ],
      value: eurPerTonneVlsfoEq,
      unit: `EUR per ${penalty.mjPerTonne} MJ`,
      clause: penalty.clause,
      interpretation: 'A convention of the trade: Annex IV values a ship’s year, not a fuel; a surplus has no price in law.',
    };
    return { result: { eurPerTonneVlsfoEq }, steps: [...steps, limit.step, step] };
  },
});

function notAboveZero(wtwGPerMj: number): Reason {
  const why = `the intensity of the fuel is ${wtwGPerMj} gCO2eq/MJ; only one above zero can be divided by`;
  return unfit('lines[0]', why);
}
