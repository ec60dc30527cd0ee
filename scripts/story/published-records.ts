import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { canonicalJson } from '../../src/canonical.ts';
import { markOf } from './names.ts';

/** A file is named after a record, so its id is no path. */
const id = z.string().regex(/^[\w-][\w.-]{0,99}$/);
const maybe = z.string().nullable();
const source = z.object({ publisher: z.string(), title: maybe, date: maybe });
const record = z.object({
  id,
  date: maybe,
  datePrecision: z.enum(['day', 'month', 'year']).nullable(),
  dateBasis: maybe,
  port: maybe,
  place: maybe,
  fuel: maybe,
  blendBase: maybe.optional(),
  bonded: z.boolean().nullable(),
  voyage: z.enum(['international', 'domestic']).nullable(),
  quantity: z
    .object({ value: z.number(), unit: z.enum(['t', 'm3']), approx: z.boolean().optional(), isMinimum: z.boolean().optional() })
    .nullable(),
  receivingShip: z.object({
    name: maybe,
    imo: maybe,
    imoConfidence: maybe,
    flag: maybe.optional(),
    type: maybe.optional(),
  }),
  bunkerVessel: z.object({ name: maybe, mode: maybe }),
  supplier: maybe,
  supplierBasis: maybe,
  sources: z.array(source),
});
const outcome = z.object({
  id,
  outcome: z.enum(['accepted', 'refused']),
  reasons: z.array(z.string()),
  flags: z.array(z.string()),
});

export type Published = Readonly<z.infer<typeof record>>;
export type Expected = Readonly<z.infer<typeof outcome>>;

function read<T extends z.ZodType>(file: string, shape: T): z.output<T> {
  const parsed = shape.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`${file} has another shape than the published part:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export const readPublished = (file: string): readonly Published[] => read(file, z.array(record));
export const readExpected = (file: string): ReadonlyMap<string, Expected> =>
  new Map(read(file, z.object({ outcomes: z.array(outcome) })).outcomes.map((one) => [one.id, one]));

/** The same facts are the same delivery in whichever file they stand; with other facts a record is another delivery. */
export const nameOf = (one: Published): string => `${one.id} ${markOf(canonicalJson(one))}`;
