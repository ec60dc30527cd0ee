import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { gwpSetField, lineFields } from './fuel-line.ts';
import { countedFuels, fuelFields, refused } from './fueleu-line.ts';
import { gPerMj } from './step.ts';
import { intervalField, massLineScales, uncertaintyField, withInterval } from './uncertainty.ts';

const intensity = (of: string): z.ZodNumber => z.number().meta({ description: `${of}, gCO2eq/MJ` });

/** The outputs of a fuel on its own, without reward factor. */
export const intensityFields = {
  wttGPerMj: intensity('well-to-tank'),
  ttwGPerMj: intensity('tank-to-wake'),
  wtwGPerMj: intensity('well-to-wake'),
};

const lineSchema = z.strictObject({ ...fuelFields, massT: lineFields.massT.optional(), uncertainty: uncertaintyField });
type Line = z.output<typeof lineSchema> & { readonly lcvMjPerG?: number };
const intervalUnits = { wttGPerMj: gPerMj, ttwGPerMj: gPerMj, wtwGPerMj: gPerMj };

/** The physical intensity of one fuel: no reward factor, and no amount changes it. Refuses FUEL_UNKNOWN, FACTOR_MISSING, INPUT_UNFIT. */
export const fueleuIntensity = calculation({
  topic: 'fueleu.intensity',
  summary: 'Greenhouse-gas intensity of one fuel',
  basis: 'Regulation (EU) 2023/1805 Annex I, Equations 1 and 2, and Annex II',
  reads: ['fueleu', 'red'],
  input: z.strictObject({
    lines: z.array(lineSchema).length(1),
    gwpSet: gwpSetField.optional(),
  }),
  result: z.strictObject({ ...intensityFields, interval: intervalField(intervalUnits) }),
  compute: (given, sets) =>
    withInterval(given.lines as readonly Line[], massLineScales<Line>(sets.fueleu), intervalUnits, (lines) => {
      const reasons: Reason[] = [];
      const [fuel] = countedFuels(lines, sets, given.gwpSet, reasons);
      if (!fuel) return refused(reasons);
      const { steps, ...result } = fuel.intensity;
      return { result, steps };
    }),
});
