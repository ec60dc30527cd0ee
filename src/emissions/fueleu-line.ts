import { z } from 'zod';
import { refuseAll, type Reason } from '../refusal.ts';
import type { FactorSets } from './calculation.ts';
import type { Factors, FuelRow } from './factors.ts';
import { cannotComply } from './fuel-compliance.ts';
import { fuelIntensity, lcvClause, type FuelIntensity, type NotCounted } from './fuel-intensity.ts';
import { fuelOfLine, lineFields, type FuelGiven, type FuelOfLine } from './fuel-line.ts';
import { quantity, readAs, withTheLine } from './fueleu-quantity.ts';
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

/** The tables by which a fuel counts: those of FuelEU Maritime, and what a renewable fuel must save at least. */
export type CountingSets = Pick<FactorSets, 'fueleu' | 'red'>;

/** The fuel of one line, or every reason why it cannot be counted: FUEL_UNKNOWN, FACTOR_MISSING, INPUT_UNFIT. */
export function countedFuel(
  line: CountedGiven,
  { fueleu: factors, red }: CountingSets,
  gwpSet: string | undefined,
  field: string,
): Counted | readonly Reason[] {
  const contradictions = contradictionsOf(line, factors, field);
  if (contradictions.length > 0) return contradictions;
  const found = line.notCounted === undefined ? fuelOfLine(line, factors, field) : notCountedFuel(line, line.notCounted, factors, field);
  if (!('row' in found)) return found;
  const { row, standing } = found;
  const intensity = fuelIntensity(row, standing, factors, gwpSet);
  // What counts as a fossil row is computed from that row, so nothing the line gives stands in its steps.
  if (standing.kind === 'fallback') return { row, standing, intensity };
  const above = standing.kind === 'certified' ? cannotComply(row, standing.eGPerMj, standing.origin, red) : undefined;
  if (row.given === undefined && above === undefined) return { row, standing, intensity };
  const table = factors.rows.find(({ id }) => id === line.fuel) ?? row;
  const [wtt, ...rest] = intensity.steps.map((step) => asGiven(step, row, table));
  return { row, standing, intensity: { ...intensity, steps: wtt ? [readToo(wtt, above && `${above}. ${counted}`), ...rest] : rest } };
}

const counted = 'It is counted as certified, as stated; a fuel that does not meet the criteria counts as fossil, Art. 10(1)(a).';

/** The fuels of all lines, in their order; what stands against a line is added to the reasons and the line left out. */
export function countedFuels<Line extends CountedGiven>(
  lines: readonly Line[],
  sets: CountingSets,
  gwpSet: string | undefined,
  reasons: Reason[],
): (Counted & { readonly line: Line })[] {
  return lines.flatMap((line, place) => {
    const found = countedFuel(line, sets, gwpSet, `lines[${place}]`);
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
  const reasons: Reason[] = [];
  const against = (member: keyof CountedGiven, why: string): void => void reasons.push(unfit(`${field}.${member}`, why));
  if (fossil && line.eGPerMj !== undefined) against('eGPerMj', `${row.id} is a fossil fuel: it has the defaults of Annex II and no E`);
  if (row.wtt.method !== 'E_MINUS_EU' && line.euGPerMj !== undefined)
    against('euGPerMj', `${row.id} is no fuel of non-biological origin: nothing is deducted from its E`);
  if (row.pathway !== 'rfnbo' && line.origin !== undefined)
    against('origin', `${row.id} is no row for fuels of non-biological origin: leave the origin out`);
  if ((line.slipPct ?? 0) > 0 && factors.rows.every((one) => one.fuel !== row.fuel || one.slipPct === 0))
    against('slipPct', `${row.id} holds no methane that could slip: leave it out`);
  if (fossil && line.notCounted !== undefined) against('notCounted', `${row.id} is a fossil fuel and always counts as one`);
  if (line.notCounted === 'no-proof' && line.eGPerMj !== undefined)
    against('notCounted', 'a fuel without proof has no E: leave out one of the two');
  return reasons;
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

const cells = { slip: 'slipPct', eu: 'euGPerMj', LCV: 'lcvMjPerG' } as const;
const isCell = (name: string): name is keyof typeof cells => Object.hasOwn(cells, name);

/** A step that says of each value whether the table or the line gave it, and what follows where it is another than the table's. */
function asGiven(step: Step, row: FuelRow, table: FuelRow): Step {
  const isGiven = (name: string): boolean => isCell(name) && row.given?.includes(cells[name]) === true;
  const inputs = step.inputs.map((input) => (isGiven(input.name) ? { ...input, from: withTheLine } : input));
  const others = step.inputs.flatMap(({ name }) => (isCell(name) && isGiven(name) && isOther[name](row, table) ? [readings[name]] : []));
  return readToo({ ...step, inputs }, others.join(' ') || undefined);
}

const isOther: Readonly<Record<keyof typeof cells, (row: FuelRow, table: FuelRow) => boolean>> = {
  slip: (row, table) => row.slipPct !== table.slipPct,
  eu: ({ wtt: own }, { wtt }) => own.method === 'E_MINUS_EU' && wtt.method === 'E_MINUS_EU' && own.euGPerMj !== wtt.euGPerMj,
  LCV: () => true,
};
const readings: Readonly<Record<keyof typeof cells, string>> = {
  slip: 'The slip given with the line is not that of Annex II, which holds until the act under Art. 10(6) lets actual values in.',
  eu: 'The eu given with the line is not that of Delegated Regulation (EU) 2023/1185.',
  LCV: 'The calorific value given with the line stands in place of the table’s, in the energy and in the intensity.',
};

/** The step with one more reading of the law. */
const readToo = (step: Step, reading: string | undefined): Step =>
  readAs(step, reading === undefined || step.interpretation === undefined ? reading : `${step.interpretation} ${reading}`);
