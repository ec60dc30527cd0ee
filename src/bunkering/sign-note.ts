import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Signature } from './delivery-note.ts';
import { ownNote } from './draft-note.ts';
import type { BunkeringRooms } from './rooms.ts';
import type { StoredNote } from './store.ts';

export interface Signing {
  /** The hash of what the person saw. */
  readonly contentHash: string;
  readonly office?: string | undefined;
}

/**
 * A person of the supplier signs the draft it saw. A note that supersedes another is signed by another person than the one
 * who proposed it: that is the second person of the correction.
 */
export async function signNote(
  rooms: Pick<BunkeringRooms, 'bunkering'>,
  work: Work,
  number: string,
  signing: Signing,
): Promise<StoredNote> {
  const before = await ownNote(rooms, work, number);
  if (before.state !== 'draft') refuse('STATE_WRONG', { values: { state: before.state, wanted: 'draft' } });
  if (before.correction?.proposedBy === work.actor.person) refuse('SECOND_PERSON_NEEDED');
  if (signing.contentHash !== before.contentHash) refuse('HASH_DIFFERS', { field: 'body.contentHash' });
  const signature: Signature = {
    side: 'supplier',
    office: signing.office ?? refuse('OFFICE_MISSING', { field: 'body.office' }),
    signedAt: work.occurredAt.toISOString(),
    hash: before.contentHash,
    protest: null,
  };
  const change = { state: 'supplier-signed', signatures: [signature], signedBy: work.actor.person } as const;
  await rooms.bunkering.changeNote(work, number, change);
  const after: StoredNote = { ...before, ...change };
  work.trace({ act: 'sign', about: `note:${number}`, before, after });
  work.tell({ kind: 'note signed by supplier', about: `note:${number}`, data: { delivery: before.delivery } });
  return after;
}
