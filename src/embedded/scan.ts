import type { Document } from 'bson';
import { recordOfEntry } from './documents.ts';
import type { View } from './engine.ts';
import { documentKey, recordIdOf, successor } from './layout.ts';
import type { Matcher } from './match.ts';
import type { Plan } from './plan.ts';
import { decode } from './values.ts';

export interface Found {
  readonly recordId: number;
  readonly bytes: Buffer;
  readonly document: Document;
}

export interface Reading {
  /** The view to read on now; it may be a newer one after each pause. */
  readonly view: () => View;
}

/** A plan being carried out. It knows where it stands and holds no view, so that it can go on later on a newer one. */
export class Scan {
  keysExamined = 0;
  docsExamined = 0;
  readonly #seen: Set<number> | undefined;
  #range = 0;
  #key: Buffer | undefined;

  constructor(readonly plan: Plan) {
    this.#seen = plan.multikey ? new Set() : undefined;
  }

  /** The matching documents, at once and on one view: for writes. */
  *matching(view: View, matcher: Matcher): Iterable<Found> {
    for (const candidate of this.#candidates(view)) if (matcher.matches(candidate.document)) yield candidate;
  }

  /** The matching documents in pieces, with a pause after each: nobody waits for a long scan, and memory holds one piece. */
  async *pieces({ view }: Reading, matcher: Matcher): AsyncGenerator<readonly Found[]> {
    for (let done = false; !done;) {
      const piece: Found[] = [];
      let [places, room] = [256, 1_000_000];
      done = true;
      for (const candidate of this.#candidates(view())) {
        if (matcher.matches(candidate.document)) piece.push(candidate);
        places -= 1;
        room -= candidate.bytes.length;
        done = places > 0 && room > 0;
        if (!done) break;
      }
      if (piece.length > 0) yield piece;
      if (!done) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** The documents to look at, in order, each once, from where the scan stands. */
  *#candidates(view: View): Iterable<Found> {
    const { ranges, reverse, index, collection } = this.plan;
    for (let range = ranges[this.#range]; range !== undefined; range = ranges[(this.#range += 1)]) {
      const [start, end] = range;
      const from = this.#key === undefined || reverse ? start : successor(this.#key);
      const to = this.#key !== undefined && reverse ? this.#key : end;
      for (const [key, value] of view.range(from, to, reverse)) {
        this.#key = key;
        if (index !== undefined) this.keysExamined += 1;
        const recordId = index === undefined ? recordIdOf(key) : recordOfEntry(index, key, value);
        const bytes = index === undefined ? value : view.get(documentKey(collection.id, recordId));
        if (bytes === undefined || this.#seen?.has(recordId) === true) continue;
        this.#seen?.add(recordId);
        this.docsExamined += 1;
        yield { recordId, bytes, document: decode(bytes) };
      }
      this.#key = undefined;
    }
  }
}
