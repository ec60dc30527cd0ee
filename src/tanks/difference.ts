import { tankAccount, worldGain, worldLoss, type TankId } from '../ledger/account.ts';
import type { Item, Posting } from '../ledger/entry.ts';
import { sum, type Lot } from '../ledger/lots.ts';
import { largestRemainders } from '../measure/largest-remainders.ts';

/** Some kilograms of one parcel in a tank, free or under a hold, with the book they stand in. */
export interface TankLot extends Lot {
  readonly nomination: string | null;
  readonly book: string;
}

export interface Spread {
  /** The postings of each book; a tank may hold stock of several. */
  readonly byBook: ReadonlyMap<string, readonly Posting[]>;
  /** The change of what each nomination holds, kilograms; a loss that free stock does not cover takes from holds. */
  readonly holds: ReadonlyMap<string, number>;
  /** What of the difference no parcel there can bear: a loss beyond the stock, a gain where nothing ever lay. */
  readonly unplacedKg: number;
}

/**
 * Spreads a sounded difference over the parcels in a tank by largest remainders, so that its parts sum to it exactly and no
 * parcel bears a whole kilogram more than its share. A loss takes from free stock before holds; a gain is free stock, of the
 * free parcels, else of those under hold, else of the one received last there.
 */
export function spreadDifference(
  tank: TankId,
  lots: readonly TankLot[],
  differenceKg: number,
  last: { readonly item: Item; readonly book: string } | null = null,
): Spread {
  const lying = lots.filter(({ massKg }) => massKg > 0).sort(byPlace);
  const free = lying.filter(({ nomination }) => nomination === null);
  const held = lying.filter(({ nomination }) => nomination !== null);
  return differenceKg < 0 ? loss(tank, free, held, -differenceKg) : gain(tank, free, held, differenceKg, last);
}

const byPlace = (a: TankLot, b: TankLot): number => (`${a.account}|${a.item}` < `${b.account}|${b.item}` ? -1 : 1);

function loss(tank: TankId, free: readonly TankLot[], held: readonly TankLot[], lossKg: number): Spread {
  const fromFreeKg = Math.min(lossKg, sum(free));
  const fromHeldKg = Math.min(lossKg - fromFreeKg, sum(held));
  const borne = [...shares(free, fromFreeKg), ...shares(held, fromHeldKg)];
  const holds = new Map<string, number>();
  for (const { nomination, massKg } of borne) if (nomination !== null) holds.set(nomination, (holds.get(nomination) ?? 0) - massKg);
  const byBook = collect(borne, ({ account, item, massKg }) => ({ from: account, to: worldLoss(tank), item, massKg }));
  return { byBook, holds, unplacedKg: lossKg - fromFreeKg - fromHeldKg };
}

function gain(
  tank: TankId,
  free: readonly TankLot[],
  held: readonly TankLot[],
  gainKg: number,
  last: { readonly item: Item; readonly book: string } | null,
): Spread {
  const bearers: readonly Bearer[] = free.length > 0 ? free : held.length > 0 ? together(held) : last ? [{ ...last, massKg: 1 }] : [];
  const borne = bearers.length > 0 ? shares(bearers, gainKg) : [];
  const byBook = collect(borne, ({ item, massKg }) => ({ from: worldGain(tank), to: tankAccount(tank), item, massKg }));
  return { byBook, holds: new Map(), unplacedKg: gainKg - sum(borne) };
}

type Bearer = Pick<TankLot, 'item' | 'book' | 'massKg'>;

/** One bearer for each parcel, however many holds it lies under. */
function together(held: readonly TankLot[]): Bearer[] {
  const byItem = new Map<string, Bearer>();
  for (const { item, book, massKg } of held) byItem.set(item, { item, book, massKg: massKg + (byItem.get(item)?.massKg ?? 0) });
  return [...byItem.values()];
}

function shares<T extends Bearer>(bearers: readonly T[], massKg: number): T[] {
  if (massKg === 0) return [];
  const parts = largestRemainders(
    massKg,
    bearers.map((bearer) => bearer.massKg),
  );
  return bearers.map((bearer, place) => ({ ...bearer, massKg: parts[place] ?? 0 })).filter((part) => part.massKg > 0);
}

function collect<T extends Bearer>(borne: readonly T[], posting: (part: T) => Posting): Map<string, Posting[]> {
  const byBook = new Map<string, Posting[]>();
  for (const part of borne) byBook.set(part.book, [...(byBook.get(part.book) ?? []), posting(part)]);
  return byBook;
}
