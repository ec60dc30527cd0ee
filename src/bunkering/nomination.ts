import type { FuelKey } from '../ports/fuel-key.ts';

/** From the ask to its end: `nominated → accepted → begun → delivered`, or one of the three ways out. */
export type NominationState = 'nominated' | 'accepted' | 'begun' | 'delivered' | 'cancelled' | 'lapsed' | 'declined';

/** While it lives it may hold stock; every other state holds none. */
export const isLive = (state: NominationState): boolean => state === 'nominated' || state === 'accepted' || state === 'begun';

export type Authority = 'port-operator' | 'customs' | 'maritime-authority';

/** A permit of the port operator, a clearance of customs or the maritime authority. */
export interface Permit {
  readonly authority: Authority;
  readonly organisation: string;
  readonly person: string;
  readonly at: string;
  readonly remark: string | null;
}

/** A day known to the day, or judged on the first day of its month and marked *day assumed*. */
export interface Laycan {
  readonly firstDay: string;
  readonly lastDay: string;
  /** The moment after which an unfinished nomination lapses. */
  readonly endsAt: string;
  readonly dayAssumed: boolean;
}

/** A remark that goes onto the note: a flag of a replayed record, or a sentence of a person. */
export interface Remark {
  readonly code: string;
  readonly en: string;
  readonly zh: string;
}

/** Where the facts of a replayed record were published. */
export interface Publication {
  readonly publisher: string;
  readonly title: string | null;
  readonly date: string | null;
}

export interface Nomination {
  readonly id: string;
  readonly state: NominationState;
  /** Who asked: the line, or an agent by the line's mandate. */
  readonly askedBy: { readonly organisation: string; readonly person: string };
  readonly line: string;
  readonly supplier: string;
  readonly port: string;
  readonly place: string | null;
  readonly district: string | null;
  readonly ship: { readonly imo: string; readonly name: string };
  readonly voyage: 'international';
  readonly grade: string;
  readonly fuelKey: FuelKey;
  readonly massKg: number;
  readonly laycan: Laycan;
  readonly book: string;
  /** What is under hold for it now; zero once it is over. */
  readonly heldKg: number;
  /** The craft that will bring it; null for a supply from the shore. */
  readonly craft: string | null;
  /** Made for the future (it can lapse) or recorded after the fact (it cannot). */
  readonly madeForFuture: boolean;
  readonly asks: readonly Authority[];
  readonly permits: readonly Permit[];
  /** A replay of a published record, or a made-up one of a demonstration: marked on everything that comes of it. */
  readonly replay: boolean;
  readonly remarks: readonly Remark[];
  readonly sources: readonly Publication[];
  readonly ended: { readonly at: string; readonly why: string; readonly person: string } | null;
  readonly nominatedAt: string;
}

/** The ask as it comes: every item may be absent, absence is a refusal with its code. */
export interface Ask {
  readonly id?: string | undefined;
  readonly line?: string | undefined;
  readonly supplier?: string | undefined;
  readonly port?: string | undefined;
  readonly place?: string | undefined;
  readonly grade?: string | undefined;
  readonly imo?: string | undefined;
  readonly shipName?: string | undefined;
  readonly voyage?: 'international' | 'domestic' | undefined;
  readonly fromBond?: boolean | undefined;
  readonly massKg?: number | undefined;
  readonly volumeM3?: number | undefined;
  readonly laycan?:
    { readonly from?: string | undefined; readonly to?: string | undefined; readonly endsAt?: string | undefined } | undefined;
  readonly craft?: string | undefined;
  readonly replay?: boolean | undefined;
  readonly remarks?: readonly Remark[] | undefined;
  readonly sources?: readonly Publication[] | undefined;
}
