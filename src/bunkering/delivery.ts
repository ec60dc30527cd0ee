import type { Measurement } from './measurement.ts';

export type DeliveryState = 'begun' | 'measured' | 'noted';

/** What the port operator logs at its berth. */
export interface LogLine {
  readonly kind: 'start' | 'suspension' | 'resumption' | 'stop' | 'incident';
  readonly at: string;
  readonly person: string;
  readonly remark: string | null;
}

export interface ChecklistAnswer {
  readonly item: string;
  readonly answer: 'yes' | 'no' | 'not-applicable';
  readonly remark: string | null;
}

/** The measured fact: begun by nomination, posted once measured, then noted. */
export interface Delivery {
  readonly id: string;
  readonly nomination: string;
  readonly state: DeliveryState;
  readonly supplier: string;
  readonly line: string;
  readonly port: string;
  readonly district: string | null;
  readonly imo: string;
  readonly grade: string;
  readonly book: string;
  readonly craft: string | null;
  readonly begunAt: string;
  readonly checklist: readonly ChecklistAnswer[];
  readonly openingReadings: readonly { readonly instrument: string; readonly reading: string }[];
  readonly log: readonly LogLine[];
  readonly completedAt: string | null;
  readonly measurement: Measurement | null;
  /** Whole kilograms posted to the ship. */
  readonly massKg: number | null;
  /** Net energy of a liquefied gas, by the formula of its measurement. */
  readonly energyMj: number | null;
  readonly volumeM3: number | null;
  /** Parcels and kilograms that went to the ship, in the order drawn. */
  readonly drawn: readonly { readonly parcel: string; readonly massKg: number }[];
  readonly entry: string | null;
  /** Kilograms beyond the hold, and of those the unexplained gain. */
  readonly overKg: number;
  readonly gainKg: number;
  readonly shortKg: number;
  readonly late: boolean;
  readonly replay: boolean;
}
