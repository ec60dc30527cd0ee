import type { FuelKey } from '../ports/fuel-key.ts';
import { portUnknown } from '../ports/unknown-port.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import { anyPort, type Licence } from './licence.ts';
import type { FleetRooms } from './rooms.ts';

export interface LicenceDraft {
  readonly id?: string | undefined;
  readonly holder: Licence['holder'];
  readonly number: string;
  readonly issuer: string;
  /** Codes as printed, or `ANY` alone. */
  readonly ports: readonly string[];
  readonly fuels: readonly FuelKey[];
  readonly from: string;
  readonly to?: string | null | undefined;
}

/**
 * Enters a licence of a supplier or of a craft, with its ports, fuels and days. Refuses HOLDER_UNFIT, PORT_UNKNOWN,
 * PERIOD_INVERTED, LICENCE_KNOWN.
 */
export async function grantLicence(rooms: FleetRooms, work: Work, draft: LicenceDraft): Promise<Licence> {
  const { fleet, ports, world } = rooms;
  const faults: Reason[] = [];
  if (!(await maySupply(rooms, work, draft.holder))) faults.push({ code: 'HOLDER_UNFIT', field: 'body.holder.id' });
  const codes = new Set<string>();
  for (const [index, printed] of draft.ports.entries()) {
    const code = printed === anyPort ? anyPort : (await ports.findPort(printed))?.unlocode;
    if (code === undefined) faults.push(portUnknown(printed, `body.ports.${index}`));
    else codes.add(code);
  }
  if (draft.to && draft.to < draft.from) faults.push({ code: 'PERIOD_INVERTED', field: 'body.to', values: { from: draft.from } });
  refuseAll(faults);
  const licence: Licence = {
    id: draft.id ?? world.newId(),
    holder: draft.holder,
    number: draft.number,
    issuer: draft.issuer,
    ports: codes.has(anyPort) ? [anyPort] : [...codes],
    fuels: [...new Set(draft.fuels)],
    from: draft.from,
    to: draft.to ?? null,
    endings: [],
    recordedAt: work.recordedAt,
    recordedBy: work.actor.organisation,
  };
  await fleet.licences.add(work.session, licence);
  work.trace({ act: 'licence.grant', about: `licence:${licence.id}`, before: null, after: licence });
  work.tell({ kind: 'licence granted', about: `licence:${licence.id}`, data: { holder: `${licence.holder.kind}:${licence.holder.id}` } });
  return licence;
}

async function maySupply({ fleet, people }: FleetRooms, work: Work, { kind, id }: Licence['holder']): Promise<boolean> {
  if (kind === 'craft') return (await fleet.craft(id, work)) !== undefined;
  return (await people.organisation(id, work.session))?.kind === 'supplier';
}
