import { quantity, readAs } from './fueleu-quantity.ts';
import { gPerMj, type Step, type StepInput, type StepLabel } from './step.ts';
import { gwpSetOf, type Factors, type FuelRow, type GwpSet } from './factors.ts';

/** Why a renewable fuel counts as fossil: Art. 10(1)(a) of FuelEU Maritime. */
export type NotCounted = 'no-proof' | 'food-or-feed-crop' | 'criteria-not-met';

/**
 * What a fuel under a row of the RFNBO is: one of them, or a recycled-carbon or low-carbon fuel (such as blue ammonia), which
 * stands under the same row with E − eu, earns no reward and is no RFNBO.
 */
export const fuelOrigins = ['rfnbo', 'recycled-carbon', 'low-carbon'] as const;
export type FuelOrigin = (typeof fuelOrigins)[number];

/** What makes a fuel renewable in the eyes of the regulation, or why it is not. Fossil fuel needs neither. */
export type Standing =
  | { readonly kind: 'fossil' }
  | { readonly kind: 'certified'; readonly eGPerMj: number; readonly origin?: FuelOrigin | undefined }
  | { readonly kind: 'fallback'; readonly why: NotCounted; readonly row: FuelRow };

/** Intensity of one fuel without reward factor: the physical one, in g of CO2 equivalent per MJ. */
export interface FuelIntensity {
  readonly wttGPerMj: number;
  readonly ttwGPerMj: number;
  readonly wtwGPerMj: number;
  readonly steps: readonly Step[];
}

/**
 * Well-to-tank, tank-to-wake and well-to-wake intensity of one fuel in one consumer, with its steps. Certified biofuel
 * is E − CfCO2/LCV, RFNBO and what stands under their rows E − eu, fossil fuel the default of Annex II and nothing else; what is not counted takes both
 * parts of its fossil row. Neither E nor the result need be positive.
 */
export function fuelIntensity(row: FuelRow, standing: Standing, factors: Factors, gwpSet?: string): FuelIntensity {
  const burnt = standing.kind === 'fallback' ? standing.row : row;
  const wtt = wttStep(row, standing, factors);
  const ttw = ttwStep(row, burnt, standing, factors, gwpSetOf(factors, gwpSet));
  const wtw: Step = {
    label: 'wtw',
    fuel: row.id,
    formula: 'WtW = WtT + TtW',
    inputs: [quantity('WtT', wtt.value, gPerMj), quantity('TtW', ttw.value, gPerMj)],
    value: wtt.value + ttw.value,
    unit: gPerMj,
    clause: factors.clauses.weighting,
  };
  return { wttGPerMj: wtt.value, ttwGPerMj: ttw.value, wtwGPerMj: wtw.value, steps: [wtt, ttw, wtw] };
}

function wttStep(row: FuelRow, standing: Standing, factors: Factors): Step {
  const { clauses } = factors;
  const step = (label: StepLabel, formula: string, inputs: StepInput[], value: number, clause: string): Step => {
    return { label, fuel: row.id, formula, inputs, value, unit: gPerMj, clause };
  };
  if (standing.kind === 'fallback') {
    const value = tableDefault(standing.row);
    const formula = `WtT = WtT of ${standing.row.id} (${standing.why})`;
    const inputs = [quantity('WtT', value, gPerMj, standing.row.cell)];
    return readAs(step('wtt.fallback', formula, inputs, value, clauses.fallback), fallbackReading(row, factors));
  }
  if (standing.kind === 'fossil') {
    const value = tableDefault(row);
    const inputs = [quantity('WtT', value, gPerMj, row.cell)];
    return readAs(step('wtt.default', 'WtT = default', inputs, value, clauses.wttDefault), row.interpretation);
  }
  const e = quantity('E', standing.eGPerMj, gPerMj, 'proof of sustainability');
  if (row.wtt.method === 'E_MINUS_EU') {
    const { euGPerMj } = row.wtt;
    const { origin = 'rfnbo' } = standing;
    const label = origin === 'rfnbo' ? 'wtt.rfnbo' : 'wtt.lowCarbon';
    const found = step(label, 'WtT = E − eu', [e, quantity('eu', euGPerMj, gPerMj, row.cell)], e.value - euGPerMj, clauses.wttRfnbo);
    return readAs(found, underRfnbo[origin]);
  }
  const inputs = [e, quantity('CfCO2', row.cfCO2GPerG, 'g/g', row.cell), quantity('LCV', row.lcvMjPerG, 'MJ/g', clauses.lcvBio)];
  return step('wtt.bio', 'WtT = E − CfCO2/LCV', inputs, e.value - row.cfCO2GPerG / row.lcvMjPerG, clauses.wttBio);
}

const underRfnbo = {
  rfnbo: undefined,
  'recycled-carbon':
    'A recycled-carbon fuel stands under the row of its substance among the fuels of non-biological origin; it earns no reward and is no RFNBO.',
  'low-carbon':
    'A low-carbon fuel stands under the row of its substance among the fuels of non-biological origin; it earns no reward and is no RFNBO. That its E is found by Delegated Regulation (EU) 2025/2359 is from memory.',
} as const;

function ttwStep(row: FuelRow, burnt: FuelRow, standing: Standing, factors: Factors, gwp: GwpSet): Step {
  const slip = burnt.slipPct / 100;
  const combustion = burnt.cfCO2GPerG * gwp.co2 + burnt.cfCH4GPerG * gwp.ch4 + burnt.cfN2OGPerG * gwp.n2o;
  const cell = (column: 'cfCH4GPerG' | 'cfN2OGPerG'): string => (burnt.filled.includes(column) ? factors.clauses.missingCell : burnt.cell);
  const fallback = standing.kind === 'fallback';
  const step: Step = {
    label: fallback ? 'ttw.fallback' : 'ttw',
    fuel: row.id,
    formula: 'TtW = [(1 − slip/100)·(CfCO2·GWP_CO2 + CfCH4·GWP_CH4 + CfN2O·GWP_N2O) + slip/100·GWP_CH4] / LCV',
    inputs: [
      quantity('slip', burnt.slipPct, '%', burnt.cell),
      quantity('CfCO2', burnt.cfCO2GPerG, 'g/g', burnt.cell),
      quantity('CfCH4', burnt.cfCH4GPerG, 'g/g', cell('cfCH4GPerG')),
      quantity('CfN2O', burnt.cfN2OGPerG, 'g/g', cell('cfN2OGPerG')),
      quantity('GWP_CO2', gwp.co2, 'g/g', gwp.clause),
      quantity('GWP_CH4', gwp.ch4, 'g/g', gwp.clause),
      quantity('GWP_N2O', gwp.n2o, 'g/g', gwp.clause),
      quantity('LCV', burnt.lcvMjPerG, 'MJ/g', lcvClause(burnt, factors)),
    ],
    value: ((1 - slip) * combustion + slip * gwp.ch4) / burnt.lcvMjPerG,
    unit: gPerMj,
    clause: fallback ? factors.clauses.fallback : factors.clauses.ttw,
  };
  return readAs(step, fallback ? fallbackReading(row, factors) : burnt.interpretation);
}

/** That a fuel counts as this fossil row is a reading; of some fuels it is one of its own. */
const fallbackReading = ({ fuel }: FuelRow, { fallback }: Factors): string => fallback.interpretations?.[fuel] ?? fallback.interpretation;

/** The clause that fixes the calorific value of a row: RED Annex III for biofuel, Annex II itself for the rest. */
export function lcvClause(row: FuelRow, factors: Factors): string {
  return row.pathway === 'bio' ? factors.clauses.lcvBio : factors.clauses.lcv;
}

function tableDefault(row: FuelRow): number {
  if (row.wtt.method !== 'DEFAULT') throw new RangeError(`${row.id} has no default well-to-tank value`);
  return row.wtt.gPerMj;
}
