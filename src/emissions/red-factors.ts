import { z } from 'zod';
import { deepFreeze } from '../measure/frozen.ts';
import { factorSetId } from './factor-set-id.ts';

/** The two methods of the directive: biofuel and biomass fuel by Annex V and VI, RFNBO by Delegated Regulation 2023/1185. */
export const fuelKinds = ['biofuel', 'rfnbo'] as const;
export type FuelKind = (typeof fuelKinds)[number];

export const emissionTerms = ['eec', 'el', 'ep', 'etd', 'eu', 'esca', 'eccs', 'eccr', 'ei'] as const;
/** One term of E: cultivation, land use, processing, transport, use, the three savings; `ei` are the inputs of an RFNBO. */
export type EmissionTerm = (typeof emissionTerms)[number];

const text = z.string().min(1);
const cited = { clause: text, source: text, status: z.enum(['VERIFIED', 'FROM-MEMORY']), note: text.optional() };
const formula = z.strictObject({
  terms: z.array(z.strictObject({ term: z.enum(emissionTerms), sign: z.union([z.literal(1), z.literal(-1)]) })).min(1),
  ...cited,
});

const schema = z.strictObject({
  set: factorSetId,
  validFrom: z.iso.date(),
  directive: text,
  sources: z.record(text, z.strictObject({ publisher: text, title: text, date: text })),
  rfnboElectricity: z.strictObject({
    regulation: text,
    hourlyFrom: z.iso.date(),
    additionalityMonths: z.int().positive(),
    waivedForPlantsBefore: z.iso.date(),
    waivedUntil: z.iso.date(),
    clauses: z.strictObject({ additionality: text, temporal: text, geographic: text, agreement: text }),
    source: text,
    status: z.enum(['VERIFIED', 'SECOND-HAND', 'FROM-MEMORY']),
    note: text.optional(),
  }),
  formulas: z.strictObject({ biofuel: formula, rfnbo: formula }),
  comparator: z.strictObject({ transportGPerMj: z.number().positive(), ...cited }),
  savingThresholds: z.array(
    z.strictObject({
      kind: z.enum(fuelKinds),
      startedFrom: z.iso.date().optional(),
      startedTo: z.iso.date().optional(),
      minSavingPct: z.number().min(0).max(100),
      ...cited,
    }),
  ),
  lcv: z.array(
    z.strictObject({
      fuel: text,
      pathway: z.enum(['bio', 'rfnbo']),
      lcvMjPerKg: z.number().positive(),
      interpretation: text.optional(),
      ...cited,
    }),
  ),
});

/** One version of what the renewable energy directive fixes: formulas, comparator, thresholds, calorific values. */
export type RedFactors = Readonly<z.infer<typeof schema>>;

/** Reads `config/red.json` (already parsed); a broken file stops the start with the path of what is wrong. */
export function parseRedFactors(json: unknown): RedFactors {
  const factors = schema.parse(json);
  const cites = [...Object.values(factors.formulas), factors.comparator, ...factors.savingThresholds, ...factors.lcv];
  const dangling = cites.filter(({ source }) => !Object.hasOwn(factors.sources, source)).map(({ source }) => source);
  if (dangling.length > 0) throw new RangeError(`the factor set ${factors.set} names sources it does not have: ${dangling.join(', ')}`);
  return deepFreeze(factors);
}
