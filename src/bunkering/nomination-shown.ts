import { z } from 'zod';
import { day, id, instant, line, massKg } from '../http/schemas.ts';
import { looseDay } from '../ports/day.ts';
import type { Nomination } from './nomination.ts';

export const remark = z
  .strictObject({ code: z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/), en: line(500), zh: line(500) })
  .meta({ id: 'Remark' });
export const publication = z
  .strictObject({ publisher: line(200), title: line(500).nullable(), date: line(20).nullable() })
  .meta({ id: 'Publication' });

/** Every item may be absent: absence is a refusal with its code, a wrong type a validation error. */
export const ask = z.strictObject({
  id: id.optional(),
  line: id.optional().meta({ description: 'the shipping line; its own where a line asks' }),
  supplier: id.optional(),
  port: z.string().trim().max(20).optional().meta({ description: 'UN/LOCODE, main code or alias' }),
  place: line(200).optional().meta({ description: 'berth, terminal or anchorage' }),
  grade: z.string().trim().max(40).optional(),
  imo: z.string().trim().max(20).optional(),
  voyage: z.enum(['international', 'domestic']).optional(),
  fromBond: z.boolean().optional(),
  massKg: massKg.optional(),
  volumeM3: z
    .number()
    .positive()
    .max(1_000_000)
    .optional()
    .meta({ description: 'where no mass is known; becomes mass with the typical density' }),
  laycan: z
    .strictObject({ from: looseDay.optional(), to: looseDay.optional(), endsAt: instant.optional() })
    .optional()
    .meta({ description: 'a month is judged on its first day; the last day ends at midnight of the port unless endsAt is earlier' }),
  craft: id.optional(),
  replay: z.boolean().optional().meta({ description: 'a replay of what happened: everything that comes of it says so' }),
  remarks: z.array(remark).max(20).optional(),
  sources: z.array(publication).max(20).optional(),
});

const permit = z.strictObject({
  authority: z.enum(['port-operator', 'customs', 'maritime-authority']),
  organisation: id,
  person: id,
  at: instant,
  remark: z.string().nullable(),
});

export const nominationReply = z
  .strictObject({
    id,
    state: z.enum(['nominated', 'accepted', 'begun', 'delivered', 'cancelled', 'lapsed', 'declined']),
    askedBy: z.strictObject({ organisation: id, person: id }),
    line: id,
    supplier: id,
    port: z.string(),
    place: z.string().nullable(),
    district: z.string().nullable(),
    ship: z.strictObject({ imo: z.string(), name: z.string() }),
    voyage: z.literal('international'),
    grade: z.string(),
    fuelKey: z.string(),
    massKg,
    laycan: z.strictObject({ firstDay: day, lastDay: day, endsAt: instant, dayAssumed: z.boolean() }),
    heldKg: z.int().min(0),
    craft: id.nullable(),
    asks: z.array(permit.shape.authority),
    permits: z.array(permit),
    replay: z.boolean(),
    remarks: z.array(remark),
    sources: z.array(publication),
    ended: z.strictObject({ at: instant, why: z.string(), person: z.string() }).nullable(),
    nominatedAt: instant,
  })
  .meta({ id: 'Nomination' });

/** As its parties and authorities see it: everything but the book and how it can lapse. */
export function shownNomination({
  book: _book,
  madeForFuture: _madeForFuture,
  fuelKey,
  ...shown
}: Nomination): z.input<typeof nominationReply> {
  return {
    ...shown,
    fuelKey,
    asks: [...shown.asks],
    permits: shown.permits.map((one) => ({ ...one })),
    remarks: shown.remarks.map((one) => ({ ...one })),
    sources: shown.sources.map((one) => ({ ...one })),
  };
}

export const checkReply = z
  .strictObject({
    name: z.string(),
    result: z.enum(['passed', 'failed', 'undecided']),
    clause: z.string().optional(),
    codes: z.array(z.string()),
    en: z.string(),
    zh: z.string(),
  })
  .meta({ id: 'Check' });
