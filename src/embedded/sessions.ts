import { Binary, Long, type Document } from 'bson';
import type { View } from './engine.ts';
import { Fault } from './faults.ts';
import { sessionKey, sessionRange } from './layout.ts';
import { Transaction, type Claims } from './transaction.ts';
import { decode, encode, isTrue, numberOf } from './values.ts';

/** MongoDB lets a transaction live for 60 s; here its snapshot keeps pages from being freed, so it has less. */
const transactionLifeMs = 10_000;

export interface OpenTransaction {
  readonly number: number;
  transaction: Transaction;
  state: 'open' | 'aborted' | 'committed';
  statements: number;
  readonly connections: Set<number>;
  timer: NodeJS.Timeout;
}

export interface Session {
  readonly key: Buffer;
  current: OpenTransaction | undefined;
  lastUsedMs: number;
}

const noSuchTransaction = (number: number): Fault =>
  new Fault(251, `Given transaction number ${number} does not match any in-progress transactions`);

/** Logical sessions and the transaction each may have. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #claims: Claims;

  constructor(claims: Claims) {
    this.#claims = claims;
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
    const known = session.current?.number ?? -1;
    if (number < known) throw new Fault(225, `Transaction ${known} has already started on this session`);
    if (isTrue(body['startTransaction'])) {
      if (known === number) throw new Fault(117, `transaction ${number} has already started`);
      this.abort(session);
      session.current = { number, ...this.#begin(session, number), state: 'open', statements: 0, connections: new Set([connectionId]) };
      return session.current;
    }
    const current = this.#open(session, number);
    current.connections.add(connectionId);
    return current;
  }

  #open({ current }: Session, number: number): OpenTransaction {
    if (current?.number !== number || current.state === 'aborted') throw noSuchTransaction(number);
    if (current.state === 'committed') throw new Fault(256, `Transaction ${number} has been committed.`);
    return current;
  }

  #begin(session: Session, number: number): Pick<OpenTransaction, 'transaction' | 'timer'> {
    const timer = setTimeout(() => this.abort(session, number), transactionLifeMs);
    timer.unref();
    return { transaction: new Transaction(this.#claims, 'snapshot'), timer };
  }

  /** A fresh snapshot for a first statement that met a rival. */
  restart(session: Session, current: OpenTransaction): OpenTransaction {
    clearTimeout(current.timer);
    current.transaction.end();
    return Object.assign(current, this.#begin(session, current.number));
  }

  /** A repeated commit is no error, also after a restart: what was committed is remembered with the writes. */
  async commit(session: Session, number: number, committed: View): Promise<void> {
    const known = session.current;
    const last = rememberedOf(committed, session);
    if (known?.number !== number && last?.number === number && last.reply === undefined) return;
    if (known?.number === number && known.state === 'committed') {
      await this.#claims.commits.settled();
      if (known.state === 'committed') return;
    }
    const current = this.#open(session, number);
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

  /** Aborts what the client asks to abort, which must be open. */
  abortAsked(session: Session, number: number): void {
    this.#open(session, number);
    this.abort(session, number);
  }

  abort({ current }: Session, number = current?.number): void {
    if (current === undefined || current.number !== number || current.state !== 'open') return;
    current.state = 'aborted';
    clearTimeout(current.timer);
    current.transaction.end();
  }

  end(session: Session): void {
    this.abort(session);
    this.#sessions.delete(session.key.toString('latin1'));
  }

  /** The driver spreads a transaction over its pool: it ends when the last connection that carried it is gone. */
  connectionClosed(connectionId: number): void {
    for (const session of this.#sessions.values())
      if (session.current?.connections.delete(connectionId) && session.current.connections.size === 0) this.abort(session);
  }

  /** Forgets the sessions not used since then, and what is remembered of them on disk. */
  async forgetBefore(time: Date): Promise<void> {
    for (const session of [...this.#sessions.values()])
      if (session.lastUsedMs < time.getTime() && session.current?.state !== 'open') this.end(session);
    await this.#claims.commits.idle();
    const transaction = new Transaction(this.#claims, 'statement');
    for (const [key, bytes] of [...transaction.range(...sessionRange)]) if ((decode(bytes)['at'] as Date) < time) transaction.del(key);
    await transaction.commit();
  }

  close(): void {
    for (const session of this.#sessions.values()) this.abort(session);
  }
}

interface Remembered {
  readonly number: number;
  readonly reply: Document | undefined;
}

/** What this session last had applied, kept in the same commit: a retry, even after a crash, is answered and not applied again. */
export const remember = (transaction: Transaction, session: Session, number: number, reply: Document | undefined): void =>
  transaction.put(sessionKey(session.key), encode({ number: Long.fromNumber(number), at: new Date(), ...(reply && { reply }) }));

export const rememberedOf = (view: View, session: Session): Remembered | undefined => {
  const bytes = view.get(sessionKey(session.key));
  if (bytes === undefined) return undefined;
  const { number, reply } = decode(bytes);
  return { number: numberOf(number) ?? -1, reply: reply as Document | undefined };
};
