import { openBook } from '../ledger/post-entry.ts';
import { idOf } from '../ledger/entry.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import { attributeLine, siteDay } from './add-tank.ts';
import type { TankRooms } from './rooms.ts';
import { seesStock, stockSight } from './sight.ts';
import { attributeFits, type CustomsAttribute, type Tank } from './tank.ts';

type Rooms = Pick<TankRooms, 'tanks' | 'ledger' | 'people' | 'ports'>;

/**
 * Customs gives a tank another attribute from the day of the command on; its history stays. Refuses TANK_UNKNOWN, TANK_HELD
 * (a tank with a live hold is not re-attributed), TANK_STOCK_UNFIT, ATTRIBUTE_UNCHANGED and ATTRIBUTE_OUT_OF_ORDER.
 */
export async function setAttribute(
  rooms: Rooms,
  work: Work,
  { tank: id, attribute, reason }: { tank: string; attribute: CustomsAttribute; reason: string },
): Promise<Tank> {
  await guard(rooms, work, id);
  const tank = await rooms.tanks.tank(id, work);
  if (!tank || !seesStock(await stockSight(rooms.people, work.actor), tank))
    return refuse('TANK_UNKNOWN', { field: 'path.id', values: { tank: id } });
  const day = await siteDay(rooms, work, tank);
  const last = tank.attributes.at(-1);
  if (last?.attribute === attribute) refuse('ATTRIBUTE_UNCHANGED', { field: 'body.attribute', values: { tank: id, attribute } });
  if (last && last.from > day) refuse('ATTRIBUTE_OUT_OF_ORDER', { field: 'body.occurredAt', values: { from: last.from } });
  refuseAll(await stockReasons(rooms, work, id, attribute));
  const line = attributeLine(work, attribute, day, reason);
  const after: Tank = { ...tank, attributes: [...tank.attributes, line] };
  await rooms.tanks.setAttribute(work, id, line);
  work.trace({ act: 'set-attribute', about: `tank:${id}`, before: tank, after });
  work.tell({ kind: 'tank re-attributed', about: `tank:${id}`, data: { attribute, from: day } });
  return after;
}

/**
 * Takes the heads of the books whose stock lies there, so that no hold is placed meanwhile, and the tank's content, so that
 * nothing comes in meanwhile. A book that is not among them yet can only come in by a receipt, which meets the content.
 */
async function guard({ ledger }: Rooms, work: Work, tank: string): Promise<void> {
  const books = new Set((await ledger.lotsOfTank(tank)).map(({ book }) => book));
  for (const book of [...books].sort()) await openBook(ledger, work, book);
  await ledger.guardContent(work, tank);
}

async function stockReasons({ ledger }: Rooms, work: Work, tank: string, attribute: CustomsAttribute): Promise<Reason[]> {
  const lots = await ledger.lotsOfTank(tank, work);
  const heldKg = lots.reduce((sum, { nomination, massKg }) => sum + (nomination === null ? 0 : massKg), 0);
  const parcels = await ledger.parcels([...new Set(lots.map(({ item }) => idOf(item)))], work);
  const unfit = new Set(parcels.map(({ procedure }) => procedure).filter((procedure) => !attributeFits(attribute, procedure)));
  return [
    ...(heldKg > 0 ? [{ code: 'TANK_HELD' as const, field: 'path.id', values: { tank, heldKg } }] : []),
    ...[...unfit].map((procedure): Reason => ({
      code: 'TANK_STOCK_UNFIT',
      field: 'body.attribute',
      values: { tank, procedure, attribute },
    })),
  ];
}
