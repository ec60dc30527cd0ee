import { hashOf } from '../canonical.ts';
import type { Actor, Work } from '../work.ts';

export const alertKinds = ['unexplained-gain', 'over-capacity', 'totaliser-gap', 'seal-broken', 'sounding'] as const;
export type AlertKind = (typeof alertKinds)[number];

/** What a measured fact showed that somebody must explain. */
export interface AlertDraft {
  readonly kind: AlertKind;
  readonly district: string | null;
  readonly port: string;
  readonly owner: string;
  readonly tank: string | null;
  readonly craft: string | null;
  readonly meter: string | null;
  /** The entry that posted it; null where nothing was posted. */
  readonly entry: string | null;
  /** `delivery:<id>`, `sounding:<id>` … */
  readonly about: string;
  readonly massKg: number | null;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface Closure {
  readonly person: string;
  readonly organisation: string;
  readonly at: string;
  readonly reason: string;
  /** The difference entries that the closing posted, one for each book; empty where it posted none. */
  readonly entries: readonly string[];
}

/** On customs' list until a second person closes it with a reason; it never disappears. */
export interface Alert extends AlertDraft {
  readonly id: string;
  readonly state: 'open' | 'closed';
  readonly raisedAt: string;
  readonly raisedBy: string;
  readonly closure: Closure | null;
}

/** An open alert of a draft. Its id follows from what it says, so that a command that runs again raises the same one. */
export const openAlert = (draft: AlertDraft, work: Pick<Work, 'actor' | 'recordedAt'>): Alert => {
  const raisedAt = work.recordedAt.toISOString();
  return Object.freeze({
    ...draft,
    id: uuidOf({ ...draft, raisedAt }),
    state: 'open',
    raisedAt,
    raisedBy: work.actor.person,
    closure: null,
  });
};

/** RFC 9562 version 8: a UUID whose bits are ours, here those of a SHA-256. */
function uuidOf(value: unknown): string {
  const hex = hashOf(value);
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The second person of an alert is anybody but the one who raised it. */
export const mayClose = (alert: Pick<Alert, 'raisedBy'>, actor: Pick<Actor, 'person'>): boolean => alert.raisedBy !== actor.person;
