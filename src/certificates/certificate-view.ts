import type { Certificate, Standing } from './certificate.ts';

/** A name in both languages; where an organisation gave no Chinese name, its English one stands in both. */
export interface Spoken {
  readonly en: string;
  readonly zh: string;
}

/** Why a check did not pass or what makes a document doubtful, and what to do next, in both languages. */
export interface ShownReason {
  readonly code: string;
  readonly title: Spoken;
  readonly nextStep: Spoken;
}

/** One figure as it is printed: rounded in one place, so that page, paper and credential say the same. */
export interface Figure {
  readonly key: string;
  readonly label: Spoken;
  readonly value: string;
  readonly unit: string;
}

/** Everything that the paper and the page of a certificate show. */
export interface CertificateView {
  readonly certificate: Omit<Certificate, 'credential'>;
  readonly names: {
    readonly supplier: Spoken;
    readonly line: Spoken;
    readonly certifier: Spoken;
    readonly port: Spoken;
    readonly grade: Spoken;
  };
  /** `did:web` of the certifier; the credential verifies by the key of its document. */
  readonly issuerDid: string;
  readonly verifyUrl: string;
  readonly standing: Standing;
  /** Masses, shares, energy, E, saving. */
  readonly figures: readonly Figure[];
  /** Well-to-wake per engine class, in the order of the certificate: the certified part, then everything delivered. */
  readonly intensities: readonly {
    readonly of: 'certified' | 'delivered';
    readonly engineClass: string | null;
    readonly label: Spoken;
    readonly wtt: string;
    readonly ttw: string;
    readonly wtw: string;
  }[];
  /** SHA-256 of the credential, in hexadecimal; null until it is issued. */
  readonly credentialHash: string | null;
  /** What it rests on and no longer stands, once it was issued. */
  readonly doubts: readonly ShownReason[];
}
