import { z } from 'zod';
import { lineFields } from './fuel-line.ts';
import { ratingFactorsField } from './imo-cii-rating.ts';
import { uncertaintyField } from './uncertainty.ts';

const { fuel, massT, cfCO2GPerG } = lineFields;
const shipType = z.string().trim().min(1).max(100);

/** A fuel of the year with the Cf it has. */
export const ciiLine = z.strictObject({ fuel, massT, cfCO2GPerG });

/** Ship, distance and tables of a year; `imo.cii` adds its fuels. */
export const ciiFields = {
  shipType: shipType.meta({ description: 'ship type of the rating table, or a label where ratingFactors are given' }),
  capacity: z.number().positive().meta({ description: "the ship's own capacity, in capacityUnit" }),
  capacityUnit: z.enum(['DWT', 'GT']),
  distanceNm: z.number().positive().meta({ description: 'distance of the year, nautical miles' }),
  referenceLine: z
    .strictObject({
      a: z.number().positive().meta({ description: 'a of the line' }),
      c: z.number().nonnegative().meta({ description: 'c of the line' }),
    })
    .optional()
    .meta({ description: 'a and c of a·capacity^(−c); either this or ship' }),
  ship: z
    .strictObject({
      type: shipType.meta({ description: 'ship type of the tables' }),
      sizeDwtOrGt: z.number().positive().meta({ description: 'size of the ship, in the unit of its type' }),
    })
    .optional()
    .meta({ description: 'type and size by which the reference line is taken from the table of MEPC.353(78)' }),
  ratingFactors: ratingFactorsField.optional(),
};
/** The input of `imo.cii`. */
export const ciiInput = z.strictObject({
  year: z.int().min(2000).max(2100).meta({ description: 'reporting year' }),
  ...ciiFields,
  lines: z
    .array(ciiLine.extend({ uncertainty: uncertaintyField }))
    .min(1)
    .meta({ description: 'fuels of the year' }),
});

/** A fuel of the year; `from` says where its Cf stands, where the table does not have it. */
export type CiiLine = z.output<typeof ciiLine> & { readonly from?: string };
export type CiiGiven = Omit<z.output<typeof ciiInput>, 'lines'> & { readonly lines: readonly CiiLine[] };
export type AttainedGiven = Pick<CiiGiven, 'lines' | 'capacity' | 'capacityUnit' | 'distanceNm'>;
