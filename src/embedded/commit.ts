import type { Engine, Snapshot, View, Write } from './engine.ts';
import { Fault } from './faults.ts';
import { keyOf, type Overlay } from './overlay.ts';
import type { Transaction } from './transaction.ts';

/**
 * Group commit: what was decided in one turn of the event loop goes to disk in one engine commit, and only then does anybody see it
 * or hear of it. Until then each key has at most one transaction that may write it.
 */
export class GroupCommit {
  readonly holders = new Map<string, Transaction>();
  readonly open = new Set<Transaction>();
  /** How many commits there have been. */
  version = 0;
  /** What is on disk. */
  readonly latest: View;
  readonly #engine: Engine;
  #current: Snapshot;
  #pending: Write[] = [];
  #turn: Promise<void> | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#current = engine.snapshot();
    this.latest = { get: (key) => this.#current.get(key), range: (start, end, reverse) => this.#current.range(start, end, reverse) };
  }

  snapshot(): Snapshot {
    return this.#engine.snapshot();
  }

  /** Resolves when the writes are on disk. */
  add(writes: Overlay): Promise<void> {
    for (const [name, value] of writes) this.#pending.push([keyOf(name), value]);
    return (this.#turn ??= this.#flush());
  }

  async close(): Promise<void> {
    await this.#turn?.catch(() => undefined);
    this.#current.close();
    await this.#engine.close();
  }

  async #flush(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const writes = this.#pending;
    this.#pending = [];
    this.#turn = undefined;
    try {
      await this.#engine.commit(writes);
    } catch (error) {
      const why = `the data folder refused the commit (${String(error)}); free space or make it writable, then repeat`;
      throw new Fault(14031, `nothing was written: ${why}`);
    }
    this.version += 1;
    this.#current.close();
    this.#current = this.#engine.snapshot();
  }
}
