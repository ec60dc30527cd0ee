import { z } from 'zod';

const text = z.string().min(1);
const spoken = z.strictObject({ en: text, zh: text });
export const statuses = ['VERIFIED', 'SECOND-HAND', 'FROM-MEMORY'] as const;
const value = z.strictObject({ gPerMj: z.number(), source: text, status: z.enum(statuses) });

/** One pathway of the annexes with the values for all of it, gCO2eq/MJ; `fuel` is the name that FuelEU Maritime has for it. */
export const pathwaySchema = z.strictObject({
  id: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  name: spoken,
  annex: z.enum(['V', 'V-E', 'VI']),
  fuel: text,
  foodOrFeedCrop: z.boolean(),
  /** What is usual; no proof may use it. */
  typical: value,
  default: value,
  clause: text,
  note: text.optional(),
});
export type RedPathway = Readonly<z.infer<typeof pathwaySchema>>;

const cited = { name: spoken, clause: text, source: text, status: z.enum(statuses) };

/** What comes on top of the E of biomethane by how it is carried: a default, or electricity times its intensity. */
export const additionSchema = z.discriminatedUnion('id', [
  z.strictObject({ id: z.literal('COMPRESSION'), typicalGPerMj: z.number(), defaultGPerMj: z.number(), ...cited }),
  z.strictObject({
    id: z.literal('LIQUEFACTION'),
    electricityKWhPerMj: z.number().nonnegative(),
    electricityGPerKWh: z.number().nonnegative(),
    ...cited,
  }),
]);
export type BiomethaneAddition = Readonly<z.infer<typeof additionSchema>>;

/** The most that soil carbon may take off, gCO2eq/MJ; more with biochar. */
export const escaCapSchema = z.strictObject({
  gPerMj: z.number().positive(),
  withBiocharGPerMj: z.number().positive(),
  clause: text,
  source: text,
  status: z.enum(statuses),
});

interface PathwayTables {
  readonly pathways: readonly RedPathway[];
  readonly biomethaneAdditions: readonly BiomethaneAddition[];
}

/** The sources that the tables name, wherever they name them. */
export function sourcesOfPathways({ pathways, biomethaneAdditions }: PathwayTables): string[] {
  return [...pathways.flatMap((one) => [one.typical.source, one.default.source]), ...biomethaneAdditions.map(({ source }) => source)];
}

/** The ids that stand twice in one table. */
export function repeatedIds({ pathways, biomethaneAdditions }: PathwayTables): string[] {
  return [pathways, biomethaneAdditions].flatMap((table) => {
    const ids: string[] = table.map(({ id }) => id);
    return ids.filter((id, place) => ids.indexOf(id) !== place);
  });
}
