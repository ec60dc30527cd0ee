import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, line, massKg, page, paging } from '../http/schemas.ts';
import { buoyancySettingOn } from '../measure/settings.ts';
import { dayInChina } from '../people/mandate.ts';
import { refuse } from '../refusal.ts';
import type { Actor } from '../work.ts';
import { parcelsOfLots } from './content.ts';
import type { TankRooms } from './rooms.ts';
import { filledTankReply, shownFilledTank, shownSounding, soundingReply } from './shown.ts';
import { seesStock, stockSight } from './sight.ts';
import { tankId } from './site-endpoints.ts';
import { soundTank } from './sound-tank.ts';
import type { Tank } from './tank.ts';
import { transfer } from './transfer.ts';

const readings = z.strictObject({
  id: id.optional(),
  volumeM3: z.number().min(0).max(1_000_000),
  temperatureC: z.number().gt(-273.15).max(300),
  densityKgPerM3: z.number().min(50).max(2000).meta({ description: 'at the same temperature as the volume' }),
  pressureMPa: z.number().min(0).max(100).optional(),
  pumping: z.boolean().meta({ description: 'a sounding while pumping is kept and not compared' }),
});

const transferBody = z.strictObject({
  from: tankId,
  to: tankId,
  massKg,
  nomination: id.optional().meta({ description: 'stock held for it, whose hold goes along' }),
  parcel: id.optional(),
  book: line(60).optional(),
});

const transferReply = z.strictObject({
  entry: z.string(),
  hash: z.string(),
  from: z.string(),
  to: z.string(),
  massKg: z.int(),
  nomination: z.string().nullable(),
  parcels: z.array(z.strictObject({ parcel: z.string(), massKg: z.int() })),
});

/** What lies in the tanks, what was read in them, and the movement from one to another. */
export const stockEndpoints = (rooms: TankRooms): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/tanks/:id',
    room: 'tanks',
    summary: 'A tank with what lies in it, parcel by parcel',
    who: 'stock.read',
    params: z.strictObject({ id: tankId }),
    reply: filledTankReply,
    refuses: ['NOT_FOUND'],
    answer: async ({ actor, params }) => {
      const tank = await seenTank(rooms, actor, params.id);
      const day = dayInChina(rooms.now());
      const [content, lots] = await Promise.all([rooms.ledger.content(tank.id), rooms.ledger.lotsOfTank(tank.id)]);
      const parcels = await parcelsOfLots(rooms.ledger, lots);
      return shownFilledTank(tank, content, lots, parcels, buoyancySettingOn(rooms.measure, day), day);
    },
  }),
  query({
    method: 'GET',
    path: '/v1/tanks/:id/soundings',
    room: 'tanks',
    summary: 'Soundings of a tank, newest first',
    who: 'stock.read',
    params: z.strictObject({ id: tankId }),
    query: z.strictObject(paging),
    reply: page(soundingReply),
    refuses: ['NOT_FOUND'],
    answer: async ({ actor, params, query: { limit, after } }) => {
      const tank = await seenTank(rooms, actor, params.id);
      const key = after === undefined ? undefined : (fromCursor(after, ['number', 'string']) as [number, string]);
      const rows = await rooms.tanks.soundings.list(tank.id, limit + 1, key && [new Date(key[0]), key[1]]);
      const { items, next } = pageOf(rows, limit, (row) => [Date.parse(row.at), row.id]);
      return { items: items.map(shownSounding), next };
    },
  }),
  command({
    method: 'POST',
    path: '/v1/tanks/:id/soundings',
    room: 'tanks',
    summary: 'Record a sounding',
    description: 'It posts nothing. Beyond the tolerance it raises an alert, which a second person closes, posting the difference or not.',
    who: 'tank.sound',
    status: 201,
    params: z.strictObject({ id: tankId }),
    body: readings,
    example: { volumeM3: 1234.567, temperatureC: 32.5, densityKgPerM3: 938.4, pumping: false },
    reply: soundingReply,
    refuses: ['TANK_UNKNOWN', 'SOUNDING_IMPOSSIBLE'],
    perform: async (work, { params, body }) => shownSounding(await soundTank(rooms, work, { ...body, tank: params.id })),
  }),
  command({
    method: 'POST',
    path: '/v1/transfers',
    room: 'tanks',
    summary: 'Move stock from one tank to another, with the hold of a nomination where one is named',
    who: 'stock.transfer',
    status: 201,
    body: transferBody,
    example: { from: 'laotangshan:T1', to: 'barge-7:P1', massKg: 500_000 },
    reply: transferReply,
    refuses: [
      ...(['TRANSFER_SAME_TANK', 'TANK_UNKNOWN', 'BOOK_UNCLEAR', 'TANK_STOCK_SHORT', 'TANK_GRADE_UNFIT'] as const),
      ...(['TANK_NOT_EMPTY', 'TANK_ATTRIBUTE_UNFIT', 'TANK_OVER_LIMIT', 'BUSY'] as const),
    ],
    perform: async (work, { body }) => {
      const { entry, moved } = await transfer(rooms, work, body);
      const { from, to, massKg: moves, nomination = null } = body;
      return { entry: entry.id, hash: entry.hash, from, to, massKg: moves, nomination, parcels: moved.map((part) => ({ ...part })) };
    },
  }),
];

/** A tank in the caller's sight; any other is NOT_FOUND. */
export async function seenTank(rooms: Pick<TankRooms, 'tanks' | 'people'>, actor: Actor, wanted: string): Promise<Tank> {
  const tank = await rooms.tanks.tank(wanted);
  if (!tank || !seesStock(await stockSight(rooms.people, actor), tank)) return refuse('NOT_FOUND', { field: 'path.id' });
  return tank;
}
