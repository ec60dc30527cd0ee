import type { CredentialNames } from './attestation.ts';
import type { Certificate } from './certificate.ts';
import type { CertificateView, Spoken } from './certificate-view.ts';
import type { CertificatesRooms } from './rooms.ts';

type Rooms = Pick<CertificatesRooms, 'people' | 'ports' | 'fuels'>;

/** The names behind the ids of a certificate; an id without a name stands for itself. */
export async function namesOf(
  { people, ports, fuels }: Rooms,
  certificate: Pick<Certificate, 'supplier' | 'line' | 'certifier' | 'port' | 'grade'>,
): Promise<CertificateView['names']> {
  const organisation = async (id: string): Promise<Spoken> => both((await people.organisation(id))?.name, id);
  return {
    supplier: await organisation(certificate.supplier),
    line: await organisation(certificate.line),
    certifier: await organisation(certificate.certifier),
    port: both((await ports.findPort(certificate.port))?.name, certificate.port),
    grade: both(fuels.grades.find(({ grade }) => grade === certificate.grade)?.name, certificate.grade),
  };
}

const both = (name: { en: string; zh?: string | undefined } | undefined, id: string): Spoken => ({
  en: name?.en ?? id,
  zh: name?.zh ?? name?.en ?? id,
});

/** A credential is written in English. */
export const inEnglish = ({ line, supplier, certifier, port, grade }: CertificateView['names']): CredentialNames => ({
  line: line.en,
  supplier: supplier.en,
  certifier: certifier.en,
  port: port.en,
  grade: grade.en,
});
