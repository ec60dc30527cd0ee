import type { Engine, Snapshot, View, Write } from './engine.ts';
import { Fault } from './faults.ts';
import { countKey } from './layout.ts';
import { layered, Overlay } from './overlay.ts';

/** Tells who waits that the turn is on disk, or why it is not. */
type Settle = (failure: Fault | undefined) => void;

/**
 * Group commit: what was decided in one turn of the event loop goes to disk in one engine commit, and only then is anybody
 * answered. `latest` is what disk holds; `decided` adds what this turn's statements have decided, and later statements of
 * the turn build on it: they share its fate.
 */
export class GroupCommit {
  readonly decided: View;
  readonly latest: View;
  readonly #engine: Engine;
  readonly #pending = new Overlay();
  readonly #counts = new Map<number, number>();
  #current: Snapshot;
  #waiting: Settle[] = [];
  #flushing: Promise<void> | undefined;
  #scheduled = false;
  /** Grows with every decision; `flushed` is the last one on disk: a snapshot as new as the last decision has no rival to look for. */
  sequence = 0;
  flushed = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.#current = engine.snapshot();
    this.latest = { get: (key) => this.#current.get(key), range: (start, end, reverse) => this.#current.range(start, end, reverse) };
    this.decided = layered(this.latest, this.#pending);
  }

  /** A snapshot for a transaction: everything acknowledged, nothing undecided. */
  snapshot(): Snapshot {
    return this.#engine.snapshot();
  }

  /** Nothing is decided while a commit is under way, so that what fails there has no followers. */
  async idle(): Promise<void> {
    while (this.#flushing !== undefined) await this.#flushing;
  }

  /** Resolves when everything decided so far has been flushed or has failed: a snapshot taken then misses nothing. */
  async settled(): Promise<void> {
    if (this.#scheduled) await new Promise<void>((resolve) => this.#waiting.push(() => resolve()));
    await this.idle();
  }

  /** Resolves when the writes are on disk. Counts are differences, so that they never conflict. */
  add(writes: Overlay, counts: ReadonlyMap<number, number>): Promise<void> {
    this.sequence += 1;
    this.#pending.merge(writes);
    for (const [collectionId, difference] of counts) this.#counts.set(collectionId, this.countDifference(collectionId) + difference);
    if (!this.#scheduled) {
      this.#scheduled = true;
      setImmediate(() => {
        this.#flushing = this.#flush().finally(() => (this.#flushing = undefined));
      });
    }
    return new Promise((resolve, reject) => this.#waiting.push((failure) => (failure === undefined ? resolve() : reject(failure))));
  }

  /** What this turn has added to the count of a collection. */
  countDifference(collectionId: number): number {
    return this.#counts.get(collectionId) ?? 0;
  }

  async close(): Promise<void> {
    await this.settled();
    this.#current.close();
    await this.#engine.close();
  }

  async #flush(): Promise<void> {
    const [waiting, sequence] = [this.#waiting, this.sequence];
    this.#waiting = [];
    this.#scheduled = false;
    let failure: Fault | undefined;
    try {
      const committing = this.#engine.commit(this.#writes());
      if (committing !== undefined) await committing;
      this.flushed = sequence;
    } catch (error) {
      const why = `the data folder refused the commit (${String(error)}); free space or make it writable, then repeat`;
      failure = new Fault(14031, `nothing was written: ${why}`);
    }
    this.#pending.clear();
    this.#counts.clear();
    const previous = this.#current;
    this.#current = this.#engine.snapshot();
    previous.close();
    for (const settle of waiting) settle(failure);
  }

  *#writes(): Iterable<Write> {
    yield* this.#pending.writes();
    for (const [collectionId, difference] of this.#counts) {
      const value = Buffer.alloc(8);
      value.writeDoubleBE(readCount(this.decided, collectionId) + difference);
      yield [countKey(collectionId), value];
    }
  }
}

export const readCount = (view: View, collectionId: number): number => view.get(countKey(collectionId))?.readDoubleBE(0) ?? 0;
