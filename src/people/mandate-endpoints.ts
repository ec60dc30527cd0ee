import { z } from 'zod';
import { pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { day, id, page, paging } from '../http/schemas.ts';
import { afterDate, dateKey } from './date-cursor.ts';
import { endMandate } from './end-mandate.ts';
import { giveMandate } from './give-mandate.ts';
import { mandateReply, shownMandate } from './mandate.ts';
import type { PeopleRooms } from './rooms.ts';

const room = 'people';

/** Mandates from shipping lines to their agents. */
export function mandateEndpoints(rooms: PeopleRooms): readonly Endpoint[] {
  const { people } = rooms;
  return [
    query({
      method: 'GET',
      path: '/v1/mandates',
      room,
      summary: 'The mandates that your organisation holds (as an agent) or gave (as a line), ended ones included',
      who: 'signed-in',
      query: z.strictObject(paging),
      reply: page(mandateReply),
      refuses: ['CURSOR_INVALID'],
      async answer({ actor, query: { limit, after } }) {
        const rows = await people.mandates.list(
          actor.role === 'ships-agent' ? 'agent' : 'line',
          actor.organisation,
          limit + 1,
          afterDate(after),
        );
        const { items, next } = pageOf(rows, limit, (row) => dateKey(row.givenAt, row._id));
        return { items: items.map(shownMandate), next };
      },
    }),
    command({
      method: 'POST',
      path: '/v1/mandates',
      room,
      summary: "Let a ship's agent act for one of your ships, or for all of them",
      who: 'mandate.give',
      body: z.strictObject({
        id: id.optional(),
        agent: id,
        imo: z
          .string()
          .regex(/^[0-9]{7}$/)
          .optional()
          .meta({ description: 'IMO number without the prefix; every ship of the line where absent' }),
        from: day,
        to: day.optional().meta({ description: 'the last day' }),
      }),
      example: { agent: '3f0c6c1e-5f0e-4b8a-9b8e-0d9c6f4a2b11', imo: '9074729', from: '2026-03-01', to: '2026-12-31' },
      status: 201,
      reply: mandateReply,
      refuses: ['MANDATE_AGENT_UNFIT', 'MANDATE_DAYS_WRONG', 'ID_TAKEN'],
      perform: (work, { body }) => giveMandate(rooms, work, body),
    }),
    command({
      method: 'POST',
      path: '/v1/mandates/:id/end',
      room,
      summary: 'End a mandate: from the given day on, or from today, it covers nothing more',
      who: 'mandate.give',
      params: z.strictObject({ id }),
      body: z.strictObject({ on: day.optional() }),
      example: { on: '2026-04-01' },
      reply: mandateReply,
      refuses: ['NOT_FOUND', 'MANDATE_ENDED', 'MANDATE_DAYS_WRONG'],
      perform: (work, { params, body }) => endMandate(rooms, work, { ...params, ...body }),
    }),
  ];
}
