import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Decision } from './decision.ts';
import type { PortsRooms } from './rooms.ts';

/**
 * Puts an end to a decision; `to` is its last day. The decision and what it admitted until then stay. A planned end may be
 * brought forward, never put off. Refuses NOT_FOUND, PERIOD_INVERTED, ALREADY_ENDED.
 */
export async function endDecision(
  { ports }: PortsRooms,
  work: Work,
  input: { readonly id: string; readonly to: string; readonly reason: string },
): Promise<Decision> {
  const before = await ports.findDecision(input.id, work.session);
  if (!before) refuse('NOT_FOUND');
  if (input.to < before.from) refuse('PERIOD_INVERTED', { field: 'body.to', values: { from: before.from } });
  if (before.to !== null && before.to <= input.to) refuse('ALREADY_ENDED', { field: 'body.to', values: { to: before.to } });
  const ending = { to: input.to, reason: input.reason, recordedAt: work.recordedAt, recordedBy: work.actor.organisation };
  if (!(await ports.endDecision(work.session, before, ending))) refuse('ALREADY_ENDED', { field: 'body.to', values: { to: input.to } });
  const after: Decision = { ...before, to: input.to, endings: [...before.endings, ending] };
  const about = `decision:${before.id}`;
  work.trace({ act: 'decision.end', about, before, after });
  work.tell({ kind: 'decision ended', about, data: { port: before.port, fuel: before.fuel, to: input.to } });
  return after;
}
