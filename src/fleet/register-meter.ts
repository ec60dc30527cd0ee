import { refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import { invertedCertificate } from './certify-meter.ts';
import type { Meter, MeterCertificate, SealReport } from './meter.ts';
import type { FleetRooms } from './rooms.ts';

export interface MeterDraft {
  readonly id?: string | undefined;
  readonly serial: string;
  readonly mountedOn: Meter['mountedOn'];
  readonly certificate: MeterCertificate;
  readonly seals: SealReport;
  /** The non-resettable totaliser on the day of registration, tonnes as printed. */
  readonly totaliser: string;
}

/** Enters a mass flow meter with its certificate, its seals and its reading. Refuses HOLDER_UNFIT, PERIOD_INVERTED, METER_KNOWN. */
export async function registerMeter({ fleet, world }: FleetRooms, work: Work, draft: MeterDraft): Promise<Meter> {
  const faults: Reason[] = [];
  const { kind, id } = draft.mountedOn;
  // Sites are kept further up; only a craft can be looked up here.
  if (kind === 'craft' && !(await fleet.craft(id, work))) faults.push({ code: 'HOLDER_UNFIT', field: 'body.mountedOn.id' });
  faults.push(...invertedCertificate(draft.certificate, 'body.certificate.to'));
  refuseAll(faults);
  const meter: Meter = {
    id: draft.id ?? world.newId(),
    serial: draft.serial,
    mountedOn: draft.mountedOn,
    certificates: [draft.certificate],
    seals: [draft.seals],
    lastTotaliser: draft.totaliser,
    lastReadAt: work.occurredAt,
    recordedAt: work.recordedAt,
    recordedBy: work.actor.organisation,
  };
  await fleet.meters.add(work.session, meter);
  work.trace({ act: 'meter.register', about: `meter:${meter.id}`, before: null, after: meter });
  return meter;
}
