import type { Reason } from '../refusal.ts';
import { gwpSetOf, type Factors, type FuelRow } from './factors.ts';
import { fuelIntensity, lcvClause } from './fuel-intensity.ts';
import { fuelOfLine } from './fuel-line.ts';
import { quantity, withTheLine } from './fueleu-quantity.ts';
import { gPerMj, type Step } from './step.ts';

export interface EquivalentGiven {
  readonly fuel: string;
  readonly lcvMjPerG?: number | undefined;
  readonly wtwGPerMj?: number | undefined;
  readonly wttGPerMj?: number | undefined;
  /** Grams of N2O per gram of fuel that the intensity does not contain yet. */
  readonly n2oSlipGPerG?: number;
}

export interface EquivalentFuel {
  readonly name: string;
  readonly lcvMjPerG: number;
  /** N2O slip included. */
  readonly wtwGPerMj: number;
  readonly steps: readonly Step[];
}

/**
 * Calorific value (MJ/g) and intensity (gCO2eq/MJ) of one fuel: the intensity given, else well-to-tank as given or by the
 * table plus tank-to-wake of the row; then the N2O slip. A fuel that gives value and intensity itself needs no row. What
 * is missing comes back as reasons: FUEL_UNKNOWN, FACTOR_MISSING where a renewable fuel has no well-to-tank value.
 */
export function equivalentFuel(
  given: EquivalentGiven,
  name: string,
  factors: Factors,
  gwpSet: string | undefined,
  field: string,
): EquivalentFuel | readonly Reason[] {
  const row = factors.rows.find(({ id }) => id === given.fuel);
  const lcvMjPerG = given.lcvMjPerG ?? row?.lcvMjPerG;
  if (lcvMjPerG === undefined || (!row && given.wtwGPerMj === undefined)) {
    const found = fuelOfLine({ fuel: given.fuel }, factors, field);
    return 'row' in found ? [] : found;
  }
  const steps = given.wtwGPerMj === undefined && row ? tableSteps({ ...row, lcvMjPerG }, given, factors, gwpSet) : [];
  if (steps === undefined) {
    const values = { fuel: given.fuel, pathway: row?.pathway ?? '' };
    return [{ code: 'FACTOR_MISSING', field: `${field}.wttGPerMj`, values, clause: factors.clauses.fallback }];
  }
  const wtwGPerMj = given.wtwGPerMj ?? steps.at(-1)?.value ?? Number.NaN;
  const slip = slipStep(name, wtwGPerMj, lcvMjPerG, given, factors, gwpSet);
  return { name, lcvMjPerG, wtwGPerMj: slip?.value ?? wtwGPerMj, steps: [...steps, ...(slip ? [slip] : [])] };
}

/** Well-to-tank (given or of the table), tank-to-wake and their sum; undefined where neither gives a well-to-tank value. */
function tableSteps(row: FuelRow, given: EquivalentGiven, factors: Factors, gwpSet: string | undefined): readonly Step[] | undefined {
  const ownLcv = given.lcvMjPerG === undefined ? lcvClause(row, factors) : withTheLine;
  const told = (steps: readonly Step[]): Step[] =>
    steps.map((step) => ({ ...step, inputs: step.inputs.map((one) => (one.name === 'LCV' ? { ...one, from: ownLcv } : one)) }));
  if (given.wttGPerMj === undefined)
    return row.wtt.method === 'DEFAULT' ? told(fuelIntensity(row, { kind: 'fossil' }, factors, gwpSet).steps) : undefined;
  const fossil: FuelRow = { ...row, wtt: { method: 'DEFAULT', gPerMj: given.wttGPerMj } };
  return told(fuelIntensity(fossil, { kind: 'fossil' }, factors, gwpSet).steps).map((step) =>
    step.label === 'wtt.default'
      ? {
          ...step,
          formula: 'WtT = as given',
          inputs: step.inputs.map((one) => ({ ...one, from: withTheLine })),
          clause: `none: ${withTheLine}`,
        }
      : step,
  );
}

function slipStep(
  name: string,
  wtwGPerMj: number,
  lcvMjPerG: number,
  { n2oSlipGPerG = 0 }: EquivalentGiven,
  factors: Factors,
  gwpSet: string | undefined,
): Step | undefined {
  if (n2oSlipGPerG === 0) return undefined;
  const { n2o, clause } = gwpSetOf(factors, gwpSet);
  return {
    label: 'equivalence.slip',
    fuel: name,
    formula: 'WtW with slip = WtW + N2O slip·GWP_N2O / LCV',
    inputs: [
      quantity('WtW', wtwGPerMj, gPerMj),
      quantity('N2O slip', n2oSlipGPerG, 'g/g', withTheLine),
      quantity('GWP_N2O', n2o, 'g/g', clause),
      quantity('LCV', lcvMjPerG, 'MJ/g'),
    ],
    value: wtwGPerMj + (n2oSlipGPerG * n2o) / lcvMjPerG,
    unit: gPerMj,
    clause,
  };
}
