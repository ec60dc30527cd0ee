import { z } from 'zod';
import { certainties, sourceSchema } from '../ports/source.ts';
import { grades, type GradeId } from './grade.ts';

const scalar = z.union([z.number(), z.string()]);
export const propertyValue = z.union([scalar, z.record(z.string(), z.number())]).nullable();

const limitSchema = z.strictObject({
  op: z.enum(['<=', '>=', '>', '<', 'between']),
  value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
  source: sourceSchema,
  /** Starts with its certainty and may say more of it, such as the area or the grade it is for. */
  status: z.string().min(1),
});

export const typicalPropertySchema = z.strictObject({
  /** The item of the note, a dot leading into an item of several values. */
  field: z.string().min(1),
  name: z.string().min(1),
  value: propertyValue,
  unit: z.string().nullable(),
  /** What is plausible: outside it a second look is wanted; it is no limit. */
  range: z.tuple([z.number(), z.number()]).optional(),
  source: z.union([z.literal('assumed'), sourceSchema]),
  status: z.enum(certainties),
  limit: limitSchema.optional(),
  note: z.string().optional(),
});

const fuelSchema = z.strictObject({
  grade: z.enum(grades),
  /** The oil of a blend; null for a fuel that is no blend. */
  base: z.enum(grades).nullable(),
  name: z.string().min(1),
  properties: z.array(typicalPropertySchema).min(1),
});

/** `config/typical-properties.json`: what a note needs and nobody measured. */
export const typicalPropertiesSchema = z.strictObject({
  validFrom: z.iso.date(),
  mark: z.literal('assumed'),
  explanation: z.array(z.string()),
  fuels: z.array(fuelSchema),
});

export type TypicalProperty = Readonly<z.infer<typeof typicalPropertySchema>>;
export type TypicalFuel = Readonly<z.infer<typeof fuelSchema>>;

/** A typical value as it stands on a note: always with the mark, whatever its source, because it was not measured there. */
export interface AssumedProperty extends TypicalProperty {
  readonly mark: 'assumed';
}

/** The typical properties of a grade; of a blend those on its base, the first base where none is named. Empty where unknown. */
export function typicalProperties(all: readonly TypicalFuel[], grade: GradeId, base?: GradeId | null): readonly AssumedProperty[] {
  const of = all.filter((fuel) => fuel.grade === grade);
  const fuel = base ? of.find((candidate) => candidate.base === base) : of[0];
  return fuel?.properties.map((property) => ({ ...property, mark: 'assumed' as const })) ?? [];
}

/** One typical property by the field of the note; undefined where the grade has none. */
export const typicalProperty = (
  all: readonly TypicalFuel[],
  grade: GradeId,
  field: string,
  base?: GradeId | null,
): AssumedProperty | undefined => typicalProperties(all, grade, base).find((property) => property.field === field);

/** Whether a measured value is plausible for the fuel: inside the range, or without a range to judge by. */
export const plausible = ({ range }: Pick<TypicalProperty, 'range'>, value: number): boolean =>
  range === undefined || (range[0] <= value && value <= range[1]);
