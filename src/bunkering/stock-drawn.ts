import { idOf } from '../ledger/entry.ts';
import { inOrder, type Lot } from '../ledger/lots.ts';
import { placeOf } from '../ledger/account.ts';
import type { Work } from '../work.ts';
import type { Measurement } from './measurement.ts';
import type { BunkeringRooms } from './rooms.ts';
import type { StoredDelivery } from './store.ts';

/** What a delivery may be drawn from, each list in the order in which it leaves. */
export interface Stock {
  readonly held: readonly Lot[];
  readonly free: readonly Lot[];
  /** Held for the same nomination where this delivery does not draw from; it is released. */
  readonly elsewhere: readonly Lot[];
  /** What a gain is of where nothing was there to draw. */
  readonly last: Pick<Lot, 'tank' | 'item'> | undefined;
}

type Needs = Pick<BunkeringRooms, 'ledger' | 'tanks' | 'ports'>;

/**
 * The stock of a delivery: what its nomination holds in the tanks of the craft that brings it, and free stock of the same
 * tanks and book; without a craft, wherever the hold lies. Where nothing of that book was ever recorded on the craft, its
 * loading was not: the hold ashore is then what left. Gauged tanks come before others, because what left them is known.
 */
export async function stockOf(
  rooms: Needs,
  work: Work,
  delivery: StoredDelivery,
  measurement: Measurement | null,
  day: string,
): Promise<Stock> {
  const { ledger, tanks, ports } = rooms;
  const { book, port, craft } = delivery;
  const order = await ports.setting('book.parcel-order', { book, port }, day, work.session);
  const gauged = new Set(measurement?.method === 'gauging' ? measurement.before.map(({ tank }) => tank) : []);
  const ordered = (lots: readonly Lot[]): Lot[] => {
    const all = inOrder(lots, order);
    return [...all.filter(({ tank }) => gauged.has(tank)), ...all.filter(({ tank }) => !gauged.has(tank))];
  };
  const all = await ledger.lotsOfNomination(delivery.nomination, work);
  const aboard = craft === null ? [] : (await tanks.tanksOfCraft(craft, work)).map(({ id }) => id);
  const within = async (places: readonly string[]) => {
    const held = all.filter(({ tank }) => places.includes(tank));
    return { places, held: ordered(held), free: ordered(await freeIn(ledger, work, delivery, places)) };
  };
  const onCraft = craft === null ? null : await within(aboard);
  const loaded = onCraft && onCraft.held.length + onCraft.free.length > 0;
  const from = loaded ? onCraft : await within([...new Set(all.map(({ tank }) => tank))]);
  return {
    held: from.held,
    free: from.free,
    elsewhere: all.filter((lot) => !from.held.includes(lot)),
    last: from.held.at(-1) ?? from.free.at(-1) ?? (await lastThere(rooms, work, delivery, [...aboard, ...from.places])),
  };
}

export const freeIn = async (
  ledger: BunkeringRooms['ledger'],
  work: Work,
  { supplier, grade, book }: StoredDelivery,
  places: readonly string[],
): Promise<Lot[]> =>
  places.length === 0 ? [] : (await ledger.freeStock(work, supplier, grade, places)).filter((lot) => lot.book === book);

/** The parcel received last in the tanks concerned; where none of that book ever lay there, the one that was held. */
async function lastThere(
  { ledger }: Needs,
  work: Work,
  { book, grade, nomination }: StoredDelivery,
  places: readonly string[],
): Promise<Stock['last']> {
  for (const tank of places) {
    const last = await ledger.lastParcelOf(tank, work);
    const [parcel] = last?.book === book ? await ledger.parcels([idOf(last.item)], work) : [];
    if (last && parcel?.grade === grade) return { tank, item: last.item };
  }
  const held = (await ledger.entriesAbout(`nomination:${nomination}`))
    .flatMap(({ postings }) => postings)
    .findLast(({ to }) => placeOf(to)?.nomination === nomination);
  const place = held && placeOf(held.to);
  return held && place ? { tank: place.tank, item: held.item } : undefined;
}
