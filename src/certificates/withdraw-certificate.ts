import { holderAccount, voidedAccount } from '../ledger/account.ts';
import { issuerBook } from '../ledger/book.ts';
import { certificateItem } from '../ledger/entry.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Certificate } from './certificate.ts';
import { freeUses } from './decide-certificate.ts';
import type { CertificatesRooms } from './rooms.ts';

type Rooms = Pick<CertificatesRooms, 'certificates' | 'ledger'>;

/**
 * The certifier withdraws what it issued, for good: its bit in the status list is set from now on and never cleared. The use
 * of the proofs stays, so that another certificate may be issued for it. Refuses CERTIFICATE_NOT_ISSUED.
 */
export async function withdrawCertificate(
  rooms: Rooms,
  work: Work,
  { certificate: id, reason }: { certificate: string; reason: string },
): Promise<Certificate> {
  const { certificates } = rooms;
  const known = await certificates.certificate(id);
  if (known?.certifier !== work.actor.organisation) return refuse('NOT_FOUND');
  return withdraw(rooms, work, known, reason);
}

/** The act itself, for whatever makes a certificate untrue. */
export async function withdraw({ certificates, ledger }: Rooms, work: Work, known: Certificate, reason: string): Promise<Certificate> {
  await certificates.takeDelivery(work, known.delivery);
  if (known.state !== 'issued') return refuse('CERTIFICATE_NOT_ISSUED', { values: { state: known.state } });
  const head = await openBook(ledger, work, issuerBook(known.certifier));
  const before = await certificates.certificate(known.id, work);
  if (before?.state !== 'issued') return refuse('CERTIFICATE_NOT_ISSUED', { values: { state: before?.state ?? 'unknown' } });
  const withdrawn = { at: work.recordedAt.toISOString(), reason, person: work.actor.person };
  const after: Certificate = { ...before, state: 'withdrawn', withdrawn };
  await certificates.changeCertificate(work, { id: after.id, certifier: after.certifier, state: 'withdrawn', withdrawn });
  await freeUses(certificates, work, before);
  await postEntry(ledger, work, head, {
    act: 'withdraw certificate',
    about: [`certificate:${after.id}`, `delivery:${after.delivery}`],
    document: after.noteNumber,
    postings: [
      { from: holderAccount(after.line), to: voidedAccount('withdrawn'), item: certificateItem(after.id), massKg: after.certifiedKg },
    ],
  });
  work.trace({ act: 'withdraw certificate', about: `certificate:${after.id}`, before, after });
  work.tell({ kind: 'certificate withdrawn', about: `certificate:${after.id}`, data: { delivery: after.delivery, reason } });
  return after;
}
