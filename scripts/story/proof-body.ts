import type { Moment } from './client.ts';
import type { Depot } from './ground.ts';
import { idOf, markOf } from './names.ts';

export interface ProofFacts {
  readonly name: string;
  readonly group: string;
  readonly product: string;
  readonly pathway: 'bio' | 'rfnbo';
  readonly rawMaterial: { readonly name: string; readonly annexIX: 'A' | 'B' | null; readonly foodOrFeedCrop: boolean };
  readonly ghg: object;
  readonly massKg: number;
}

const numberOf = (name: string): string => `PoS-EXAMPLE-${markOf(name)}`;
const issuerCertificateOf = (name: string): string =>
  `EU-ISCC-Cert-XX100-${String(parseInt(markOf(name, 7), 16))
    .padStart(8, '0')
    .slice(0, 8)}`;

/** How a note names the proof of what is sold as certified. */
export const namedOnNote = ({ name }: Pick<ProofFacts, 'name'>): string => `${numberOf(name)}, ${issuerCertificateOf(name)}`;

/** The whole proof as its document would have it; what is not of the case is an example for all of them. */
export const proofBody = ({ supplier, site }: Depot, { name, ...facts }: ProofFacts, { occurredAt }: Moment) => ({
  id: idOf(`proof ${name}`),
  number: numberOf(name),
  scheme: 'ISCC-EU',
  issuerCertificate: issuerCertificateOf(name),
  issuedOn: occurredAt.slice(0, 10),
  issuer: { name: 'Producer of the example', address: 'Not a real address' },
  recipient: supplier.id,
  rawMaterialOrigin: 'CN',
  productionCountry: 'CN',
  installationStartedOn: '2021-06-01',
  redCompliant: true,
  criteria: ['29(2)', '29(10)'],
  lowIluc: false,
  support: { received: false, kind: null },
  chainOfCustody: 'mass-balance',
  loadedOn: occurredAt.slice(0, 10),
  loadedAt: 'Plant of the example',
  deliveredTo: site,
  ...facts,
});
