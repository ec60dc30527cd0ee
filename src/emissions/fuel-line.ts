import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import type { Factors, FuelRow } from './factors.ts';
import { fuelOrigins, type FuelOrigin, type Standing } from './fuel-intensity.ts';

const number = z.number();
const positive = number.positive();
const notNegative = number.nonnegative();

/** The fields that a fuel line may have; each calculation picks its own of them. Masses in tonnes, intensities in gCO2eq/MJ. */
export const lineFields = {
  fuel: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .meta({ description: 'row of the fuel table, with the engine class where there is one, such as LNG_OTTO_MS' }),
  massT: notNegative.meta({ description: 'mass, t' }),
  volumeM3: positive.meta({ description: 'volume, m³ at 15 °C' }),
  energySharePct: notNegative.lt(100).meta({ description: 'share of the energy of all lines together, %' }),
  iceMassT: notNegative.meta({ description: 'part of the mass burnt in ice, t' }),
  eGPerMj: number.meta({ description: 'E of the proof of sustainability (total), gCO2eq/MJ; may be negative' }),
  euGPerMj: notNegative.meta({ description: 'combustion part of E that FuelEU deducts for RFNBO, gCO2eq/MJ' }),
  origin: z.enum(fuelOrigins).meta({
    description: 'of a fuel under a row of the RFNBO: rfnbo unless said otherwise; recycled-carbon and low-carbon earn no reward',
  }),
  slipPct: notNegative.max(100).meta({ description: 'methane slip, % of the mass of the fuel' }),
  rewardFactor: positive.meta({ description: 'reward factor, in the denominator of the intensity only' }),
  // No fuel has more than hydrogen's 0.12: a larger figure is one in MJ/kg.
  lcvMjPerG: positive.max(0.2).meta({ description: 'lower calorific value, MJ/g, such as 0.0405' }),
  wttGPerMj: number.meta({ description: 'well-to-tank intensity in place of the table, gCO2eq/MJ' }),
  wtwGPerMj: number.meta({ description: 'well-to-wake intensity in place of the factors, gCO2eq/MJ' }),
  wttGPerG: number.meta({ description: 'well-to-tank emissions, gCO2eq per g of fuel' }),
  wtwGPerG: number.meta({ description: 'well-to-wake emissions, gCO2eq per g of fuel' }),
  cfCO2GPerG: notNegative.meta({ description: 'CO2 per gram of fuel burnt, g/g' }),
  cfCH4GPerG: notNegative.meta({ description: 'CH4 per gram of fuel burnt, g/g' }),
  cfN2OGPerG: notNegative.meta({ description: 'N2O per gram of fuel burnt, g/g' }),
  n2oSlipGPerG: notNegative.meta({ description: 'N2O slip that the intensity does not contain yet, g/g' }),
  // From liquid hydrogen to more than any residual fuel: a smaller figure is one in t/m³.
  densityKgPerM3: number.min(50).max(2000).meta({ description: 'density, kg/m³ at 15 °C, such as 960' }),
  sulphurPct: notNegative.max(100).meta({ description: 'sulphur, % m/m' }),
  bio: z.boolean().meta({ description: 'counts as bio share' }),
};

export const gwpSetField = z.enum(['AR4', 'AR5', 'AR6']).meta({ description: 'set of global warming potentials over 100 years' });

/** What a line may say of its fuel beside the row of the table. */
export interface FuelGiven {
  readonly fuel: string;
  readonly eGPerMj?: number | undefined;
  readonly euGPerMj?: number | undefined;
  readonly origin?: FuelOrigin | undefined;
  readonly slipPct?: number | undefined;
  readonly lcvMjPerG?: number | undefined;
}

/** The row that a line names, with what the line itself gives in its cells, and how the fuel stands. */
export interface FuelOfLine {
  readonly row: FuelRow;
  readonly standing: Standing;
}

/** The row of a line, or the reasons why there is none: FUEL_UNKNOWN, or FACTOR_MISSING where a renewable fuel brings no E. */
export function fuelOfLine(line: FuelGiven, factors: Factors, field: string): FuelOfLine | readonly Reason[] {
  const row = factors.rows.find(({ id }) => id === line.fuel);
  if (!row) return [unknownFuel(line.fuel, factors, field)];
  const given = rowAsGiven(row, line);
  if (row.pathway === 'fossil') return { row: given, standing: { kind: 'fossil' } };
  if (line.eGPerMj !== undefined) return { row: given, standing: { kind: 'certified', eGPerMj: line.eGPerMj, origin: line.origin } };
  const values = { fuel: row.id, pathway: row.pathway };
  return [{ code: 'FACTOR_MISSING', field: `${field}.eGPerMj`, values, clause: factors.clauses.fallback }];
}

/** Why a fuel has no row: FACTOR_MISSING where Annex II names it and gives no usable value, else FUEL_UNKNOWN. */
export function unknownFuel(fuel: string, factors: Factors, field: string): Reason {
  const open = factors.withoutDefaults.find(({ id }) => id === fuel);
  if (open)
    return { code: 'FACTOR_MISSING', field: `${field}.fuel`, values: { fuel, why: open.why }, clause: `${factors.regulation} Annex II` };
  return { code: 'FUEL_UNKNOWN', field: `${field}.fuel`, values: { fuel, known: factors.rows.map(({ id }) => id).join(', ') } };
}

function rowAsGiven(row: FuelRow, { euGPerMj, slipPct, lcvMjPerG }: FuelGiven): FuelRow {
  if ((euGPerMj ?? slipPct ?? lcvMjPerG) === undefined) return row;
  const wtt = row.wtt.method === 'E_MINUS_EU' && euGPerMj !== undefined ? { ...row.wtt, euGPerMj } : row.wtt;
  const given = Object.entries({ euGPerMj, slipPct, lcvMjPerG }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  return { ...row, wtt, slipPct: slipPct ?? row.slipPct, lcvMjPerG: lcvMjPerG ?? row.lcvMjPerG, given };
}
