import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, line, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { craftKinds } from './craft.ts';
import { imoText } from './imo.ts';
import { registerCraft } from './register-craft.ts';
import type { FleetRooms } from './rooms.ts';
import { craftReply, licensedCraftReply, shownCraft, shownLicence } from './shown.ts';

const room = 'fleet';

/** Barges and trucks. */
export const craftEndpoints = (rooms: FleetRooms): Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/craft',
    room,
    summary: 'Barges and trucks, by name',
    who: 'signed-in',
    query: z.strictObject({ owner: id.optional(), ...paging }),
    reply: page(craftReply),
    async answer({ query: { owner, limit, after } }) {
      const key = after === undefined ? undefined : (fromCursor(after, ['string', 'string']) as unknown as readonly [string, string]);
      const { items, next } = pageOf(await rooms.fleet.listCraft(owner, limit + 1, key), limit, (craft) => [craft.name, craft.id]);
      return { items: items.map(shownCraft), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/craft/:id',
    room,
    summary: 'One barge or truck with its licences',
    who: 'signed-in',
    params: z.strictObject({ id }),
    reply: licensedCraftReply,
    refuses: ['NOT_FOUND'],
    async answer({ params }) {
      const craft = (await rooms.fleet.craft(params.id)) ?? refuse('NOT_FOUND');
      const licences = await rooms.fleet.licencesOf({ kind: 'craft', id: craft.id });
      return { ...shownCraft(craft), licences: licences.map(shownLicence) };
    },
  }),
  command({
    method: 'POST',
    path: '/v1/craft',
    room,
    summary: 'Register a barge or a truck of a supplier',
    who: 'register.keep',
    status: 201,
    body: z.strictObject({
      id: id.optional(),
      kind: z.enum(craftKinds),
      name: line(120),
      imo: imoText.optional(),
      registration: line(40).optional().meta({ description: 'the plate of a truck, the local number of a barge' }),
      owner: id.meta({ description: 'the supplier that runs it' }),
    }),
    reply: craftReply,
    refuses: ['IMO_INVALID', 'HOLDER_UNFIT'],
    perform: async (work, { body }) => shownCraft(await registerCraft(rooms, work, body)),
  }),
];
