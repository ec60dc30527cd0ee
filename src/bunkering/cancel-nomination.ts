import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { endNomination } from './end-nomination.ts';
import type { Nomination } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';

/** The line, its agent or the supplier calls it off before it has begun. */
export async function cancelNomination(rooms: BunkeringRooms, work: Work, id: string, why: string): Promise<Nomination> {
  const nomination = await rooms.bunkering.nomination(id);
  const parties = nomination ? [nomination.line, nomination.askedBy.organisation, nomination.supplier] : [];
  if (!nomination || !parties.includes(work.actor.organisation)) return refuse('NOT_FOUND');
  return endNomination(rooms, work, nomination.book, id, { state: 'cancelled', while: ['nominated', 'accepted'], why, act: 'cancel' });
}
