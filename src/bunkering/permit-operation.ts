import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Authority, Nomination, Permit } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';
import { sees, sightOf } from './sight.ts';

/**
 * The port operator permits the operation at its berth; customs and the maritime authority clear it. Which of them a port
 * asks for is a dated setting; each does it once, in any order, after the supplier has accepted.
 */
export async function permitOperation(rooms: BunkeringRooms, work: Work, id: string, remark: string | undefined): Promise<Nomination> {
  const { bunkering, people } = rooms;
  const before = await bunkering.nomination(id, work);
  if (!before || !sees(await sightOf(people, work.actor), before)) return refuse('NOT_FOUND');
  const authority = work.actor.role as Authority;
  if (!before.asks.includes(authority)) refuse('PERMIT_NOT_ASKED', { values: { authority } });
  if (before.state !== 'accepted') refuse('STATE_WRONG', { values: { state: before.state, wanted: 'accepted' } });
  if (before.permits.some((permit) => permit.authority === authority)) refuse('PERMIT_GIVEN', { values: { authority } });
  const permit: Permit = {
    authority,
    organisation: work.actor.organisation,
    person: work.actor.person,
    at: work.occurredAt.toISOString(),
    remark: remark ?? null,
  };
  const after: Nomination = { ...before, permits: [...before.permits, permit] };
  await bunkering.changeNomination(work, id, { permits: after.permits });
  const act = authority === 'port-operator' ? 'permit' : 'clear';
  work.trace({ act, about: `nomination:${id}`, before, after });
  work.tell({ kind: 'operation permitted', about: `nomination:${id}`, data: { authority } });
  return after;
}
