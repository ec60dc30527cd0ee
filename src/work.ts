import type { ClientSession } from 'mongoose';
import type { Role } from './people/roles.ts';

/** Who acts: a person of an organisation. `service` is the service itself, for what a schedule does. */
export interface Actor {
  readonly person: string;
  readonly organisation: string;
  readonly role: Role | 'service';
  /** The session it signed in with, where it came by one. */
  readonly session?: string;
}

/** What happened, for the rooms above and for whoever listens; written in the transaction of the command. */
export interface Fact {
  readonly kind: string;
  readonly about: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** One line of the trail: what was done to which record, with the record before and after it (hashed, not kept). */
export interface Trace {
  readonly act: string;
  /** `<kind>:<id>`, such as `nomination:6f…`. */
  readonly about: string;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * One command under way: its transaction, its actor and its two times. All that a use case writes goes through `session`;
 * what it traces and tells is written in the same transaction. The whole use case may run again on a write conflict,
 * so it keeps no state outside.
 */
export interface Work {
  readonly session: ClientSession;
  readonly actor: Actor;
  /** When it happened, as the person says; may be late (an offline quay). */
  readonly occurredAt: Date;
  /** When the service learnt of it; order and hash follow this. */
  readonly recordedAt: Date;
  /** Why it is recorded late, where that was asked for. */
  readonly lateReason?: string;
  trace(line: Trace): void;
  tell(fact: Fact): void;
  /** Waits for this command's turn on a contended thing (a book) in this process, until the command ends. */
  turn(name: string): Promise<void>;
}

/** The moment and chance are arguments everywhere, so that tests can hold them still. */
export interface World {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly randomBytes: (length: number) => Buffer;
}
