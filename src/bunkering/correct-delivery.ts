import type { Head } from '../ledger/entry.ts';
import { inOrder } from '../ledger/lots.ts';
import { postEntry } from '../ledger/post-entry.ts';
import { contentsOf, parcelsOfLots } from '../tanks/content.ts';
import { raiseAlert } from '../tanks/raise-alert.ts';
import { limitKg } from '../tanks/tank.ts';
import type { Work } from '../work.ts';
import { dayAt } from './begin.ts';
import { lessDelivered, moreDelivered, type Difference } from './correction.ts';
import { drawnOf, gainedIn, suppliedBy } from './drawn.ts';
import { recordsOf } from './draft-note.ts';
import type { BunkeringRooms } from './rooms.ts';
import { freeIn } from './stock-drawn.ts';
import type { StoredDelivery, StoredNote } from './store.ts';

/**
 * Posts the difference between what was posted to the ship and what both sides now say, as an entry that names the one it
 * corrects. The second person of it is the one who signed for the supplier.
 */
export async function correctDelivery(rooms: BunkeringRooms, work: Work, head: Head, note: StoredNote): Promise<void> {
  const { bunkering, ledger } = rooms;
  const before = await bunkering.delivery(note.delivery, work);
  const { correction, signedBy } = note;
  if (!before || before.massKg === null || before.entry === null || !correction || signedBy === null) {
    throw new Error(`the note ${note.number} corrects a delivery that was never posted`);
  }
  if (before.massKg === note.massKg) return;
  const about = `delivery:${before.id}`;
  const earlier = (await ledger.entriesAbout(about)).filter(({ book }) => book === before.book);
  const diff = await difference(rooms, work, before, note.massKg - before.massKg, earlier);
  const second: Work = { ...work, actor: { person: signedBy, organisation: note.supplier, role: 'supplier' } };
  const entry = await postEntry(ledger, second, head, {
    act: 'correct',
    about: [about, `nomination:${before.nomination}`, `note:${note.number}`],
    document: note.number,
    postings: diff.postings,
    corrects: { entry: before.entry, reason: correction.reason, proposedBy: correction.proposedBy },
  });
  await alertCorrection(rooms, second, before, diff, entry.id);
  const { nomination } = await recordsOf(rooms, work, before);
  const all = [...earlier, entry];
  const hold = before.overKg > 0 ? before.massKg - before.overKg : nomination.massKg;
  const change = {
    massKg: note.massKg,
    drawn: drawnOf(suppliedBy(all, before.imo)),
    overKg: Math.max(0, note.massKg - hold),
    gainKg: gainedIn(all.flatMap(({ postings }) => postings)).reduce((sum, { massKg }) => sum + massKg, 0),
    shortKg: Math.max(0, nomination.massKg - note.massKg),
  };
  await bunkering.changeDelivery(work, before.id, change);
  work.trace({ act: 'correct', about, before, after: { ...before, ...change } });
  work.tell({
    kind: 'delivery corrected',
    about,
    data: { delivery: before.id, massKg: note.massKg, fromKg: before.massKg, note: note.number },
  });
}

async function difference(
  rooms: BunkeringRooms,
  work: Work,
  delivery: StoredDelivery,
  moreKg: number,
  earlier: Parameters<typeof lessDelivered>[2],
): Promise<Difference> {
  const { ledger, ports } = rooms;
  const { book, port, imo } = delivery;
  if (moreKg < 0) return lessDelivered(-moreKg, imo, earlier);
  const supplied = suppliedBy(earlier, imo);
  const order = await ports.setting('book.parcel-order', { book, port }, await dayAt(rooms, work, port), work.session);
  const free = inOrder(await freeIn(ledger, work, delivery, [...new Set(supplied.map(({ tank }) => tank))]), order);
  const last = supplied.at(-1);
  return moreDelivered(moreKg, imo, free, last && { tank: last.tank, item: `parcel:${last.parcel}` });
}

/** A gain, and a tank that what came back fills above its limit, stand on customs' list. */
async function alertCorrection(
  { tanks, ledger }: BunkeringRooms,
  work: Work,
  delivery: StoredDelivery,
  { gain, returned }: Difference,
  entry: string,
): Promise<void> {
  const { id, district, port, supplier: owner, craft } = delivery;
  const ground = { district, port, owner, craft, meter: null, entry, about: `delivery:${id}` };
  if (gain) {
    const values = { parcel: gain.item };
    await raiseAlert(tanks, work, { ...ground, kind: 'unexplained-gain', tank: gain.tank, massKg: gain.massKg, values });
  }
  for (const tank of await tanks.tanks([...returned.keys()], work)) {
    const lots = await ledger.lotsOfTank(tank.id, work);
    const contents = contentsOf(lots, await parcelsOfLots(ledger, lots, work));
    const limit = limitKg(
      tank,
      contents.map(({ densityKgPerM3 }) => densityKgPerM3),
    );
    const massKg = contents.reduce((sum, content) => sum + content.massKg, 0);
    if (limit === null || massKg <= limit) continue;
    await raiseAlert(tanks, work, {
      ...ground,
      kind: 'over-capacity',
      tank: tank.id,
      massKg: massKg - limit,
      values: { limitKg: limit, contentKg: massKg },
    });
  }
}
