import { sum, weightedMean } from '../measure/sum.ts';
import type { Factors, FuelRow } from './factors.ts';
import { fuelIntensity, lcvClause, type FuelIntensity, type NotCounted, type Standing } from './fuel-intensity.ts';
import { gPerMj, type Step, type StepLabel } from './step.ts';

/** One fuel of a mix, its row decided. */
export interface MixLine {
  readonly row: FuelRow;
  readonly massKg: number;
  readonly standing: Standing;
}

/** What one fuel brought into the mix. */
export interface LineResult {
  readonly row: string;
  readonly fuel: string;
  readonly massKg: number;
  readonly energyMj: number;
  readonly wttGPerMj: number;
  readonly ttwGPerMj: number;
  readonly wtwGPerMj: number;
  /** The fossil row it counts as, and why; null where it counts as what it is. */
  readonly countsAs: { readonly row: string; readonly why: NotCounted } | null;
}

export interface MixIntensity {
  readonly energyMj: number;
  readonly wttGPerMj: number;
  readonly ttwGPerMj: number;
  readonly wtwGPerMj: number;
  readonly components: readonly LineResult[];
  /** Each reading of the law that the result rests on, once. */
  readonly interpretations: readonly string[];
  readonly steps: readonly Step[];
}

/**
 * Intensity of fuels taken together: Σ energy·intensity / Σ energy (Annex I, Equation 1, every reward factor 1). Energy
 * is mass times the calorific value of the fuel's own row, also where it counts as a fossil fuel.
 */
export function mixIntensity(lines: readonly MixLine[], factors: Factors, gwpSet: string): MixIntensity {
  const parts = lines.map((line) => {
    const energy = energyStep(line, factors);
    return { line, energy, intensity: fuelIntensity(line.row, line.standing, factors, gwpSet) };
  });
  const energyMj = sum(parts.map(({ energy }) => energy.value));
  const mean = (value: (intensity: FuelIntensity) => number): number =>
    weightedMean(parts.map(({ energy, intensity }) => ({ weight: energy.value, value: value(intensity) })));
  const wttGPerMj = mean((intensity) => intensity.wttGPerMj);
  const ttwGPerMj = mean((intensity) => intensity.ttwGPerMj);
  const wtwGPerMj = wttGPerMj + ttwGPerMj;
  const weighting = (label: StepLabel, name: 'WtT' | 'TtW', value: number, of: (intensity: FuelIntensity) => number): Step => ({
    label,
    formula: `${name} = Σ energy·${name} / Σ energy`,
    inputs: parts.flatMap(({ line, energy, intensity }) => [
      { name: `energy ${line.row.id}`, value: energy.value, unit: 'MJ' },
      { name: `${name} ${line.row.id}`, value: of(intensity), unit: gPerMj },
    ]),
    value,
    unit: gPerMj,
    clause: factors.clauses.weighting,
  });
  const steps: Step[] = [
    ...parts.flatMap(({ energy, intensity }) => [energy, ...intensity.steps]),
    {
      label: 'mix.energy',
      formula: 'energy = Σ energy',
      inputs: parts.map(({ line, energy }) => ({ name: `energy ${line.row.id}`, value: energy.value, unit: 'MJ' })),
      value: energyMj,
      unit: 'MJ',
      clause: factors.clauses.weighting,
    },
    weighting('mix.wtt', 'WtT', wttGPerMj, (intensity) => intensity.wttGPerMj),
    weighting('mix.ttw', 'TtW', ttwGPerMj, (intensity) => intensity.ttwGPerMj),
    {
      label: 'mix.wtw',
      formula: 'WtW = WtT + TtW',
      inputs: [
        { name: 'WtT', value: wttGPerMj, unit: gPerMj },
        { name: 'TtW', value: ttwGPerMj, unit: gPerMj },
      ],
      value: wtwGPerMj,
      unit: gPerMj,
      clause: factors.clauses.weighting,
    },
  ];
  return Object.freeze({
    energyMj,
    wttGPerMj,
    ttwGPerMj,
    wtwGPerMj,
    components: Object.freeze(parts.map(({ line, energy, intensity }) => lineResult(line, energy.value, intensity))),
    interpretations: Object.freeze([...new Set(steps.flatMap((step) => step.interpretation ?? []))]),
    steps: Object.freeze(steps),
  });
}

function energyStep({ row, massKg }: MixLine, factors: Factors): Step {
  return {
    label: 'energy',
    fuel: row.id,
    formula: 'energy = mass·1000·LCV',
    inputs: [
      { name: 'mass', value: massKg, unit: 'kg' },
      { name: 'LCV', value: row.lcvMjPerG, unit: 'MJ/g', from: lcvClause(row, factors) },
    ],
    value: massKg * 1000 * row.lcvMjPerG,
    unit: 'MJ',
    clause: lcvClause(row, factors),
  };
}

function lineResult({ row, massKg, standing }: MixLine, energyMj: number, intensity: FuelIntensity): LineResult {
  const { wttGPerMj, ttwGPerMj, wtwGPerMj } = intensity;
  const countsAs = standing.kind === 'fallback' ? { row: standing.row.id, why: standing.why } : null;
  return Object.freeze({ row: row.id, fuel: row.fuel, massKg, energyMj, wttGPerMj, ttwGPerMj, wtwGPerMj, countsAs });
}
