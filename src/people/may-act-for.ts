import type { Actor, Work } from '../work.ts';
import { covers } from './mandate.ts';
import type { PeopleStore } from './store.ts';

/**
 * Whether somebody acts for a line's ship on a day: the line itself, or an agent by a mandate that covers both. That the
 * ship is the line's is asked of the fleet. Inside a command, pass its session.
 */
export async function mayActFor(
  { mandates }: Pick<PeopleStore, 'mandates'>,
  actor: Actor,
  line: string,
  imo: string,
  day: string,
  session?: Work['session'],
): Promise<boolean> {
  if (actor.organisation === line) return true;
  if (actor.role !== 'ships-agent') return false;
  const given = await mandates.between(actor.organisation, line, session);
  return given.some((mandate) => covers(mandate, imo, day));
}
