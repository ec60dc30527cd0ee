import { releasePostings, sum } from '../ledger/lots.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Nomination, NominationState } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';

interface End {
  readonly state: Extract<NominationState, 'cancelled' | 'lapsed' | 'declined'>;
  readonly while: readonly NominationState[];
  readonly why: string;
  readonly act: 'cancel' | 'expire' | 'decline';
}

/** One of the three ways out: what is held goes back to the tank it lies in. */
export async function endNomination(
  rooms: Pick<BunkeringRooms, 'ledger' | 'bunkering'>,
  work: Work,
  book: string,
  id: string,
  end: End,
): Promise<Nomination> {
  const { ledger, bunkering } = rooms;
  const head = await openBook(ledger, work, book);
  const before = (await bunkering.nomination(id, work)) ?? refuse('NOT_FOUND');
  if (!end.while.includes(before.state)) refuse('STATE_WRONG', { values: { state: before.state, wanted: end.while.join(', ') } });
  const held = await ledger.lotsOfNomination(id, work);
  if (sum(held) > 0) {
    await postEntry(ledger, work, head, { act: end.act, about: [`nomination:${id}`], document: null, postings: releasePostings(held) });
  }
  const ended = { at: work.recordedAt.toISOString(), why: end.why, person: work.actor.person };
  const after: Nomination = { ...before, state: end.state, heldKg: 0, ended };
  await bunkering.changeNomination(work, id, { state: after.state, heldKg: 0, ended });
  work.trace({ act: end.act, about: `nomination:${id}`, before, after });
  work.tell({ kind: `nomination ${end.state}`, about: `nomination:${id}` });
  return after;
}
