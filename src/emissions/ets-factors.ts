import { z } from 'zod';
import { deepFreeze } from '../measure/frozen.ts';
import { factorSetId } from './factor-set-id.ts';

const text = z.string().min(1);
const percent = z.number().min(0).max(100);
const gas = z.enum(['CO2', 'CH4', 'N2O']);
const cited = {
  clause: text,
  source: text,
  status: z.enum(['VERIFIED', 'SECOND-HAND', 'FROM-MEMORY', 'INTERPRETATION']),
  note: text.optional(),
};

const schema = z.strictObject({
  set: factorSetId,
  validFrom: z.iso.date(),
  sources: z.record(text, z.strictObject({ publisher: text, title: text, date: text, note: text.optional() })),
  clauses: z.strictObject({ emissions: text, slip: text, scope: text, phaseIn: text }),
  gwp: z.strictObject({ set: text, ...cited }),
  /** In ascending order; a row holds until the next one. */
  phaseIn: z.array(z.strictObject({ fromYear: z.int(), sharePct: percent, gases: z.array(gas).min(1), ...cited })).min(1),
  scopes: z.array(z.strictObject({ id: text, scopePct: percent, ...cited })),
  zeroRating: z.strictObject({ gases: z.array(gas), interpretation: text, ...cited }),
});

/** One version of what the EU emissions trading system fixes for ships: phase-in, gases, scope, zero-rating. */
export type EtsFactors = Readonly<z.infer<typeof schema>>;
export type Gas = z.infer<typeof gas>;
export type PhaseIn = EtsFactors['phaseIn'][number];

/** Reads `config/ets.json` (already parsed); a broken file stops the start with the path of what is wrong. */
export function parseEtsFactors(json: unknown): EtsFactors {
  const factors = schema.parse(json);
  const cites = [factors.gwp, factors.zeroRating, ...factors.phaseIn, ...factors.scopes];
  const dangling = cites.map(({ source }) => source).filter((source) => !Object.hasOwn(factors.sources, source));
  if (dangling.length > 0) throw new RangeError(`the factor set ${factors.set} names sources it does not have: ${dangling.join(', ')}`);
  const years = factors.phaseIn.map(({ fromYear }) => fromYear);
  if (years.slice(1).some((year, place) => year <= (years[place] ?? year)))
    throw new RangeError(`the phase-in of ${factors.set} is not in ascending order: ${years.join(', ')}`);
  return deepFreeze(factors);
}
