import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, line, page, paging } from '../http/schemas.ts';
import { alertKinds } from '../tanks/alert.ts';
import { closeAlert } from '../tanks/close-alert.ts';
import { alertReply, shownAlert } from '../tanks/shown.ts';
import { stockSight } from '../tanks/sight.ts';
import type { CustomsRooms } from './rooms.ts';

/** What measured facts left to be explained, and its closing by a second person. */
export const alertEndpoints = (rooms: CustomsRooms): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/alerts',
    room: 'customs',
    summary: 'Alerts in your sight, open ones first',
    description: 'Unexplained gain, over capacity, totaliser gap, sounding beyond tolerance. An alert never disappears.',
    who: 'alert.read',
    query: z.strictObject({ ...paging, kind: z.enum(alertKinds).optional(), state: z.enum(['open', 'closed']).optional() }),
    reply: page(alertReply),
    answer: async ({ actor, query: { limit, after, ...filter } }) => {
      const key = after === undefined ? undefined : (fromCursor(after, ['string', 'number', 'string']) as [string, number, string]);
      const sight = await stockSight(rooms.people, actor);
      const rows = await rooms.tanks.alerts.list(sight, filter, limit + 1, key && [key[0], new Date(key[1]), key[2]]);
      const { items, next } = pageOf(rows, limit, (row) => [row.state, Date.parse(row.raisedAt), row.id]);
      return { items: items.map(shownAlert), next };
    },
  }),
  command({
    method: 'POST',
    path: '/v1/alerts/:id/closure',
    room: 'customs',
    summary: 'Close an alert with a reason, as a second person',
    description: 'Of a sounding beyond tolerance, `post: true` posts the difference: free stock before holds, by largest remainders.',
    who: 'alert.close',
    params: z.strictObject({ id }),
    body: z.strictObject({ reason: line(500), post: z.boolean().default(false) }),
    example: { reason: 'Sounded again by two persons; the difference is real', post: true },
    reply: alertReply,
    refuses: [
      ...(['NOT_FOUND', 'ALERT_CLOSED', 'SECOND_PERSON_NEEDED', 'ALERT_POSTS_NOTHING'] as const),
      ...(['SOUNDING_SUPERSEDED', 'DIFFERENCE_UNPLACED', 'BUSY'] as const),
    ],
    perform: async (work, { params, body }) => shownAlert(await closeAlert(rooms, work, { alert: params.id, ...body })),
  }),
];
