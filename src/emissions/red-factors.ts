import { z } from 'zod';
import { deepFreeze } from '../measure/frozen.ts';
import { refuse } from '../refusal.ts';
import { factorSetId } from './factor-set-id.ts';
import { hydrogenSchema, withoutLcv } from './red-hydrogen-factors.ts';
import { additionSchema, escaCapSchema, pathwaySchema, repeatedIds, sourcesOfPathways } from './red-pathways.ts';

/**
 * The methods of the law: biofuel and biomass fuel by Annex V and VI of the directive, RFNBO (and recycled-carbon fuel) by
 * Delegated Regulation 2023/1185, low-carbon fuel by Delegated Regulation 2025/2359.
 */
export const fuelKinds = ['biofuel', 'rfnbo', 'low-carbon'] as const;
export type FuelKind = (typeof fuelKinds)[number];

/** What a proof says the fuel is made by, and the method that goes with it. */
export const proofPathways = ['bio', 'rfnbo', 'low-carbon'] as const;
export type ProofPathway = (typeof proofPathways)[number];
export const kindOfPathway = (pathway: ProofPathway): FuelKind => (pathway === 'bio' ? 'biofuel' : pathway);

export const emissionTerms = ['eec', 'el', 'ep', 'etd', 'eu', 'esca', 'eccs', 'eccr', 'ei'] as const;
/** One term of E: cultivation, land use, processing, transport, use, the three savings; `ei` are the inputs of an RFNBO. */
export type EmissionTerm = (typeof emissionTerms)[number];

const text = z.string().min(1);
const cited = { clause: text, source: text, status: z.enum(['VERIFIED', 'FROM-MEMORY']), note: text.optional() };
const formula = z.strictObject({
  terms: z.array(z.strictObject({ term: z.enum(emissionTerms), sign: z.union([z.literal(1), z.literal(-1)]) })).min(1),
  /** The set of global warming potentials of the method, where it is another than that of FuelEU Maritime. */
  gwpSet: text.optional(),
  ...cited,
});

const ofGrid = { clause: text, source: text, status: z.enum(['VERIFIED', 'SECOND-HAND', 'FROM-MEMORY']), note: text };
/** Ways in which electricity of the grid counts beside what an agreement matches: by the price of the hour or by the zone. */
const gridSchema = z.strictObject({
  lowPrice: z.strictObject({ maxEurPerMwh: z.number(), belowShareOfAllowance: z.number().positive(), ...ofGrid }),
  renewableZone: z.strictObject({ abovePct: z.number().min(0).max(100), years: z.int().nonnegative(), ...ofGrid }),
  lowEmissionZone: z.strictObject({ belowGPerMj: z.number().positive(), ...ofGrid }),
  /** Which ways are not looked at at all, and what is said where none of the others is used. */
  note: text,
  noteWithout: text,
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
    grid: gridSchema.optional(),
    source: text,
    status: z.enum(['VERIFIED', 'SECOND-HAND', 'FROM-MEMORY']),
    note: text.optional(),
  }),
  formulas: z.strictObject({ biofuel: formula, rfnbo: formula, 'low-carbon': formula.optional() }),
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
  pathways: z.array(pathwaySchema).default([]),
  biomethaneAdditions: z.array(additionSchema).default([]),
  escaCap: escaCapSchema.optional(),
  hydrogen: hydrogenSchema.optional(),
});

/** One version of what the renewable energy directive fixes: formulas, comparator, thresholds, calorific values. */
export type RedFactors = Readonly<z.infer<typeof schema>>;

/**
 * Reads `config/red.json` (already parsed); a broken file stops the start with the path of what is wrong. A set from before
 * there were pathways and low-carbon fuels is read as one that has none.
 */
export function parseRedFactors(json: unknown): RedFactors {
  const factors = schema.parse(json);
  const { formulas, comparator, savingThresholds, lcv, escaCap, hydrogen, rfnboElectricity } = factors;
  const { grid } = rfnboElectricity;
  const cites = [
    ...Object.values(formulas),
    comparator,
    ...savingThresholds,
    ...lcv,
    ...(escaCap ? [escaCap] : []),
    ...(hydrogen ? [hydrogen, hydrogen.atomicWeights] : []),
    ...(grid ? [grid.lowPrice, grid.renewableZone, grid.lowEmissionZone] : []),
  ];
  const named = [...cites.map(({ source }) => source), ...sourcesOfPathways(factors)];
  const dangling = named.filter((source) => !Object.hasOwn(factors.sources, source));
  if (dangling.length > 0) throw new RangeError(`the factor set ${factors.set} names sources it does not have: ${dangling.join(', ')}`);
  const open = hydrogen ? withoutLcv(hydrogen, lcv) : [];
  if (open.length > 0) throw new RangeError(`the factor set ${factors.set} has no calorific value for ${open.join(', ')}`);
  const twice = repeatedIds(factors);
  if (twice.length > 0) throw new RangeError(`the factor set ${factors.set} has more than one ${twice.join(', ')}`);
  return deepFreeze(factors);
}

/** The formula of E for a kind of fuel; refuses FACTOR_MISSING where a set from before the kind has none. */
export function formulaOf(kind: FuelKind, { formulas, set }: RedFactors): z.infer<typeof formula> {
  return formulas[kind] ?? refuse('FACTOR_MISSING', { field: 'kind', values: { kind, factorSet: set } });
}
