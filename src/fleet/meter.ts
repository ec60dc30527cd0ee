import { covers, type Period } from '../ports/day.ts';

export interface MeterCertificate extends Period {
  readonly number: string;
  readonly issuer: string;
}

/** The seals as the last verification report lists them. */
export interface SealReport {
  readonly report: string;
  readonly numbers: readonly string[];
  readonly on: string;
}

/** A mass flow meter. Its non-resettable totaliser must go on from one delivery to the next. */
export interface Meter {
  readonly id: string;
  /** The identification on its tickets. */
  readonly serial: string;
  readonly mountedOn: { readonly kind: 'craft' | 'site'; readonly id: string };
  readonly certificates: readonly MeterCertificate[];
  readonly seals: readonly SealReport[];
  /** Tonnes as printed, such as `10234.5678`. */
  readonly lastTotaliser: string;
  readonly lastReadAt: Date;
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

/** The certificate that covers a day; of several the one that began last. */
export const certificateOn = ({ certificates }: Pick<Meter, 'certificates'>, day: string): MeterCertificate | undefined =>
  certificates.filter((certificate) => covers(certificate, day)).sort((a, b) => (a.from < b.from ? 1 : -1))[0];
