import { z } from 'zod';
import { refuseAll, type Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { quantity } from './fueleu-quantity.ts';
import type { ImoFactors } from './imo-factors.ts';
import { gPerMj, type Step, type StepInput, type StepLabel } from './step.ts';

const input = z.strictObject({
  year: z.int().min(2000).max(2100).meta({ description: 'reporting year' }),
  attainedGPerMj: z.number().optional().meta({ description: 'attained GFI, gCO2eq/MJ; without it the targets only' }),
  energyMj: z.number().nonnegative().optional().meta({ description: 'energy of the year, MJ; together with attainedGPerMj' }),
});

const result = z.strictObject({
  status: z.enum(['NOT_ADOPTED', 'ADOPTED']),
  baseTargetGPerMj: z.number(),
  directTargetGPerMj: z.number().optional(),
  tier1DeficitT: z.number().optional(),
  tier2DeficitT: z.number().optional(),
  surplusT: z.number().optional(),
  surplusValidYears: z.number().optional(),
  surplusTransfers: z.number().optional(),
  costUsd: z.number().optional(),
});

const tonne = 'tCO2eq';

/**
 * Targets, deficits, surplus and cost by the Net-Zero Framework of the IMO, which is approved and not adopted: the result
 * carries its status. Targets in gCO2eq/MJ, deficits and surplus in tCO2eq, cost in USD where the price of remedial units is
 * set for the year; a surplus unit is valid for `surplusValidYears` and may be transferred `surplusTransfers` times.
 * Refuses YEAR_UNCOVERED for a year without targets (or, with an attained GFI, without a direct target), INPUT_UNFIT
 * where only one of GFI and energy is given.
 */
export const imoNzf = calculation({
  topic: 'imo.nzf',
  summary: 'Net-Zero Framework: targets, deficits, surplus and cost (not adopted)',
  basis: 'draft MARPOL Annex VI chapter 5 as approved by MEPC 83 in April 2025, not adopted',
  input,
  result,
  reads: ['imo'],
  compute({ year, attainedGPerMj, energyMj }, { imo }) {
    const framework = imo.netZero;
    const reasons: Reason[] = [];
    if ((attainedGPerMj === undefined) !== (energyMj === undefined)) {
      const field = energyMj === undefined ? 'energyMj' : 'attainedGPerMj';
      reasons.push({ code: 'INPUT_UNFIT', field, values: { why: 'the attained GFI and the energy of the year go together' } });
    }
    const target = framework.targets.find((one) => one.year === year);
    const direct = target?.directReductionPct;
    if (!target || (attainedGPerMj !== undefined && direct === undefined)) reasons.push(uncovered(year, attainedGPerMj !== undefined, imo));
    refuseAll(reasons);
    if (!target) throw new RangeError(`no target for ${year}`);
    const base = targetStep('nzf.base', 'base', target.baseReductionPct, imo);
    const steps = direct === undefined ? [base] : [base, targetStep('nzf.direct', 'direct', direct, imo)];
    const directTarget = steps[1];
    const targets = { status: framework.adoption, baseTargetGPerMj: base.value };
    if (!directTarget) return { result: targets, steps };
    const both = { ...targets, directTargetGPerMj: directTarget.value };
    if (attainedGPerMj === undefined || energyMj === undefined) return { result: both, steps };
    const attained = { attainedGPerMj, energyMj, base: base.value, direct: directTarget.value };
    const [tier1, tier2] = deficitSteps(attained, imo);
    const surplus = surplusStep(attained, imo);
    const cost = costStep(year, tier1.value, tier2.value, imo);
    const units = { tier1DeficitT: tier1.value, tier2DeficitT: tier2.value, surplusT: surplus.value, ...surplusRules(imo) };
    return {
      result: { ...both, ...units, ...(cost && { costUsd: cost.value }) },
      steps: [...steps, tier1, tier2, surplus, ...(cost ? [cost] : [])],
    };
  },
});

function uncovered(year: number, withDirect: boolean, imo: ImoFactors): Reason {
  const known = imo.netZero.targets.filter((one) => !withDirect || one.directReductionPct !== undefined).map((one) => one.year);
  return { code: 'YEAR_UNCOVERED', field: 'year', values: { year, known: known.join(', ') }, clause: imo.clauses.netZero };
}

/** What every step of the framework says until it is law. */
export function draft({ netZero }: ImoFactors): { interpretation?: string } {
  return netZero.adoption === 'ADOPTED' ? {} : { interpretation: netZero.adoptionNote };
}

function targetStep(label: StepLabel, name: string, reductionPct: number, imo: ImoFactors): Step {
  const { referenceGPerMj, clause } = imo.netZero;
  return {
    label,
    formula: `${name} target = reference·(100 − reduction)/100`,
    inputs: [
      { name: 'reference', value: referenceGPerMj, unit: gPerMj, from: clause },
      { name: 'reduction', value: reductionPct, unit: '%', from: clause },
    ],
    value: (referenceGPerMj * (100 - reductionPct)) / 100,
    unit: gPerMj,
    clause,
    ...draft(imo),
  };
}

interface Attained {
  readonly attainedGPerMj: number;
  readonly energyMj: number;
  readonly base: number;
  readonly direct: number;
}

function deficitSteps({ attainedGPerMj, energyMj, base, direct }: Attained, imo: ImoFactors): [Step, Step] {
  const inputs: StepInput[] = [
    { name: 'GFI', value: attainedGPerMj, unit: gPerMj },
    { name: 'base', value: base, unit: gPerMj },
    { name: 'direct', value: direct, unit: gPerMj },
    { name: 'energy', value: energyMj, unit: 'MJ' },
  ];
  const tonnes = (gap: number): number => (Math.max(gap, 0) * energyMj) / 1e6;
  const common = { unit: tonne, clause: imo.netZero.clause, ...draft(imo) };
  return [
    {
      ...common,
      label: 'nzf.tier1',
      formula: 'tier 1 = max(min(GFI, base) − direct, 0)·energy/10⁶',
      inputs,
      value: tonnes(Math.min(attainedGPerMj, base) - direct),
    },
    {
      ...common,
      label: 'nzf.tier2',
      formula: 'tier 2 = max(GFI − base, 0)·energy/10⁶',
      inputs: inputs.filter(({ name }) => name !== 'direct'),
      value: tonnes(attainedGPerMj - base),
    },
  ];
}

/** The surplus below the direct target, with the rules of a surplus unit where the set has them. */
function surplusStep({ attainedGPerMj, energyMj, direct }: Attained, imo: ImoFactors): Step {
  const { surplusUnits: rules, clause } = imo.netZero;
  const from = rules && `${rules.clause} (${rules.source}, ${rules.status})`;
  return {
    label: 'nzf.surplus',
    formula: `surplus = max(direct − GFI, 0)·energy/10⁶${rules ? '; a unit is valid for the years and transferable as often as stated' : ''}`,
    inputs: [
      quantity('direct', direct, gPerMj),
      quantity('GFI', attainedGPerMj, gPerMj),
      quantity('energy', energyMj, 'MJ'),
      ...(rules ? [quantity('valid', rules.validYears, 'years', from), quantity('transfers', rules.transfers, '1', from)] : []),
    ],
    value: (Math.max(direct - attainedGPerMj, 0) * energyMj) / 1e6,
    unit: tonne,
    clause,
    ...draft(imo),
  };
}

const surplusRules = ({ netZero: { surplusUnits: rules } }: ImoFactors) =>
  rules && { surplusValidYears: rules.validYears, surplusTransfers: rules.transfers };

/** The cost of remedial units, or undefined in a year for which their price is not set yet. */
function costStep(year: number, tier1T: number, tier2T: number, imo: ImoFactors): Step | undefined {
  const price = imo.netZero.remedialUnits.find(({ fromYear, toYear }) => fromYear <= year && year <= toYear);
  if (!price) return undefined;
  return {
    label: 'nzf.cost',
    formula: 'cost = price 1·tier 1 + price 2·tier 2',
    inputs: [
      { name: 'price 1', value: price.tier1UsdPerT, unit: 'USD/tCO2eq', from: price.clause },
      { name: 'tier 1', value: tier1T, unit: tonne },
      { name: 'price 2', value: price.tier2UsdPerT, unit: 'USD/tCO2eq', from: price.clause },
      { name: 'tier 2', value: tier2T, unit: tonne },
    ],
    value: price.tier1UsdPerT * tier1T + price.tier2UsdPerT * tier2T,
    unit: 'USD',
    clause: price.clause,
    ...draft(imo),
  };
}
