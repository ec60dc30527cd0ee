import { idOf } from '../ledger/entry.ts';
import type { Lot } from '../ledger/lots.ts';
import type { Parcel } from '../ledger/parcel.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Work } from '../work.ts';
import type { Content } from './tank.ts';

/** The parcels of some lots, by their items. */
export async function parcelsOfLots(
  ledger: Pick<LedgerStore, 'parcels'>,
  lots: readonly Pick<Lot, 'item'>[],
  work?: Work,
): Promise<Map<string, Parcel>> {
  const ids = [...new Set(lots.map(({ item }) => idOf(item)))];
  const parcels = ids.length === 0 ? [] : await ledger.parcels(ids, work);
  return new Map(parcels.map((parcel) => [`parcel:${parcel.id}`, parcel]));
}

/** Some lots as a plan judges them. */
export const contentsOf = (lots: readonly Pick<Lot, 'item' | 'massKg'>[], parcels: ReadonlyMap<string, Parcel>): Content[] =>
  lots.map(({ item, massKg }) => {
    const parcel = parcels.get(item);
    if (!parcel) throw new Error(`${item} lies in a tank and is no parcel`);
    const { grade, hsCode, procedure, densityKgPerM3 } = parcel;
    return { grade, hsCode, procedure, densityKgPerM3, massKg };
  });
