import { z } from 'zod';
import { deepFreeze } from '../measure/frozen.ts';
import { refuse } from '../refusal.ts';
import { factorSetId } from './factor-set-id.ts';
import { faultsOfRules, fuelEuRulesSchema, sourcesOfRules } from './fueleu-rules.ts';
import { fillMissingCells, type MissingCell } from './missing-cells.ts';
import { engineClasses, type EngineClass } from './engine-class.ts';

export type Pathway = 'fossil' | 'bio' | 'rfnbo';

/** How the well-to-tank value of a row comes about. `E` is the total of the proof, g of CO2 equivalent per MJ. */
export type WttMethod =
  | { readonly method: 'DEFAULT'; readonly gPerMj: number }
  | { readonly method: 'E_MINUS_CFCO2_OVER_LCV' }
  | { readonly method: 'E_MINUS_EU'; readonly euGPerMj: number };

/** One row of Annex II with every cell filled; a row with an engine class holds for that consumer only. */
export interface FuelRow {
  readonly id: string;
  readonly fuel: string;
  readonly pathway: Pathway;
  readonly name: string;
  readonly engineClass: EngineClass | null;
  readonly inAnnexII: boolean;
  readonly lcvMjPerG: number;
  readonly wtt: WttMethod;
  readonly cfCO2GPerG: number;
  readonly cfCH4GPerG: number;
  readonly cfN2OGPerG: number;
  /** Methane slip, per cent of the mass of the fuel. */
  readonly slipPct: number;
  readonly rewardEligible: boolean;
  readonly iso8217Grades?: readonly string[] | undefined;
  readonly source: string;
  readonly where: string;
  /** Where the values of the row stand, as a step names it. */
  readonly cell: string;
  readonly interpretation?: string | undefined;
  readonly note?: string | undefined;
  /** Cells that Annex II leaves open (TBM, N/A) and that were filled by its own rule. */
  readonly filled: readonly MissingCell[];
  /** Cells that the input gave in place of the table, by name. */
  readonly given?: readonly string[];
}

const text = z.string().min(1);
const cell = z.union([z.number().nonnegative(), z.enum(['TBM', 'N/A'])]);
const pathway = z.enum(['fossil', 'bio', 'rfnbo']);

const rowSchema = z.strictObject({
  id: text,
  fuel: text,
  pathway,
  name: text,
  engineClass: z.enum(engineClasses).nullable(),
  inAnnexII: z.boolean(),
  lcvMjPerG: z.number().positive(),
  wtt: z.discriminatedUnion('method', [
    z.strictObject({ method: z.literal('DEFAULT'), gPerMj: z.number().nonnegative() }),
    z.strictObject({ method: z.literal('E_MINUS_CFCO2_OVER_LCV') }),
    z.strictObject({ method: z.literal('E_MINUS_EU'), euGPerMj: z.number().nonnegative() }),
  ]),
  cfCO2GPerG: z.number().nonnegative(),
  cfCH4GPerG: cell,
  cfN2OGPerG: cell,
  slipPct: z.number().min(0).max(100),
  rewardEligible: z.boolean(),
  iso8217Grades: z.array(text).optional(),
  source: text,
  where: text,
  interpretation: text.optional(),
  note: text.optional(),
});

/** A row as the file has it: a cell may still be TBM (to be measured) or N/A. */
export type RawFuelRow = Readonly<z.infer<typeof rowSchema>>;

const gwpSchema = z.strictObject({
  id: text,
  co2: z.number().positive(),
  ch4: z.number().positive(),
  n2o: z.number().positive(),
  clause: text,
  validFrom: z.iso.date(),
  source: text,
  where: text,
  status: z.enum(['VERIFIED', 'SECOND-HAND']),
});

const clauses = ['lcv', 'lcvBio', 'wttDefault', 'wttBio', 'wttRfnbo', 'ttw', 'weighting', 'missingCell', 'fallback'] as const;

const schema = z.strictObject({
  set: factorSetId,
  validFrom: z.iso.date(),
  regulation: text,
  sources: z.record(text, z.strictObject({ publisher: text, title: text, date: text, note: text.optional() })),
  clauses: z.strictObject(Object.fromEntries(clauses.map((clause) => [clause, text])) as Record<(typeof clauses)[number], typeof text>),
  gwpSet: text,
  gwpSets: z.array(gwpSchema).min(1),
  rules: fuelEuRulesSchema,
  fallback: z.strictObject({
    interpretation: text,
    rows: z.record(text, text),
    /** By fuel, where its row rests on a reading of its own. */
    interpretations: z.record(text, text).optional(),
  }),
  rows: z.array(rowSchema).min(1),
  withoutDefaults: z.array(
    z.strictObject({ id: text, fuel: text, pathway: z.enum([...pathway.options, 'electricity']), why: text, source: text, where: text }),
  ),
});

/** Global warming potentials over 100 years; which set holds is a matter of law, so it is data and never a constant. */
export type GwpSet = Readonly<z.infer<typeof gwpSchema>>;

/** One version of the factors of FuelEU Maritime. A result names the set it used. */
export type Factors = Omit<Readonly<z.infer<typeof schema>>, 'rows'> & { readonly rows: readonly FuelRow[] };

/**
 * Reads `config/fueleu.json` (already parsed) and fills what Annex II leaves open. A broken file stops the start: zod
 * names the path of what is wrong, and a reference that leads nowhere is named as it stands.
 */
export function parseFactors(json: unknown): Factors {
  const file = schema.parse(json);
  const factors: Factors = { ...file, rows: fillMissingCells(file.rows).map((row) => ({ ...row, cell: cellOf(row) })) };
  const dangling = danglingReferences(factors);
  if (dangling.length > 0) throw new RangeError(`the factor set ${file.set} names what it does not have: ${dangling.join(', ')}`);
  const faults = faultsOfRules(factors.rules);
  if (faults.length > 0) throw new RangeError(`the rules of the factor set ${file.set} do not hold together: ${faults.join(', ')}`);
  return deepFreeze(factors);
}

function cellOf({ id, source, where, inAnnexII }: Omit<FuelRow, 'cell'>): string {
  return inAnnexII ? `Annex II, ${id} (${source} ${where})` : `${id} (${source} ${where})`;
}

/** The set of global warming potentials by its name; without a name, the one that the regulation uses. Refuses INPUT_UNFIT. */
export function gwpSetOf(factors: Factors, id: string = factors.gwpSet): GwpSet {
  const found = factors.gwpSets.find((set) => set.id === id);
  if (found) return found;
  const known = factors.gwpSets.map((set) => set.id).join(', ');
  const why = `the factor set ${factors.set} has no global warming potentials ${id}; it has ${known}`;
  return refuse('INPUT_UNFIT', { field: 'gwpSet', values: { why } });
}

/** How Annex II, column 4, finds the well-to-tank value on each pathway; a row that did otherwise could not be computed. */
const methodOn = { fossil: 'DEFAULT', bio: 'E_MINUS_CFCO2_OVER_LCV', rfnbo: 'E_MINUS_EU' } as const;

function danglingReferences(factors: Factors): string[] {
  const ids = [...factors.rows, ...factors.withoutDefaults].map((row) => row.id);
  const rows = new Map(factors.rows.map((row) => [row.id, row]));
  const repeated = ids.filter((id, place) => ids.indexOf(id) !== place);
  const sources = [...factors.rows, ...factors.withoutDefaults, ...factors.gwpSets]
    .map((row) => row.source)
    .concat(sourcesOfRules(factors.rules))
    .filter((source) => !Object.hasOwn(factors.sources, source));
  const fallbacks = Object.values(factors.fallback.rows).filter((id) => rows.get(id)?.wtt.method !== 'DEFAULT');
  const unread = Object.keys(factors.fallback.interpretations ?? {}).filter((fuel) => !Object.hasOwn(factors.fallback.rows, fuel));
  const sets = factors.gwpSets.some((set) => set.id === factors.gwpSet) ? [] : [factors.gwpSet];
  const strange = factors.rows
    .filter(({ pathway: on, wtt }) => wtt.method !== methodOn[on])
    .map(({ id, pathway: on }) => `${methodOn[on]} of ${id}`);
  return [...repeated, ...sources, ...fallbacks, ...unread, ...sets, ...strange];
}
