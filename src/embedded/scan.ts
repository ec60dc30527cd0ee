import type { Document } from 'bson';
import { recordOfEntry } from './documents.ts';
import type { View } from './engine.ts';
import { documentKey, recordIdOf, successor } from './layout.ts';
import type { Matcher } from './match.ts';
import type { Plan } from './plan.ts';
import { decode } from './values.ts';

export interface Stored {
  readonly recordId: number;
  readonly bytes: Buffer;
}
export interface Found extends Stored {
  readonly document: Document;
}

/** A plan being carried out. It knows where it stands and holds no view, so that it can go on later on a newer one. */
export class Scan {
  keysExamined = 0;
  docsExamined = 0;
  readonly plan: Plan;
  readonly #seen: Set<number> | undefined;
  #range = 0;
  #key: Buffer | undefined;

  constructor(plan: Plan) {
    this.plan = plan;
    this.#seen = plan.multikey ? new Set() : undefined;
  }

  /** The record ids of the candidates in order, with the documents' bytes where they lie at hand. */
  *records(view: View): Iterable<{ recordId: number; bytes: Buffer | undefined }> {
    const { ranges, reverse, index } = this.plan;
    for (let range = ranges[this.#range]; range !== undefined; range = ranges[(this.#range += 1)]) {
      const [start, end] = range;
      const from = this.#key === undefined || reverse ? start : successor(this.#key);
      const to = this.#key !== undefined && reverse ? this.#key : end;
      for (const [key, value] of view.range(from, to, reverse)) {
        this.#key = key;
        const recordId = index === undefined ? recordIdOf(key) : recordOfEntry(index, key, value);
        if (index !== undefined) this.keysExamined += 1;
        if (this.#seen?.has(recordId) === true) continue;
        this.#seen?.add(recordId);
        yield { recordId, bytes: index === undefined ? value : undefined };
      }
      this.#key = undefined;
    }
  }

  *stored(view: View): Iterable<Stored> {
    for (const { recordId, bytes = view.get(documentKey(this.plan.collection.id, recordId)) } of this.records(view)) {
      if (bytes === undefined) continue;
      this.docsExamined += 1;
      yield { recordId, bytes };
    }
  }

  /** The matching documents, at once and on one view: for writes. */
  *matching(view: View, matcher: Matcher): Iterable<Found> {
    for (const { recordId, bytes } of this.stored(view)) {
      const document = decode(bytes);
      if (matcher.matches(document)) yield { recordId, bytes, document };
    }
  }
}

export interface Reading {
  /** The view to read on now; it may be a newer one after each pause. */
  readonly view: () => View;
}

/** Takes from `candidates` in pieces, with a pause after each: nobody waits for a long scan, and memory holds one piece. */
export async function* inPieces<T>(
  reading: Reading,
  candidates: (view: View) => Iterable<T>,
  size: number,
  bytesOf: (each: T) => number = () => 0,
): AsyncGenerator<T[]> {
  for (let done = false; !done;) {
    const piece: T[] = [];
    let room = 1_000_000;
    done = true;
    for (const each of candidates(reading.view())) {
      piece.push(each);
      room -= bytesOf(each);
      if (piece.length < size && room > 0) continue;
      done = false;
      break;
    }
    if (piece.length > 0) yield piece;
    if (!done) await new Promise((resolve) => setImmediate(resolve));
  }
}
