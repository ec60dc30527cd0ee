import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { day, id, line, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { changeOwner } from './change-owner.ts';
import { imoOf, imoText } from './imo.ts';
import { recordVoyage } from './record-voyage.ts';
import { registerShip } from './register-ship.ts';
import type { FleetRooms } from './rooms.ts';
import { voyageKinds, type Ship } from './ship.ts';
import { engineClass, shipReply, shownShip, shownVoyage, voyageReply } from './shown.ts';

const room = 'fleet';
const params = z.strictObject({ imo: imoText });

/** Ships, their owners and their voyages. */
export const shipEndpoints = (rooms: FleetRooms): Endpoint[] => [...shipReads(rooms), ...shipCommands(rooms)];

async function shipNamed({ fleet }: FleetRooms, printed: string): Promise<Ship> {
  const imo = imoOf(printed);
  return (imo === undefined ? undefined : await fleet.ship(imo)) ?? refuse('NOT_FOUND', { field: 'path.imo' });
}

const shipReads = (rooms: FleetRooms): Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/ships',
    room,
    summary: 'The register of ships, by name',
    who: 'signed-in',
    query: z.strictObject(paging),
    reply: page(shipReply),
    async answer({ query: { limit, after } }) {
      const key = after === undefined ? undefined : (fromCursor(after, ['string', 'string']) as unknown as readonly [string, string]);
      const { items, next } = pageOf(await rooms.fleet.listShips(limit + 1, key), limit, ({ name, imo }) => [name, imo]);
      return { items: items.map(shownShip), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/ships/:imo',
    room,
    summary: 'One ship with all its owners',
    who: 'signed-in',
    params,
    reply: shipReply,
    refuses: ['NOT_FOUND'],
    answer: async (request) => shownShip(await shipNamed(rooms, request.params.imo)),
  }),
  query({
    method: 'GET',
    path: '/v1/ships/:imo/voyages',
    room,
    summary: 'What kind of voyage a ship was on, as recorded',
    who: 'signed-in',
    params,
    query: z.strictObject(paging),
    reply: page(voyageReply),
    refuses: ['NOT_FOUND'],
    async answer({ params: { imo: printed }, query: { limit, after } }) {
      const { imo } = await shipNamed(rooms, printed);
      const key = after === undefined ? undefined : (fromCursor(after, ['string', 'string']) as unknown as readonly [string, string]);
      const { items, next } = pageOf(await rooms.fleet.listVoyages(imo, limit + 1, key), limit, (voyage) => [voyage.from, voyage.id]);
      return { items: items.map(shownVoyage), next };
    },
  }),
];

const shipCommands = (rooms: FleetRooms): Endpoint[] => [
  command({
    method: 'POST',
    path: '/v1/ships',
    room,
    summary: 'Register a ship',
    who: 'register.keep',
    status: 201,
    body: z.strictObject({
      imo: imoText,
      name: line(120),
      flag: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      type: line(80),
      engineClasses: z.array(engineClass).max(7).optional(),
      grossTonnage: z.int().min(1).max(1_000_000).optional(),
      bunkerShip: z.boolean().optional(),
      owner: z.strictObject({ organisation: id, from: day }).optional(),
    }),
    example: { imo: '9074729', name: 'EXAMPLE STAR', flag: 'SG', type: 'container ship', engineClasses: ['OTTO_SS'], bunkerShip: false },
    reply: shipReply,
    refuses: ['IMO_INVALID', 'OWNER_UNFIT', 'SHIP_KNOWN'],
    perform: async (work, { body }) => shownShip(await registerShip(rooms, work, body)),
  }),
  command({
    method: 'POST',
    path: '/v1/ships/:imo/owner',
    room,
    summary: 'A ship passes to another line from a day on',
    who: 'register.keep',
    params,
    body: z.strictObject({ organisation: id, from: day }),
    reply: shipReply,
    refuses: ['NOT_FOUND', 'OWNER_UNFIT', 'OWNER_OUT_OF_ORDER'],
    perform: async (work, request) => shownShip(await changeOwner(rooms, work, { ...request.params, ...request.body })),
  }),
  command({
    method: 'POST',
    path: '/v1/ships/:imo/voyages',
    room,
    summary: 'Record whether a ship is on an international voyage',
    description: 'Of two records for a day the later one holds.',
    who: 'voyage.record',
    status: 201,
    params,
    body: z.strictObject({ id: id.optional(), kind: z.enum(voyageKinds), from: day, to: day.nullable().optional(), basis: line(300) }),
    example: { kind: 'international', from: '2026-03-01', to: '2026-03-20', basis: 'Port clearance for Singapore' },
    reply: voyageReply,
    refuses: ['NOT_FOUND', 'PERIOD_INVERTED'],
    perform: async (work, request) => shownVoyage(await recordVoyage(rooms, work, { ...request.params, ...request.body })),
  }),
];
