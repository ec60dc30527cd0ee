import { z } from 'zod';
import { deepFreeze } from '../measure/frozen.ts';
import { factorSetId } from './factor-set-id.ts';

const text = z.string().min(1);
const year = z.int();
const notNegative = z.number().nonnegative();
const reduction = z.number().min(0).max(100);
const cited = {
  clause: text,
  source: text,
  status: z.enum(['VERIFIED', 'SECOND-HAND', 'FROM-MEMORY', 'INTERPRETATION']),
  note: text.optional(),
};

/** Ships of one type and of a size from `from` (inclusive) and below `below`, in their unit of capacity. */
const shipClass = {
  shipType: text,
  name: text.optional(),
  from: z.number().positive().optional(),
  below: z.number().positive().optional(),
  capacityUnit: z.enum(['DWT', 'GT']),
};
const referenceLine = z.strictObject({
  ...shipClass,
  fixedCapacity: z.number().positive().optional(),
  a: z.number().positive(),
  c: notNegative,
  ...cited,
});
const four = z.tuple([z.number().positive(), z.number().positive(), z.number().positive(), z.number().positive()]);
const rating = z.strictObject({ ...shipClass, factors: four, ...cited });

const pathway = z.strictObject({
  code: text,
  sulphur: text.optional(),
  wttGPerMj: z.number().optional(),
  lcvMjPerG: z.number().positive(),
  cfCO2GPerG: notNegative.optional(),
  cfCH4GPerG: notNegative.optional(),
  cfN2OGPerG: notNegative.optional(),
  ...cited,
});

const clauses = ['lca', 'lcaTtw', 'ciiCo2', 'ciiAttained', 'ciiReference', 'ciiReduction', 'ciiRating', 'netZero', 'circ905'] as const;

const schema = z.strictObject({
  set: factorSetId,
  validFrom: z.iso.date(),
  sources: z.record(text, z.strictObject({ publisher: text, title: text, date: text, note: text.optional() })),
  clauses: z.strictObject(Object.fromEntries(clauses.map((clause) => [clause, text])) as Record<(typeof clauses)[number], typeof text>),
  cf: z
    .array(
      z.strictObject({
        ...{ id: text, name: text, cfCO2GPerG: notNegative, lcvMjPerG: z.number().positive(), ...cited },
        /** The fuels of Annex II of FuelEU Maritime that are this fuel here. */
        fuelEuFuels: z.array(text).min(1),
      }),
    )
    .min(1),
  cfInterpretation: text,
  lca: z.strictObject({
    gwpSet: text,
    ttwInterpretation: text,
    pathways: z.array(pathway).min(1),
    slips: z.array(z.strictObject({ consumer: text, slipPct: z.number().min(0).max(100), ...cited })),
  }),
  netZero: z.strictObject({
    /** Whether the framework is law; until then every figure of it is a draft. */
    adoption: z.enum(['NOT_ADOPTED', 'ADOPTED']),
    adoptionNote: text,
    referenceGPerMj: z.number().positive(),
    targets: z.array(z.strictObject({ year, baseReductionPct: reduction, directReductionPct: reduction.optional() })).min(1),
    remedialUnits: z.array(
      z.strictObject({ fromYear: year, toYear: year, tier1UsdPerT: notNegative, tier2UsdPerT: notNegative, ...cited }),
    ),
    /** How long a surplus unit is valid, in years, and how often it may be transferred; older versions do not say. */
    surplusUnits: z.strictObject({ validYears: z.number().positive(), transfers: z.int().nonnegative(), ...cited }).optional(),
    zeroOrNearZero: z.array(
      z.strictObject({ fromYear: year.optional(), toYear: year.optional(), maxWtwGPerMj: z.number().positive(), ...cited }),
    ),
    ...cited,
  }),
  circ905: z.strictObject({ maxWtwGPerMj: z.number().positive(), minCfGPerG: notNegative, ...cited }),
  cii: z.strictObject({
    /** Short names of ship types. */
    aliases: z.record(text, text),
    tieInterpretation: text,
    referenceLines: z.array(referenceLine).min(1),
    reductions: z.array(z.strictObject({ year, reductionPct: reduction, ...cited })).min(1),
    ratings: z.array(rating).min(1),
  }),
});

/** One version of what the IMO fixes: Cf, the life-cycle guidelines, the carbon intensity indicator, the Net-Zero Framework. */
export type ImoFactors = Readonly<z.infer<typeof schema>>;
export type ReferenceLineRow = ImoFactors['cii']['referenceLines'][number];
export type RatingRow = ImoFactors['cii']['ratings'][number];

/** Reads `config/imo.json` (already parsed); a broken file stops the start with the path of what is wrong. */
export function parseImoFactors(json: unknown): ImoFactors {
  const factors = schema.parse(json);
  const { cf, lca, netZero, circ905, cii } = factors;
  const cites = [
    ...[cf, lca.pathways, lca.slips, netZero.remedialUnits, netZero.zeroOrNearZero].flat(),
    ...[cii.referenceLines, cii.reductions, cii.ratings].flat(),
    netZero,
    ...(netZero.surplusUnits ? [netZero.surplusUnits] : []),
    circ905,
  ];
  const sources = cites.map(({ source }) => source).filter((source) => !Object.hasOwn(factors.sources, source));
  const types = new Set(cii.ratings.map(({ shipType }) => shipType));
  const strange = [...Object.values(cii.aliases), ...cii.referenceLines.map(({ shipType }) => shipType)].filter((type) => !types.has(type));
  const dangling = [...sources, ...strange];
  if (dangling.length > 0) throw new RangeError(`the factor set ${factors.set} names what it does not have: ${dangling.join(', ')}`);
  return deepFreeze(factors);
}
