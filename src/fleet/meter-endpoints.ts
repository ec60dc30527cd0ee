import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { day, id, line, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { certifyMeter } from './certify-meter.ts';
import { registerMeter } from './register-meter.ts';
import type { FleetRooms } from './rooms.ts';
import { sealMeter } from './seal-meter.ts';
import { meterReply, shownMeter } from './shown.ts';

const room = 'fleet';
const params = z.strictObject({ id });
const place = z.string().regex(/^[\w.:-]{1,100}$/);
const certificate = z.strictObject({ number: line(80), issuer: line(200), from: day, to: day.nullable() }).meta({ id: 'MeterCertificate' });
const seals = z.strictObject({ report: line(80), numbers: z.array(line(40)).min(1).max(40), on: day }).meta({ id: 'SealReport' });
const totaliser = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,4})?$/)
  .meta({ description: 'tonnes as printed, at most four decimals', example: '10234.5678' });

/** Mass flow meters. */
export const meterEndpoints = (rooms: FleetRooms): Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/meters',
    room,
    summary: 'Mass flow meters, by serial',
    who: 'signed-in',
    query: z.strictObject({ mountedOn: place.optional(), ...paging }),
    reply: page(meterReply),
    async answer({ query: { mountedOn, limit, after } }) {
      const key = after === undefined ? undefined : (fromCursor(after, ['string']) as unknown as readonly [string]);
      const { items, next } = pageOf(await rooms.fleet.meters.list(mountedOn, limit + 1, key), limit, ({ serial }) => [serial]);
      return { items: items.map(shownMeter), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/meters/:id',
    room,
    summary: 'One meter with its certificates, seals and last reading',
    who: 'signed-in',
    params,
    reply: meterReply,
    refuses: ['NOT_FOUND'],
    answer: async (request) => shownMeter((await rooms.fleet.meters.find(request.params.id)) ?? refuse('NOT_FOUND')),
  }),
  command({
    method: 'POST',
    path: '/v1/meters',
    room,
    summary: 'Register a mass flow meter',
    who: 'register.keep',
    status: 201,
    body: z.strictObject({
      id: id.optional(),
      serial: line(80),
      mountedOn: z.strictObject({ kind: z.enum(['craft', 'site']), id: place }),
      certificate,
      seals,
      totaliser,
    }),
    reply: meterReply,
    refuses: ['HOLDER_UNFIT', 'PERIOD_INVERTED', 'METER_KNOWN'],
    perform: async (work, { body }) => shownMeter(await registerMeter(rooms, work, body)),
  }),
  command({
    method: 'POST',
    path: '/v1/meters/:id/certificates',
    room,
    summary: 'Add a certificate to a meter',
    who: 'register.keep',
    status: 201,
    params,
    body: certificate,
    reply: meterReply,
    refuses: ['NOT_FOUND', 'PERIOD_INVERTED'],
    perform: async (work, request) => shownMeter(await certifyMeter(rooms, work, request.params.id, request.body)),
  }),
  command({
    method: 'POST',
    path: '/v1/meters/:id/seals',
    room,
    summary: 'Add the report of a seal verification',
    who: 'register.keep',
    status: 201,
    params,
    body: seals,
    reply: meterReply,
    refuses: ['NOT_FOUND'],
    perform: async (work, request) => shownMeter(await sealMeter(rooms, work, request.params.id, request.body)),
  }),
];
