import type { Head } from '../ledger/entry.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { correctDelivery } from './correct-delivery.ts';
import { sealedContent, type Signature } from './delivery-note.ts';
import type { BunkeringRooms } from './rooms.ts';
import type { StoredNote } from './store.ts';

/**
 * Seals a note with the ship's signature or its protest, which stands on it: JWS of the note key over content, hash and
 * signatures. A note that supersedes another takes its place, posts the difference and settles what rested on the old one, only
 * where the ship signed it; a protest against it leaves the old note in force.
 */
export async function sealNote(
  rooms: BunkeringRooms,
  work: Work,
  before: StoredNote,
  signature: Signature,
  head: Head | null,
): Promise<StoredNote> {
  const signed: StoredNote = { ...before, signatures: [...before.signatures, signature] };
  if (before.supersedes !== null && signature.protest !== null) return leaveOld(rooms, work, before, signed);
  if (before.supersedes !== null) await supersede(rooms, work, before, head);
  const sealedAt = work.recordedAt.toISOString();
  const seal = await rooms.seal(sealedContent(signed, sealedAt));
  const change = { state: 'sealed', signatures: signed.signatures, seal, sealedAt } as const;
  await rooms.bunkering.changeNote(work, before.number, change);
  await rooms.bunkering.changeDelivery(work, before.delivery, { state: 'noted' });
  const after: StoredNote = { ...signed, ...change };
  work.trace({ act: signature.protest === null ? 'sign' : 'protest', about: `note:${before.number}`, before, after });
  const { delivery, supersedes } = before;
  if (supersedes !== null) await rooms.settleSupersession(work, { delivery, note: before.number });
  work.tell({ kind: 'note sealed', about: `note:${before.number}`, data: { delivery, supersedes, protest: signature.protest !== null } });
  return after;
}

async function leaveOld({ bunkering }: BunkeringRooms, work: Work, before: StoredNote, signed: StoredNote): Promise<StoredNote> {
  const change = { state: 'withdrawn-draft', signatures: signed.signatures } as const;
  await bunkering.changeNote(work, before.number, change);
  const after: StoredNote = { ...signed, ...change };
  work.trace({ act: 'protest', about: `note:${before.number}`, before, after });
  work.tell({
    kind: 'correction protested',
    about: `note:${before.number}`,
    data: { delivery: before.delivery, supersedes: before.supersedes },
  });
  return after;
}

async function supersede(rooms: BunkeringRooms, work: Work, note: StoredNote, head: Head | null): Promise<void> {
  const { bunkering } = rooms;
  const old = note.supersedes === null ? null : await bunkering.note(note.supersedes, work);
  if (old?.state !== 'sealed') return refuse('STATE_WRONG', { values: { state: old?.state ?? '—', wanted: 'sealed' } });
  const change = { state: 'superseded', supersededBy: note.number } as const;
  await bunkering.changeNote(work, old.number, change);
  work.trace({ act: 'supersede', about: `note:${old.number}`, before: old, after: { ...old, ...change } });
  if (head) await correctDelivery(rooms, work, head, note);
}
