import type { Reason } from '../refusal.ts';
import type { FactorSets } from './calculation.ts';
import { allowancesOf } from './ets-surrender.ts';
import { balanceOfYear } from './fueleu-balance.ts';
import type { YearResult } from './fueleu-year.ts';
import { countedAsFossil } from './fuel-compliance.ts';
import { asEmitted, type StemLine, type StemWorthGiven } from './stem-worth-input.ts';
import type { Step } from './step.ts';
import { told } from './told.ts';

/** A year with the stem, or with the baseline in its place. */
export interface YearWith {
  readonly balanceT: number;
  readonly penaltyEur: number;
  readonly allowancesT: number;
  readonly costEur: number;
  readonly steps: readonly Step[];
}

type Which = 'stem' | 'baseline';
type YearFuel = Omit<StemLine, 'uncertainty'>;

/** The year with these fuels (the stem or its baseline) in scope, beside the rest; its reasons name the fields of the input. */
export function yearWith(
  which: Which,
  fuels: readonly YearFuel[],
  given: StemWorthGiven,
  sets: FactorSets,
  reasons: Reason[],
): YearWith | undefined {
  const { year, scopePct, etsScopePct, rest, priceEurPerAllowance } = given;
  const inScope = fuels.map((line) => scopeStep(line, scopePct, proportion(etsScopePct), sets));
  const inEts = etsScopePct === undefined ? inScope : fuels.map((line) => scopeStep(line, etsScopePct, ofEts, sets));
  const withRest = (of: readonly Step[]) => [...fuels.map((line, place) => ({ ...line, massT: of[place]?.value ?? Number.NaN })), ...rest];
  const lines = withRest(inScope);
  const field = fieldOf(which, fuels.length);
  const nothing = scopePct === 0 && rest.every(({ massT }) => massT === 0);
  // Without energy in scope there is no intensity; a tonne of it tells whether the fuels and the year can be counted at all.
  const counted = (nothing ? [...fuels.map((line) => ({ ...line, massT: 1 })), ...rest] : lines).map((line) => {
    return { ...line, ...countedAsFossil(line, sets.fueleu) };
  });
  const fuelEu = told(() => balanceOfYear({ year, lines: counted }, sets), field, reasons);
  const ets = told(
    () => allowancesOf({ years: [year], scopePct: 100, lines: withRest(inEts).map(asEmitted), priceEurPerAllowance }, sets),
    field,
    reasons,
  );
  if (!fuelEu || !ets) return undefined;
  const { balanceT, penaltyEur } = nothing ? none : fuelEu.result;
  const [owed] = ets.result.years;
  const scopes = inEts === inScope ? inScope : [...inScope, ...inEts];
  const steps = [...scopes, ...(nothing ? [] : fuelEu.steps), ...ets.steps].map((step) => ({
    ...step,
    formula: `with the ${which}: ${step.formula}`,
  }));
  return { balanceT, penaltyEur, allowancesT: owed?.surrenderT ?? Number.NaN, costEur: owed?.costEur ?? Number.NaN, steps };
}

const none: Pick<YearResult, 'balanceT' | 'penaltyEur'> = { balanceT: 0, penaltyEur: 0 };

const proportion = (etsScopePct: number | undefined): string =>
  `The stem is burnt on voyages of the scope given, each of its fuels in proportion; ${etsScopePct === undefined ? 'the same share is taken for FuelEU Maritime and the EU ETS, and ' : ''}no fuel is allocated to the scope before another. That a fuel is compliant is taken as stated, for both and for MEPC.1/Circ.905.`;

const ofEts = 'The share of the EU ETS, where it is another than that of FuelEU Maritime.';

function scopeStep({ fuel, massT }: YearFuel, scopePct: number, interpretation: string, { fueleu, ets }: FactorSets): Step {
  return {
    label: 'worth.scope',
    fuel,
    formula: 'mass in scope = mass·scope/100',
    inputs: [
      { name: 'mass', value: massT, unit: 't' },
      { name: 'scope', value: scopePct, unit: '%' },
    ],
    value: (massT * scopePct) / 100,
    unit: 't',
    clause: `${fueleu.rules.scope.clause}; ${ets.clauses.scope}`,
    interpretation,
  };
}

/** Where a line of a year stands in the input: `lines[1]` of the stem, `baseline`, or `rest[0]`. */
function fieldOf(which: Which, ofStem: number): (field: string) => string {
  return (field) =>
    field.replace('years[0]', 'year').replace(/^lines\[(\d+)\]/, (own, place: string) => {
      if (Number(place) >= ofStem) return `rest[${Number(place) - ofStem}]`;
      return which === 'stem' ? own : 'baseline';
    });
}
