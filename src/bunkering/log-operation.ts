import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { LogLine } from './delivery.ts';
import { withLine } from './operation-log.ts';
import type { BunkeringRooms } from './rooms.ts';
import { sees, sightOf } from './sight.ts';
import type { StoredDelivery } from './store.ts';

/**
 * The port operator of that port logs start, suspension, resumption, stop or an incident. The log may be written up after the
 * mass was measured, as long as no note is sealed; refuses STATE_WRONG where the order would not hold.
 */
export async function logOperation(
  { bunkering, people }: Pick<BunkeringRooms, 'bunkering' | 'people'>,
  work: Work,
  id: string,
  { kind, remark }: { readonly kind: LogLine['kind']; readonly remark?: string | undefined },
): Promise<StoredDelivery> {
  const before = await bunkering.delivery(id, work);
  if (!before || !sees(await sightOf(people, work.actor), before)) return refuse('NOT_FOUND');
  if (before.state === 'noted') refuse('STATE_WRONG', { values: { state: before.state, wanted: 'begun, measured' } });
  const line: LogLine = { kind, at: work.occurredAt.toISOString(), person: work.actor.person, remark: remark ?? null };
  const { log, broken } = withLine(before.log, line);
  if (broken) refuse('STATE_WRONG', { field: 'body.kind', values: broken });
  const after = { ...before, log };
  await bunkering.changeDelivery(work, id, { log });
  work.trace({ act: 'log', about: `delivery:${id}`, before, after });
  if (kind === 'incident') work.tell({ kind: 'incident', about: `delivery:${id}`, data: { port: before.port, remark: line.remark } });
  return after;
}
