import { readFileSync } from 'node:fs';
import { z } from 'zod';

const source = z.object({ publisher: z.string(), title: z.string().nullable(), date: z.string().nullable() });
const record = z.object({
  id: z.string(),
  date: z.string(),
  datePrecision: z.enum(['day', 'month', 'year']),
  dateBasis: z.string().nullable(),
  port: z.string().nullable(),
  place: z.string().nullable(),
  fuel: z.string().nullable(),
  bonded: z.boolean().nullable(),
  voyage: z.enum(['international', 'domestic']).nullable(),
  quantity: z
    .object({ value: z.number(), unit: z.enum(['t', 'm3']), approx: z.boolean().optional(), isMinimum: z.boolean().optional() })
    .nullable(),
  receivingShip: z.object({
    name: z.string().nullable(),
    imo: z.string().nullable(),
    imoConfidence: z.string().nullable(),
    flag: z.string().nullable().optional(),
    type: z.string().nullable().optional(),
  }),
  bunkerVessel: z.object({ name: z.string().nullable(), mode: z.string().nullable() }),
  supplier: z.string().nullable(),
  supplierBasis: z.string().nullable(),
  sources: z.array(source),
});
const outcome = z.object({
  id: z.string(),
  outcome: z.enum(['accepted', 'refused']),
  reasons: z.array(z.string()),
  flags: z.array(z.string()),
});

export type Published = Readonly<z.infer<typeof record>>;
export type Expected = Readonly<z.infer<typeof outcome>>;

export const readPublished = (file: string): readonly Published[] => z.array(record).parse(JSON.parse(readFileSync(file, 'utf8')));
export const readExpected = (file: string): ReadonlyMap<string, Expected> =>
  new Map(
    z
      .object({ outcomes: z.array(outcome) })
      .parse(JSON.parse(readFileSync(file, 'utf8')))
      .outcomes.map((one) => [one.id, one]),
  );
