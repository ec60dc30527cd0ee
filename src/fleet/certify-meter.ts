import { refuse, refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Meter, MeterCertificate } from './meter.ts';
import type { FleetRooms } from './rooms.ts';

/** Adds a certificate to a meter; the earlier ones stay for the days they cover. Refuses NOT_FOUND, PERIOD_INVERTED. */
export async function certifyMeter(
  { fleet }: Pick<FleetRooms, 'fleet'>,
  work: Work,
  id: string,
  certificate: MeterCertificate,
): Promise<Meter> {
  const before = (await fleet.meters.find(id, work)) ?? refuse('NOT_FOUND');
  refuseAll(invertedCertificate(certificate, 'body.to'));
  const after: Meter = { ...before, certificates: [...before.certificates, certificate] };
  await fleet.meters.addCertificate(work.session, id, certificate);
  work.trace({ act: 'meter.certify', about: `meter:${id}`, before, after });
  return after;
}

/** The reason of a certificate that ends before it begins; none otherwise. */
export const invertedCertificate = ({ from, to }: MeterCertificate, field: string): Reason[] =>
  to !== null && to < from ? [{ code: 'PERIOD_INVERTED', field, values: { from } }] : [];
