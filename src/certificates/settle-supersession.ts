import { voidedAccount } from '../ledger/account.ts';
import type { Posting } from '../ledger/entry.ts';
import { massBalanceBook } from '../ledger/book.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import type { Proof } from '../proofs/proof.ts';
import type { Work } from '../work.ts';
import type { Certificate } from './certificate.ts';
import { freeUses } from './decide-certificate.ts';
import { deliveredComposition, excessUses, usePosting, type ProofUse } from './proof-use.ts';
import { proofsOfUses } from './request-certificate.ts';
import type { CertificatesRooms } from './rooms.ts';
import { withdraw } from './withdraw-certificate.ts';

type Rooms = Pick<CertificatesRooms, 'bunkering' | 'certificates' | 'ledger' | 'proofs'>;

/**
 * A superseding note makes every certificate of its delivery untrue: it names a note that is no longer in force. What was
 * issued is withdrawn, what was asked for is refused, and proofs used above the mass that was delivered after all return to
 * the claims they came from, the latest use first. The line asks again on the new note.
 */
export async function settleSupersession(rooms: Rooms, work: Work, { delivery, note }: { delivery: string; note: string }): Promise<void> {
  const { certificates } = rooms;
  await certificates.takeDelivery(work, delivery);
  const reason = `The delivery note was superseded by ${note}.`;
  for (const certificate of await certificates.certificatesOf(delivery, work)) {
    if (certificate.noteNumber === note) continue;
    if (certificate.state === 'issued') await withdraw(rooms, work, certificate, reason);
    if (certificate.state === 'requested') await close(rooms, work, certificate, reason);
  }
  await returnExcess(rooms, work, delivery, note);
}

async function close({ certificates }: Rooms, work: Work, before: Certificate, refusalReason: string): Promise<void> {
  const change = { state: 'refused', refusalReason, decidedAt: work.recordedAt.toISOString() } as const;
  await certificates.changeCertificate(work, { id: before.id, certifier: before.certifier, ...change });
  await freeUses(certificates, work, before);
  work.trace({ act: 'refuse certificate', about: `certificate:${before.id}`, before, after: { ...before, ...change } });
  work.tell({ kind: 'certificate refused', about: `certificate:${before.id}`, data: { delivery: before.delivery, reason: refusalReason } });
}

async function returnExcess(rooms: Rooms, work: Work, delivery: string, note: string): Promise<void> {
  const { bunkering, certificates, ledger } = rooms;
  const record = await bunkering.delivery(delivery, work);
  const before = await certificates.usesOf(delivery, work);
  if (!record || before.length === 0) return;
  const parcels = await ledger.parcels([...new Set(record.drawn.map(({ parcel }) => parcel))], work);
  const excess = excessUses(before, deliveredComposition(record.drawn, parcels));
  if (excess.length === 0) return;
  const proofs = await proofsOfUses(rooms, before, work);
  const books = new Map<string, Posting[]>();
  for (const { use, massKg } of excess) {
    const proof = proofs.get(use.proof);
    if (!proof) throw new Error(`a use names proof ${use.proof}, which is not there`);
    const book = massBalanceBook(proof.recipient, proof.site);
    books.set(book, [...(books.get(book) ?? []), returned(proof, use, massKg)]);
    await certificates.changeUse(work, use.id, use.massKg - massKg);
  }
  for (const [book, postings] of [...books].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const about = [`delivery:${delivery}`, `note:${note}`];
    await postEntry(ledger, work, await openBook(ledger, work, book), { act: 'return proofs', about, document: note, postings });
  }
  const after = await certificates.usesOf(delivery, work);
  work.trace({ act: 'return proofs', about: `delivery:${delivery}`, before, after });
  work.tell({
    kind: 'proofs returned',
    about: `delivery:${delivery}`,
    data: { massKg: excess.reduce((sum, { massKg }) => sum + massKg, 0) },
  });
}

/** A use taken back: the posting of the use, the other way; of a proof that was withdrawn meanwhile nothing comes free again. */
function returned(proof: Proof, use: ProofUse, massKg: number): Posting {
  const { from, to, item } = usePosting(proof, use.delivery, massKg);
  return { from: to, to: proof.state === 'withdrawn' ? voidedAccount('withdrawn') : from, item, massKg };
}
