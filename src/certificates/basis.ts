import type { Certificate } from './certificate.ts';
import type { CertificatesRooms } from './rooms.ts';
import { passed, type VerificationCheck, type VerificationReason } from './verification-checks.ts';

type Rooms = Pick<CertificatesRooms, 'bunkering' | 'proofs'>;
type Resting = Pick<Certificate, 'delivery' | 'noteNumber' | 'uses'>;

/** What a certificate rests on and no longer stands, once it was asked for: the note it names, the proofs it covers. */
export async function doubtsOf({ bunkering, proofs }: Rooms, certificate: Resting): Promise<readonly VerificationReason[]> {
  const doubts: VerificationReason[] = [];
  const note = await bunkering.noteInForce(certificate.delivery);
  if (note?.number !== certificate.noteNumber)
    doubts.push({ code: 'NOTE_SUPERSEDED', values: { note: certificate.noteNumber, by: note?.number ?? '–' } });
  const numbers = new Map(certificate.uses.map(({ proof, proofNumber }) => [proof, proofNumber]));
  for (const [id, number] of numbers)
    if ((await proofs.proof(id))?.state === 'withdrawn') doubts.push({ code: 'PROOF_WITHDRAWN', values: { proof: number } });
  return doubts;
}

/**
 * Without the note that it names a certificate says what is no longer so. A proof that its issuer took back leaves it
 * undecided: the certificate is in force until its certifier withdraws it, and a reader should ask.
 */
export function basisCheck(doubts: readonly VerificationReason[]): VerificationCheck {
  if (doubts.length === 0) return passed('basis');
  const result = doubts.some(({ code }) => code === 'NOTE_SUPERSEDED') ? 'failed' : 'undecided';
  return { name: 'basis', result, reasons: doubts };
}
