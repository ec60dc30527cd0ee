import { z } from 'zod';
import { deepFreeze } from '../measure/frozen.ts';
import { factorSetId } from './factor-set-id.ts';

const text = z.string().min(1);
const cited = {
  clause: text,
  source: text,
  status: z.enum(['VERIFIED', 'SECOND-HAND', 'FROM-MEMORY', 'INTERPRETATION']),
  note: text.optional(),
};

/** What electricity was made from, where it has a factor of its own. */
export const electricitySources = ['wind', 'solar', 'biomass'] as const;

const schema = z.strictObject({
  set: factorSetId,
  validFrom: z.iso.date(),
  sources: z.record(text, z.strictObject({ publisher: text, title: text, date: text, note: text.optional() })),
  electricityClause: text,
  /** The carbon footprint of electricity, of the grid or from one source; the average emission factor of the grid is another series and not kept here. */
  electricityFootprint: z.array(
    z.strictObject({ year: z.int(), from: z.enum(electricitySources).optional(), kgCO2ePerKWh: z.number().positive(), ...cited }),
  ),
  certificate: z.strictObject({
    kWh: z.int().positive(),
    validMonths: z.int().positive(),
    olderGeneratedBefore: z.string().regex(/^\d{4}-\d{2}$/),
    olderValidTo: z.iso.date(),
    tradableSources: z.array(text),
    hydroTradableFrom: z.iso.date(),
    tradableClause: text.optional(),
    validityClause: text,
    ...cited,
  }),
  /** What the emission trading schemes say of ships; stated with its source, nothing is computed from it. */
  emissionTrading: z.array(z.strictObject({ scheme: text, coversShipping: z.enum(['NONE', 'NAMED_FIRMS']), ...cited })),
});

/** One version of the figures of China: footprint of electricity, green electricity certificate, emission trading. */
export type ChinaFactors = Readonly<z.infer<typeof schema>>;

/** Reads `config/china.json` (already parsed); a broken file stops the start with the path of what is wrong. */
export function parseChinaFactors(json: unknown): ChinaFactors {
  const factors = schema.parse(json);
  const cites = [...factors.electricityFootprint, factors.certificate, ...factors.emissionTrading];
  const dangling = cites.map(({ source }) => source).filter((source) => !Object.hasOwn(factors.sources, source));
  if (dangling.length > 0) throw new RangeError(`the factor set ${factors.set} names sources it does not have: ${dangling.join(', ')}`);
  return deepFreeze(factors);
}
