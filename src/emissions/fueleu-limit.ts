import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import type { FuelEuRules } from './fueleu-rules.ts';
import { quantity } from './fueleu-quantity.ts';
import { gPerMj, type Step } from './step.ts';

export const yearField = z.int().min(2000).max(2100).meta({ description: 'reporting year' });

/** The limit of a year with the step that tells it, gCO2eq/MJ. */
export interface YearLimit {
  readonly limitGPerMj: number;
  readonly step: Step;
}

/** The limit on the yearly intensity, Art. 4(2): the last one set that is not after the year; before the first, YEAR_UNCOVERED. */
export function limitOf({ limits, reference }: FuelEuRules, year: number): YearLimit | Reason {
  const found = limits.findLast(({ validFrom }) => validFrom <= `${year}-01-01`);
  if (!found) return yearUncovered(year, `from ${limits[0]?.validFrom.slice(0, 4) ?? ''} on`, reference.clause);
  const step: Step = {
    label: 'fueleu.limit',
    formula: 'limit = reference·(1 − reduction/100)',
    inputs: [
      quantity('year', year, 'a'),
      quantity('reference', reference.gPerMj, gPerMj, reference.clause),
      quantity('reduction', found.reductionPct, '%', `${found.clause}, from ${found.validFrom}`),
    ],
    value: found.limitGPerMj,
    unit: gPerMj,
    clause: found.clause,
  };
  return { limitGPerMj: found.limitGPerMj, step };
}

export function yearUncovered(year: number, known: string, clause: string): Reason {
  return { code: 'YEAR_UNCOVERED', field: 'year', values: { year, known }, clause };
}
