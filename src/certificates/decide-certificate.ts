import { addMonths } from 'date-fns/addMonths';
import { issuerDid } from '../did.ts';
import { signJws } from '../jws.ts';
import { holderAccount, worldCertified } from '../ledger/account.ts';
import { issuerBook } from '../ledger/book.ts';
import { certificateItem, type Head } from '../ledger/entry.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Certificate } from './certificate.ts';
import { credentialOf, type IssuedCertificate } from './credential.ts';
import { inEnglish, namesOf } from './names.ts';
import { proofsOfUses, withdrawnProofs } from './request-certificate.ts';
import type { CertificatesRooms } from './rooms.ts';
import { freeIndex, listInUse } from './status-list.ts';
import { placeName } from './store.ts';

type Rooms = Omit<CertificatesRooms, 'factorSets' | 'fleet'>;

export interface Decision {
  readonly certificate: string;
  readonly decision: 'approve' | 'refuse';
  readonly reason?: string | undefined;
  readonly validFrom?: string | undefined;
  readonly validUntil?: string | undefined;
}

/**
 * The certifier approves or refuses. An approval issues the certificate: the credential in the certifier's own name and
 * under its own key, its place in the status list, and the entry in the certifier's book. Refuses CERTIFICATE_DECIDED,
 * CERTIFICATE_REASON_MISSING, CERTIFIER_IS_PARTY, CERTIFICATE_OUTDATED, PROOF_WITHDRAWN, CERTIFICATE_VALIDITY_WRONG.
 */
export async function decideCertificate(rooms: Rooms, work: Work, input: Decision): Promise<Certificate> {
  const { certificates } = rooms;
  const known = await certificates.certificate(input.certificate);
  if (known?.certifier !== work.actor.organisation) return refuse('NOT_FOUND');
  await certificates.takeDelivery(work, known.delivery);
  const head = input.decision === 'approve' ? await openIssuerBook(rooms, work, known.certifier) : null;
  const before = await certificates.certificate(input.certificate, work);
  if (!before) return refuse('NOT_FOUND');
  if (before.state !== 'requested') return refuse('CERTIFICATE_DECIDED', { values: { state: before.state } });
  if ([before.line, before.supplier, before.requestedBy.organisation].includes(work.actor.organisation)) refuse('CERTIFIER_IS_PARTY');
  const after = head ? await approved(rooms, work, head, before, input) : await refused(rooms, work, before, input.reason);
  const act = head ? 'issue certificate' : 'refuse certificate';
  work.trace({ act, about: `certificate:${after.id}`, before, after });
  work.tell({
    kind: head ? 'certificate issued' : 'certificate refused',
    about: `certificate:${after.id}`,
    data: { delivery: after.delivery },
  });
  return after;
}

/** A certifier's book is opened with its first certificate. */
async function openIssuerBook({ ledger }: Rooms, work: Work, certifier: string): Promise<Head> {
  const id = issuerBook(certifier);
  await work.turn(`book:${id}`);
  if (!(await ledger.book(id, work))) {
    const openedAt = work.recordedAt.toISOString();
    await ledger.addBook(work, { id, kind: 'issuer', enterprise: certifier, procedure: null, district: null, port: null, openedAt });
  }
  return openBook(ledger, work, id);
}

const decidedBy = ({ actor }: Work) => ({ organisation: actor.organisation, person: actor.person });

async function refused({ certificates }: Rooms, work: Work, before: Certificate, reason: string | undefined): Promise<Certificate> {
  if (reason === undefined) return refuse('CERTIFICATE_REASON_MISSING', { field: 'body.reason' });
  const change = { state: 'refused', refusalReason: reason, decidedBy: decidedBy(work), decidedAt: work.recordedAt.toISOString() } as const;
  await certificates.changeCertificate(work, { id: before.id, certifier: before.certifier, ...change });
  await freeUses(certificates, work, before);
  return { ...before, ...change };
}

/** The use of the proofs stays; another certificate may be asked for it. */
export const freeUses = (certificates: Rooms['certificates'], work: Work, { uses }: Certificate): Promise<void> =>
  certificates.coverUses(
    work,
    uses.map(({ use }) => use),
    null,
  );

async function approved(rooms: Rooms, work: Work, head: Head, before: Certificate, input: Decision): Promise<Certificate> {
  const { certificates, keys, ledger, publicUrl, terms, world } = rooms;
  const decidedAt = work.recordedAt.toISOString();
  const validFrom = input.validFrom === undefined ? decidedAt : new Date(input.validFrom).toISOString();
  const validUntil = (
    input.validUntil === undefined ? addMonths(new Date(validFrom), terms.validity.months) : new Date(input.validUntil)
  ).toISOString();
  refuseAll([
    ...(validUntil > validFrom ? [] : [{ code: 'CERTIFICATE_VALIDITY_WRONG', field: 'body.validUntil' } as const]),
    ...(await staleness(rooms, work, before)),
  ]);
  const list = listInUse(head.number);
  const taken = (index: number): Promise<boolean> => certificates.isPlaceTaken(placeName(before.certifier, { list, index }), work);
  const status = { list, index: await freeIndex((length) => world.randomBytes(length), taken) };
  const change = { state: 'issued', decidedBy: decidedBy(work), decidedAt, validFrom, validUntil, status } as const;
  const issued: IssuedCertificate = { ...before, ...change };
  const names = inEnglish(await namesOf(rooms, issued));
  const payload = JSON.stringify(credentialOf({ certificate: issued, names, terms, publicUrl }));
  const key = await keys.issuerKey(issued.certifier);
  const credential = await signJws(payload, issuerDid(publicUrl, issued.certifier), key, { typ: 'vc+jwt', cty: 'vc' });
  await certificates.changeCertificate(work, { id: before.id, certifier: before.certifier, ...change, credential });
  await postEntry(ledger, work, head, {
    act: 'issue certificate',
    about: [`certificate:${issued.id}`, `delivery:${issued.delivery}`],
    document: issued.noteNumber,
    postings: [
      {
        from: worldCertified(issued.certifier),
        to: holderAccount(issued.line),
        item: certificateItem(issued.id),
        massKg: issued.certifiedKg,
      },
    ],
  });
  return { ...issued, credential };
}

/** What the figures rest on must still stand: the note in force, the mass delivered, the proofs. */
async function staleness(rooms: Rooms, work: Work, certificate: Certificate): Promise<Reason[]> {
  const note = await rooms.bunkering.noteInForce(certificate.delivery, work);
  const uses = await rooms.certificates.usesOf(certificate.delivery, work);
  const covered = new Map(uses.filter((use) => use.certificate === certificate.id).map((use) => [use.id, use.massKg]));
  const same = certificate.uses.length === covered.size && certificate.uses.every(({ use, massKg }) => covered.get(use) === massKg);
  const outdated = note?.number !== certificate.noteNumber || note.massKg !== certificate.deliveredKg || !same;
  const proofs = await proofsOfUses(rooms, uses, work);
  return [
    ...(outdated ? [{ code: 'CERTIFICATE_OUTDATED', values: { note: certificate.noteNumber } } as const] : []),
    ...withdrawnProofs(certificate.uses, proofs),
  ];
}
