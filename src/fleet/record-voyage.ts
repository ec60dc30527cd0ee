import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { registered } from './register-ship.ts';
import type { FleetRooms } from './rooms.ts';
import type { Voyage, VoyageKind } from './ship.ts';

export interface VoyageDraft {
  readonly id?: string | undefined;
  readonly imo: string;
  readonly kind: VoyageKind;
  readonly from: string;
  readonly to?: string | null | undefined;
  /** How it is known, such as a port clearance. */
  readonly basis: string;
}

/**
 * Customs or the maritime authority records what kind of voyage a ship is on; of two records for a day the later one holds.
 * Refuses NOT_FOUND, PERIOD_INVERTED.
 */
export async function recordVoyage(rooms: FleetRooms, work: Work, draft: VoyageDraft): Promise<Voyage> {
  const { imo } = await registered(rooms, work, draft.imo);
  if (draft.to && draft.to < draft.from) refuse('PERIOD_INVERTED', { field: 'body.to', values: { from: draft.from } });
  const voyage: Voyage = {
    id: draft.id ?? rooms.world.newId(),
    imo,
    kind: draft.kind,
    from: draft.from,
    to: draft.to ?? null,
    basis: draft.basis,
    recordedAt: work.recordedAt,
    recordedBy: work.actor.organisation,
  };
  await rooms.fleet.addVoyage(work.session, voyage);
  work.trace({ act: 'voyage.record', about: `voyage:${voyage.id}`, before: null, after: voyage });
  work.tell({ kind: 'voyage recorded', about: `ship:${imo}`, data: { kind: voyage.kind, from: voyage.from, to: voyage.to } });
  return voyage;
}
