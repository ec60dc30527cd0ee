import type { Engine, Entry, Snapshot, View, Write } from './engine.ts';
import { Fault } from './faults.ts';
import { keyOf, laidOver, nameOf, type Overlay } from './overlay.ts';

/** MongoDB lets a transaction live for 60 s; here its snapshot keeps pages from being freed, so it has less. */
const lifeMs = 10_000;

/** 112: somebody else has, or had, the key. `until` resolves when another try, on a fresh snapshot, may succeed. */
export class Conflict extends Fault {
  constructor(readonly until: Promise<void>) {
    super(112, 'Write conflict: another transaction writes the same document; repeat the transaction');
  }
}

/**
 * Group commit: what was decided in one turn of the event loop goes to disk in one engine commit, and only then does anybody see it
 * or hear of it. Until then each key has at most one transaction that may write it.
 */
export class GroupCommit {
  readonly holders = new Map<string, Transaction>();
  readonly open = new Set<Transaction>();
  /** How many commits there have been. */
  version = 0;
  #pending: Write[] = [];
  #turn: Promise<void> | undefined;

  constructor(readonly engine: Engine) {}

  /** Resolves when the writes are on disk. */
  add(writes: Overlay): Promise<void> {
    for (const [name, value] of writes) this.#pending.push([keyOf(name), value]);
    return (this.#turn ??= this.#flush());
  }

  async close(): Promise<void> {
    for (const transaction of this.open) transaction.end();
    await this.#turn?.catch(() => undefined);
    await this.engine.close();
  }

  async #flush(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const writes = this.#pending;
    this.#pending = [];
    this.#turn = undefined;
    try {
      await this.engine.commit(writes);
    } catch (error) {
      const why = `the data folder refused the commit (${String(error)}); free space or make it writable, then repeat`;
      throw new Fault(14031, `nothing was written: ${why}`);
    }
    this.version += 1;
  }
}

/** Writes above a snapshot that become one commit: several statements, or a single one outside transactions. */
export class Transaction implements View {
  readonly overlay: Overlay = new Map();
  isOpen = true;
  /** Resolves when nothing is held any more: the writes are on disk or given up. */
  readonly ended: Promise<void>;
  #hasEnded = (): void => undefined;
  /** Keys that must stay as this transaction has seen them, though it does not write them. */
  readonly #relied = new Set<string>();
  readonly #snapshot: Snapshot;
  readonly #version: number;
  readonly #timer: NodeJS.Timeout;

  constructor(readonly commits: GroupCommit) {
    this.#snapshot = commits.engine.snapshot();
    this.#version = commits.version;
    this.#timer = setTimeout(() => this.end(), lifeMs).unref();
    this.ended = new Promise((resolve) => (this.#hasEnded = resolve));
    commits.open.add(this);
  }

  get(key: Buffer): Buffer | undefined {
    this.#mustBeOpen();
    const name = nameOf(key);
    return this.overlay.has(name) ? this.overlay.get(name) : this.#snapshot.get(key);
  }

  range(start: Buffer, end: Buffer, reverse = false): Iterable<Entry> {
    this.#mustBeOpen();
    return laidOver(this.#snapshot.range(start, end, reverse), this.overlay, start, end, reverse);
  }

  /** Without a value it deletes. A key that another transaction writes or relies on, or that has changed since the snapshot, is a conflict. */
  put(key: Buffer, value?: Buffer): void {
    const name = this.#free(key);
    for (const other of this.commits.open) if (other !== this && other.#relied.has(name)) throw new Conflict(other.ended);
    this.commits.holders.set(name, this);
    this.overlay.set(name, value);
  }

  /** The key must be, and stay until the end, as this transaction sees it. */
  relyOn(key: Buffer): void {
    if (!this.#relied.has(nameOf(key))) this.#relied.add(this.#free(key));
  }

  #free(key: Buffer): string {
    this.#mustBeOpen();
    const name = nameOf(key);
    const { holders, engine, version } = this.commits;
    const holder = holders.get(name);
    if (holder === this) return name;
    if (holder !== undefined) throw new Conflict(holder.ended);
    if (version === this.#version) return name;
    const [now, then] = [engine.latest.get(key), this.#snapshot.get(key)];
    if (now === undefined || then === undefined ? now !== then : !now.equals(then)) throw new Conflict(Promise.resolve());
    return name;
  }

  /** Resolves when the writes are on disk. */
  async commit(): Promise<void> {
    this.#mustBeOpen();
    this.isOpen = false;
    try {
      if (this.overlay.size > 0) await this.commits.add(this.overlay);
    } finally {
      this.#giveUp();
    }
  }

  end(): void {
    if (this.isOpen) this.#giveUp();
  }

  #giveUp(): void {
    this.isOpen = false;
    clearTimeout(this.#timer);
    this.#snapshot.close();
    for (const name of this.overlay.keys()) this.commits.holders.delete(name);
    this.overlay.clear();
    this.commits.open.delete(this);
    this.#hasEnded();
  }

  #mustBeOpen(): void {
    if (!this.isOpen) throw new Fault(251, 'the transaction has ended: it was aborted or ran out of time');
  }
}
