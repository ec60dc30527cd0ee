import { z } from 'zod';
import { refuse } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { lineFields } from './fuel-line.ts';
import type { ImoFactors } from './imo-factors.ts';
import { draft } from './imo-nzf.ts';
import { gPerMj, type Step } from './step.ts';

const line = z.strictObject({
  fuel: lineFields.fuel.meta({ description: 'name of the fuel' }),
  wtwGPerMj: lineFields.wtwGPerMj.meta({ description: 'well-to-wake intensity of the fuel itself, gCO2eq/MJ; may be negative' }),
});
type Line = z.output<typeof line>;
type Limit = ImoFactors['netZero']['zeroOrNearZero'][number];

/**
 * Whether fuels are zero or near-zero by the Net-Zero Framework of the IMO, which is approved and not adopted: the
 * well-to-wake intensity of each fuel, gCO2eq/MJ, is at most the limit of the year. Each fuel is tested by itself, and
 * not the blend or the ship. Refuses YEAR_UNCOVERED before the first year of the framework and without a limit.
 */
export const imoZnz = calculation({
  topic: 'imo.znz',
  summary: 'Net-Zero Framework: whether a fuel is zero or near-zero (not adopted)',
  basis: 'draft MARPOL Annex VI chapter 5 as approved by MEPC 83 in April 2025, not adopted',
  input: z.strictObject({
    year: z.int().min(2000).max(2100).meta({ description: 'reporting year' }),
    lines: z.array(line).min(1).meta({ description: 'fuels, each tested by itself; of a blend its components' }),
  }),
  result: z.strictObject({
    status: z.enum(['NOT_ADOPTED', 'ADOPTED']),
    maxWtwGPerMj: z.number(),
    lines: z.array(z.strictObject({ fuel: z.string(), wtwGPerMj: z.number(), zeroOrNearZero: z.boolean() })),
  }),
  reads: ['imo'],
  compute({ year, lines }, { imo }) {
    const limit = limitOf(year, imo);
    return {
      result: {
        status: imo.netZero.adoption,
        maxWtwGPerMj: limit.maxWtwGPerMj,
        lines: lines.map(({ fuel, wtwGPerMj }) => ({ fuel, wtwGPerMj, zeroOrNearZero: wtwGPerMj <= limit.maxWtwGPerMj })),
      },
      steps: lines.map((one) => marginStep(one, limit, imo)),
    };
  },
});

/** The limit of a year: none before the first target of the framework. */
function limitOf(year: number, { netZero: { targets, zeroOrNearZero: limits, clause } }: ImoFactors): Limit {
  const first = Math.min(...targets.map((one) => one.year));
  const limit = limits.find(({ fromYear = first, toYear = year }) => Math.max(fromYear, first) <= year && year <= toYear);
  if (limit) return limit;
  const known = limits.map(({ fromYear = first, toYear }) => `${Math.max(fromYear, first)}–${toYear ?? ''}`).join(', ');
  return refuse('YEAR_UNCOVERED', { field: 'year', values: { year, known }, clause });
}

function marginStep({ fuel, wtwGPerMj }: Line, { maxWtwGPerMj, clause, source, status }: Limit, imo: ImoFactors): Step {
  return {
    label: 'nzf.znz',
    fuel,
    formula: 'margin = limit − WtW; zero or near-zero where it is not below 0',
    inputs: [
      { name: 'limit', value: maxWtwGPerMj, unit: gPerMj, from: `${clause} (${source}, ${status})` },
      { name: 'WtW', value: wtwGPerMj, unit: gPerMj, from: 'given in the input' },
    ],
    value: maxWtwGPerMj - wtwGPerMj,
    unit: gPerMj,
    clause,
    ...draft(imo),
  };
}
