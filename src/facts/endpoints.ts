import { z } from 'zod';
import { pageOf } from '../http/cursor.ts';
import { query, type Endpoint } from '../http/endpoint.ts';
import { page, paging } from '../http/schemas.ts';
import { afterDate, dateKey } from '../people/date-cursor.ts';
import type { FactsStore, TrailLine } from './store.ts';

const trailReply = z
  .strictObject({
    id: z.string(),
    recordedAt: z.iso.datetime(),
    occurredAt: z.iso.datetime(),
    organisation: z.string(),
    person: z.string(),
    act: z.string(),
    about: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    lateReason: z.string().optional(),
  })
  .meta({ id: 'TrailLine', description: '`before` and `after` are the SHA-256 of the record (RFC 8785 JSON); null where there was none' });

const shown = (line: TrailLine): z.input<typeof trailReply> => ({
  id: line._id,
  recordedAt: line.recordedAt.toISOString(),
  occurredAt: line.occurredAt.toISOString(),
  organisation: line.organisation,
  person: line.person,
  act: line.act,
  about: line.about,
  before: line.before,
  after: line.after,
  ...(line.lateReason !== undefined && { lateReason: line.lateReason }),
});

/** Who did what to a record, when, and its hash before and after. */
export const factsEndpoints = ({ facts }: { readonly facts: FactsStore }): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/trail',
    room: 'facts',
    summary: 'The trail of one record, in the order in which it was recorded',
    who: 'trail.read',
    query: z.strictObject({
      ...paging,
      about: z
        .string()
        .regex(/^[a-z][a-z-]{0,40}:[\x21-\x7e]{1,200}$/)
        .meta({ description: 'kind and id of the record, such as `organisation:<id>`' }),
    }),
    reply: page(trailReply),
    refuses: ['CURSOR_INVALID'],
    async answer({ query: { about, limit, after } }) {
      const rows = await facts.trailOf(about, limit + 1, afterDate(after));
      const { items, next } = pageOf(rows, limit, (line) => dateKey(line.recordedAt, line._id));
      return { items: items.map(shown), next };
    },
  }),
];
