import { holdAccount, shipAccount, tankAccount, worldGain, type TankId } from './account.ts';
import type { Item, Posting } from './entry.ts';

/** Some kilograms of one parcel lying in one account of one tank, as a draw sees them. */
export interface Lot {
  readonly account: string;
  readonly tank: TankId;
  readonly item: Item;
  readonly massKg: number;
  /** When the parcel first came into that account; first in, first out follows it. */
  readonly since: string;
}

export type ParcelOrder = 'first-in-first-out' | 'last-in-first-out';

export const inOrder = (lots: readonly Lot[], order: ParcelOrder): readonly Lot[] => {
  const direction = order === 'first-in-first-out' ? 1 : -1;
  return [...lots].sort((a, b) => direction * compare(a.since, b.since) || compare(a.tank, b.tank) || compare(a.item, b.item));
};

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export interface Draw {
  readonly drawn: readonly Lot[];
  readonly shortKg: number;
}

/** Takes `massKg` out of the lots in their order; what is not there is `shortKg`. */
export function draw(lots: readonly Lot[], massKg: number): Draw {
  let wanted = massKg;
  const drawn: Lot[] = [];
  for (const lot of lots) {
    if (wanted === 0) break;
    const part = Math.min(lot.massKg, wanted);
    if (part <= 0) continue;
    drawn.push({ ...lot, massKg: part });
    wanted -= part;
  }
  return { drawn, shortKg: wanted };
}

const move = (lot: Lot, to: string): Posting => ({ from: lot.account, to, item: lot.item, massKg: lot.massKg });

/** Postings that put free stock under a nomination's hold, each lot in its own tank. */
export const holdPostings = (drawn: readonly Lot[], nomination: string): readonly Posting[] =>
  drawn.map((lot) => move(lot, holdAccount(lot.tank, nomination)));

/** Postings that give held stock back to its tank (cancel, expiry, the rest of a short delivery). */
export const releasePostings = (held: readonly Lot[]): readonly Posting[] => held.map((lot) => move(lot, tankAccount(lot.tank)));

export interface Settlement {
  readonly postings: readonly Posting[];
  readonly fromHoldKg: number;
  readonly fromFreeKg: number;
  /** Posted as `world:gain`, unexplained until a second person explains it. */
  readonly gainKg: number;
  readonly releasedKg: number;
  /** The tank that shows the gain, and the parcel it is of. */
  readonly gain: { readonly tank: TankId; readonly item: Item; readonly massKg: number } | null;
}

/**
 * What a measured delivery posts: a measured fact is never refused. Up to the held mass it comes out of the hold, beyond
 * that out of free stock of the same tanks and book, beyond that as an unexplained gain of the parcel drawn last; what of
 * the hold was not delivered is released. `lastParcel` names the parcel of a gain where nothing was there to draw.
 */
export function settleDelivery(input: {
  readonly measuredKg: number;
  readonly held: readonly Lot[];
  readonly free: readonly Lot[];
  readonly imo: string;
  readonly lastParcel?: { readonly tank: TankId; readonly item: Item };
}): Settlement {
  const ship = shipAccount(input.imo);
  const fromHold = draw(input.held, input.measuredKg);
  const fromFree = draw(input.free, fromHold.shortKg);
  const last = fromFree.drawn.at(-1) ?? fromHold.drawn.at(-1) ?? input.lastParcel;
  const gainKg = fromFree.shortKg;
  if (gainKg > 0 && !last) throw new Error('a gain needs the parcel that was last in the tank');
  const gain = gainKg > 0 && last ? { tank: last.tank, item: last.item, massKg: gainKg } : null;
  const rest = remainders(input.held, fromHold.drawn);
  const postings: Posting[] = [...fromHold.drawn, ...fromFree.drawn].map((lot) => move(lot, ship));
  if (gain) {
    postings.push({ from: worldGain(gain.tank), to: tankAccount(gain.tank), item: gain.item, massKg: gainKg });
    postings.push({ from: tankAccount(gain.tank), to: ship, item: gain.item, massKg: gainKg });
  }
  postings.push(...releasePostings(rest));
  return {
    postings,
    fromHoldKg: sum(fromHold.drawn),
    fromFreeKg: sum(fromFree.drawn),
    gainKg,
    releasedKg: sum(rest),
    gain,
  };
}

export const sum = (lots: readonly { readonly massKg: number }[]): number => lots.reduce((total, lot) => total + lot.massKg, 0);

const remainders = (lots: readonly Lot[], drawn: readonly Lot[]): readonly Lot[] =>
  lots
    .map((lot) => ({
      ...lot,
      massKg: lot.massKg - (drawn.find((one) => one.account === lot.account && one.item === lot.item)?.massKg ?? 0),
    }))
    .filter((lot) => lot.massKg > 0);
