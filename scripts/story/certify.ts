import { Refused } from './client.ts';
import { idOf } from './names.ts';
import { at, pass, type Delivery, type Stem } from './stem-told.ts';

export interface Certified {
  readonly id: string;
  readonly state: string;
  readonly wtwGPerMj: string;
}

interface CertificateReply {
  readonly certificate: { readonly id: string; readonly state: string };
  readonly intensities: readonly { readonly of: 'certified' | 'delivered'; readonly engineClass: string | null; readonly wtw: string }[];
}

/** Well-to-wake of the certified part, for each engine class that matters. */
const wtwOf = ({ intensities }: CertificateReply): string =>
  intensities
    .filter(({ of }) => of === 'certified')
    .map(({ engineClass, wtw }) => (engineClass === null ? wtw : `${wtw} ${engineClass}`))
    .join(', ');

/** The supplier uses the proof, the line asks, the certifier approves. */
export async function certify(
  stem: Stem,
  delivery: Delivery,
  proof: { readonly name: string; readonly massKg: number },
  which = '',
): Promise<Certified> {
  const { supplier } = stem.depot;
  if (which === '') {
    await supplier.first.does(pass(stem, 'use proofs'), `/v1/deliveries/${delivery.id}/proofs`, {
      proofs: [{ proof: idOf(`proof ${proof.name}`), massKg: proof.massKg }],
      ...at(stem.clock, 600),
    });
  }
  const id = idOf(`certificate ${stem.name}${which}`);
  const { certifier } = stem.authorities;
  await stem.line.first.does(pass(stem, `ask certificate${which}`), '/v1/certificates', {
    id,
    delivery: delivery.id,
    certifier: certifier.id,
    ...at(stem.clock, 610),
  });
  await certifier.first.does(pass(stem, `approve${which}`), `/v1/certificates/${id}/decision`, {
    decision: 'approve',
    ...at(stem.clock, 620),
  });
  const reply = await certifier.first.gets<CertificateReply>(`/v1/certificates/${id}`);
  return { id, state: reply.certificate.state, wtwGPerMj: wtwOf(reply) };
}

/** The line asks for a certificate that cannot be; the codes say why. */
export async function certificateRefused(stem: Stem, delivery: Delivery): Promise<readonly string[]> {
  try {
    const asked = {
      id: idOf(`certificate ${stem.name}`),
      delivery: delivery.id,
      certifier: stem.authorities.certifier.id,
      ...at(stem.clock, 610),
    };
    await stem.line.first.does(pass(stem, 'ask certificate'), '/v1/certificates', asked);
    return [];
  } catch (error) {
    if (error instanceof Refused) return error.codes;
    throw error;
  }
}
