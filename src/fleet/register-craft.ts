import { refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Craft, CraftKind } from './craft.ts';
import { imoOf } from './imo.ts';
import type { FleetRooms } from './rooms.ts';

export interface CraftDraft {
  readonly id?: string | undefined;
  readonly kind: CraftKind;
  readonly name: string;
  readonly imo?: string | undefined;
  readonly registration?: string | undefined;
  readonly owner: string;
}

/** Enters a barge or a truck of a supplier. Refuses IMO_INVALID, HOLDER_UNFIT. */
export async function registerCraft({ fleet, people, world }: FleetRooms, work: Work, draft: CraftDraft): Promise<Craft> {
  const imo = draft.imo === undefined ? undefined : imoOf(draft.imo);
  const faults: Reason[] = [];
  if (draft.imo !== undefined && imo === undefined) faults.push({ code: 'IMO_INVALID', field: 'body.imo', values: { imo: draft.imo } });
  if ((await people.organisation(draft.owner, work.session))?.kind !== 'supplier')
    faults.push({ code: 'HOLDER_UNFIT', field: 'body.owner' });
  refuseAll(faults);
  const craft: Craft = {
    id: draft.id ?? world.newId(),
    kind: draft.kind,
    name: draft.name,
    ...(imo !== undefined && { imo }),
    ...(draft.registration !== undefined && { registration: draft.registration }),
    owner: draft.owner,
    recordedAt: work.recordedAt,
    recordedBy: work.actor.organisation,
  };
  await fleet.addCraft(work.session, craft);
  work.trace({ act: 'craft.register', about: `craft:${craft.id}`, before: null, after: craft });
  return craft;
}
