import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Meter, SealReport } from './meter.ts';
import type { FleetRooms } from './rooms.ts';

/** Adds the report of a seal verification to a meter. Refuses NOT_FOUND. */
export async function sealMeter({ fleet }: Pick<FleetRooms, 'fleet'>, work: Work, id: string, seals: SealReport): Promise<Meter> {
  const before = (await fleet.meters.find(id, work)) ?? refuse('NOT_FOUND');
  const after: Meter = { ...before, seals: [...before.seals, seals] };
  await fleet.meters.addSeals(work.session, id, seals);
  work.trace({ act: 'meter.seal', about: `meter:${id}`, before, after });
  return after;
}
