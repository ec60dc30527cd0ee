import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import type { FactorSets } from './calculation.ts';
import type { FuelRow } from './factors.ts';
import { lineFields } from './fuel-line.ts';
import { yearLineFields } from './fueleu-balance.ts';
import { yearField } from './fueleu-limit.ts';
import { unfit } from './fueleu-line.ts';
import { complianceMisstated } from './fuel-compliance.ts';
import { ciiFields, ciiLine } from './imo-cii-input.ts';
import { againstShares, scopeSharesOf } from './scope-shares.ts';
import { uncertaintyField } from './uncertainty.ts';

const { notCounted: _, ...fuelOfYear } = yearLineFields;
const restLine = z.strictObject({
  ...fuelOfYear,
  compliant: z
    .boolean()
    .optional()
    .meta({ description: 'a renewable fuel must say whether it meets the criteria of Directive (EU) 2018/2001 with proof' }),
});
const stemLine = restLine.extend({
  cfCO2GPerG: lineFields.cfCO2GPerG
    .optional()
    .meta({ description: 'Cf for the carbon intensity where the tables of the IMO have none, g/g' }),
  uncertainty: uncertaintyField,
});

const percent = z.number().min(0).max(100);
const price = z.number().nonnegative();
const { ship: _ship, shipType, ...ciiOther } = ciiFields;

/** One stem, the fossil fuel it is held against, and the rest of the ship's year. */
export const stemWorthInput = z.strictObject({
  year: yearField,
  scopePct: percent.meta({ description: 'share of the voyage in scope of FuelEU Maritime, %' }),
  etsScopePct: percent.optional().meta({
    description: 'share of the voyage in scope of the EU ETS, %; absent: that of FuelEU Maritime. A voyage to Norway is 50 and 100',
  }),
  lines: z.array(stemLine).min(1).meta({ description: 'the fuels of the stem' }),
  baseline: z
    .strictObject({ fuel: lineFields.fuel, slipPct: lineFields.slipPct.optional() })
    .meta({ description: 'the fossil fuel that the stem is held against, with the same energy' }),
  rest: z.array(restLine).default([]).meta({ description: 'the other fuels of the year, the part of them in scope' }),
  priceEurPerAllowance: price.meta({ description: 'price of an allowance of the EU ETS, EUR' }),
  priceEurPerTonneSurplus: price
    .optional()
    .meta({ description: 'price of a tonne of surplus, EUR/tCO2eq; no surplus has a value without it' }),
  cii: z
    .strictObject({
      ...ciiOther,
      shipType: shipType.optional().meta({ description: 'ship type of the rating table (or a label); with it there is a rating' }),
      rest: z.array(ciiLine).default([]).meta({ description: 'the other fuels of the year, in scope or not' }),
    })
    .optional()
    .meta({ description: 'ship and distance of the year, for the carbon intensity' }),
});
type Input = z.output<typeof stemWorthInput>;
/** A line of the stem; within its uncertainty it has a calorific value of its own. */
export type StemLine = Input['lines'][number] & { readonly lcvMjPerG?: number };
export type StemWorthGiven = Omit<Input, 'lines'> & { readonly lines: readonly StemLine[] };
type RestLine = Input['rest'][number];

/** What the input says against itself before anything is computed; that a fuel is unknown is told by the calculations. */
export function contradictionsOf({ lines, rest, baseline, cii, ...scope }: StemWorthGiven, { fueleu, red, ets }: FactorSets): Reason[] {
  const rowOf = (fuel: string): FuelRow | undefined => fueleu.rows.find(({ id }) => id === fuel);
  const isFossil = (fuel: string): boolean => (rowOf(fuel)?.pathway ?? 'fossil') === 'fossil';
  const misstated = (name: string, of: readonly RestLine[]): Reason[] =>
    of.flatMap((line, place) => {
      const row = rowOf(line.fuel);
      const why = row && complianceMisstated(row, line, red);
      return why === undefined ? [] : [unfit(`${name}[${place}].compliant`, why)];
    });
  return [
    ...againstShares(scope, scopeSharesOf({ fueleu, ets })),
    ...misstated('lines', lines),
    ...misstated('rest', rest),
    ...(isFossil(baseline.fuel) ? [] : [unfit('baseline.fuel', 'the baseline is a fossil fuel')]),
    ...(cii && cii.shipType === undefined && (cii.referenceLine || cii.ratingFactors)
      ? [unfit('cii.shipType', 'a reference line and rating factors serve a rating; name the ship type too')]
      : []),
  ];
}

/** The line as the EU ETS counts it. */
export const asEmitted = ({ fuel, massT, slipPct, compliant }: RestLine): Pick<RestLine, 'fuel' | 'massT' | 'slipPct' | 'compliant'> => ({
  fuel,
  massT,
  slipPct,
  compliant,
});
