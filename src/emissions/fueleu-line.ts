import { z } from 'zod';
import { refuseAll, type Reason } from '../refusal.ts';
import type { Factors, FuelRow } from './factors.ts';
import { fuelIntensity, lcvClause, type FuelIntensity, type NotCounted } from './fuel-intensity.ts';
import { fuelOfLine, lineFields, type FuelGiven, type FuelOfLine } from './fuel-line.ts';
import { quantity, withTheLine } from './fueleu-quantity.ts';
import type { Step } from './step.ts';

/** What a line of FuelEU Maritime says of its fuel; each calculation adds its masses. */
export const fuelFields = {
  fuel: lineFields.fuel,
  eGPerMj: lineFields.eGPerMj.optional(),
  euGPerMj: lineFields.euGPerMj.optional(),
  origin: lineFields.origin.optional(),
  slipPct: lineFields.slipPct.optional(),
  notCounted: z
    .enum(['no-proof', 'food-or-feed-crop', 'criteria-not-met'])
    .optional()
    .meta({ description: 'why a renewable fuel counts as the least favourable fossil fuel of its type, Art. 10(1)(a)' }),
};

export interface CountedGiven extends FuelGiven {
  readonly notCounted?: NotCounted | undefined;
}

/** The fuel of a line as the regulation counts it, with its physical intensity: without reward factor. */
export interface Counted extends FuelOfLine {
  readonly intensity: FuelIntensity;
}

/** The fuel of one line, or every reason why it cannot be counted: FUEL_UNKNOWN, FACTOR_MISSING, INPUT_UNFIT. */
export function countedFuel(line: CountedGiven, factors: Factors, gwpSet: string | undefined, field: string): Counted | readonly Reason[] {
  const contradictions = contradictionsOf(line, factors, field);
  if (contradictions.length > 0) return contradictions;
  const found = line.notCounted === undefined ? fuelOfLine(line, factors, field) : notCountedFuel(line, line.notCounted, factors, field);
  if (!('row' in found)) return found;
  const { row, standing } = found;
  const intensity = fuelIntensity(row, standing, factors, gwpSet);
  // What counts as a fossil row is computed from that row, so nothing the line gives stands in its steps.
  if (standing.kind === 'fallback') return { row, standing, intensity };
  return { row, standing, intensity: { ...intensity, steps: intensity.steps.map((step) => asGiven(step, row.given ?? [])) } };
}

/** The fuels of all lines, in their order; what stands against a line is added to the reasons and the line left out. */
export function countedFuels<Line extends CountedGiven>(
  lines: readonly Line[],
  factors: Factors,
  gwpSet: string | undefined,
  reasons: Reason[],
): (Counted & { readonly line: Line })[] {
  return lines.flatMap((line, place) => {
    const found = countedFuel(line, factors, gwpSet, `lines[${place}]`);
    if ('row' in found) return [{ ...found, line }];
    reasons.push(...found);
    return [];
  });
}

/** What contradicts itself or cannot be computed, with the reason why. */
export function unfit(field: string, why: string, clause?: string): Reason {
  return { code: 'INPUT_UNFIT', field, values: { why }, ...(clause === undefined ? {} : { clause }) };
}

/** Refuses where a calculation cannot go on; that it has a reason to is for its caller to see to. */
export function refused(reasons: readonly Reason[]): never {
  refuseAll(reasons);
  throw new RangeError('a calculation stopped without a reason');
}

/** Energy of a line: mass times the calorific value of the fuel's own row, also where it counts as a fossil fuel. */
export function energyStep(row: FuelRow, massT: number, factors: Factors): Step {
  const from = row.given?.includes('lcvMjPerG') ? withTheLine : lcvClause(row, factors);
  return {
    label: 'energy',
    fuel: row.id,
    formula: 'energy = mass·10⁶·LCV',
    inputs: [quantity('mass', massT, 't'), quantity('LCV', row.lcvMjPerG, 'MJ/g', from)],
    value: massT * 1e6 * row.lcvMjPerG,
    unit: 'MJ',
    clause: lcvClause(row, factors),
  };
}

function contradictionsOf(line: CountedGiven, factors: Factors, field: string): Reason[] {
  const row = factors.rows.find(({ id }) => id === line.fuel);
  if (!row) return [];
  const fossil = row.pathway === 'fossil';
  return [
    ...(fossil && line.eGPerMj !== undefined
      ? [unfit(`${field}.eGPerMj`, `${row.id} is a fossil fuel: it has the defaults of Annex II and no E`)]
      : []),
    ...(row.wtt.method !== 'E_MINUS_EU' && line.euGPerMj !== undefined
      ? [unfit(`${field}.euGPerMj`, `${row.id} is no fuel of non-biological origin: nothing is deducted from its E`)]
      : []),
    ...(row.pathway !== 'rfnbo' && line.origin !== undefined
      ? [unfit(`${field}.origin`, `${row.id} is no row for fuels of non-biological origin: leave the origin out`)]
      : []),
    ...(fossil && line.notCounted !== undefined
      ? [unfit(`${field}.notCounted`, `${row.id} is a fossil fuel and always counts as one`)]
      : []),
    ...(line.notCounted === 'no-proof' && line.eGPerMj !== undefined
      ? [unfit(`${field}.notCounted`, 'a fuel without proof has no E: leave out one of the two')]
      : []),
  ];
}

/** A renewable fuel that counts as the fossil row of its type. It needs no E, and one it has changes nothing. */
function notCountedFuel(line: CountedGiven, why: NotCounted, factors: Factors, field: string): FuelOfLine | readonly Reason[] {
  const found = fuelOfLine({ ...line, eGPerMj: line.eGPerMj ?? 0 }, factors, field);
  if (!('row' in found)) return found;
  const id = factors.fallback.rows[found.row.fuel];
  const row = factors.rows.find((one) => one.id === id);
  if (row) return { row: found.row, standing: { kind: 'fallback', why, row } };
  const values = { fuel: found.row.id, pathway: found.row.pathway };
  return [{ code: 'FACTOR_MISSING', field: `${field}.eGPerMj`, values, clause: factors.clauses.fallback }];
}

const cells: Readonly<Record<string, string>> = { slip: 'slipPct', eu: 'euGPerMj', LCV: 'lcvMjPerG' };

/** A step that says of each value whether the table or the line gave it. */
function asGiven(step: Step, given: readonly string[]): Step {
  const isGiven = (name: string): boolean => given.includes(cells[name] ?? '');
  const inputs = step.inputs.map((input) => (isGiven(input.name) ? { ...input, from: withTheLine } : input));
  const lcv = step.inputs.some(({ name }) => name === 'LCV' && isGiven(name));
  return lcv ? { ...step, inputs, interpretation: lcvReading } : { ...step, inputs };
}

const lcvReading = 'The calorific value given with the line stands in place of the table’s, in the energy and in the intensity.';
