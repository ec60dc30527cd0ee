import { z } from 'zod';

/** Ids are made by the client or by us: a UUID in lower case. */
export const id = z.uuid().meta({ id: 'Id', description: 'UUID, made by the client or by the service' });

/** A moment with its offset, such as `2026-03-02T08:00:00+08:00`. */
export const instant = z.iso.datetime({ offset: true }).meta({ id: 'Instant', example: '2026-03-02T08:00:00+08:00' });

export const day = z.iso.date().meta({ id: 'Day', example: '2026-03-02' });

/** Whole kilograms; at most a million tonnes in one figure. */
export const massKg = z.int().min(1).max(1_000_000_000).meta({ id: 'MassKg', description: 'mass in whole kilograms' });

/** One line without control characters, and without those that make text read otherwise than it is written. */
export const oneLine = /^[^\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]*$/u;

/** A short text of a person: trimmed, one line. */
export const line = (max = 200) => z.string().trim().min(1).max(max).regex(oneLine);

/** Lists are paged by cursor: `after` is the `next` of the page before. */
export const paging = { limit: z.coerce.number().int().min(1).max(200).default(50), after: z.string().max(300).optional() };

export const page = <T extends z.ZodType>(item: T) => z.strictObject({ items: z.array(item), next: z.string().nullable() });

export const nothing = z.strictObject({});
