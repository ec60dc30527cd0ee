import { sum } from '../measure/sum.ts';
import type { Answer, FactorSets } from './calculation.ts';
import { quantity } from './fueleu-quantity.ts';
import type { StemWorthGiven } from './stem-worth-input.ts';
import type { YearWith } from './stem-worth-year.ts';
import type { Step, StepInput, StepLabel } from './step.ts';

export interface Gains {
  readonly balanceChangeT: number;
  readonly penaltyAvoidedEur: number;
  readonly surplusT: number;
  readonly surplusGainedT: number;
  readonly surplusGainedEur?: number;
  readonly allowancesAvoidedT: number;
  readonly allowanceCostAvoidedEur: number;
  readonly worthEur: number;
}

/** What the year with the stem saves against the year with the baseline. */
export function gainsOf(
  stem: YearWith,
  fossil: YearWith,
  { priceEurPerTonneSurplus: price }: StemWorthGiven,
  { fueleu, ets }: FactorSets,
): Answer<Gains> {
  const { balance, penalty } = fueleu.rules;
  const change = gained(
    'worth.balance',
    'change = with the stem − with the baseline',
    'tCO2eq',
    balance.clause,
    stem.balanceT,
    fossil.balanceT,
  );
  const penaltyAvoided = avoided('worth.penalty', 'EUR', penalty.clause, stem.penaltyEur, fossil.penaltyEur);
  const surplusT = Math.max(0, stem.balanceT);
  const surplus = gained(
    'worth.surplus',
    'gained = with the stem − with the baseline, a deficit being no surplus',
    'tCO2eq',
    balance.clause,
    surplusT,
    Math.max(0, fossil.balanceT),
  );
  const allowances = avoided('worth.allowances', 'tCO2eq', ets.clauses.phaseIn, stem.allowancesT, fossil.allowancesT);
  const cost = avoided('worth.cost', 'EUR', ets.clauses.phaseIn, stem.costEur, fossil.costEur);
  const value: Step | undefined =
    price === undefined
      ? undefined
      : {
          label: 'worth.surplusValue',
          formula: 'value = surplus gained·price',
          inputs: [quantity('surplus gained', surplus.value, 'tCO2eq'), quantity('price', price, 'EUR/tCO2eq', 'given in the input')],
          value: surplus.value * price,
          unit: 'EUR',
          clause: 'none: a surplus has no price in law',
        };
  const parts = [
    quantity('penalty avoided', penaltyAvoided.value, 'EUR'),
    quantity('cost avoided', cost.value, 'EUR'),
    ...(value ? [quantity('value of the surplus', value.value, 'EUR')] : []),
  ];
  const total: Step = {
    label: 'worth.total',
    formula: `worth = ${parts.map(({ name }) => name).join(' + ')}`,
    inputs: parts,
    value: sum(parts.map((part) => part.value)),
    unit: 'EUR',
    clause: 'none: arithmetic',
    interpretation: 'The year before banking, borrowing and pooling; a surplus counts only at a price that the input gives.',
  };
  return {
    result: {
      balanceChangeT: change.value,
      penaltyAvoidedEur: penaltyAvoided.value,
      surplusT,
      surplusGainedT: surplus.value,
      ...(value && { surplusGainedEur: value.value }),
      allowancesAvoidedT: allowances.value,
      allowanceCostAvoidedEur: cost.value,
      worthEur: total.value,
    },
    steps: [change, penaltyAvoided, surplus, allowances, cost, ...(value ? [value] : []), total],
  };
}

const both = (withStem: number, withBaseline: number, unit: string): StepInput[] => [
  quantity('with the stem', withStem, unit),
  quantity('with the baseline', withBaseline, unit),
];

function gained(label: StepLabel, formula: string, unit: string, clause: string, withStem: number, withBaseline: number): Step {
  return { label, formula, inputs: both(withStem, withBaseline, unit), value: withStem - withBaseline, unit, clause };
}

function avoided(label: StepLabel, unit: string, clause: string, withStem: number, withBaseline: number): Step {
  const formula = 'avoided = with the baseline − with the stem';
  return { label, formula, inputs: both(withStem, withBaseline, unit), value: withBaseline - withStem, unit, clause };
}
