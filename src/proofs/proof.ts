/** How each term of E was found (2022/996 Annex I c-ii; the Union Database's enumeration). */
export type TermMethod = 'TDV' | 'DDV' | 'AV' | 'NUTS2' | 'DDV_AV' | 'DDV_NUTS2';

export interface GhgTerms {
  readonly eec: number;
  readonly el: number;
  readonly ep: number;
  readonly etd: number;
  readonly eu: number;
  readonly esca: number;
  readonly eccs: number;
  readonly eccr: number;
}

export interface ProofGhg {
  /** gCO2eq/MJ; the sum of the terms, or the total default value. */
  readonly eGPerMj: number;
  readonly method: TermMethod;
  /** Null where the total default value was applied. */
  readonly terms: GhgTerms | null;
}

/**
 * A proof of sustainability: one set of characteristics with its mass (2022/996 Annex I data set). Never split into parts
 * that lose a field, never averaged; its kilograms lie in the ledger as `proof:<id>`.
 */
export interface Proof {
  readonly id: string;
  readonly number: string;
  readonly scheme: string;
  /** The certificate of the operator that issued it; with number and day the key against duplicates (R-CERT-3). */
  readonly issuerCertificate: string;
  readonly issuedOn: string;
  readonly issuer: { readonly name: string; readonly address: string };
  /** The bunker supplier in whose name it is issued (2024/2027 Art. 11(2)(c)). */
  readonly recipient: string;
  readonly site: string;
  /** Product group and fuel row of the greenhouse-gas tables. */
  readonly group: string;
  readonly fuelType: string;
  readonly pathway: 'bio' | 'rfnbo';
  readonly rawMaterial: { readonly name: string; readonly annexIX: 'A' | 'B' | null; readonly foodOrFeedCrop: boolean };
  readonly rawMaterialOrigin: string;
  readonly productionCountry: string;
  readonly installationStartedOn: string | null;
  readonly redCompliant: boolean;
  readonly criteria: readonly string[];
  readonly wastePermit: string | null;
  readonly lowIluc: boolean;
  readonly support: { readonly received: boolean; readonly kind: string | null };
  readonly chainOfCustody: 'mass-balance' | 'physical-segregation' | 'identity-preserved';
  readonly ghg: ProofGhg;
  readonly loadedOn: string;
  readonly loadedAt: string;
  readonly deliveredTo: string;
  readonly massKg: number;
  /** Computed from the mass with the RED Annex III factor, never typed. */
  readonly energyMj: number;
  readonly lcvMjPerKg: number;
  /** SHA-256 of the document, where it was given. */
  readonly documentHash: string | null;
  readonly state: 'valid' | 'withdrawn';
  readonly receivedAt: string;
}
