import { covers, type Period } from '../ports/day.ts';
import type { Ending } from '../ports/decision.ts';
import type { FuelKey } from '../ports/fuel-key.ts';

/** Stands for every port in a licence that names none. */
export const anyPort = 'ANY';

/** A permission to supply: of a supplier (the organisation) or of one of its craft. Both are needed where a craft delivers. */
export interface Licence extends Period {
  readonly id: string;
  readonly holder: { readonly kind: 'organisation' | 'craft'; readonly id: string };
  readonly number: string;
  readonly issuer: string;
  /** Main codes, or `ANY` alone. */
  readonly ports: readonly string[];
  readonly fuels: readonly FuelKey[];
  readonly endings: readonly Ending[];
  readonly recordedAt: Date;
  readonly recordedBy: string;
}

export interface Wanted {
  readonly port: string;
  readonly fuel: FuelKey;
  readonly day: string;
}

/** Those of a holder's licences that allow a fuel at a port (main code) on a day (YYYY-MM-DD, both ends included). */
export const inForce = (licences: readonly Licence[], { port, fuel, day }: Wanted): Licence[] =>
  licences.filter(
    ({ ports, fuels, ...period }) => fuels.includes(fuel) && (ports.includes(port) || ports.includes(anyPort)) && covers(period, day),
  );
