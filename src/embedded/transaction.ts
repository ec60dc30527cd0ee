import { following, type GroupCommit } from './commit.ts';
import type { Entry, Snapshot, View } from './engine.ts';
import { Fault } from './faults.ts';
import { layered, nameOf, Overlay } from './overlay.ts';

/** MongoDB lets a transaction live for 60 s; here its snapshot keeps pages from being freed, so it has less. */
const lifeMs = 10_000;

/** 112: somebody else has, or had, the key. `until` resolves when another try may succeed. */
export class Conflict extends Fault {
  constructor(readonly until: Promise<void>) {
    super(112, 'Write conflict: another transaction writes the same document; repeat the transaction');
  }
}

/** Who writes what: each key has at most one open transaction that may write it. */
export class Claims {
  readonly holders = new Map<string, Transaction>();
  readonly open = new Set<Transaction>();
  constructor(readonly commits: GroupCommit) {}
}

/**
 * Writes that become one commit, above a view: a snapshot (a transaction of several statements), or what has been decided so
 * far (one statement outside transactions, which runs within one turn of the event loop and so claims nothing).
 */
export class Transaction implements View {
  readonly overlay = new Overlay();
  isOpen = true;
  /** Resolves when all that is held now has been given up. */
  released: Promise<void>;
  #release = (): void => undefined;
  #snapshot: Snapshot | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Keys that must stay as this transaction has seen them, though it does not write them. */
  readonly #relied = new Set<string>();
  readonly #claims: Claims;
  readonly #kind: 'snapshot' | 'statement';
  readonly #below: View;
  readonly #view: View;

  constructor(claims: Claims, kind: 'snapshot' | 'statement') {
    this.#claims = claims;
    this.#kind = kind;
    this.#below = kind === 'statement' ? claims.commits.decided : following(() => (this.#snapshot ??= claims.commits.snapshot()));
    this.#view = layered(this.#below, this.overlay);
    this.released = this.#hold();
    if (kind === 'statement') return;
    claims.open.add(this);
    this.#timer = setTimeout(() => this.end(), lifeMs).unref();
  }

  get(key: Buffer): Buffer | undefined {
    this.#mustBeOpen();
    return this.#view.get(key);
  }

  range(start: Buffer, end: Buffer, reverse?: boolean): Iterable<Entry> {
    this.#mustBeOpen();
    return this.#view.range(start, end, reverse);
  }

  /** No value deletes. A key that another open transaction writes or relies on, or that changed since the snapshot, is a conflict. */
  put(key: Buffer, value: Buffer | undefined): void {
    const name = this.#freeName(key);
    for (const other of this.#claims.open) if (other !== this && other.#relied.has(name)) throw new Conflict(other.released);
    if (this.#kind === 'snapshot') this.#claims.holders.set(name, this);
    this.overlay.set(name, value);
  }

  del(key: Buffer): void {
    this.put(key, undefined);
  }

  /** The key must be, and stay until the end, as this transaction sees it. */
  relyOn(key: Buffer): void {
    if (!this.#relied.has(nameOf(key))) this.#relied.add(this.#freeName(key));
  }

  #freeName(key: Buffer): string {
    this.#mustBeOpen();
    const name = nameOf(key);
    const { holders, commits } = this.#claims;
    const holder = holders.get(name);
    if (holder === this) return name;
    if (holder !== undefined) throw new Conflict(holder.released);
    if (this.#kind === 'statement') return name;
    const [now, then] = [commits.decided.get(key), this.#below.get(key)];
    if (now === undefined || then === undefined ? now !== then : !now.equals(then)) throw new Conflict(commits.settled());
    return name;
  }

  /** Decides the writes and gives up claims and snapshot; resolves when they, and what a statement has built on, are on disk. */
  async commit(): Promise<void> {
    const hasOnlyRead = this.#kind === 'snapshot' && this.overlay.size === 0;
    const written = hasOnlyRead ? undefined : this.#claims.commits.add(this.overlay);
    this.end();
    await written;
  }

  /** Gives up what was written and seen; a transaction that is still open goes on with a fresh snapshot. */
  release(): void {
    for (const name of this.overlay.keys()) this.#claims.holders.delete(name);
    this.overlay.clear();
    this.#relied.clear();
    this.#snapshot?.close();
    this.#snapshot = undefined;
    this.#release();
    this.released = this.#hold();
  }

  end(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    clearTimeout(this.#timer);
    this.#claims.open.delete(this);
    this.release();
  }

  #hold(): Promise<void> {
    return new Promise((resolve) => (this.#release = resolve));
  }

  #mustBeOpen(): void {
    if (!this.isOpen) throw new Fault(251, 'the transaction has ended: it was aborted, ran out of time or lost its connection');
  }
}
