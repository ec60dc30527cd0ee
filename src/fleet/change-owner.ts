import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { ownsShips, registered } from './register-ship.ts';
import type { FleetRooms } from './rooms.ts';
import { ownersAfter, type Ship } from './ship.ts';

/**
 * A ship passes to another line from a day on; the line before it keeps its days. Refuses NOT_FOUND, OWNER_UNFIT,
 * OWNER_OUT_OF_ORDER.
 */
export async function changeOwner(
  rooms: FleetRooms,
  work: Work,
  input: { readonly imo: string; readonly organisation: string; readonly from: string },
): Promise<Ship> {
  const before = await registered(rooms, work, input.imo);
  if (!(await ownsShips(rooms.people, input.organisation, work))) refuse('OWNER_UNFIT', { field: 'body.organisation' });
  const present = before.owners.at(-1);
  if (present && input.from <= present.from) refuse('OWNER_OUT_OF_ORDER', { field: 'body.from', values: { from: present.from } });
  const after: Ship = { ...before, owners: ownersAfter(before.owners, input.organisation, input.from) };
  await rooms.fleet.setOwners(work.session, before.imo, after.owners);
  work.trace({ act: 'ship.owner', about: `ship:${before.imo}`, before, after });
  work.tell({ kind: 'ship changed owner', about: `ship:${before.imo}`, data: { organisation: input.organisation, from: input.from } });
  return after;
}
