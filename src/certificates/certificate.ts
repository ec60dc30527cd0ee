import type { ProofPathway } from '../emissions/red-factors.ts';
import type { Step } from '../emissions/step.ts';

/** `requested` waits for the certifier; `refused` and `withdrawn` are ends: another certificate may then be asked for the same use. */
export type CertificateState = 'requested' | 'refused' | 'issued' | 'withdrawn';

/** Kilograms of one proof that a certificate covers, with the characteristics of that proof: one set, never averaged. */
export interface CoveredUse {
  /** The use of a proof's kilograms for the delivery. */
  readonly use: string;
  readonly proof: string;
  readonly proofNumber: string;
  readonly proofIssuedOn: string;
  readonly scheme: string;
  readonly issuerCertificate: string;
  readonly group: string;
  readonly fuelType: string;
  readonly pathway: ProofPathway;
  readonly rawMaterial: string;
  readonly annexIX: 'A' | 'B' | null;
  readonly rawMaterialOrigin: string;
  readonly productionCountry: string;
  readonly installationStartedOn: string | null;
  readonly chainOfCustody: string;
  readonly redCompliant: boolean;
  readonly foodOrFeedCrop: boolean;
  readonly eGPerMj: number;
  readonly massKg: number;
  readonly energyMj: number;
  /** Against the fossil comparator of the directive, per cent. */
  readonly savingPercent: number;
  /** What the directive asks of an installation of that day; null where the proof does not tell the day. */
  readonly minSavingPercent: number | null;
  /** Whether E is at most the largest that saves so much, so that a tie passes; null where it cannot be decided. */
  readonly savingMet: boolean | null;
}

/** Well-to-wake intensity for one engine class, gCO2eq/MJ and unrounded; null where the class makes no difference. */
export interface IntensityResult {
  readonly engineClass: string | null;
  readonly wttGPerMj: number;
  readonly ttwGPerMj: number;
  readonly wtwGPerMj: number;
  readonly energyMj: number;
  /** Each reading of the law that the result rests on. */
  readonly interpretations: readonly string[];
  /** How it was found, to be followed by hand. */
  readonly steps: readonly Step[];
}

export interface Decider {
  readonly organisation: string;
  readonly person: string;
}

/** Where the certificate stands in its issuer's status lists. */
export interface StatusPlace {
  readonly list: number;
  readonly index: number;
}

/** What travels: issued for a delivery, for the kilograms that proofs were used for; the rest is stated as uncertified. */
export interface Certificate {
  readonly id: string;
  readonly state: CertificateState;
  readonly delivery: string;
  readonly noteNumber: string;
  readonly requestedBy: Decider;
  readonly line: string;
  readonly supplier: string;
  readonly certifier: string;
  readonly ship: { readonly imo: string; readonly name: string };
  readonly port: string;
  readonly district: string | null;
  readonly grade: string;
  /** The calendar day of the delivery at its port. */
  readonly deliveredOn: string;
  readonly deliveredKg: number;
  readonly certifiedKg: number;
  /** Covered by other certificates for the same delivery. */
  readonly otherwiseCertifiedKg: number;
  /** Delivered without any proof. */
  readonly uncertifiedKg: number;
  readonly uses: readonly CoveredUse[];
  /** Versions of the factors that the figures rest on: FuelEU Maritime, the directive (null in those of before it was kept), potentials. */
  readonly factorSet: string;
  readonly redFactorSet: string | null;
  readonly gwpSet: string;
  /** Of the certified part, per engine class. */
  readonly certified: readonly IntensityResult[];
  /** Of everything delivered, energy-weighted, per engine class; every proof used for the delivery counts. */
  readonly delivered: readonly IntensityResult[];
  /** Of the certified part, by the calorific values that fix a proof's energy. */
  readonly energyMj: number;
  /** E of the certified part, weighted by energy. */
  readonly eGPerMj: number;
  readonly savingPercent: number;
  /** Every use is compliant by its proof and reaches the saving asked of its installation. */
  readonly conformance: boolean;
  readonly replay: boolean;
  readonly requestedAt: string;
  readonly decidedBy: Decider | null;
  readonly decidedAt: string | null;
  readonly refusalReason: string | null;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly status: StatusPlace | null;
  /** The `vc+jwt`. */
  readonly credential: string | null;
  readonly withdrawn: { readonly at: string; readonly reason: string; readonly person: string } | null;
}

/** Compliant by its proof and, where the day of its installation is known, saving as much as is asked of it. */
export const conforms = ({ redCompliant, savingMet }: CoveredUse): boolean => redCompliant && savingMet !== false;

/** Lives while it is asked for or in force: its uses are then nobody else's. */
export const isLiveCertificate = (state: CertificateState): boolean => state === 'requested' || state === 'issued';

export type Standing = 'requested' | 'refused' | 'not-yet-valid' | 'valid' | 'expired' | 'withdrawn';

/** Where a certificate stands at a moment; withdrawal outweighs the dates. */
export function standingOf(certificate: Pick<Certificate, 'state' | 'validFrom' | 'validUntil'>, at: Date): Standing {
  const { state, validFrom, validUntil } = certificate;
  if (state !== 'issued') return state;
  if (validFrom !== null && at < new Date(validFrom)) return 'not-yet-valid';
  if (validUntil !== null && at > new Date(validUntil)) return 'expired';
  return 'valid';
}
