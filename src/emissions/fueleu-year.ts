import { sum } from '../measure/sum.ts';
import type { Factors } from './factors.ts';
import type { FuelOrigin } from './fuel-intensity.ts';
import { balanceStep } from './fueleu-balance-step.ts';
import { energyStep, type Counted } from './fueleu-line.ts';
import type { YearLimit } from './fueleu-limit.ts';
import { penaltyStep } from './fueleu-penalty.ts';
import { quantity, reading, withTheLine } from './fueleu-quantity.ts';
import { rfnboNote } from './fueleu-rfnbo.ts';
import type { FuelEuRules } from './fueleu-rules.ts';
import { gPerMj, type Step, type StepInput } from './step.ts';

export interface YearLine extends Counted {
  readonly massT: number;
  /** RWD, where the line gives one; absent, the rule of the year decides. */
  readonly rewardFactor?: number | undefined;
}

export interface ShipYear {
  readonly year: number;
  readonly limit: YearLimit;
  readonly lines: readonly YearLine[];
  readonly windFactor: number;
  readonly shorePowerMj: number;
}

export interface YearResult {
  readonly energyMj: number;
  readonly wttGPerMj: number;
  readonly ttwGPerMj: number;
  readonly ghgIntensityGPerMj: number;
  readonly balanceG: number;
  readonly balanceT: number;
  readonly penaltyEur: number;
  /** From the energy of each line to the penalty; the intensities of the fuels are not among them. */
  readonly steps: readonly Step[];
}

interface Part {
  readonly line: YearLine;
  readonly name: string;
  readonly energy: Step;
  readonly reward: StepInput;
}

/**
 * Yearly intensity, compliance balance and penalty of a ship (Annex I, Equation 1; Annex IV). Masses in tonnes, energy in
 * MJ, intensities in gCO2eq/MJ, balance in gCO2eq. The reward factor stands in the denominator of the intensity only;
 * on-shore power adds to denominator and energy and brings no emissions. Undefined where there is no energy at all: there is no intensity then.
 */
export function shipYear({ year, limit, lines, windFactor, shorePowerMj }: ShipYear, factors: Factors): YearResult | undefined {
  const { clauses, rules } = factors;
  const parts = lines.map((line, place): Part => {
    const reward = rewardOf(line, year, factors);
    const name = `${place + 1} ${line.row.id}`;
    return {
      line,
      name,
      energy: energyStep(line.row, line.massT, factors),
      reward: quantity(`RWD ${name}`, reward.factor, '1', reward.from),
    };
  });
  const energyMj = sum([...parts.map(({ energy }) => energy.value), shorePowerMj]);
  if (!(energyMj > 0)) return undefined;
  const denominator = sum([...parts.map(({ energy, reward }) => energy.value * reward.value), shorePowerMj]);
  const mean = (of: (line: YearLine) => number): number => sum(parts.map(({ line, energy }) => energy.value * of(line))) / denominator;
  const wttGPerMj = mean(({ intensity }) => intensity.wttGPerMj);
  const ttwGPerMj = mean(({ intensity }) => intensity.ttwGPerMj);
  const ghgIntensityGPerMj = windFactor * (wttGPerMj + ttwGPerMj);
  const balance = balanceStep(limit, ghgIntensityGPerMj, energyMj, rules);
  const balanceG = balance.value;
  const energies = parts.map(({ name, energy }) => quantity(`energy ${name}`, energy.value, 'MJ'));
  const shore = quantity('on-shore power', shorePowerMj, 'MJ', rules.shorePower.clause);
  const penalty = penaltyStep(balanceG, ghgIntensityGPerMj, rules);
  const part = (label: 'fueleu.wtt' | 'fueleu.ttw', name: 'WtT' | 'TtW', value: number, of: (line: YearLine) => number): Step => ({
    label,
    formula: `${name} = Σ energy·${name} / denominator`,
    inputs: [
      ...energies,
      ...parts.map((one) => quantity(`${name} ${one.name}`, of(one.line), gPerMj)),
      quantity('denominator', denominator, 'MJ'),
    ],
    value,
    unit: gPerMj,
    clause: clauses.weighting,
  });
  const steps: Step[] = [
    ...parts.map(({ energy }) => energy),
    {
      label: 'fueleu.energy',
      formula: 'E = Σ energy + on-shore power',
      inputs: [...energies, shore],
      value: energyMj,
      unit: 'MJ',
      clause: rules.balance.clause,
    },
    {
      label: 'fueleu.denominator',
      formula: 'denominator = Σ energy·RWD + on-shore power',
      inputs: [...energies, ...parts.map(({ reward }) => reward), shore],
      value: denominator,
      unit: 'MJ',
      clause: clauses.weighting,
      ...reading(parts.some(({ line }) => (line.rewardFactor ?? 1) !== 1) && !isRewarded(year, rules) ? outOfTime : undefined),
    },
    part('fueleu.wtt', 'WtT', wttGPerMj, ({ intensity }) => intensity.wttGPerMj),
    part('fueleu.ttw', 'TtW', ttwGPerMj, ({ intensity }) => intensity.ttwGPerMj),
    {
      label: 'fueleu.intensity',
      formula: 'intensity = f_wind·(WtT + TtW)',
      inputs: [
        quantity('f_wind', windFactor, '1', rules.wind.clause),
        quantity('WtT', wttGPerMj, gPerMj),
        quantity('TtW', ttwGPerMj, gPerMj),
      ],
      value: ghgIntensityGPerMj,
      unit: gPerMj,
      clause: clauses.weighting,
    },
    limit.step,
    balance,
    ...rfnboNote(year, energyMj, rfnboEnergyMj(parts), rules),
    penalty,
  ];
  const balanceT = balanceG / 1e6;
  return { energyMj, wttGPerMj, ttwGPerMj, ghgIntensityGPerMj, balanceG, balanceT, penaltyEur: penalty.value, steps };
}

/** RWD of a line: 1 by its origin, else what it gives, else the factor for RFNBO in its years, else 1; a fuel that counts as fossil earns none. */
function rewardOf({ row, standing, rewardFactor }: YearLine, year: number, factors: Factors): { factor: number; from: string } {
  const { clause, factor } = factors.rules.reward;
  const origin = originOf(standing);
  if (origin !== undefined && origin !== 'rfnbo') return { factor: 1, from: `${clause}: a ${origin} fuel earns no reward` };
  if (rewardFactor !== undefined) return { factor: rewardFactor, from: withTheLine };
  const rewarded = row.rewardEligible && standing.kind === 'certified' && isRewarded(year, factors.rules);
  return { factor: rewarded ? factor : 1, from: clause };
}

/** Whether RFNBO are rewarded in a year. */
const isRewarded = (year: number, { reward }: FuelEuRules): boolean =>
  reward.validFrom <= `${year}-01-01` && `${year}-12-31` <= reward.validTo;

const outOfTime = 'RFNBO are not rewarded in this year; the factor is taken as given with the line.';

const originOf = (standing: YearLine['standing']): FuelOrigin | undefined => (standing.kind === 'certified' ? standing.origin : undefined);

/**
 * Energy of certified RFNBO. A line that says no origin but RWD 1 is a recycled-carbon or low-carbon fuel under the row of its
 * substance.
 */
function rfnboEnergyMj(parts: readonly Part[]): number {
  const counted = parts.filter(({ line: { row, standing, rewardFactor } }) => {
    const origin = originOf(standing) ?? (rewardFactor === 1 ? 'low-carbon' : 'rfnbo');
    return row.rewardEligible && standing.kind === 'certified' && origin === 'rfnbo';
  });
  return sum(counted.map(({ energy }) => energy.value));
}
