import { isTransform, isWorld, placeOf } from './account.ts';
import { balanceKey, entryHash, faultsOf, genesis, netOf, type Entry, type Head } from './entry.ts';

/** What the entries alone say, read once in the order of each book: balances, tank contents, heads, and every fault met on the way. */
export class Tally {
  readonly balances = new Map<string, number>();
  readonly contents = new Map<string, number>();
  readonly heads = new Map<string, Head>();
  /** Net kilograms per `about` that went to a ship: `delivery:<id>` → kilograms. */
  readonly suppliedKg = new Map<string, number>();
  /** Tanks with a posting from `world:gain`, by the entry that made it. */
  readonly gains: { readonly entry: string; readonly tank: string; readonly massKg: number }[] = [];
  readonly malformed: string[] = [];
  readonly belowZero: string[] = [];
  readonly broken: string[] = [];
  readonly entryIds: string[] = [];
  postings = 0;

  add(entry: Entry): void {
    this.#chain(entry);
    for (const fault of faultsOf(entry.postings)) this.malformed.push(`${entry.id}: ${fault}`);
    this.entryIds.push(entry.id);
    this.postings += entry.postings.length;
    for (const { account, item, massKg } of netOf(entry.postings)) {
      const key = balanceKey(account, item);
      const balance = (this.balances.get(key) ?? 0) + massKg;
      this.balances.set(key, balance);
      if (balance < 0 && !isWorld(account)) this.belowZero.push(`${entry.id}: ${key} at ${balance} kg`);
      const place = placeOf(account);
      if (place) this.contents.set(place.tank, (this.contents.get(place.tank) ?? 0) + massKg);
    }
    this.#supply(entry);
  }

  #chain(entry: Entry): void {
    const head = this.heads.get(entry.book) ?? genesis(entry.book);
    if (entry.number !== head.number + 1) this.broken.push(`${entry.id} follows number ${head.number}`);
    if (entry.previousHash !== head.hash) this.broken.push(`${entry.id} does not name the hash before it`);
    if (entryHash(entry) !== entry.hash) this.broken.push(`${entry.id} is not what its hash says`);
    this.heads.set(entry.book, { book: entry.book, number: entry.number, hash: entry.hash });
  }

  #supply(entry: Entry): void {
    const deliveries = entry.about.filter((about) => about.startsWith('delivery:'));
    for (const { from, to, massKg } of entry.postings) {
      const gained = /^world:gain:(.+)$/.exec(from);
      if (gained?.[1] !== undefined) this.gains.push({ entry: entry.id, tank: gained[1], massKg });
      const toShip = to.startsWith('ship:') ? massKg : from.startsWith('ship:') ? -massKg : 0;
      if (toShip === 0) continue;
      for (const delivery of deliveries) this.suppliedKg.set(delivery, (this.suppliedKg.get(delivery) ?? 0) + toShip);
    }
  }

  /** Sum over all accounts per item, `world:` included; each is zero when nothing was made or lost. */
  sums(): Map<string, number> {
    const sums = new Map<string, number>();
    for (const [key, massKg] of this.balances) {
      const [account, item] = splitKey(key);
      if (!isTransform(account)) sums.set(item, (sums.get(item) ?? 0) + massKg);
    }
    return sums;
  }
}

export const splitKey = (key: string): [account: string, item: string] => {
  const cut = key.indexOf('|');
  return [key.slice(0, cut), key.slice(cut + 1)];
};
