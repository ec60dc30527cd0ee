import type { StoredNote } from '../bunkering/note-store.ts';
import type { StoredDelivery } from '../bunkering/store.ts';
import { ownerOn } from '../fleet/ship.ts';
import { dayInChina } from '../people/mandate.ts';
import { mayActFor } from '../people/may-act-for.ts';
import type { Proof } from '../proofs/proof.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import { assess } from './assess.ts';
import type { Certificate } from './certificate.ts';
import { deliveredComposition, type ProofUse } from './proof-use.ts';
import type { CertificatesRooms } from './rooms.ts';

type Rooms = Pick<
  CertificatesRooms,
  'people' | 'fleet' | 'ledger' | 'bunkering' | 'proofs' | 'certificates' | 'factorSets' | 'fuels' | 'world'
>;

/**
 * The line that owns the ship, or its agent by mandate, asks a certifier for a certificate of a delivery: for every use of
 * proofs that no other certificate covers. Refuses with every reason at once: CERTIFICATE_NOTE_UNSEALED,
 * CERTIFICATE_NO_PROOF, CERTIFICATE_IN_FORCE, CERTIFICATE_NOT_OWNER, CERTIFIER_UNKNOWN, CERTIFIER_IS_PARTY,
 * PROOF_WITHDRAWN.
 */
export async function requestCertificate(
  rooms: Rooms,
  work: Work,
  input: { id?: string | undefined; delivery: string; certifier: string },
): Promise<Certificate> {
  const { bunkering, certificates, world } = rooms;
  await certificates.takeDelivery(work, input.delivery);
  const delivery = await bunkering.delivery(input.delivery, work);
  const today = dayInChina(work.occurredAt);
  const may = delivery && (await mayActFor(rooms.people, work.actor, delivery.line, delivery.imo, today, work.session));
  if (!delivery || !may) return refuse('NOT_FOUND');
  const note = await bunkering.noteInForce(delivery.id, work);
  const uses = await certificates.usesOf(delivery.id, work);
  const open = uses.filter(({ certificate }) => certificate === null);
  const proofs = await proofsOfUses(rooms, uses, work);
  refuseAll([
    ...(note ? [] : [{ code: 'CERTIFICATE_NOTE_UNSEALED', values: { delivery: delivery.id } } as const]),
    ...useFaults(delivery.id, uses, open, proofs),
    ...(await ownerFaults(rooms, delivery, work)),
    ...(await certifierFaults(rooms, work, delivery, input.certifier)),
  ]);
  if (!note) throw new Error('a delivery without a note in force was not refused');
  const certificate = await drafted(
    rooms,
    work,
    { delivery, note, uses, open, proofs },
    { id: input.id ?? world.newId(), certifier: input.certifier },
  );
  await certificates.addCertificate(work, certificate);
  await certificates.coverUses(
    work,
    open.map(({ id }) => id),
    certificate.id,
  );
  await rooms.proofs.showTo(
    work,
    certificate.certifier,
    certificate.uses.map(({ proof }) => proof),
  );
  work.trace({ act: 'request certificate', about: `certificate:${certificate.id}`, before: null, after: certificate });
  work.tell({ kind: 'certificate requested', about: `certificate:${certificate.id}`, data: { delivery: delivery.id } });
  return certificate;
}

function useFaults(delivery: string, uses: readonly ProofUse[], open: readonly ProofUse[], proofs: ReadonlyMap<string, Proof>): Reason[] {
  if (uses.length === 0) return [{ code: 'CERTIFICATE_NO_PROOF', field: 'body.delivery', values: { delivery } }];
  const [covered] = uses;
  if (open.length === 0) return [{ code: 'CERTIFICATE_IN_FORCE', values: { certificate: covered?.certificate ?? '' } }];
  return withdrawnProofs(open, proofs);
}

/** What rests on a proof that was withdrawn cannot be certified. */
export const withdrawnProofs = (uses: readonly Pick<ProofUse, 'proof'>[], proofs: ReadonlyMap<string, Proof>): Reason[] =>
  [...new Set(uses.map(({ proof }) => proof))].flatMap((id) => {
    const proof = proofs.get(id);
    return proof?.state === 'withdrawn' ? [{ code: 'PROOF_WITHDRAWN' as const, values: { proof: proof.number } }] : [];
  });

/** The ship belonged to the line on the day of the delivery; a ship that is in no register has nobody else to ask. */
async function ownerFaults({ fleet }: Rooms, delivery: StoredDelivery, work: Work): Promise<Reason[]> {
  const ship = await fleet.ship(delivery.imo, work);
  const day = deliveredOn(delivery);
  const owner = ship && ownerOn(ship, day);
  return owner === undefined || owner === delivery.line ? [] : [{ code: 'CERTIFICATE_NOT_OWNER', values: { day, imo: delivery.imo } }];
}

async function certifierFaults({ people }: Rooms, work: Work, delivery: StoredDelivery, certifier: string): Promise<Reason[]> {
  const organisation = await people.organisation(certifier, work.session);
  if (organisation?.kind !== 'certifier') return [{ code: 'CERTIFIER_UNKNOWN', field: 'body.certifier', values: { certifier } }];
  const parties = [delivery.line, delivery.supplier, work.actor.organisation];
  return parties.includes(certifier) ? [{ code: 'CERTIFIER_IS_PARTY', field: 'body.certifier' }] : [];
}

export async function proofsOfUses({ proofs }: Pick<Rooms, 'proofs'>, uses: readonly ProofUse[], work?: Work): Promise<Map<string, Proof>> {
  const found = new Map<string, Proof>();
  for (const id of new Set(uses.map(({ proof }) => proof))) {
    const proof = await proofs.proof(id, work);
    if (proof) found.set(id, proof);
  }
  return found;
}

/** The calendar day of the delivery at its port. */
const deliveredOn = ({ completedAt, begunAt }: StoredDelivery): string => dayInChina(new Date(completedAt ?? begunAt));

/** What was delivered, by product group, and to which classes of engine. */
export async function deliveredFacts({ ledger, fleet }: Pick<Rooms, 'ledger' | 'fleet'>, delivery: StoredDelivery, work?: Work) {
  const parcels = await ledger.parcels([...new Set(delivery.drawn.map(({ parcel }) => parcel))], work);
  const ship = await fleet.ship(delivery.imo, work);
  return { composition: deliveredComposition(delivery.drawn, parcels), engineClasses: ship?.engineClasses ?? [], ship };
}

interface Ground {
  readonly delivery: StoredDelivery;
  readonly note: StoredNote;
  readonly uses: readonly ProofUse[];
  readonly open: readonly ProofUse[];
  readonly proofs: ReadonlyMap<string, Proof>;
}

async function drafted(
  { ledger, fleet, bunkering, factorSets, fuels }: Rooms,
  work: Work,
  { delivery, note, uses, open, proofs }: Ground,
  { id, certifier }: Pick<Certificate, 'id' | 'certifier'>,
): Promise<Certificate> {
  const { ship, ...facts } = await deliveredFacts({ ledger, fleet }, delivery, work);
  const nomination = await bunkering.nomination(delivery.nomination, work);
  const factors = await factorSets.inForce('fueleu', deliveredOn(delivery), work);
  const red = await factorSets.inForce('red', deliveredOn(delivery), work);
  const others = uses.filter(({ certificate }) => certificate !== null);
  const figures = assess({ factors, red, groups: fuels.groups }, { uses: open, others, proofs, ...facts });
  return {
    id,
    state: 'requested',
    delivery: delivery.id,
    noteNumber: note.number,
    requestedBy: { organisation: work.actor.organisation, person: work.actor.person },
    line: delivery.line,
    supplier: delivery.supplier,
    certifier,
    ship: { imo: delivery.imo, name: nomination?.ship.name ?? ship?.name ?? '' },
    port: delivery.port,
    district: delivery.district,
    grade: delivery.grade,
    deliveredOn: deliveredOn(delivery),
    deliveredKg: note.massKg,
    ...figures,
    replay: delivery.replay,
    requestedAt: work.recordedAt.toISOString(),
    decidedBy: null,
    decidedAt: null,
    refusalReason: null,
    validFrom: null,
    validUntil: null,
    status: null,
    credential: null,
    withdrawn: null,
  };
}
