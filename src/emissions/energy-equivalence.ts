import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import { calculation, type FactorSets } from './calculation.ts';
import { equivalentFuel, type EquivalentFuel } from './energy-equivalent-fuel.ts';
import { gwpSetField, lineFields } from './fuel-line.ts';
import { refused, unfit } from './fueleu-line.ts';
import { quantity } from './fueleu-quantity.ts';
import { gPerMj, type Step, type StepInput, type StepLabel } from './step.ts';
import { intervalField, massLineScales, uncertaintyField, withInterval } from './uncertainty.ts';

const fuelGiven = {
  fuel: lineFields.fuel,
  lcvMjPerG: lineFields.lcvMjPerG.optional(),
  wtwGPerMj: lineFields.wtwGPerMj.optional(),
  wttGPerMj: lineFields.wttGPerMj.optional(),
};

const lineSchema = z.strictObject({
  ...fuelGiven,
  massT: lineFields.massT.optional(),
  energySharePct: lineFields.energySharePct.optional(),
  n2oSlipGPerG: lineFields.n2oSlipGPerG.default(0),
  uncertainty: uncertaintyField,
});
type Line = z.output<typeof lineSchema>;
type LineGiven = Line & { readonly lcvMjPerG?: number };

const inputSchema = z.strictObject({
  lines: z.array(lineSchema).min(1),
  baseline: z.strictObject(fuelGiven).meta({ description: 'the fuel replaced' }),
  gwpSet: gwpSetField.optional(),
});
type Given = Omit<z.output<typeof inputSchema>, 'lines'> & { readonly lines: readonly LineGiven[] };

const intervalUnits = {
  totalEnergyMj: 'MJ',
  equivalentMassT: 't',
  candidateTCO2e: 'tCO2eq',
  baselineTCO2e: 'tCO2eq',
  avoidedTCO2e: 'tCO2eq',
  reductionPct: '%',
  mixIntensityGPerMj: gPerMj,
};
const number = (description: string): z.ZodNumber => z.number().meta({ description });
const noLaw = 'none: arithmetic on lower calorific values; a fuel replaces another by energy, never tonne for tonne';

/**
 * A fuel, with a pilot fuel where it needs one, against the fuel it replaces: same energy, other emissions. Masses t,
 * energy MJ, intensities gCO2eq/MJ, emissions tCO2eq. Refuses FUEL_UNKNOWN, FACTOR_MISSING, and INPUT_UNFIT where a line
 * has both or neither of mass and share, no line has a mass, the shares leave nothing, or the baseline emits nothing.
 */
export const energyEquivalence = calculation({
  topic: 'energy-equivalence',
  summary: 'A fuel against the baseline fuel it replaces',
  basis: noLaw,
  reads: ['fueleu'],
  input: inputSchema,
  result: z.strictObject({
    totalEnergyMj: number('energy of all lines, MJ'),
    pilotEnergyMj: number('energy of the lines given by share, MJ'),
    equivalentMassT: number('mass of baseline fuel with the same energy, t'),
    candidateTCO2e: number('emissions of the lines, tCO2eq'),
    baselineTCO2e: number('emissions of the baseline for the same energy, tCO2eq'),
    avoidedTCO2e: number('difference, tCO2eq'),
    reductionPct: number('reduction, %'),
    mixIntensityGPerMj: number('intensity of all lines together, by energy, gCO2eq/MJ'),
    fuelWtwGPerMj: number('intensity of the first line, N2O slip included, gCO2eq/MJ'),
    baselineWtwGPerMj: number('intensity of the baseline, gCO2eq/MJ'),
    interval: intervalField(intervalUnits),
  }),
  compute: (given, sets) =>
    withInterval(given.lines as readonly LineGiven[], massLineScales<LineGiven>(sets.fueleu), intervalUnits, (lines) =>
      equivalenceOf({ ...given, lines }, sets),
    ),
});

function equivalenceOf({ lines, baseline: replaced, gwpSet }: Given, { fueleu }: FactorSets) {
  const reasons = contradictionsOf(lines);
  const found = lines.map((line, place) => equivalentFuel(line, `${place + 1} ${line.fuel}`, fueleu, gwpSet, `lines[${place}]`));
  const base = equivalentFuel(replaced, `baseline ${replaced.fuel}`, fueleu, gwpSet, 'baseline');
  reasons.push(...[...found, base].flatMap((one) => ('wtwGPerMj' in one ? [] : one)));
  if ('wtwGPerMj' in base && !(base.wtwGPerMj > 0))
    reasons.push(unfit('baseline', `a baseline of ${base.wtwGPerMj} gCO2eq/MJ leaves nothing to reduce`));
  refuseAll(reasons);
  const fuels = found.filter((one) => 'wtwGPerMj' in one);
  const [first] = fuels;
  if (!('wtwGPerMj' in base) || !first) return refused(reasons);
  const energy = energySteps(lines, fuels);
  if (!(energy.totalMj > 0)) return refused([unfit('lines', 'the lines given by mass have no energy')]);
  const { totalMj, eachMj } = energy;
  const named = (each: (fuel: EquivalentFuel, place: number) => readonly StepInput[]): StepInput[] => fuels.flatMap(each);
  const candidate = step('equivalence.candidate', 'candidate = Σ energy·WtW / 10⁶', 'tCO2eq', {
    inputs: named(({ name, wtwGPerMj }, place) => [
      quantity(`energy ${name}`, eachMj[place] ?? 0, 'MJ'),
      quantity(`WtW ${name}`, wtwGPerMj, gPerMj),
    ]),
    value: sum(fuels.map(({ wtwGPerMj }, place) => (eachMj[place] ?? 0) * wtwGPerMj)) / 1e6,
  });
  const total = quantity('total energy', totalMj, 'MJ');
  const mass = step('equivalence.mass', 'equivalent mass = total energy / (LCV·10⁶)', 't', {
    inputs: [total, quantity('LCV', base.lcvMjPerG, 'MJ/g')],
    value: totalMj / (base.lcvMjPerG * 1e6),
  });
  const baseline = step('equivalence.baseline', 'baseline = total energy·WtW / 10⁶', 'tCO2eq', {
    inputs: [total, quantity('WtW', base.wtwGPerMj, gPerMj)],
    value: (totalMj * base.wtwGPerMj) / 1e6,
  });
  const both = [quantity('baseline', baseline.value, 'tCO2eq'), quantity('candidate', candidate.value, 'tCO2eq')];
  const avoided = step('equivalence.avoided', 'avoided = baseline − candidate', 'tCO2eq', {
    inputs: both,
    value: baseline.value - candidate.value,
  });
  const reduction = step('equivalence.reduction', 'reduction = (1 − candidate/baseline)·100', '%', {
    inputs: both,
    value: (1 - candidate.value / baseline.value) * 100,
  });
  const mix = step('equivalence.mix', 'intensity = candidate·10⁶ / total energy', gPerMj, {
    inputs: [quantity('candidate', candidate.value, 'tCO2eq'), total],
    value: (candidate.value * 1e6) / totalMj,
  });
  return {
    result: {
      totalEnergyMj: totalMj,
      pilotEnergyMj: energy.pilotMj,
      equivalentMassT: mass.value,
      candidateTCO2e: candidate.value,
      baselineTCO2e: baseline.value,
      avoidedTCO2e: avoided.value,
      reductionPct: reduction.value,
      mixIntensityGPerMj: mix.value,
      fuelWtwGPerMj: first.wtwGPerMj,
      baselineWtwGPerMj: base.wtwGPerMj,
    },
    steps: [...[...fuels, base].flatMap(({ steps }) => steps), ...energy.steps, mass, candidate, baseline, avoided, reduction, mix],
  };
}

function step(label: StepLabel, formula: string, unit: string, of: Pick<Step, 'inputs' | 'value'>): Step {
  return { label, formula, unit, clause: noLaw, ...of };
}

interface Energies {
  readonly totalMj: number;
  readonly pilotMj: number;
  readonly eachMj: readonly number[];
  readonly steps: readonly Step[];
}

/** The energy of each line and of all: what is given by share is a part of the whole, so the masses are the rest of it. */
function energySteps(lines: readonly Line[], fuels: readonly EquivalentFuel[]): Energies {
  const massMj = fuels.map(({ lcvMjPerG }, place) => (lines[place]?.massT ?? 0) * 1e6 * lcvMjPerG);
  const shares = lines.map(({ energySharePct = 0 }) => energySharePct);
  const sharePct = sum(shares);
  const byMass = step('equivalence.energy', 'energy by mass = Σ mass·10⁶·LCV', 'MJ', {
    inputs: fuels.flatMap(({ name, lcvMjPerG }, place) => {
      const massT = lines[place]?.massT;
      return massT === undefined ? [] : [quantity(`mass ${name}`, massT, 't'), quantity(`LCV ${name}`, lcvMjPerG, 'MJ/g')];
    }),
    value: sum(massMj),
  });
  const total = step('equivalence.total', 'total energy = energy by mass / (1 − Σ share/100)', 'MJ', {
    inputs: [quantity('energy by mass', byMass.value, 'MJ'), quantity('Σ share', sharePct, '%')],
    value: byMass.value / (1 - sharePct / 100),
  });
  const pilot = step('equivalence.pilot', 'energy by share = total energy·Σ share/100', 'MJ', {
    inputs: [quantity('total energy', total.value, 'MJ'), quantity('Σ share', sharePct, '%')],
    value: (total.value * sharePct) / 100,
  });
  const eachMj = lines.map(({ massT }, place) => (massT === undefined ? (total.value * (shares[place] ?? 0)) / 100 : (massMj[place] ?? 0)));
  return { totalMj: total.value, pilotMj: pilot.value, eachMj, steps: [byMass, total, pilot] };
}

function contradictionsOf(lines: readonly Line[]): Reason[] {
  const unclear = lines.flatMap(({ massT, energySharePct }, place) =>
    (massT === undefined) === (energySharePct === undefined)
      ? [unfit(`lines[${place}]`, 'a line has either a mass or a share of the energy, not both and not neither')]
      : [],
  );
  const byMass = lines.some(({ massT }) => massT !== undefined);
  const share = sum(lines.map(({ energySharePct = 0 }) => energySharePct));
  return [
    ...unclear,
    ...(byMass ? [] : [unfit('lines', 'one line at least has a mass, by which the others have their share')]),
    ...(share < 100 ? [] : [unfit('lines', `the shares of the energy come to ${share} % and leave nothing for the mass`)]),
  ];
}
