import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { spokenCheck, spokenReason } from '../http/problem.ts';
import { id, line, page, paging } from '../http/schemas.ts';
import { refuse, type RefusalCode } from '../refusal.ts';
import { acceptNomination, declineNomination } from './accept-nomination.ts';
import { cancelNomination } from './cancel-nomination.ts';
import { nominate } from './nominate.ts';
import { ask, checkReply, nominationReply, shownNomination } from './nomination-shown.ts';
import { permitOperation } from './permit-operation.ts';
import { preflight } from './preflight.ts';
import type { BunkeringRooms } from './rooms.ts';
import { sees, sightOf } from './sight.ts';

const room = 'bunkering';
const params = z.strictObject({ id });

/** Every code a check of a nomination can give. */
export const checkCodes: readonly RefusalCode[] = [
  'LINE_MISSING',
  'IMO_MISSING',
  'IMO_INVALID',
  'SHIP_UNKNOWN',
  'SHIP_NOT_YOURS',
  'QUANTITY_MISSING',
  'DATE_UNKNOWN',
  'LAYCAN_INVALID',
  'SUPPLIER_MISSING',
  'SUPPLIER_UNKNOWN',
  'PORT_MISSING',
  'PORT_UNKNOWN',
  'PORT_NOT_BONDED',
  'GRADE_MISSING',
  'GRADE_UNKNOWN',
  'FUEL_NOT_ELIGIBLE',
  'VOYAGE_UNKNOWN',
  'DOMESTIC_VOYAGE',
  'NOT_FROM_BOND',
  'SUPPLIER_NOT_LICENSED',
  'CRAFT_UNKNOWN',
  'CRAFT_NOT_LICENSED',
  'TANK_MAY_NOT_HOLD',
  'STOCK_SHORT',
];

const example: z.input<typeof ask> = {
  supplier: '7d9f1c52-9a0e-4a7e-8f2c-2b6a5f0f7c11',
  port: 'CNZOS',
  grade: 'BIOFUEL_B24',
  imo: '9074729',
  voyage: 'international',
  massKg: 325_000,
  laycan: { from: '2026-12-01', to: '2026-12-03' },
};

const spokenReasonReply = z
  .strictObject({
    code: z.string(),
    field: z.string().optional(),
    clause: z.string().optional(),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    en: z.strictObject({ title: z.string(), remedy: z.string() }),
    zh: z.strictObject({ title: z.string(), remedy: z.string() }),
  })
  .meta({ id: 'Reason' });

export const nominationEndpoints = (rooms: BunkeringRooms, now: () => Date): readonly Endpoint[] => [
  query({
    method: 'POST',
    path: '/v1/nominations/preflight',
    room,
    summary: 'Would this nomination be taken? Every check, with its clause and remedy; nothing is written',
    who: 'signed-in',
    body: ask,
    example,
    reply: z.strictObject({ wouldBeTaken: z.boolean(), checks: z.array(checkReply), refusals: z.array(spokenReasonReply) }),
    async answer({ body, actor }) {
      const { checks, failures } = await preflight(rooms, actor, body, now());
      return {
        wouldBeTaken: checks.every(({ result }) => result === 'passed'),
        checks: checks.map(spokenCheck),
        refusals: failures.map(spokenReason),
      };
    },
  }),
  command({
    method: 'POST',
    path: '/v1/nominations',
    room,
    summary: 'A line or its agent nominates: asks a supplier for fuel from bond and holds its stock',
    who: 'nomination.ask',
    body: ask,
    example,
    status: 201,
    reply: nominationReply,
    refuses: [...checkCodes, 'ID_TAKEN'],
    perform: async (work, { body }) => shownNomination(await nominate(rooms, work, body)),
  }),
  query({
    method: 'GET',
    path: '/v1/nominations',
    room,
    summary: 'The nominations in your sight, oldest first',
    who: 'nomination.read',
    query: z.strictObject({ ...paging, state: nominationReply.shape.state.optional() }),
    reply: page(nominationReply),
    refuses: ['CURSOR_INVALID'],
    async answer({ query: { limit, after, state }, actor }) {
      const cursor = after === undefined ? undefined : (fromCursor(after, ['string', 'string']) as readonly [string, string]);
      const rows = await rooms.bunkering.listNominations(
        await sightOf(rooms.people, actor),
        { state },
        { limit: limit + 1, after: cursor },
      );
      const { items, next } = pageOf(rows, limit, (row) => [row.nominatedAt, row.id]);
      return { items: items.map(shownNomination), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/nominations/:id',
    room,
    summary: 'One nomination',
    who: 'nomination.read',
    params,
    reply: nominationReply,
    refuses: ['NOT_FOUND'],
    async answer({ params, actor }) {
      const found = await rooms.bunkering.nomination(params.id);
      if (!found || !sees(await sightOf(rooms.people, actor), found)) return refuse('NOT_FOUND');
      return shownNomination(found);
    },
  }),
  command({
    method: 'POST',
    path: '/v1/nominations/:id/acceptance',
    room,
    summary: 'The supplier accepts, and may name the craft that brings it',
    who: 'nomination.accept',
    params,
    body: z.strictObject({ craft: id.optional() }),
    reply: nominationReply,
    refuses: ['NOT_FOUND', 'STATE_WRONG', 'CRAFT_UNKNOWN', 'CRAFT_NOT_LICENSED', 'TANK_MAY_NOT_HOLD'],
    perform: async (work, { params, body }) => shownNomination(await acceptNomination(rooms, work, params.id, body.craft)),
  }),
  command({
    method: 'POST',
    path: '/v1/nominations/:id/decline',
    room,
    summary: 'The supplier declines; the stock is free again',
    who: 'nomination.accept',
    params,
    body: z.strictObject({ reason: line(500) }),
    reply: nominationReply,
    refuses: ['NOT_FOUND', 'STATE_WRONG', 'BOOK_UNKNOWN'],
    perform: async (work, { params, body }) => shownNomination(await declineNomination(rooms, work, params.id, body.reason)),
  }),
  command({
    method: 'POST',
    path: '/v1/nominations/:id/permit',
    room,
    summary: 'The port operator permits the operation at its berth',
    who: 'operation.permit',
    params,
    body: z.strictObject({ remark: line(500).optional() }),
    reply: nominationReply,
    refuses: ['NOT_FOUND', 'STATE_WRONG', 'PERMIT_NOT_ASKED', 'PERMIT_GIVEN'],
    perform: async (work, { params, body }) => shownNomination(await permitOperation(rooms, work, params.id, body.remark)),
  }),
  command({
    method: 'POST',
    path: '/v1/nominations/:id/clearance',
    room,
    summary: 'Customs or the maritime authority clears the operation',
    who: 'operation.clear',
    params,
    body: z.strictObject({ remark: line(500).optional() }),
    reply: nominationReply,
    refuses: ['NOT_FOUND', 'STATE_WRONG', 'PERMIT_NOT_ASKED', 'PERMIT_GIVEN'],
    perform: async (work, { params, body }) => shownNomination(await permitOperation(rooms, work, params.id, body.remark)),
  }),
  command({
    method: 'POST',
    path: '/v1/nominations/:id/cancellation',
    room,
    summary: 'The line, its agent or the supplier calls it off; the stock is free again',
    who: 'nomination.cancel',
    params,
    body: z.strictObject({ reason: line(500) }),
    reply: nominationReply,
    refuses: ['NOT_FOUND', 'STATE_WRONG', 'BOOK_UNKNOWN'],
    perform: async (work, { params, body }) => shownNomination(await cancelNomination(rooms, work, params.id, body.reason)),
  }),
];
