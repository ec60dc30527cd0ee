import type { StoredFact, Subscriber } from '../facts/subscriber.ts';
import type { Work } from '../work.ts';
import { isLiveCertificate } from './certificate.ts';
import type { CertificatesRooms } from './rooms.ts';

type Rooms = Pick<CertificatesRooms, 'certificates'>;

/** Hears of each proof that its issuer took back. */
export const certificatesSubscriber = (rooms: Rooms): Subscriber => ({
  ...certificatesSubscription,
  async handle(work, fact) {
    if (fact.kind === 'proof withdrawn') await doubt(rooms, work, fact);
  },
});

export const certificatesSubscription = { name: 'certificates', kinds: ['proof withdrawn'] } as const;

/**
 * Every certificate that covers kilograms of the proof is told as doubtful, and shows so itself wherever it is read; whether
 * it stands is its certifier's decision.
 */
async function doubt({ certificates }: Rooms, work: Work, { about, data: { reason } }: StoredFact): Promise<void> {
  const proof = about.slice('proof:'.length);
  const uses = await certificates.usesOfProof(proof, work);
  for (const id of new Set(uses.flatMap(({ certificate }) => certificate ?? []))) {
    const certificate = await certificates.certificate(id, work);
    if (!certificate || !isLiveCertificate(certificate.state)) continue;
    const { delivery, certifier, line } = certificate;
    work.tell({ kind: 'certificate doubtful', about: `certificate:${id}`, data: { proof, reason, delivery, certifier, line } });
  }
}
