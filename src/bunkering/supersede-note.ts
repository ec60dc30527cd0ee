import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { composeNote, type Saying } from './compose-note.ts';
import type { DeliveryNote, ItemValue } from './delivery-note.ts';
import { keepDraft, newNumber, noOtherDraft, ownDelivery, ownNote, recordsOf } from './draft-note.ts';
import { instruments, ours } from './item-values.ts';
import { ownRemarks } from './remark.ts';
import type { BunkeringRooms } from './rooms.ts';
import type { StoredNote } from './store.ts';

export interface Correcting {
  readonly massKg?: number | undefined;
  readonly items: Readonly<Record<string, ItemValue>>;
  readonly purchaserLimit: Saying['purchaserLimit'];
  readonly reason: string;
}

/**
 * The supplier proposes a note in place of a sealed one, with another mass, other items, or both. Nothing changes until both
 * sides have signed it; until then the old note stays in force.
 */
export async function supersedeNote(rooms: BunkeringRooms, work: Work, number: string, input: Correcting): Promise<StoredNote> {
  const old = await ownNote(rooms, work, number);
  if (old.state !== 'sealed') refuse('STATE_WRONG', { values: { state: old.state, wanted: 'sealed' } });
  await noOtherDraft(rooms, work, old.delivery);
  const massKg = input.massKg ?? old.massKg;
  if (massKg === old.massKg && Object.keys(input.items).length === 0) refuse('CORRECTION_EMPTY');
  const delivery = await ownDelivery(rooms, work, old.delivery);
  const note = await composeNote(rooms, work, {
    ...(await recordsOf(rooms, work, delivery)),
    number: await newNumber(rooms, work, delivery),
    saying: sayingAgain(old, input),
    correction: { massKg, supersedes: number, reason: input.reason },
  });
  const correction = { massKg, reason: input.reason, proposedBy: work.actor.person };
  return keepDraft(rooms.bunkering, work, note, delivery, correction);
}

/**
 * What the old note says and nobody corrects is said again; what the ledger, the registers and the instruments know is read
 * anew. Only a replay says its assumed values again: in earnest they are the typical ones, which fill the note by themselves.
 */
function sayingAgain(old: DeliveryNote, { items, purchaserLimit }: Correcting): Saying {
  const paths = Object.keys(items);
  const whole = new Set(paths.filter((path) => !path.includes('.')));
  const touched = new Set(paths.map((path) => path.split('.')[0]));
  const kept = old.items.filter(
    ({ field, basis }) =>
      (basis === 'declared' || (basis === 'assumed' && old.replay)) && !ours.has(field) && !instruments.has(field) && !whole.has(field),
  );
  return {
    items: { ...Object.fromEntries(kept.map(({ field, value }) => [field, value])), ...items },
    assumed: old.replay ? old.items.filter(({ field, basis }) => basis === 'assumed' && !touched.has(field)).map(({ field }) => field) : [],
    proofToFollow: false,
    purchaserLimit,
    soldAsCertified: old.items.some(({ field }) => field === 'posNumber'),
    remarks: old.remarks.filter(({ code }) => !(ownRemarks as readonly string[]).includes(code)),
  };
}
