import type { StatedTerm } from '../emissions/proof-emissions.ts';
import type { EmissionTerm, ProofPathway } from '../emissions/red-factors.ts';

/**
 * The greenhouse-gas emissions as the proof states them: the total default value (TDV), which has no terms, or each term of
 * the formula with how it was found (2022/996 Annex I c-ii; the Union Database's enumeration). E may be negative.
 */
export type ProofGhg = Saving &
  (
    | { readonly method: 'TDV'; readonly terms: null }
    | { readonly method: 'ITEMISED'; readonly terms: Readonly<Partial<Record<EmissionTerm, StatedTerm>>> }
  );

interface Saving {
  /** gCO2eq/MJ, as printed on the proof; the sum of its terms within their rounding. */
  readonly eGPerMj: number;
  /** Against the comparator of the directive, per cent; computed. */
  readonly savingPct: number;
  /** The version of the directive's figures that it was computed by; null where it was recorded before that was kept. */
  readonly factorSet: string | null;
  /** What the law asks of the installation; null where the proof does not tell when it started. */
  readonly minSavingPct: number | null;
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
  /** The fuel in the words of the document, such as "UCOME" or "bio-LNG". */
  readonly product: string;
  readonly pathway: ProofPathway;
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
  readonly withdrawn: { readonly at: string; readonly reason: string; readonly person: string } | null;
  readonly receivedAt: string;
}
