import { z } from 'zod';
import { factorSetId } from '../emissions/factor-set-id.ts';
import { factorSetKinds } from '../factors/factor-set.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { id, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import type { Actor } from '../work.ts';
import { listKey } from './list-key.ts';
import { startRecalculation } from './recalculate-reports.ts';
import type { Recalculation } from './report.ts';
import type { ReportRooms } from './rooms.ts';
import { outcomes, recalculatedReply, recalculationReply, shownRecalculated, shownRecalculation } from './shown.ts';

const room = 'reports';
const params = z.strictObject({ id });

/** What the kept reports are by another version of the factors. */
export const recalculationEndpoints = (rooms: ReportRooms): readonly Endpoint[] => [
  command({
    method: 'POST',
    path: '/v1/recalculations',
    room,
    summary: 'Have all your reports computed by another version of the factors',
    description: 'The service does so by itself; the counts tell how far it is. What was kept stays as it is.',
    who: 'report.keep',
    body: z.strictObject({ id: id.optional(), kind: z.enum(factorSetKinds).default('fueleu'), factorSet: factorSetId }),
    example: { kind: 'fueleu', factorSet: 'fueleu-2026-11' },
    status: 202,
    reply: recalculationReply,
    refuses: ['FACTOR_SET_UNKNOWN', 'ID_TAKEN'],
    perform: async (work, { body }) => shownRecalculation(await startRecalculation(rooms, work, body)),
  }),
  query({
    method: 'GET',
    path: '/v1/recalculations',
    room,
    summary: 'The recalculations of your organisation, oldest first',
    who: 'report.read',
    query: z.strictObject(paging),
    reply: page(recalculationReply),
    refuses: ['CURSOR_INVALID'],
    async answer({ actor, query: { limit, after } }) {
      const rows = await rooms.reports.listRecalculations(actor.organisation, limit + 1, listKey(after));
      const { items, next } = pageOf(rows, limit, (row) => [row.startedAt.getTime(), row.id]);
      return { items: items.map(shownRecalculation), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/recalculations/:id',
    room,
    summary: 'How far a recalculation is',
    who: 'report.read',
    params,
    reply: recalculationReply,
    refuses: ['NOT_FOUND'],
    answer: async ({ params: { id: recalculation }, actor }) => shownRecalculation(await inSight(rooms, actor, recalculation)),
  }),
  query({
    method: 'GET',
    path: '/v1/recalculations/:id/reports',
    room,
    summary: 'The reports that come out differently, or the same, or not at all: old, new and the difference of every figure',
    who: 'report.read',
    params,
    query: z.strictObject({ ...paging, outcome: z.enum(outcomes).default('different') }),
    reply: page(recalculatedReply),
    refuses: ['NOT_FOUND', 'CURSOR_INVALID'],
    async answer({ params: { id: asked }, query: { limit, after, outcome }, actor }) {
      const recalculation = await inSight(rooms, actor, asked);
      const rows = await rooms.reports.listRecalculated(
        asked,
        outcome,
        limit + 1,
        after === undefined ? undefined : String(fromCursor(after, ['string'])[0]),
      );
      const { items, next } = pageOf(rows, limit, ({ report }) => [report]);
      const reports = new Map((await rooms.reports.reportsOf(items.map(({ report }) => report))).map((report) => [report.id, report]));
      return { items: items.map((row) => shownRecalculated(recalculation, row, reports.get(row.report))), next };
    },
  }),
];

async function inSight({ reports }: ReportRooms, actor: Actor, recalculation: string): Promise<Recalculation> {
  const found = await reports.recalculation(recalculation);
  return found?.owner === actor.organisation ? found : refuse('NOT_FOUND', { field: 'path.id' });
}
