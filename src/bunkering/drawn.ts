import { placeOf, shipAccount } from '../ledger/account.ts';
import { idOf, type Entry, type Posting } from '../ledger/entry.ts';
import type { Delivery } from './delivery.ts';

/** Kilograms of one parcel that went from one tank to the ship, or came back. */
export interface Supplied {
  readonly tank: string;
  readonly parcel: string;
  readonly massKg: number;
}

/** What the entries of a delivery moved to its ship, tank by tank and parcel by parcel, in the order first drawn. */
export function suppliedBy(entries: readonly Pick<Entry, 'postings'>[], imo: string): readonly Supplied[] {
  const ship = shipAccount(imo);
  const net = new Map<string, Supplied>();
  for (const { postings } of entries) {
    for (const { from, to, item, massKg } of postings) {
      const tank = placeOf(to === ship ? from : to)?.tank;
      if (tank === undefined || (to !== ship && from !== ship)) continue;
      const key = `${tank} ${item}`;
      const known = net.get(key)?.massKg ?? 0;
      net.set(key, { tank, parcel: idOf(item), massKg: known + (to === ship ? massKg : -massKg) });
    }
  }
  return [...net.values()].filter(({ massKg }) => massKg > 0);
}

/** The same by parcel alone, as the delivery keeps it. */
export function drawnOf(supplied: readonly Supplied[]): Delivery['drawn'] {
  const byParcel = new Map<string, number>();
  for (const { parcel, massKg } of supplied) byParcel.set(parcel, (byParcel.get(parcel) ?? 0) + massKg);
  return [...byParcel].map(([parcel, massKg]) => ({ parcel, massKg }));
}

/** Net kilograms of each parcel that came out of nowhere into a tank for a delivery. */
export function gainedIn(postings: readonly Posting[]): readonly Supplied[] {
  const gains = new Map<string, Supplied>();
  const change = (account: string, item: string, massKg: number): void => {
    const tank = /^world:gain:(.+)$/.exec(account)?.[1];
    if (tank === undefined) return;
    const key = `${tank} ${item}`;
    gains.set(key, { tank, parcel: idOf(item), massKg: (gains.get(key)?.massKg ?? 0) + massKg });
  };
  for (const { from, to, item, massKg } of postings) {
    change(from, item, massKg);
    change(to, item, -massKg);
  }
  return [...gains.values()].filter(({ massKg }) => massKg > 0);
}
