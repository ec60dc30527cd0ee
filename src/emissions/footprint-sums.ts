import { sum } from '../measure/sum.ts';
import { cited, type FootprintClauses } from './footprint-clauses.ts';
import { kgPerT, type CountedAs, type Stage } from './footprint-stages.ts';
import { quantity } from './fueleu-quantity.ts';
import type { Step } from './step.ts';

const named = ({ stage, of }: Stage): string => (of === undefined ? stage : `${stage} (${of})`);
const input = (one: Stage): Step['inputs'][number] => quantity(named(one), one.step.value, kgPerT);
const value = (stages: readonly Stage[]): number => sum(stages.map(({ step }) => step.value));

/** All stages together, kgCO2eq per tonne delivered; credits are below zero. */
export function totalStep(stages: readonly Stage[], iso: FootprintClauses): Step {
  const [inputs, clause] = [stages.map(input), cited('total', iso)];
  return { label: 'footprint.total', formula: 'total = sum of the stages', inputs, value: value(stages), unit: kgPerT, clause };
}

/** The part of the total that is stated separately: fossil and other, biogenic, land-use change, or soil carbon. */
export function separateStep(as: CountedAs, stages: readonly Stage[], iso: FootprintClauses): Step {
  const counted = stages.filter((one) => one.countedAs === as);
  return {
    label: 'footprint.separate',
    formula: `${as} = sum of its stages`,
    inputs: counted.map(input),
    value: value(counted),
    unit: kgPerT,
    clause: cited('carbon', iso),
    ...(as === 'fossil-and-other' && {
      interpretation: 'Sources do not split their figures by origin of the carbon: what none calls biogenic counts as fossil and other.',
    }),
  };
}

/**
 * The share of primary data, % of the sizes of the contributions, so that a credit weighs as much as an emission. Carbon that
 * a biofuel takes up and gives back is one contribution. Without any contribution there is no share.
 */
export function primaryStep(stages: readonly Stage[], iso: FootprintClauses): Step | undefined {
  const circuit = stages.filter(({ countedAs }) => countedAs === 'biogenic');
  const rest = stages.filter((one) => !circuit.includes(one));
  const contributions = [
    ...rest.map((one) => ({ name: named(one), size: Math.abs(one.step.value), pct: one.primaryDataPct })),
    ...(circuit.length > 0 ? [{ name: 'use with biogenic-uptake', size: Math.abs(value(circuit)), pct: 0 }] : []),
  ];
  const whole = sum(contributions.map(({ size }) => size));
  if (!(whole > 0)) return undefined;
  return {
    label: 'footprint.primary',
    formula: 'share = Σ |contribution|·primary data/Σ |contribution|',
    inputs: contributions.map(({ name, size, pct }) => quantity(`|${name}|`, size, kgPerT, `primary data ${pct} %`)),
    value: sum(contributions.map(({ size, pct }) => size * pct)) / whole,
    unit: '%',
    clause: cited('quality', iso),
    interpretation: 'Contributions are weighed by their size without sign; which figures are primary data is as the giver says.',
  };
}
