import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Licence } from './licence.ts';
import type { FleetRooms } from './rooms.ts';

/**
 * Puts an end to a licence; `to` is its last day. A planned end may be brought forward, never put off: that is a new licence.
 * Refuses NOT_FOUND, PERIOD_INVERTED, ALREADY_ENDED.
 */
export async function endLicence(
  { fleet }: Pick<FleetRooms, 'fleet'>,
  work: Work,
  input: { readonly id: string; readonly to: string; readonly reason: string },
): Promise<Licence> {
  const before = await fleet.licences.find(input.id, work);
  if (!before) refuse('NOT_FOUND');
  if (input.to < before.from) refuse('PERIOD_INVERTED', { field: 'body.to', values: { from: before.from } });
  if (before.to !== null && before.to <= input.to) refuse('ALREADY_ENDED', { field: 'body.to', values: { to: before.to } });
  const ending = { to: input.to, reason: input.reason, recordedAt: work.recordedAt, recordedBy: work.actor.organisation };
  if (!(await fleet.licences.end(work.session, before, ending))) refuse('ALREADY_ENDED', { field: 'body.to', values: { to: input.to } });
  const after: Licence = { ...before, to: input.to, endings: [...before.endings, ending] };
  work.trace({ act: 'licence.end', about: `licence:${before.id}`, before, after });
  work.tell({ kind: 'licence ended', about: `licence:${before.id}`, data: { to: input.to } });
  return after;
}
