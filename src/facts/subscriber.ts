import type { Work } from '../work.ts';

/** A fact as it stands in the outbox. */
export interface StoredFact {
  readonly id: string;
  readonly recordedAt: string;
  readonly kind: string;
  readonly about: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A room that wants to know: it handles each fact of these kinds once, in a transaction of its own. */
export interface Subscriber {
  /** Its name in the outbox; never changed once facts wait for it. */
  readonly name: string;
  readonly kinds: readonly string[];
  handle(work: Work, fact: StoredFact): Promise<unknown>;
}
