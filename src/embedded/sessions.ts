import { Binary, Long, type Document } from 'bson';
import type { View } from './engine.ts';
import { Fault } from './faults.ts';
import { sessionKey } from './layout.ts';
import { Transaction, type Claims } from './transaction.ts';
import { decode, encode, isTrue, numberOf } from './values.ts';

/** MongoDB lets a transaction live for 60 s; here its snapshot keeps pages from being freed, so it has less. */
export const transactionLifeMs = 10_000;

export interface OpenTransaction {
  readonly number: number;
  readonly transaction: Transaction;
  state: 'open' | 'aborted' | 'committed';
  statements: number;
  readonly connections: Set<number>;
  readonly timer: NodeJS.Timeout;
}

export interface Session {
  readonly key: Buffer;
  current: OpenTransaction | undefined;
  lastUsedMs: number;
}

export const noSuchTransaction = (number: number, session: Session): Fault =>
  new Fault(
    251,
    'NoSuchTransaction',
    `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is ${session.current?.number ?? -1}`,
  );

/** Logical sessions and the transaction each may have. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #claims: Claims;
  readonly #lifeMs: number;

  constructor(claims: Claims, lifeMs = transactionLifeMs) {
    this.#claims = claims;
    this.#lifeMs = lifeMs;
  }

  of(lsid: unknown): Session | undefined {
    const id = (lsid as Document | undefined)?.['id'] as unknown;
    if (!(id instanceof Binary)) return undefined;
    const key = Buffer.from(id.buffer.subarray(0, id.position));
    const name = key.toString('latin1');
    const session = this.#sessions.get(name) ?? { key, current: undefined, lastUsedMs: 0 };
    session.lastUsedMs = Date.now();
    this.#sessions.set(name, session);
    return session;
  }

  /** The transaction that a statement with `autocommit: false` belongs to; the first statement opens it. */
  join(session: Session, body: Document, connectionId: number): OpenTransaction {
    const number = numberOf(body['txnNumber']) ?? -1;
    const current = session.current;
    if (current !== undefined && number < current.number)
      throw new Fault(
        225,
        'TransactionTooOld',
        `Cannot start transaction ${number} on this session because transaction ${current.number} has already started`,
      );
    if (isTrue(body['startTransaction'])) {
      if (current?.number === number) throw new Fault(117, 'ConflictingOperationInProgress', `transaction ${number} has already started`);
      this.abort(session);
      return (session.current = this.#begin(session, number, connectionId));
    }
    if (current?.number !== number || current.state === 'aborted') throw noSuchTransaction(number, session);
    if (current.state === 'committed') throw new Fault(256, 'TransactionCommitted', `Transaction ${number} has been committed.`);
    current.connections.add(connectionId);
    return current;
  }

  #begin(session: Session, number: number, connectionId: number): OpenTransaction {
    const timer = setTimeout(() => this.abort(session, number), this.#lifeMs);
    timer.unref();
    return {
      number,
      transaction: new Transaction(this.#claims, 'snapshot'),
      state: 'open',
      statements: 0,
      connections: new Set([connectionId]),
      timer,
    };
  }

  /** A fresh snapshot for a first statement that met a rival. */
  restart(session: Session, { number, connections, timer, transaction }: OpenTransaction): OpenTransaction {
    clearTimeout(timer);
    transaction.end();
    const again = this.#begin(session, number, -1);
    again.connections.clear();
    for (const id of connections) again.connections.add(id);
    return (session.current = again);
  }

  async commit(session: Session, number: number, committed: View): Promise<void> {
    const current = session.current;
    if (current?.number !== number || current.state !== 'open') {
      if (current?.number === number && current.state === 'committed') return;
      if (current?.number !== number && rememberedOf(committed, session)?.number === number) return;
      throw noSuchTransaction(number, session);
    }
    if (current.transaction.overlay.size > 0) remember(current.transaction, session, number, undefined);
    current.state = 'committed';
    clearTimeout(current.timer);
    try {
      await current.transaction.commit();
    } catch (error) {
      current.state = 'aborted';
      throw error;
    }
  }

  abort(session: Session, number = session.current?.number): void {
    const current = session.current;
    if (current === undefined || current.number !== number || current.state !== 'open') return;
    current.state = 'aborted';
    clearTimeout(current.timer);
    current.transaction.end();
  }

  end(lsid: unknown): void {
    const session = this.of(lsid);
    if (session === undefined) return;
    this.abort(session);
    this.#sessions.delete(session.key.toString('latin1'));
  }

  /** The driver spreads a transaction over its pool: it ends when the last connection that carried it is gone. */
  connectionClosed(connectionId: number): void {
    for (const session of this.#sessions.values()) {
      if (session.current?.connections.delete(connectionId) && session.current.connections.size === 0) this.abort(session);
    }
  }

  forgetBefore(timeMs: number): void {
    for (const [name, session] of this.#sessions)
      if (session.lastUsedMs < timeMs && session.current?.state !== 'open') this.#sessions.delete(name);
  }

  close(): void {
    for (const session of this.#sessions.values()) this.abort(session);
  }
}

interface Remembered {
  readonly number: number;
  readonly reply: Document | undefined;
  readonly at: Date;
}

/** What this session last had applied, kept in the same commit: a retry, even after a crash, is answered and not applied again. */
export const remember = (transaction: Transaction, session: Session, number: number, reply: Document | undefined): void =>
  transaction.put(
    sessionKey(session.key),
    encode({ number: Long.fromNumber(number), at: new Date(), ...(reply !== undefined && { reply }) }),
  );

export const rememberedOf = (view: View, session: Session): Remembered | undefined => {
  const bytes = view.get(sessionKey(session.key));
  if (bytes === undefined) return undefined;
  const { number, reply, at } = decode(bytes);
  return { number: numberOf(number) ?? -1, reply: reply as Document | undefined, at: at as Date };
};
