import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import { calculation, type FactorSets } from './calculation.ts';
import type { FuelRow, GwpSet } from './factors.ts';
import { gwpSetOf } from './factors.ts';
import { fuelOfLine, gwpSetField, lineFields } from './fuel-line.ts';
import type { Step, StepInput } from './step.ts';
import { intervalField, massLineScales, uncertaintyField, withInterval } from './uncertainty.ts';

const { fuel, massT, slipPct } = lineFields;

/** A fuel of a ship under the EU emissions trading system. */
export const etsLine = z.strictObject({
  fuel,
  massT,
  slipPct: slipPct.optional(),
  compliant: z
    .boolean()
    .optional()
    .meta({ description: 'meets the criteria of Directive (EU) 2018/2001, so that its CO2 counts as zero (CH4, N2O and slip count)' }),
});
export type EtsLine = z.output<typeof etsLine>;
export const uncertainEtsLine = etsLine.extend({ uncertainty: uncertaintyField });

/** The gases of a ship, t, and their sum in tCO2eq; a zero-rated gas counts as nothing. */
export interface ShipEmissions {
  readonly co2T: number;
  readonly ch4T: number;
  readonly n2oT: number;
  readonly co2eT: number;
  readonly gwp: GwpSet;
  readonly steps: readonly [Step, Step, Step, Step];
}

interface Burnt {
  readonly line: EtsLine;
  readonly row: FuelRow;
}

/**
 * Tank-to-wake emissions of a ship by gas: the slipped part of a fuel is methane and is not burnt. Refuses FUEL_UNKNOWN,
 * FACTOR_MISSING (Annex II has no usable value), INPUT_UNFIT (a fossil fuel that is said to be compliant).
 */
export function shipEmissions(lines: readonly EtsLine[], sets: FactorSets, gwpSet: string | undefined): ShipEmissions {
  const { fueleu, ets } = sets;
  const gwp = gwpSetOf(fueleu, gwpSet ?? ets.gwp.set);
  const burnt = rowsOfLines(lines, sets);
  const co2 = gasStep('ets.co2', 'CO2', burnt, sets);
  const ch4 = gasStep('ets.ch4', 'CH4', burnt, sets);
  const n2o = gasStep('ets.n2o', 'N2O', burnt, sets);
  const co2e: Step = {
    label: 'ets.co2e',
    formula: 'CO2e = CO2·GWP_CO2 + CH4·GWP_CH4 + N2O·GWP_N2O',
    inputs: [
      { name: 'CO2', value: co2.value, unit: 't' },
      { name: 'CH4', value: ch4.value, unit: 't' },
      { name: 'N2O', value: n2o.value, unit: 't' },
      { name: 'GWP_CO2', value: gwp.co2, unit: 'g/g', from: gwp.clause },
      { name: 'GWP_CH4', value: gwp.ch4, unit: 'g/g', from: gwp.clause },
      { name: 'GWP_N2O', value: gwp.n2o, unit: 'g/g', from: gwp.clause },
    ],
    value: co2.value * gwp.co2 + ch4.value * gwp.ch4 + n2o.value * gwp.n2o,
    unit: 'tCO2eq',
    clause: ets.clauses.emissions,
  };
  return { co2T: co2.value, ch4T: ch4.value, n2oT: n2o.value, co2eT: co2e.value, gwp, steps: [co2, ch4, n2o, co2e] };
}

function rowsOfLines(lines: readonly EtsLine[], { fueleu, ets }: FactorSets): Burnt[] {
  const reasons: Reason[] = [];
  const burnt = lines.flatMap((line, place): Burnt[] => {
    // The certified E concerns the way to the tank, which is not counted here: zero stands for any.
    const found = fuelOfLine({ ...line, eGPerMj: 0 }, fueleu, `lines[${place}]`);
    if (!('row' in found)) {
      reasons.push(...found);
      return [];
    }
    if (line.compliant === true && found.row.pathway === 'fossil') {
      const values = { why: `${line.fuel} is fossil and cannot be zero-rated` };
      reasons.push({ code: 'INPUT_UNFIT', field: `lines[${place}].compliant`, values, clause: ets.zeroRating.clause });
    }
    return [{ line, row: found.row }];
  });
  refuseAll(reasons);
  return burnt;
}

const cells = { CO2: 'cfCO2GPerG', CH4: 'cfCH4GPerG', N2O: 'cfN2OGPerG' } as const;
type Gas = keyof typeof cells;

function gasStep(label: 'ets.co2' | 'ets.ch4' | 'ets.n2o', gas: Gas, burnt: readonly Burnt[], sets: FactorSets): Step {
  const { ets, fueleu } = sets;
  const zeroRated = ({ line }: Burnt): boolean => line.compliant === true && ets.zeroRating.gases.includes(gas);
  const tonnes = (one: Burnt): number => {
    const slippedT = (one.line.massT * one.row.slipPct) / 100;
    return (zeroRated(one) ? 0 : (one.line.massT - slippedT) * one.row[cells[gas]]) + (gas === 'CH4' ? slippedT : 0);
  };
  const factor = (one: Burnt): StepInput =>
    zeroRated(one)
      ? { name: `Cf ${one.row.id}`, value: 0, unit: 'g/g', from: `${ets.zeroRating.clause} (${ets.zeroRating.status})` }
      : { name: `Cf ${one.row.id}`, value: one.row[cells[gas]], unit: 'g/g', from: `${fueleu.regulation} Annex II, ${one.row.id}` };
  return {
    label,
    formula: gas === 'CH4' ? 'CH4 = Σ mass·[(1 − slip/100)·Cf + slip/100]' : `${gas} = Σ mass·(1 − slip/100)·Cf`,
    inputs: burnt.flatMap((one) => [
      { name: `mass ${one.row.id}`, value: one.line.massT, unit: 't' },
      { name: `slip ${one.row.id}`, value: one.row.slipPct, unit: '%', from: slipFrom(one, sets) },
      factor(one),
    ]),
    value: sum(burnt.map(tonnes)),
    unit: 't',
    clause: gas === 'CH4' ? ets.clauses.slip : ets.clauses.emissions,
    ...(burnt.some(zeroRated) ? { interpretation: ets.zeroRating.interpretation } : {}),
  };
}

function slipFrom({ line, row }: Burnt, { fueleu }: FactorSets): string {
  return line.slipPct === undefined ? `${fueleu.regulation} Annex II, ${row.id}` : 'given in the input';
}

const gasUnits = { co2T: 't', ch4T: 't', n2oT: 't', co2eT: 'tCO2eq' };

/** Emissions of a ship by gas, t and tCO2eq, tank-to-wake: see `shipEmissions`. A calorific value, uncertain or not, changes none. */
export const etsCo2e = calculation({
  topic: 'ets.co2e',
  summary: 'Emissions of a ship under the EU emissions trading system',
  basis: 'Regulation (EU) 2015/757 Annex I as amended; global warming potentials of Delegated Regulation (EU) 2020/1044',
  input: z.strictObject({ lines: z.array(uncertainEtsLine).min(1), gwpSet: gwpSetField.optional() }),
  result: z.strictObject({ co2T: z.number(), ch4T: z.number(), n2oT: z.number(), co2eT: z.number(), interval: intervalField(gasUnits) }),
  reads: ['ets', 'fueleu'],
  compute: ({ lines: stated, gwpSet }, sets) =>
    withInterval(stated, massLineScales(sets.fueleu), gasUnits, (lines) => {
      const { co2T, ch4T, n2oT, co2eT, steps } = shipEmissions(lines, sets, gwpSet);
      return { result: { co2T, ch4T, n2oT, co2eT }, steps };
    }),
});
