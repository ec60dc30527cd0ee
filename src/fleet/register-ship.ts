import { refuse, refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import { imoOf } from './imo.ts';
import type { FleetRooms } from './rooms.ts';
import type { EngineClass, Ship } from './ship.ts';

export interface ShipDraft {
  readonly imo: string;
  readonly name: string;
  readonly flag?: string | undefined;
  readonly type: string;
  readonly engineClasses?: readonly EngineClass[] | undefined;
  readonly grossTonnage?: number | undefined;
  readonly bunkerShip?: boolean | undefined;
  readonly owner?: { readonly organisation: string; readonly from: string } | undefined;
}

/** Enters a ship in the register, with its owner where one is known. Refuses IMO_INVALID, OWNER_UNFIT, SHIP_KNOWN. */
export async function registerShip({ fleet, people }: FleetRooms, work: Work, draft: ShipDraft): Promise<Ship> {
  const imo = imoOf(draft.imo);
  const faults: Reason[] = [];
  if (imo === undefined) faults.push({ code: 'IMO_INVALID', field: 'body.imo', values: { imo: draft.imo } });
  if (draft.owner && !(await ownsShips(people, draft.owner.organisation, work)))
    faults.push({ code: 'OWNER_UNFIT', field: 'body.owner.organisation' });
  refuseAll(faults);
  const ship: Ship = {
    imo: imo ?? '',
    name: draft.name,
    flag: draft.flag ?? null,
    type: draft.type,
    engineClasses: draft.engineClasses ?? [],
    ...(draft.grossTonnage !== undefined && { grossTonnage: draft.grossTonnage }),
    bunkerShip: draft.bunkerShip ?? false,
    owners: draft.owner ? [{ ...draft.owner, to: null }] : [],
    recordedAt: work.recordedAt,
    recordedBy: work.actor.organisation,
  };
  await fleet.addShip(work.session, ship);
  work.trace({ act: 'ship.register', about: `ship:${ship.imo}`, before: null, after: ship });
  return ship;
}

/** Whether an organisation is one a ship can belong to. */
export const ownsShips = async (people: FleetRooms['people'], organisation: string, work: Work): Promise<boolean> =>
  (await people.organisation(organisation, work.session))?.kind === 'shipping-line';

/** The ship of a printed number, or a refusal: NOT_FOUND. */
export async function registered({ fleet }: Pick<FleetRooms, 'fleet'>, work: Work, printed: string): Promise<Ship> {
  const imo = imoOf(printed);
  const ship = imo === undefined ? undefined : await fleet.ship(imo, work);
  return ship ?? refuse('NOT_FOUND', { field: 'path.imo' });
}
