import type { Head } from '../ledger/entry.ts';
import { openBook } from '../ledger/post-entry.ts';
import { hashOfToken } from '../people/secret-link.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Signature } from './delivery-note.ts';
import type { BunkeringRooms } from './rooms.ts';
import { sealNote } from './seal-note.ts';
import { goneBecause, type GoneReason } from './sign-link.ts';
import type { StoredNote } from './store.ts';

export interface ShipsAnswer {
  readonly decision: 'sign' | 'refuse';
  /** The hash of what was shown. */
  readonly hash: string;
  readonly office?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * The ship signs or protests by its link, once: the note is sealed in the same transaction, and where it supersedes another
 * with another mass, the difference is posted in it too.
 */
export async function signByLink(rooms: BunkeringRooms, work: Work, token: string, answer: ShipsAnswer): Promise<StoredNote> {
  const { bunkering } = rooms;
  const tokenHash = hashOfToken(token);
  const head = await bookToCorrect(rooms, work, tokenHash);
  const link = await bunkering.link(tokenHash, work);
  const note = link && (await bunkering.note(link.note, work));
  const gone = goneBecause(link, note, work.recordedAt);
  if (gone !== null || !note) return linkGone(rooms, work.recordedAt, gone ?? 'unknown', note?.port);
  if (answer.hash !== note.contentHash) refuse('HASH_DIFFERS', { field: 'body.hash' });
  const refused = answer.decision === 'refuse';
  const signature: Signature = {
    side: 'ship',
    office: answer.office ?? refuse('OFFICE_MISSING', { field: 'body.office' }),
    signedAt: work.occurredAt.toISOString(),
    hash: note.contentHash,
    protest: refused ? (answer.reason ?? refuse('PROTEST_REASON_MISSING', { field: 'body.reason' })) : null,
  };
  if (!(await bunkering.useLink(work, tokenHash))) return linkGone(rooms, work.recordedAt, 'used', note.port);
  return sealNote(rooms, work, note, signature, head);
}

/** Opens the book that a corrected mass will be posted in, as the first statement; what else is decided is read after it. */
async function bookToCorrect({ bunkering, ledger }: BunkeringRooms, work: Work, tokenHash: string): Promise<Head | null> {
  const link = await bunkering.link(tokenHash);
  const note = link && (await bunkering.note(link.note));
  if (!note?.correction) return null;
  const delivery = await bunkering.delivery(note.delivery);
  return delivery && delivery.massKg !== note.massKg ? openBook(ledger, work, delivery.book) : null;
}

/** Refuses with LINK_GONE and why. */
export async function linkGone({ ports }: Pick<BunkeringRooms, 'ports'>, now: Date, why: GoneReason, port?: string): Promise<never> {
  const minutes = await ports.setting('signature.link-lasts', { port }, now.toISOString().slice(0, 10));
  return refuse('LINK_GONE', { values: { minutes, why } });
}
