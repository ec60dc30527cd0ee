import type { StoredNote, SignLink } from './store.ts';

/** Why a one-time link shows nothing any more. */
export const goneReasons = ['used', 'expired', 'unknown', 'changed'] as const;
export type GoneReason = (typeof goneReasons)[number];

/** Why a link does not open; null while it does. It is bound to the hash of the note it was made for. */
export function goneBecause(link: SignLink | null, note: StoredNote | null, now: Date): GoneReason | null {
  if (!link || !note) return 'unknown';
  if (note.state === 'sealed' || note.state === 'superseded') return 'used';
  if (note.state !== 'supplier-signed' || note.contentHash !== link.contentHash) return 'changed';
  if (link.usedAt !== null) return 'used';
  return link.expiresAt > now ? null : 'expired';
}
