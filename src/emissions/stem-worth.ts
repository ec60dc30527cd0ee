import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { calculation, type Answer, type FactorSets } from './calculation.ts';
import { energyStep, refused } from './fueleu-line.ts';
import { quantity } from './fueleu-quantity.ts';
import { ratingLetter } from './imo-cii-rating.ts';
import { ciiOfBoth, type StemCii } from './stem-worth-cii.ts';
import { gainsOf } from './stem-worth-gains.ts';
import { contradictionsOf, stemWorthInput, type StemLine, type StemWorthGiven } from './stem-worth-input.ts';
import { yearWith } from './stem-worth-year.ts';
import type { Step } from './step.ts';
import { intervalField, massLineScales, withInterval } from './uncertainty.ts';

const number = (description: string): z.ZodNumber => z.number().meta({ description });
const perWork = 'g per capacity unit and nautical mile';

const figures = {
  energyMj: number('energy of the stem, MJ'),
  baselineMassT: number('mass of baseline fuel of the same energy, t'),
  balanceT: number('FuelEU balance of the year with the stem, tCO2eq'),
  baselineBalanceT: number('with the baseline, tCO2eq'),
  balanceChangeT: number('what the stem changes of the balance, tCO2eq'),
  penaltyEur: number('FuelEU penalty of the year with the stem, EUR'),
  baselinePenaltyEur: number('with the baseline, EUR'),
  penaltyAvoidedEur: number('penalty avoided, EUR'),
  surplusT: number('surplus of the year with the stem, tCO2eq; 0 where the balance is none'),
  surplusGainedT: number('surplus above that with the baseline, tCO2eq'),
  surplusGainedEur: number('its value, only where a price of surplus is given, EUR').optional(),
  allowancesT: number('allowances of the year with the stem, tCO2eq'),
  baselineAllowancesT: number('with the baseline, tCO2eq'),
  allowancesAvoidedT: number('allowances avoided, tCO2eq'),
  allowanceCostAvoidedEur: number('their cost at the price given, EUR'),
  worthEur: number('penalty and cost of allowances avoided, and the value of surplus where a price is given, EUR'),
  attainedCii: number(`attained carbon intensity with the stem, ${perWork}`).optional(),
  baselineAttainedCii: number(`with the baseline, ${perWork}`).optional(),
};
type Name = keyof typeof figures;
const units = Object.fromEntries(
  Object.keys(figures).map((name) => [
    name,
    name.endsWith('Mj') ? 'MJ' : name.endsWith('Eur') ? 'EUR' : name.endsWith('Cii') ? perWork : 'tCO2eq',
  ]),
) as Record<Name, string>;
units.baselineMassT = 't';

const result = z.strictObject({
  ...figures,
  requiredCii: number(`required carbon intensity, where a ship type is given, ${perWork}`).optional(),
  rating: ratingLetter.optional(),
  baselineRating: ratingLetter.optional(),
  interval: intervalField(units),
});
type Result = Omit<z.input<typeof result>, 'interval'>;

/**
 * What a stem is worth to a shipping line: the ship's year with it against the year with a fossil fuel of the same energy
 * in its place. A surplus has no value unless a price is given. With nothing in scope there is neither balance nor
 * penalty. For the carbon intensity, lines that mix are one blend with its Cf. Refuses FUEL_UNKNOWN, FACTOR_MISSING,
 * YEAR_UNCOVERED, and INPUT_UNFIT: a baseline that is not fossil, a renewable fuel that does not say whether it is
 * compliant, and what `fueleu.balance`, `ets.surrender` and `imo.cii` refuse.
 */
export const stemWorth = calculation({
  topic: 'stem.worth',
  summary: 'What a stem is worth: penalty, allowances and carbon intensity against a fossil fuel of the same energy',
  basis: 'Regulation (EU) 2023/1805 Annexes I and IV, Directive 2003/87/EC Art. 3ga and 3gb, MEPC.352(78), MEPC.1/Circ.905',
  reads: ['fueleu', 'red', 'ets', 'imo'],
  input: stemWorthInput,
  result,
  compute: (given, sets) =>
    withInterval<StemLine, Result, Name>(given.lines, massLineScales(sets.fueleu), units, (lines) => worthOf({ ...given, lines }, sets)),
});

function worthOf(given: StemWorthGiven, sets: FactorSets): Answer<Result> {
  const reasons = contradictionsOf(given, sets);
  const { energy, baseline, steps } = sameEnergy(given, sets);
  const stem = yearWith('stem', given.lines, given, sets, reasons);
  const fossil = yearWith('baseline', [baseline], given, sets, reasons);
  const cii = given.cii && ciiOfBoth(given, given.cii, baseline.massT, sets, reasons);
  if (reasons.length > 0 || !stem || !fossil) return refused(reasons);
  const gains = gainsOf(stem, fossil, given, sets);
  const [withStem, withBaseline] = [cii?.[0], cii?.[1]];
  return {
    result: {
      energyMj: energy.value,
      baselineMassT: baseline.massT,
      balanceT: stem.balanceT,
      baselineBalanceT: fossil.balanceT,
      penaltyEur: stem.penaltyEur,
      baselinePenaltyEur: fossil.penaltyEur,
      allowancesT: stem.allowancesT,
      baselineAllowancesT: fossil.allowancesT,
      ...gains.result,
      ...(cii && { attainedCii: cii[0].attainedCii, baselineAttainedCii: cii[1].attainedCii }),
      ...(withStem?.requiredCii !== undefined && { requiredCii: withStem.requiredCii }),
      ...(withStem?.rating !== undefined && { rating: withStem.rating }),
      ...(withBaseline?.rating !== undefined && { baselineRating: withBaseline.rating }),
    },
    steps: [...steps, ...stem.steps, ...fossil.steps, ...gains.steps, ...prefixed('stem', withStem), ...prefixed('baseline', withBaseline)],
  };
}

const arithmetic = 'none: arithmetic on lower calorific values';

/** The baseline fuel with the energy of the stem. A fuel without a row counts nothing here: it is refused by the calculations. */
function sameEnergy({ lines, baseline }: StemWorthGiven, { fueleu }: FactorSets) {
  const energies = lines.flatMap(({ fuel, massT, lcvMjPerG }) => {
    const row = fueleu.rows.find(({ id }) => id === fuel);
    return row ? [energyStep({ ...row, lcvMjPerG: lcvMjPerG ?? row.lcvMjPerG }, massT, fueleu)] : [];
  });
  const energy: Step = {
    label: 'worth.energy',
    formula: 'E = Σ energy',
    inputs: energies.map(({ fuel, value }, place) => quantity(`energy ${place + 1} ${fuel ?? ''}`, value, 'MJ')),
    value: sum(energies.map(({ value }) => value)),
    unit: 'MJ',
    clause: arithmetic,
  };
  const lcv = fueleu.rows.find(({ id }) => id === baseline.fuel)?.lcvMjPerG ?? 1;
  const mass: Step = {
    label: 'worth.baseline',
    fuel: baseline.fuel,
    formula: 'mass = E / (LCV·10⁶)',
    inputs: [quantity('E', energy.value, 'MJ'), quantity('LCV', lcv, 'MJ/g', fueleu.clauses.lcv)],
    value: energy.value / (lcv * 1e6),
    unit: 't',
    clause: arithmetic,
  };
  return { energy, baseline: { ...baseline, massT: mass.value }, steps: [...energies, energy, mass] };
}

function prefixed(which: 'stem' | 'baseline', cii: StemCii | undefined): Step[] {
  return (cii?.steps ?? []).map((step) => ({ ...step, formula: `with the ${which}: ${step.formula}` }));
}
