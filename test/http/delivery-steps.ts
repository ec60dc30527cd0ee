import { randomUUID } from 'node:crypto';
import type { Ground } from '../journeys/ground.ts';
import { begun, drafted, noteBody, shipLink, shipSigns, signed, type Note } from '../journeys/stem.ts';

export interface DeliveryShown {
  readonly id: string;
  readonly nomination: string;
  readonly state: string;
  readonly massKg: number | null;
  readonly drawn: readonly { readonly parcel: string; readonly massKg: number }[];
  readonly overKg: number;
  readonly gainKg: number;
  readonly shortKg: number;
}

export interface NoteShown extends Note {
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly seal: string | null;
  readonly remarks: readonly { readonly code: string }[];
  readonly items: readonly { readonly field: string; readonly value: unknown; readonly basis: string }[];
  readonly signatures: readonly { readonly side: string; readonly office: string; readonly protest: string | null }[];
}

/** A mass flow meter on the barge of the ground, registered two days ago with its totaliser where it stood. */
export async function meterOn({ house, craft }: Ground, totaliser: string): Promise<string> {
  const serial = `MFM-${randomUUID().slice(0, 8)}`;
  await house.as('administrator').done('/v1/meters', {
    serial,
    mountedOn: { kind: 'craft', id: craft },
    certificate: { number: 'C-1', issuer: 'Metrology institute', from: '2024-01-01', to: null },
    seals: { report: 'SVR-1', numbers: ['A1', 'A2'], on: '2024-01-02' },
    totaliser,
    occurredAt: hoursAgo(48),
    lateReason: 'The register was opened later',
  });
  return serial;
}

export const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

export interface TicketSaid {
  readonly number: string;
  readonly openT: string;
  readonly closeT: string;
  readonly massInAirT: string;
  readonly hours: number;
  readonly seals?: boolean;
}

/** A ticket of an hour of pumping that began so many hours ago. */
export const ticket = (meter: string, { number, openT, closeT, massInAirT, hours, seals = true }: TicketSaid) => ({
  ...{ number, meter, openT, closeT, massInAirT, resettableOpenT: '0', resettableCloseT: massInAirT },
  ...{ temperatureC: 41.5, densityKgPerM3: 933.2 },
  ...{ pumpStartAt: hoursAgo(hours), pumpEndAt: hoursAgo(hours - 1), printedAt: hoursAgo(hours - 1) },
  seals: { report: 'SVR-1', intactBefore: true, intactAfter: seals },
});

/** Loads held stock onto the barge of the ground. */
export const loaded = ({ cast, shoreTank, bargeTank }: Ground, nomination: string, massKg: number): Promise<unknown> =>
  cast.as('supplier').done('/v1/transfers', { from: shoreTank, to: bargeTank, massKg, nomination });

export const deliveryOf = ({ cast }: Ground, id: string): Promise<DeliveryShown> => cast.as('supplier').got(`/v1/deliveries/${id}`);
export const noteOf = ({ cast }: Ground, number: string): Promise<NoteShown> => cast.as('supplier').got(`/v1/notes/${number}`);

export async function measuredBy(ground: Ground, askedKg: number, measurement: object): Promise<DeliveryShown> {
  const id = await begun(ground, askedKg);
  return ground.cast.as('supplier').done<DeliveryShown>(`/v1/deliveries/${id}/measurement`, { measurement });
}

/** Kilograms in a tank that no nomination holds, as its owner sees them. */
export async function freeKg({ cast }: Ground, tank: string): Promise<number> {
  const { parcels } = await cast.as('supplier').got<{ parcels: readonly { freeKg: number }[] }>(`/v1/tanks/${tank}`);
  return parcels.reduce((sum, parcel) => sum + parcel.freeKg, 0);
}

export async function alertsOf({ cast }: Ground): Promise<readonly { kind: string; about: string; massKg: number | null }[]> {
  return (await cast.as('customs').got<{ items: { kind: string; about: string; massKg: number | null }[] }>('/v1/alerts?limit=200')).items;
}

/** The ship answers by a fresh link. */
export async function shipAnswers(ground: Ground, number: string, answer: object = shipSigns) {
  const { path, contentHash } = await shipLink(ground, number);
  return ground.house.nobody.post(path, { ...answer, hash: contentHash });
}

/** A superseding note, proposed by the first person and signed by the second. */
export async function proposed(ground: Ground, number: string, correction: object): Promise<NoteShown> {
  const { cast } = ground;
  const note = await cast
    .as('supplier')
    .done<NoteShown>(`/v1/notes/${number}/superseding`, { reason: 'Line content was counted twice', ...correction });
  await signed(ground, note, 'second');
  return note;
}

export { drafted, noteBody, signed };
