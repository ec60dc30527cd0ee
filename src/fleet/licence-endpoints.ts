import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { day, id, line, page, paging } from '../http/schemas.ts';
import { fuelKeys } from '../ports/fuel-key.ts';
import { fuelKey } from '../ports/shown.ts';
import { endLicence } from './end-licence.ts';
import { grantLicence } from './grant-licence.ts';
import type { FleetRooms } from './rooms.ts';
import { licenceReply, shownLicence } from './shown.ts';

const room = 'fleet';
const portOrAny = z
  .string()
  .trim()
  .regex(/^(ANY|[A-Za-z]{2} ?[A-Za-z2-9]{3})$/)
  .meta({ description: 'UN/LOCODE, or ANY' });

/** Licences of suppliers and of their craft. */
export const licenceEndpoints = (rooms: FleetRooms): Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/licences',
    room,
    summary: 'Licences, by their first day',
    who: 'signed-in',
    query: z.strictObject({ organisation: id.optional(), craft: id.optional(), ...paging }),
    reply: page(licenceReply),
    async answer({ query: { organisation, craft, limit, after } }) {
      const key = after === undefined ? undefined : (fromCursor(after, ['string', 'string']) as unknown as readonly [string, string]);
      const holder =
        craft !== undefined
          ? { kind: 'craft' as const, id: craft }
          : organisation !== undefined
            ? { kind: 'organisation' as const, id: organisation }
            : undefined;
      const { items, next } = pageOf(await rooms.fleet.licences.list(holder, limit + 1, key), limit, (licence) => [
        licence.from,
        licence.id,
      ]);
      return { items: items.map(shownLicence), next };
    },
  }),
  command({
    method: 'POST',
    path: '/v1/licences',
    room,
    summary: 'Enter a licence of a supplier or of a craft',
    who: 'register.keep',
    status: 201,
    body: z.strictObject({
      id: id.optional(),
      holder: z.strictObject({ kind: z.enum(['organisation', 'craft']), id }),
      number: line(80),
      issuer: line(200),
      ports: z.array(portOrAny).min(1).max(100),
      fuels: z.array(fuelKey).min(1).max(fuelKeys.length),
      from: day,
      to: day.nullable().optional(),
    }),
    reply: licenceReply,
    refuses: ['HOLDER_UNFIT', 'PORT_UNKNOWN', 'PERIOD_INVERTED', 'LICENCE_KNOWN'],
    perform: async (work, { body }) => shownLicence(await grantLicence(rooms, work, body)),
  }),
  command({
    method: 'POST',
    path: '/v1/licences/:id/end',
    room,
    summary: 'Put an end to a licence; history stays',
    who: 'register.keep',
    params: z.strictObject({ id }),
    body: z.strictObject({ to: day.meta({ description: 'the last day in force' }), reason: line(500) }),
    reply: licenceReply,
    refuses: ['NOT_FOUND', 'PERIOD_INVERTED', 'ALREADY_ENDED'],
    perform: async (work, { params, body }) => shownLicence(await endLicence(rooms, work, { ...params, ...body })),
  }),
];
