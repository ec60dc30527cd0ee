import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import type { Factors } from './factors.ts';
import { lineFields } from './fuel-line.ts';
import { yearLineFields } from './fueleu-balance.ts';
import { yearField } from './fueleu-limit.ts';
import { unfit } from './fueleu-line.ts';
import { sayWhether } from './fuel-compliance.ts';
import { ciiFields, ciiLine } from './imo-cii-input.ts';
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

const price = z.number().nonnegative();
const { ship: _ship, shipType, ...ciiOther } = ciiFields;

/** One stem, the fossil fuel it is held against, and the rest of the ship's year. */
export const stemWorthInput = z.strictObject({
  year: yearField,
  scopePct: z
    .union([z.literal(0), z.literal(50), z.literal(100)])
    .meta({ description: 'share of the voyage in scope of FuelEU Maritime and of the EU ETS, %' }),
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
export function contradictionsOf({ lines, rest, baseline, cii }: StemWorthGiven, factors: Factors): Reason[] {
  const pathwayOf = (fuel: string): string | undefined => factors.rows.find(({ id }) => id === fuel)?.pathway;
  const unsaid = (name: string, of: readonly RestLine[]): Reason[] =>
    of.flatMap(({ fuel, compliant }, place) =>
      compliant === undefined && (pathwayOf(fuel) ?? 'fossil') !== 'fossil' ? [unfit(`${name}[${place}].compliant`, sayWhether(fuel))] : [],
    );
  return [
    ...unsaid('lines', lines),
    ...unsaid('rest', rest),
    ...((pathwayOf(baseline.fuel) ?? 'fossil') === 'fossil' ? [] : [unfit('baseline.fuel', 'the baseline is a fossil fuel')]),
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
