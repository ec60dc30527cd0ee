import { readCount, type GroupCommit } from './commit.ts';
import type { Entry, Snapshot, View } from './engine.ts';
import { Fault } from './faults.ts';
import { layered, nameOf, Overlay } from './overlay.ts';

/** 112: somebody else has, or had, the key. Where the holder is known, one may wait for it. */
export class Conflict extends Fault {
  constructor(readonly holder?: Transaction) {
    super(112, 'Write conflict: another transaction writes the same document; repeat the transaction');
  }
}

/** Who writes what: each key has at most one open transaction that may write it. */
export class Claims {
  readonly holders = new Map<string, Transaction>();
  readonly open = new Set<Transaction>();
  readonly commits: GroupCommit;
  constructor(commits: GroupCommit) {
    this.commits = commits;
  }
}

/**
 * Writes that become one commit, above a view: a snapshot (a transaction of several statements), or what has been decided so
 * far (one statement outside transactions, which runs within one turn of the event loop and so claims nothing).
 */
export class Transaction implements View {
  readonly overlay = new Overlay();
  readonly counts = new Map<number, number>();
  readonly ended: Promise<void>;
  /** Namespaces written so far: whoever changes their catalog entry waits for this transaction. */
  readonly #touched = new Set<string>();
  readonly #claims: Claims;
  readonly #snapshot: Snapshot | undefined;
  readonly #startedAt: number;
  readonly #view: View;
  #end: () => void = () => undefined;
  #isOpen = true;

  constructor(claims: Claims, kind: 'snapshot' | 'statement') {
    this.#claims = claims;
    this.#snapshot = kind === 'snapshot' ? claims.commits.snapshot() : undefined;
    this.#startedAt = claims.commits.flushed;
    this.#view = layered(this.#snapshot ?? claims.commits.decided, this.overlay);
    this.ended = new Promise((resolve) => (this.#end = resolve));
    if (kind === 'snapshot') claims.open.add(this);
  }

  get(key: Buffer): Buffer | undefined {
    this.#mustBeOpen();
    return this.#view.get(key);
  }

  range(start: Buffer, end: Buffer, reverse?: boolean): Iterable<Entry> {
    this.#mustBeOpen();
    return this.#view.range(start, end, reverse);
  }

  /** The write rule: a key that another open transaction has, or that changed since the snapshot, is a conflict at once. */
  put(key: Buffer, value: Buffer | undefined): void {
    this.#mustBeOpen();
    const name = nameOf(key);
    this.#mayWrite(key, name);
    if (this.#snapshot !== undefined) this.#claims.holders.set(name, this);
    this.overlay.set(name, value);
  }

  del(key: Buffer): void {
    this.put(key, undefined);
  }

  #mayWrite(key: Buffer, name: string): void {
    const { holders, commits } = this.#claims;
    const holder = holders.get(name);
    if (holder === this) return;
    if (holder !== undefined) throw new Conflict(holder);
    if (this.#snapshot === undefined || commits.sequence === this.#startedAt) return;
    const [now, then] = [commits.decided.get(key), this.#snapshot.get(key)];
    if (now === undefined || then === undefined ? now !== then : !now.equals(then)) throw new Conflict();
  }

  /** The catalog entry of a namespace must be the one this transaction has seen when it first writes there. */
  touch(namespace: string, catalogKey: Buffer): void {
    if (!this.#touched.has(namespace)) this.#mayWrite(catalogKey, nameOf(catalogKey));
    this.#touched.add(namespace);
  }

  /** Changing a collection itself waits for the transactions that have written in it. */
  mustBeAlone(namespace: string): void {
    for (const other of this.#claims.open) if (other !== this && other.#touched.has(namespace)) throw new Conflict(other);
  }

  addCount(collectionId: number, difference: number): void {
    if (difference !== 0) this.counts.set(collectionId, (this.counts.get(collectionId) ?? 0) + difference);
  }

  count(collectionId: number): number {
    const decided = this.#snapshot === undefined ? this.#claims.commits.countDifference(collectionId) : 0;
    return readCount(this.#view, collectionId) + decided + (this.counts.get(collectionId) ?? 0);
  }

  /** Decides the writes and gives up claims and snapshot; resolves when they are on disk. */
  async commit(): Promise<void> {
    const written = this.overlay.size === 0 ? undefined : this.#claims.commits.add(this.overlay, this.counts);
    this.end();
    await written;
  }

  end(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (this.#snapshot !== undefined) for (const name of this.overlay.names()) this.#claims.holders.delete(name);
    this.#claims.open.delete(this);
    this.#snapshot?.close();
    this.#end();
  }

  #mustBeOpen(): void {
    if (!this.#isOpen) throw new Fault(251, 'the transaction has ended: it was aborted, ran out of time or lost its connection');
  }
}
