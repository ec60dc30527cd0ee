import type { Cast, Party } from './cast.ts';
import type { Moment } from './client.ts';
import type { Authorities, Depot } from './ground.ts';
import { idOf, markOf } from './names.ts';

export interface Nomination {
  readonly id: string;
  readonly state: string;
  readonly massKg: number;
  readonly heldKg: number;
}
export interface Delivery {
  readonly id: string;
  readonly massKg: number | null;
  readonly overKg: number;
  readonly shortKg: number;
  readonly gainKg: number;
}
export interface Note {
  readonly number: string;
  readonly state: string;
  readonly massKg: number;
  readonly contentHash: string;
  readonly replay: boolean;
  readonly sources: readonly object[];
  readonly remarks: readonly { readonly code: string }[];
}

/** The clock of one delivery: its day at the port, counted in minutes from midnight there. */
export interface Clock {
  readonly day: string;
  readonly reason: string;
}

export const at = ({ day, reason }: Clock, minutes: number): Moment => ({
  occurredAt: new Date(Date.parse(`${day}T00:00:00+08:00`) + minutes * 60_000).toISOString(),
  lateReason: reason,
});

/** One delivery from the ask to the certificate, a step at a time, each by whoever may take it. */
export interface Stem {
  readonly name: string;
  readonly clock: Clock;
  readonly cast: Cast;
  readonly authorities: Authorities;
  readonly line: Party;
  readonly depot: Depot;
  readonly ask: Readonly<Record<string, unknown>>;
}

/** The id of the nomination of a delivery by this name. */
export const nominationId = (name: string): string => idOf(`nomination ${name}`);

/** The name of a step, from which its Idempotency-Key is made. */
export const pass = (stem: Stem, step: string): string => `${step} ${markOf(stem.name, 12)}`;
