import { Binary, Long, type Document } from 'bson';
import type { View } from './engine.ts';
import { Fault } from './faults.ts';
import { sessionKey, sessionRange } from './layout.ts';
import { Transaction, type GroupCommit } from './transaction.ts';
import { decode, encode, numberOf } from './values.ts';

export const sessionMinutes = 30;

export interface OpenTransaction {
  readonly number: number;
  readonly transaction: Transaction;
  /** What the first commit gave; a repeated one gives the same. */
  committed?: Promise<void>;
}

export interface Session {
  readonly key: Buffer;
  current?: OpenTransaction;
  /** The connections that have carried its transaction: the driver spreads one over its pool. */
  readonly carriers: Set<object>;
  lastUsedMs: number;
}

/** Logical sessions and the transaction each may have. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  constructor(readonly commits: GroupCommit) {}

  of(lsid: unknown): Session | undefined {
    const id = (lsid as Document | undefined)?.['id'] as unknown;
    if (!(id instanceof Binary) || id.position !== 16) return undefined;
    const key = Buffer.from(id.buffer.subarray(0, id.position));
    const name = key.toString('latin1');
    const session = this.#sessions.get(name) ?? { key, carriers: new Set(), lastUsedMs: 0 };
    session.lastUsedMs = Date.now();
    this.#sessions.set(name, session);
    return session;
  }

  /** The transaction that a statement with `autocommit: false` belongs to; the first statement opens it. */
  join(session: Session, number: number, starts: boolean, carrier: object): OpenTransaction {
    const known = session.current?.number ?? -1;
    if (number < known) throw new Fault(225, `Transaction ${known} has already started on this session`);
    if (starts) {
      if (known === number) throw new Fault(117, `transaction ${number} has already started`);
      session.current?.transaction.end();
      session.carriers.clear();
      session.current = { number, transaction: new Transaction(this.commits) };
    }
    session.carriers.add(carrier);
    return openOf(session, number);
  }

  /** A transaction ends when the last connection that has carried it is gone. */
  gone(carrier: object): void {
    for (const { carriers, current } of this.#sessions.values())
      if (carriers.delete(carrier) && carriers.size === 0) current?.transaction.end();
  }

  /** A repeated commit is no error, also after a restart: what was committed is remembered with the writes. */
  async commit(session: Session, number: number): Promise<void> {
    const last = rememberedOf(this.commits.engine.latest, session);
    if (last?.number === number && last.reply === undefined) return;
    if (session.current?.number === number && session.current.committed !== undefined) return session.current.committed;
    const current = openOf(session, number);
    if (current.transaction.overlay.size > 0) remember(current.transaction, session, number);
    return (current.committed = current.transaction.commit());
  }

  end({ key, current }: Session): void {
    current?.transaction.end();
    this.#sessions.delete(key.toString('latin1'));
  }

  /** Forgets the sessions that have timed out, and what is remembered of them on disk. */
  async sweep(): Promise<void> {
    const oldest = Date.now() - sessionMinutes * 60_000;
    for (const session of [...this.#sessions.values()]) if (session.lastUsedMs < oldest) this.end(session);
    const transaction = new Transaction(this.commits);
    const isLive = (key: Buffer): boolean => this.#sessions.has(key.toString('latin1', 1));
    try {
      for (const [key, bytes] of transaction.range(...sessionRange))
        if (!isLive(key) && (decode(bytes)['at'] as Date).getTime() < oldest) transaction.put(key);
      await transaction.commit();
    } finally {
      transaction.end();
    }
  }
}

export const openOf = ({ current }: Session, number: number): OpenTransaction => {
  if (current?.number === number && current.committed !== undefined) throw new Fault(256, `Transaction ${number} has been committed.`);
  if (current?.number !== number || !current.transaction.isOpen)
    throw new Fault(251, `Given transaction number ${number} does not match any in-progress transactions`);
  return current;
};

/** The last write or transaction that the session has had applied; no reply is kept of a transaction. */
const rememberedOf = (view: View, { key }: Session): { number: number; reply: Document | undefined } | undefined => {
  const bytes = view.get(sessionKey(key));
  if (bytes === undefined) return undefined;
  const { number, reply } = decode(bytes);
  return { number: numberOf(number) ?? -1, reply: reply as Document | undefined };
};

const remember = (transaction: Transaction, { key }: Session, number: number, reply?: Document): void =>
  transaction.put(sessionKey(key), encode({ number: Long.fromNumber(number), at: new Date(), ...(reply && { reply }) }));

/** A retryable write: its reply is kept in the same commit, so that a repeat, even after a crash, is answered and not applied again. */
export const applyOnce = (transaction: Transaction, session: Session, number: number, apply: () => Document): Document => {
  const last = rememberedOf(transaction, session);
  if (last?.number === number && last.reply !== undefined) return last.reply;
  if (last !== undefined && number < last.number)
    throw new Fault(225, `Retryable write ${number} is older than ${last.number}, the last one of this session`);
  const reply = apply();
  if (transaction.overlay.size > 0) remember(transaction, session, number, reply);
  return reply;
};
