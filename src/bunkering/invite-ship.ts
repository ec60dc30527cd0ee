import { gradeOf } from '../fuels/grade.ts';
import { hashOfToken } from '../people/secret-link.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { dayAt } from './begin.ts';
import { ownNote } from './draft-note.ts';
import type { BunkeringRooms } from './rooms.ts';

/** The link without its token, which is told in the reply and kept nowhere. */
export interface ShipLink {
  readonly link: string;
  readonly note: string;
  readonly contentHash: string;
  readonly expiresAt: string;
}

/**
 * Makes a one-time link by which the chief engineer signs a note that the supplier has signed, bound to the hash of what it
 * shows. A newer link ends the older ones.
 */
export async function inviteShip(rooms: BunkeringRooms, work: Work, number: string): Promise<ShipLink> {
  const { bunkering, ports, fuels, newId, signToken } = rooms;
  const note = await ownNote(rooms, work, number);
  if (note.state !== 'supplier-signed') refuse('STATE_WRONG', { values: { state: note.state, wanted: 'supplier-signed' } });
  const fuel = gradeOf(fuels.grades, note.grade)?.eligibilityFuel;
  const minutes = await ports.setting('signature.link-lasts', { port: note.port, fuel }, await dayAt(rooms, work, note.port), work.session);
  const expiresAt = new Date(work.recordedAt.getTime() + minutes * 60_000);
  const link = newId();
  const { contentHash } = note;
  await bunkering.addLink(work, { tokenHash: hashOfToken(signToken(link)), note: number, contentHash, expiresAt });
  const made: ShipLink = { link, note: number, contentHash, expiresAt: expiresAt.toISOString() };
  work.trace({ act: 'invite-ship', about: `note:${number}`, before: null, after: made });
  return made;
}
