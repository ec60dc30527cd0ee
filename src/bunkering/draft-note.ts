import { portDay } from '../ports/port.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { composeNote, type Composing, type Saying } from './compose-note.ts';
import type { DeliveryNote } from './delivery-note.ts';
import type { BunkeringRooms } from './rooms.ts';
import type { StoredDelivery, StoredNote } from './store.ts';

/** The supplier drafts the note of a measured delivery; there is one note at a time. */
export async function draftNote(rooms: BunkeringRooms, work: Work, id: string, saying: Saying): Promise<StoredNote> {
  const { bunkering } = rooms;
  const delivery = await ownDelivery(rooms, work, id);
  if (delivery.state !== 'measured') refuse('STATE_WRONG', { values: { state: delivery.state, wanted: 'measured' } });
  await noOtherDraft(rooms, work, id);
  const note = await composeNote(rooms, work, {
    ...(await recordsOf(rooms, work, delivery)),
    number: await newNumber(rooms, work, delivery),
    saying,
    correction: null,
  });
  return keepDraft(bunkering, work, note, delivery, null);
}

/** Another draft in place of one that nobody has signed; it keeps its number. */
export async function redraftNote(rooms: BunkeringRooms, work: Work, number: string, saying: Saying): Promise<StoredNote> {
  const before = await ownNote(rooms, work, number);
  if (before.state !== 'draft' || before.correction !== null) {
    refuse('STATE_WRONG', { values: { state: before.correction ? 'superseding' : before.state, wanted: 'draft' } });
  }
  const delivery = await ownDelivery(rooms, work, before.delivery);
  const note = await composeNote(rooms, work, { ...(await recordsOf(rooms, work, delivery)), number, saying, correction: null });
  const { items, remarks, draftedAt, contentHash } = note;
  const change = { items, remarks, draftedAt, contentHash, draftedBy: work.actor.person };
  await rooms.bunkering.changeNote(work, number, change);
  const after: StoredNote = { ...before, ...change };
  work.trace({ act: 'redraft', about: `note:${number}`, before, after });
  return after;
}

/** Takes a draft back, signed by the supplier or not; its number is never used again. */
export async function withdrawDraft(rooms: BunkeringRooms, work: Work, number: string): Promise<StoredNote> {
  const before = await ownNote(rooms, work, number);
  if (!isOpen(before)) refuse('STATE_WRONG', { values: { state: before.state, wanted: 'draft, supplier-signed' } });
  const after: StoredNote = { ...before, state: 'withdrawn-draft' };
  await rooms.bunkering.changeNote(work, number, { state: after.state });
  await rooms.bunkering.endLinks(work, number);
  work.trace({ act: 'withdraw-draft', about: `note:${number}`, before, after });
  return after;
}

/** Drafted and neither sealed nor taken back. */
export const isOpen = ({ state }: Pick<DeliveryNote, 'state'>): boolean => state === 'draft' || state === 'supplier-signed';

export async function ownDelivery({ bunkering }: Pick<BunkeringRooms, 'bunkering'>, work: Work, id: string): Promise<StoredDelivery> {
  const delivery = await bunkering.delivery(id, work);
  return delivery?.supplier === work.actor.organisation ? delivery : refuse('NOT_FOUND');
}

export async function ownNote({ bunkering }: Pick<BunkeringRooms, 'bunkering'>, work: Work, number: string): Promise<StoredNote> {
  const note = await bunkering.note(number, work);
  return note?.supplier === work.actor.organisation ? note : refuse('NOT_FOUND');
}

export async function noOtherDraft({ bunkering }: Pick<BunkeringRooms, 'bunkering'>, work: Work, delivery: string): Promise<void> {
  const open = (await bunkering.notesOf(delivery, work)).find(isOpen);
  if (open) refuse('STATE_WRONG', { values: { state: `${open.number}: ${open.state}`, wanted: 'no open draft 无未签封的草稿' } });
}

/** The records behind a note of a measured delivery. */
export async function recordsOf(
  { bunkering }: BunkeringRooms,
  work: Work,
  delivery: StoredDelivery,
): Promise<Pick<Composing, 'delivery' | 'nomination'>> {
  const nomination = await bunkering.nomination(delivery.nomination, work);
  const { measurement } = delivery;
  if (!nomination || !measurement) throw new Error(`the measured delivery ${delivery.id} lacks its nomination or measurement`);
  return { delivery: { ...delivery, measurement }, nomination };
}

/** `<PORT>-<YYYY>-<6 digits>`: one series for each port and year, in which no number comes twice. */
export async function newNumber({ bunkering, ports }: BunkeringRooms, work: Work, { port: code }: StoredDelivery): Promise<string> {
  const port = await ports.findPort(code);
  if (!port) throw new Error(`the port ${code} of a delivery is not listed`);
  const series = `${code}-${portDay(port, work.recordedAt).slice(0, 4)}`;
  return `${series}-${String(await bunkering.nextNumber(work, series)).padStart(6, '0')}`;
}

export async function keepDraft(
  bunkering: BunkeringRooms['bunkering'],
  work: Work,
  note: DeliveryNote,
  { askedBy }: StoredDelivery,
  correction: StoredNote['correction'],
): Promise<StoredNote> {
  const stored: StoredNote = { ...note, askedBy, draftedBy: work.actor.person, signedBy: null, correction };
  await bunkering.addNote(work, stored);
  work.trace({ act: 'draft', about: `note:${note.number}`, before: null, after: stored });
  work.tell({ kind: 'note drafted', about: `note:${note.number}`, data: { delivery: note.delivery, supersedes: note.supersedes } });
  return stored;
}
