import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, line, page, paging } from '../http/schemas.ts';
import { spokenName } from '../people/organisation.ts';
import { refuse } from '../refusal.ts';
import { warningReply } from '../words/warning.ts';
import { addTank } from './add-tank.ts';
import { openSite } from './open-site.ts';
import type { TankRooms } from './rooms.ts';
import { setAttribute } from './set-attribute.ts';
import { shownTank, tankReply } from './shown.ts';
import { seesStock, stockSight } from './sight.ts';
import { district, shownSite, siteId, siteReply } from './site.ts';
import { customsAttributes } from './tank.ts';

export const tankId = z
  .string()
  .max(81)
  .regex(/^[a-z0-9-]+:[A-Z0-9-]+$/)
  .meta({ id: 'TankId', description: '<site>:<TANK>', example: 'laotangshan:T1' });

const siteBody = z.strictObject({
  id: siteId,
  kind: z.enum(['shore', 'craft']),
  owner: id.optional().meta({ description: 'for customs: the supplier whose site it is' }),
  port: line(8),
  district,
  craft: id.optional(),
  name: spokenName,
});

const decimals = (most: number) => z.number().multipleOf(10 ** -most);

const tankBody = z.strictObject({
  name: z.string().regex(/^[A-Z0-9](?:[A-Z0-9-]{0,18}[A-Z0-9])?$/),
  capacityM3: decimals(3).gt(0).max(1_000_000),
  fillingLimit: decimals(4).gt(0).max(1).optional().meta({ description: 'the strictest setting of its fuels where absent' }),
  mayHold: z.array(line(40)).min(1).max(20),
  attribute: z.enum(customsAttributes).optional().meta({ description: 'for customs only' }),
});

const siteWithTanks = siteReply.extend({ tanks: z.array(tankReply) }).meta({ id: 'SiteWithTanks' });

/** Sites and their tanks. */
export const siteEndpoints = (rooms: TankRooms): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/sites',
    room: 'tanks',
    summary: 'Sites in your sight',
    who: 'stock.read',
    query: z.strictObject(paging),
    reply: page(siteReply),
    answer: async ({ actor, query: { limit, after } }) => {
      const [from = ''] = after === undefined ? [] : (fromCursor(after, ['string']) as [string]);
      const sites = await rooms.tanks.sitesSeen(await stockSight(rooms.people, actor), limit + 1, from);
      const { items, next } = pageOf(sites, limit, (site) => [site.id]);
      return { items: items.map(shownSite), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/sites/:id',
    room: 'tanks',
    summary: 'A site with its tanks',
    who: 'stock.read',
    params: z.strictObject({ id: siteId }),
    reply: siteWithTanks,
    refuses: ['NOT_FOUND'],
    answer: async ({ actor, params }) => {
      const site = await rooms.tanks.site(params.id);
      if (!site || !seesStock(await stockSight(rooms.people, actor), site)) return refuse('NOT_FOUND', { field: 'path.id' });
      return { ...shownSite(site), tanks: (await rooms.tanks.tanksOfSite(site.id)).map(shownTank) };
    },
  }),
  command({
    method: 'POST',
    path: '/v1/sites',
    room: 'tanks',
    summary: 'Open a site: a depot ashore, or a craft with its tanks',
    who: 'site.keep',
    status: 201,
    body: siteBody,
    example: { id: 'laotangshan', kind: 'shore', port: 'CNZOS', district: '29', name: { en: 'Laotangshan depot', zh: '老塘山油库' } },
    reply: siteReply.extend({ warnings: z.array(warningReply) }),
    refuses: ['SITE_TAKEN', 'SITE_OWNER_UNFIT', 'PORT_UNKNOWN', 'DISTRICT_UNFIT', 'SITE_CRAFT_UNFIT'],
    perform: async (work, { body }) => {
      const { site, warnings } = await openSite(rooms, work, body);
      return { ...shownSite(site), warnings };
    },
  }),
  command({
    method: 'POST',
    path: '/v1/sites/:id/tanks',
    room: 'tanks',
    summary: 'Add a tank to a site',
    description: 'A tank without a customs attribute may receive nothing from bond; customs gives it one.',
    who: 'site.keep',
    status: 201,
    params: z.strictObject({ id: siteId }),
    body: tankBody,
    example: { name: 'T1', capacityM3: 5000, mayHold: ['VLSFO', 'BIOFUEL_B24'] },
    reply: tankReply,
    refuses: ['SITE_UNKNOWN', 'TANK_TAKEN', 'GRADE_UNKNOWN', 'NOT_ALLOWED'],
    perform: async (work, { params, body }) => shownTank(await addTank(rooms, work, { ...body, site: params.id })),
  }),
  command({
    method: 'POST',
    path: '/v1/tanks/:id/attribute',
    room: 'tanks',
    summary: 'Give a tank another customs attribute',
    who: 'tank.attribute',
    params: z.strictObject({ id: tankId }),
    body: z.strictObject({ attribute: z.enum(customsAttributes), reason: line(500) }),
    example: { attribute: 'bonded', reason: 'Approved as a bonded tank' },
    reply: tankReply,
    refuses: ['TANK_UNKNOWN', 'TANK_HELD', 'TANK_STOCK_UNFIT', 'ATTRIBUTE_UNCHANGED', 'ATTRIBUTE_OUT_OF_ORDER'],
    perform: async (work, { params, body }) => shownTank(await setAttribute(rooms, work, { ...body, tank: params.id })),
  }),
];
