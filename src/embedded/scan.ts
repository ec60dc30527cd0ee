import type { Document } from 'bson';
import { recordOfEntry } from './documents.ts';
import type { View } from './engine.ts';
import { Fault } from './faults.ts';
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

/** What a scan has looked at, as `explain` tells it. */
export interface Tally {
  keysExamined: number;
  docsExamined: number;
}

/** Where a scan stands, so that it can go on later, on a newer view, without holding the old one. */
interface Place {
  range: number;
  key: Buffer | undefined;
  readonly seen: Set<number> | undefined;
}

export const startOf = (plan: Plan): Place => ({ range: 0, key: undefined, seen: plan.multikey ? new Set() : undefined });

/** The record ids of a plan's candidates in order; `place` always says where to go on. */
export function* recordIds(view: View, plan: Plan, place: Place, tally: Tally): Iterable<{ recordId: number; bytes: Buffer | undefined }> {
  for (; place.range < plan.ranges.length; place.range += 1, place.key = undefined) {
    const [start, end] = plan.ranges[place.range] ?? [Buffer.alloc(0), Buffer.alloc(0)];
    const from = place.key === undefined || plan.reverse ? start : successor(place.key);
    const to = place.key !== undefined && plan.reverse ? place.key : end;
    for (const [key, value] of view.range(from, to, plan.reverse)) {
      place.key = key;
      if (plan.index === undefined) {
        yield { recordId: recordIdOf(key), bytes: value };
        continue;
      }
      tally.keysExamined += 1;
      const recordId = recordOfEntry(plan.index, key, value);
      if (place.seen?.has(recordId) === true) continue;
      place.seen?.add(recordId);
      yield { recordId, bytes: undefined };
    }
  }
}

function* stored(view: View, plan: Plan, place: Place, tally: Tally): Iterable<Stored> {
  for (const { recordId, bytes } of recordIds(view, plan, place, tally)) {
    const found = bytes ?? view.get(documentKey(plan.collection.id, recordId));
    if (found === undefined) continue;
    tally.docsExamined += 1;
    yield { recordId, bytes: found };
  }
}

export const newTally = (): Tally => ({ keysExamined: 0, docsExamined: 0 });

/** The matching documents, at once and on one view: for writes. */
export function* matching(view: View, plan: Plan, matcher: Matcher, tally = newTally()): Iterable<Found> {
  for (const { recordId, bytes } of stored(view, plan, startOf(plan), tally)) {
    const document = decode(bytes);
    if (matcher.matches(document)) yield { recordId, bytes, document };
  }
}

export interface Reading {
  /** The view to read on now; it may be a newer one after each pause. */
  readonly view: () => View;
  /** Throws when the time that the command was given is over. */
  readonly checkTime: () => void;
}

/** Lets the other connections have their turn. */
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const pieceDocuments = 256;
const pieceBytes = 1_000_000;

/** The candidates in pieces, with a pause after each: nobody waits for a long scan, and memory holds one piece. */
export async function* pieces(reading: Reading, plan: Plan, tally: Tally): AsyncGenerator<Stored[]> {
  const place = startOf(plan);
  for (let done = false; !done;) {
    reading.checkTime();
    const piece: Stored[] = [];
    let bytes = 0;
    done = true;
    for (const each of stored(reading.view(), plan, place, tally)) {
      piece.push(each);
      bytes += each.bytes.length;
      if (piece.length >= pieceDocuments || bytes >= pieceBytes) {
        done = false;
        break;
      }
    }
    if (piece.length > 0) yield piece;
    if (!done) await pause();
  }
}

export const deadlineFault = (): Fault => new Fault(50, 'MaxTimeMSExpired', 'operation exceeded time limit');
