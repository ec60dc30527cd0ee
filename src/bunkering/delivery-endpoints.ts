import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, line, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { beginDelivery } from './begin.ts';
import { deliver } from './deliver.ts';
import { checklistAnswer, deliveryReply, logKind, openingReading, shownDelivery } from './delivery-shown.ts';
import { logOperation } from './log-operation.ts';
import { exampleMeasurement, measurement } from './measurement-shown.ts';
import type { BunkeringRooms } from './rooms.ts';
import { sees, sightOf } from './sight.ts';

const room = 'bunkering';
const params = z.strictObject({ id });

/** From `begin` to the measured mass. */
export const deliveryEndpoints = (rooms: BunkeringRooms): readonly Endpoint[] => [
  command({
    method: 'POST',
    path: '/v1/nominations/:id/begin',
    room,
    summary: 'The supplier begins the delivery: permits, licences, eligibility and voyage of that day, checklist, opening readings',
    description: 'The checklist is that of the fuel: setting `delivery.checklist`, ours and editable. Every reason is told at once.',
    who: 'delivery.measure',
    params,
    body: z.strictObject({
      id: id.optional().meta({ description: 'of the delivery' }),
      checklist: z.array(checklistAnswer).max(100),
      openingReadings: z.array(openingReading).min(1).max(60),
    }),
    example: {
      checklist: [{ item: 'plan-agreed', answer: 'yes', remark: null }],
      openingReadings: [{ instrument: 'MFM-7001, non-resettable totaliser', reading: '104233.4517 t' }],
    },
    status: 201,
    reply: deliveryReply,
    refuses: [
      'NOT_FOUND',
      'ID_TAKEN',
      'STATE_WRONG',
      'PERMIT_MISSING',
      'FUEL_NOT_ELIGIBLE',
      'SUPPLIER_NOT_LICENSED',
      'CRAFT_UNKNOWN',
      'CRAFT_NOT_LICENSED',
      'DOMESTIC_VOYAGE',
      'CHECKLIST_INCOMPLETE',
      'CHECKLIST_FAILED',
      'ITEM_INVALID',
    ],
    perform: async (work, { params: { id: nomination }, body }) => shownDelivery(await beginDelivery(rooms, work, nomination, body)),
  }),
  command({
    method: 'POST',
    path: '/v1/deliveries/:id/log',
    room,
    summary: 'The port operator logs start, suspension, resumption, stop or an incident',
    description: 'The moment is `occurredAt`. The log keeps the order of what happened, also where a line comes late.',
    who: 'operation.log',
    params,
    body: z.strictObject({ kind: logKind, remark: line(500).optional() }),
    example: { kind: 'suspension', remark: 'Thunderstorm within five miles' },
    reply: deliveryReply,
    refuses: ['NOT_FOUND', 'STATE_WRONG'],
    perform: async (work, { params: { id: delivery }, body }) => shownDelivery(await logOperation(rooms, work, delivery, body)),
  }),
  command({
    method: 'POST',
    path: '/v1/deliveries/:id/measurement',
    room,
    summary: 'The supplier enters what was measured: the mass is posted, the rest of the hold is free again',
    description:
      'By meter tickets, by gauging before and after, or by weighbridge. Only what no instrument can have shown is refused; more than was held comes out of free stock, and beyond that stands as an unexplained gain on the list of customs.',
    who: 'delivery.measure',
    params,
    body: z.strictObject({ measurement }),
    example: { measurement: exampleMeasurement },
    reply: deliveryReply,
    refuses: ['NOT_FOUND', 'STATE_WRONG', 'BOOK_UNKNOWN', 'MEASUREMENT_IMPOSSIBLE', 'METER_UNKNOWN', 'TANK_UNKNOWN'],
    perform: async (work, { params: { id: delivery }, body }) => shownDelivery(await deliver(rooms, work, delivery, body.measurement)),
  }),
  query({
    method: 'GET',
    path: '/v1/deliveries',
    room,
    summary: 'The deliveries in your sight, oldest first',
    who: 'nomination.read',
    query: z.strictObject(paging),
    reply: page(deliveryReply),
    refuses: ['CURSOR_INVALID'],
    async answer({ query: { limit, after }, actor }) {
      const cursor = after === undefined ? undefined : (fromCursor(after, ['string', 'string']) as readonly [string, string]);
      const rows = await rooms.bunkering.listDeliveries(await sightOf(rooms.people, actor), { limit: limit + 1, after: cursor });
      const { items, next } = pageOf(rows, limit, (row) => [row.begunAt, row.id]);
      return { items: items.map(shownDelivery), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/deliveries/:id',
    room,
    summary: 'One delivery, with the numbers of its notes',
    who: 'nomination.read',
    params,
    reply: z.strictObject({
      ...deliveryReply.shape,
      notes: z
        .array(z.strictObject({ number: z.string(), state: z.string() }))
        .meta({ description: 'in the order in which they were drafted' }),
    }),
    refuses: ['NOT_FOUND'],
    async answer({ params: { id: wanted }, actor }) {
      const found = await rooms.bunkering.delivery(wanted);
      if (!found || !sees(await sightOf(rooms.people, actor), found)) return refuse('NOT_FOUND');
      const notes = await rooms.bunkering.notesOf(wanted);
      return { ...shownDelivery(found), notes: notes.map(({ number, state }) => ({ number, state })) };
    },
  }),
];
