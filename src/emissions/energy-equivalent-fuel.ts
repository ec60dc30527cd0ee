import type { Reason } from '../refusal.ts';
import { gwpSetOf, type Factors, type FuelRow } from './factors.ts';
import { fuelIntensity, lcvClause, type FuelIntensity } from './fuel-intensity.ts';
import { unknownFuel } from './fuel-line.ts';
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
  if (lcvMjPerG === undefined) return [unknownFuel(given.fuel, factors, field)];
  const withSlip = (wtwGPerMj: number, steps: readonly Step[]): EquivalentFuel => {
    const slip = slipStep(name, wtwGPerMj, lcvMjPerG, given, factors, gwpSet);
    return slip ? { name, lcvMjPerG, wtwGPerMj: slip.value, steps: [...steps, slip] } : { name, lcvMjPerG, wtwGPerMj, steps };
  };
  if (given.wtwGPerMj !== undefined) return withSlip(given.wtwGPerMj, []);
  if (!row) return [unknownFuel(given.fuel, factors, field)];
  const table = ofTable({ ...row, lcvMjPerG }, given, factors, gwpSet);
  if (table) return withSlip(table.wtwGPerMj, table.steps);
  const values = { fuel: given.fuel, pathway: row.pathway };
  return [{ code: 'FACTOR_MISSING', field: `${field}.wttGPerMj`, values, clause: factors.clauses.fallback }];
}

type OfTable = Pick<FuelIntensity, 'wtwGPerMj' | 'steps'>;

/** Well-to-tank (given or of the table), tank-to-wake and their sum; undefined where neither gives a well-to-tank value. */
function ofTable(row: FuelRow, given: EquivalentGiven, factors: Factors, gwpSet: string | undefined): OfTable | undefined {
  const ownLcv = given.lcvMjPerG === undefined ? lcvClause(row, factors) : withTheLine;
  const counted = (one: FuelRow): OfTable => {
    const { wtwGPerMj, steps } = fuelIntensity(one, { kind: 'fossil' }, factors, gwpSet);
    const told = steps.map((step) => ({
      ...step,
      inputs: step.inputs.map((input) => (input.name === 'LCV' ? { ...input, from: ownLcv } : input)),
    }));
    return { wtwGPerMj, steps: told };
  };
  if (given.wttGPerMj === undefined) return row.wtt.method === 'DEFAULT' ? counted(row) : undefined;
  const { wtwGPerMj, steps } = counted({ ...row, wtt: { method: 'DEFAULT', gPerMj: given.wttGPerMj } });
  return { wtwGPerMj, steps: steps.map((step) => (step.label === 'wtt.default' ? asGiven(step) : step)) };
}

function asGiven(step: Step): Step {
  const inputs = step.inputs.map((one) => ({ ...one, from: withTheLine }));
  return { ...step, formula: 'WtT = as given', inputs, clause: `none: ${withTheLine}` };
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
