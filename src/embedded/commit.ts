import type { Engine, Snapshot, View } from './engine.ts';
import { Fault } from './faults.ts';
import { keyOf, layered, Overlay } from './overlay.ts';

/** A view of whatever the current one is. */
export const following = (current: () => View): View => ({
  get: (key) => current().get(key),
  range: (start, end, reverse) => current().range(start, end, reverse),
});

/**
 * Group commit: what was decided in one turn of the event loop goes to disk in one engine commit, and only then is anybody
 * answered. `latest` is what disk holds; `decided` adds what this turn's statements have decided, and later statements of
 * the turn build on it: they share its fate.
 */
export class GroupCommit {
  readonly #engine: Engine;
  readonly #pending = new Overlay();
  #current: Snapshot;
  #turn: Promise<void> | undefined;
  #isFlushing = false;
  readonly latest = following(() => this.#current);
  readonly decided = layered(this.latest, this.#pending);

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#current = engine.snapshot();
  }

  /** A snapshot for a transaction: everything acknowledged, nothing undecided. */
  snapshot(): Snapshot {
    return this.#engine.snapshot();
  }

  /** Nothing is decided while a commit is under way, so that what fails there has no followers. */
  async idle(): Promise<void> {
    while (this.#isFlushing) await this.settled();
  }

  /** Resolves when everything decided so far has been flushed or has failed: a snapshot taken then misses nothing. */
  async settled(): Promise<void> {
    await this.#turn?.catch(() => undefined);
  }

  /** Resolves when the writes, and all that they may build on, are on disk. */
  async add(writes: Overlay): Promise<void> {
    for (const [name, value] of writes) this.#pending.set(name, value);
    if (writes.size > 0) this.#turn ??= this.#flush();
    await this.#turn;
  }

  async close(): Promise<void> {
    await this.settled();
    this.#current.close();
    await this.#engine.close();
  }

  async #flush(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#isFlushing = true;
    try {
      await this.#engine.commit([...this.#pending].map(([name, value]) => [keyOf(name), value]));
    } catch (error) {
      const why = `the data folder refused the commit (${String(error)}); free space or make it writable, then repeat`;
      throw new Fault(14031, `nothing was written: ${why}`);
    } finally {
      this.#pending.clear();
      this.#current.close();
      this.#current = this.#engine.snapshot();
      this.#turn = undefined;
      this.#isFlushing = false;
    }
  }
}
