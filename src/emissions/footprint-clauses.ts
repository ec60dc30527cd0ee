import { z } from 'zod';
import { deepFreeze } from '../measure/frozen.ts';

const text = z.string().min(1);
const ground = { clause: text, source: text, status: z.enum(['VERIFIED', 'FROM-MEMORY']) };
const clause = z.strictObject(ground);

const schema = z.strictObject({
  set: text,
  validFrom: z.iso.date(),
  standard: text,
  sources: z.record(text, z.strictObject({ publisher: text, title: text, date: text, note: text.optional() })),
  clauses: z.strictObject({ unit: clause, boundary: clause, quality: clause, use: clause, carbon: clause, total: clause }),
  /** The set of global warming potentials that follows the newest report of the IPCC, which the standard asks for. */
  potentials: z.strictObject({ newest: text, ...ground }).optional(),
});

/** The clauses of the standard for product carbon footprints that a statement follows; it fixes no number. */
export type FootprintClauses = Readonly<z.infer<typeof schema>>;

/** Reads `config/iso14067.json` (already parsed); a broken file stops the start with the path of what is wrong. */
export function parseFootprintClauses(json: unknown): FootprintClauses {
  const file = schema.parse(json);
  const dangling = [...Object.values(file.clauses), ...(file.potentials ? [file.potentials] : [])].filter(
    ({ source }) => !Object.hasOwn(file.sources, source),
  );
  if (dangling.length > 0)
    throw new RangeError(`${file.set} names sources it does not have: ${dangling.map(({ source }) => source).join(', ')}`);
  return deepFreeze(file);
}

/** A clause as a step cites it, with how well it is known. */
export const cited = (name: keyof FootprintClauses['clauses'], { clauses }: FootprintClauses): string =>
  `${clauses[name].clause}, ${clauses[name].status}`;
