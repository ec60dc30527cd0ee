import { inForce } from '../fleet/licence.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Nomination } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';
import { endNomination } from './end-nomination.ts';

/**
 * The supplier accepts what was asked of it and may name the craft that brings it. The craft must be its own, licensed for
 * the fuel there on the first day of the laycan, and have a tank that may hold the grade.
 */
export async function acceptNomination(rooms: BunkeringRooms, work: Work, id: string, craft: string | undefined): Promise<Nomination> {
  const before = await ownNomination(rooms, work, id);
  if (before.state !== 'nominated') refuse('STATE_WRONG', { values: { state: before.state, wanted: 'nominated' } });
  const named = craft ?? before.craft;
  if (named !== null) refuseAll(await craftFaults(rooms, work, before, named));
  const after: Nomination = { ...before, state: 'accepted', craft: named };
  await rooms.bunkering.changeNomination(work, id, { state: after.state, craft: after.craft });
  work.trace({ act: 'accept', about: `nomination:${id}`, before, after });
  work.tell({ kind: 'nomination accepted', about: `nomination:${id}` });
  return after;
}

/** The supplier declines; the stock is free again. */
export async function declineNomination(rooms: BunkeringRooms, work: Work, id: string, why: string): Promise<Nomination> {
  const before = await rooms.bunkering.nomination(id);
  if (before?.supplier !== work.actor.organisation) return refuse('NOT_FOUND');
  return endNomination(rooms, work, before.book, id, { state: 'declined', while: ['nominated'], why, act: 'decline' });
}

async function ownNomination({ bunkering }: BunkeringRooms, work: Work, id: string): Promise<Nomination> {
  const nomination = await bunkering.nomination(id, work);
  return nomination?.supplier === work.actor.organisation ? nomination : refuse('NOT_FOUND');
}

export async function craftFaults({ fleet, tanks }: BunkeringRooms, work: Work, nomination: Nomination, id: string): Promise<Reason[]> {
  const craft = await fleet.craft(id, work);
  if (craft?.owner !== nomination.supplier) return [{ code: 'CRAFT_UNKNOWN', field: 'body.craft', values: { craft: id } }];
  const day = nomination.laycan.firstDay;
  const wanted = { port: nomination.port, fuel: nomination.fuelKey, day };
  const licensed = inForce(await fleet.licencesOf({ kind: 'craft', id }, work), wanted).length > 0;
  const own = await tanks.tanksOfCraft(id, work);
  const holds = own.some(({ mayHold }) => mayHold.includes(nomination.grade));
  return [
    ...(licensed
      ? []
      : [{ code: 'CRAFT_NOT_LICENSED', field: 'body.craft', values: { craft: id, fuel: nomination.fuelKey, day } } as const]),
    ...(holds ? [] : [{ code: 'TANK_MAY_NOT_HOLD', field: 'body.craft', values: { craft: id, grade: nomination.grade } } as const]),
  ];
}
