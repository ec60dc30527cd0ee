import { z } from 'zod';
import { hydrogenProducts } from './red-hydrogen-factors.ts';

export const hydrogenOrigins = ['rfnbo', 'low-carbon', 'bio', 'fossil'] as const;
export type HydrogenOrigin = (typeof hydrogenOrigins)[number];

const massKg = z.number().positive();
const term = (description: string) =>
  z
    .number()
    .default(0)
    .meta({ description: `${description}, gCO2eq/MJ of the product` });
const lot = z.strictObject({
  massKg: massKg.meta({ description: 'hydrogen, kg' }),
  eGPerMj: z.number().meta({ description: 'E of the hydrogen, gCO2eq/MJ; may be negative' }),
  origin: z.enum(hydrogenOrigins),
});
export const hydrogenInput = z.strictObject({
  product: z.enum(hydrogenProducts).meta({ description: 'the fuel made from the hydrogen' }),
  massKg: massKg.meta({ description: 'the product, kg' }),
  lots: z.array(lot).min(1).max(1000).meta({ description: 'the hydrogen that went in' }),
  installationStartedOn: z.iso
    .date()
    .optional()
    .meta({ description: 'the installation in operation since; the saving asked of what is made from biogenic hydrogen depends on it' }),
  hydrogenKgPerT: massKg.optional().meta({ description: 'of HVO alone: hydrogen that a tonne takes, kg' }),
  terms: z
    .strictObject({
      ei: term('the inputs beside hydrogen'),
      ep: term('processing'),
      etd: term('transport and distribution'),
      eu: term('use'),
      eccs: term('carbon captured and stored, which is taken off'),
    })
    .prefault({})
    .meta({ description: 'the other terms of E' }),
});
export type HydrogenGiven = z.output<typeof hydrogenInput>;
