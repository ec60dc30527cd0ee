export type CertificateState = 'requested' | 'refused' | 'issued' | 'withdrawn';

/** Kilograms of one proof that a certificate covers. */
export interface CoveredUse {
  readonly proof: string;
  readonly proofNumber: string;
  readonly scheme: string;
  readonly issuerCertificate: string;
  readonly group: string;
  readonly fuelType: string;
  readonly pathway: 'bio' | 'rfnbo';
  readonly rawMaterial: string;
  readonly rawMaterialOrigin: string;
  readonly productionCountry: string;
  readonly chainOfCustody: string;
  readonly redCompliant: boolean;
  readonly foodOrFeedCrop: boolean;
  readonly eGPerMj: number;
  readonly massKg: number;
  readonly energyMj: number;
}

/** Well-to-wake of the delivered fuel for one engine class, gCO2eq/MJ. */
export interface IntensityResult {
  readonly engineClass: string;
  readonly wttGPerMj: number;
  readonly ttwGPerMj: number;
  readonly wtwGPerMj: number;
}

/** What travels: issued for a delivery, for the kilograms that proofs were used for; the rest is stated as uncertified. */
export interface Certificate {
  readonly id: string;
  readonly state: CertificateState;
  readonly delivery: string;
  readonly noteNumber: string;
  readonly requestedBy: { readonly organisation: string; readonly person: string };
  readonly line: string;
  readonly supplier: string;
  readonly certifier: string;
  readonly ship: { readonly imo: string; readonly name: string };
  readonly port: string;
  readonly grade: string;
  readonly deliveredOn: string;
  readonly deliveredKg: number;
  readonly certifiedKg: number;
  readonly uncertifiedKg: number;
  readonly uses: readonly CoveredUse[];
  /** Of the certified part, per engine class. */
  readonly certified: readonly IntensityResult[];
  /** Of everything delivered, energy-weighted, per engine class. */
  readonly delivered: readonly IntensityResult[];
  readonly energyMj: number;
  readonly savingPercent: number;
  readonly replay: boolean;
  readonly requestedAt: string;
  readonly decidedBy: { readonly organisation: string; readonly person: string } | null;
  readonly decidedAt: string | null;
  readonly refusalReason: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly statusIndex: number | null;
  /** The `vc+jwt`. */
  readonly credential: string | null;
  readonly withdrawn: { readonly at: string; readonly reason: string; readonly person: string } | null;
}
