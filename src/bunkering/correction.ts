import { shipAccount, tankAccount, worldGain } from '../ledger/account.ts';
import { parcelItem, type Posting } from '../ledger/entry.ts';
import { settleDelivery, type Lot, type Settlement } from '../ledger/lots.ts';
import { gainedIn, suppliedBy } from './drawn.ts';

/** What a corrected mass posts. */
export interface Difference {
  readonly postings: readonly Posting[];
  /** What had to come out of nowhere for it. */
  readonly gain: Settlement['gain'];
  /** Tanks that received something back, with the kilograms. */
  readonly returned: ReadonlyMap<string, number>;
}

/** More went to the ship than was posted: from free stock of the same tanks and book, then as a gain. */
export function moreDelivered(moreKg: number, imo: string, free: readonly Lot[], last: Pick<Lot, 'tank' | 'item'> | undefined): Difference {
  const settled = settleDelivery({ measuredKg: moreKg, held: [], free, imo, ...(last && { lastParcel: last }) });
  return { postings: settled.postings, gain: settled.gain, returned: new Map() };
}

/**
 * Less went to the ship than was posted: back to the tanks it came from, what was drawn last first. What had come out of
 * nowhere goes back there before anything else, because it never was in the tank.
 */
export function lessDelivered(lessKg: number, imo: string, earlier: readonly { readonly postings: readonly Posting[] }[]): Difference {
  const ship = shipAccount(imo);
  const gains = gainedIn(earlier.flatMap(({ postings }) => postings));
  const postings: Posting[] = [];
  const returned = new Map<string, number>();
  let leftKg = lessKg;
  const back = (tank: string, item: string, massKg: number, toNowhere: boolean): void => {
    postings.push({ from: ship, to: tankAccount(tank), item, massKg });
    if (toNowhere) postings.push({ from: tankAccount(tank), to: worldGain(tank), item, massKg });
    else returned.set(tank, (returned.get(tank) ?? 0) + massKg);
    leftKg -= massKg;
  };
  const supplied = [...suppliedBy(earlier, imo)].reverse();
  const ungained = supplied.map((part) => {
    const gain = gains.find(({ tank, parcel }) => tank === part.tank && parcel === part.parcel);
    const massKg = Math.min(gain?.massKg ?? 0, part.massKg, leftKg);
    if (massKg > 0) back(part.tank, parcelItem(part.parcel), massKg, true);
    return { ...part, massKg: part.massKg - massKg };
  });
  for (const { tank, parcel, massKg } of ungained) {
    const part = Math.min(massKg, leftKg);
    if (part > 0) back(tank, parcelItem(parcel), part, false);
  }
  if (leftKg > 0) throw new Error(`${leftKg} kg more are taken back than ever went to the ship`);
  return { postings, gain: null, returned };
}
