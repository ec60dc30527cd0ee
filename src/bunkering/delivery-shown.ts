import { z } from 'zod';
import { id, instant, line } from '../http/schemas.ts';
import { measurement } from './measurement-shown.ts';
import type { StoredDelivery } from './store.ts';

export const checklistAnswer = z
  .strictObject({ item: line(40), answer: z.enum(['yes', 'no', 'not-applicable']), remark: line(300).nullable().default(null) })
  .meta({ id: 'ChecklistAnswer' });
export const openingReading = z.strictObject({ instrument: line(120), reading: line(120) }).meta({ id: 'OpeningReading' });
export const logKind = z.enum(['start', 'suspension', 'resumption', 'stop', 'incident']);

const logLine = z.strictObject({ kind: logKind, at: instant, person: z.string(), remark: z.string().nullable() }).meta({ id: 'LogLine' });
const kg = z.int().min(0);

export const deliveryReply = z
  .strictObject({
    id,
    nomination: id,
    state: z.enum(['begun', 'measured', 'noted']),
    supplier: id,
    line: id,
    port: z.string(),
    district: z.string().nullable(),
    imo: z.string(),
    grade: z.string(),
    craft: id.nullable(),
    begunAt: instant,
    checklist: z.array(checklistAnswer),
    openingReadings: z.array(openingReading),
    log: z.array(logLine),
    completedAt: instant.nullable(),
    measurement: measurement.nullable(),
    massKg: kg.nullable(),
    energyMj: z.number().nullable(),
    volumeM3: z.number().nullable(),
    drawn: z.array(z.strictObject({ parcel: id, massKg: kg })).meta({ description: 'parcels that went to the ship, in the order drawn' }),
    overKg: kg.meta({ description: 'beyond what was held where it was drawn' }),
    gainKg: kg.meta({ description: 'of that, what no stock was there for' }),
    shortKg: kg.meta({ description: 'less than was nominated' }),
    late: z.boolean(),
    replay: z.boolean(),
  })
  .meta({ id: 'Delivery' });

/** As its parties and authorities see it: everything but the book, its entry and who asked. */
export function shownDelivery({ book: _book, entry: _entry, askedBy: _askedBy, ...shown }: StoredDelivery): z.input<typeof deliveryReply> {
  // The stored record was checked by the same schemas when it came; parsing it again only drops what is readonly.
  return deliveryReply.parse(shown);
}
