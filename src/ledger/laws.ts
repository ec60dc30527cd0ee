import { splitKey, type Tally } from './tally.ts';
import { placeOf } from './account.ts';
import type { Head } from './entry.ts';

/**
 * A plain picture of everything the laws speak of: what the entries say (the tally) beside what the service keeps. The
 * nightly audit gathers it from the database, a property test from memory.
 */
export interface Picture {
  readonly tally: Tally;
  readonly balances: ReadonlyMap<string, number>;
  readonly contents: ReadonlyMap<string, number>;
  readonly heads: readonly Head[];
  readonly nominations: readonly { readonly id: string; readonly live: boolean; readonly heldKg: number }[];
  readonly tanks: readonly { readonly id: string; readonly limitKg: number | null; readonly mayHold: readonly string[] }[];
  /** Grade of each parcel. */
  readonly grades: ReadonlyMap<string, string>;
  /** Entries that an alert of customs' list, or its closure, names. */
  readonly listedEntries: ReadonlySet<string>;
  /** Tanks that stand on that list as over their limit. */
  readonly listedOverfull: ReadonlySet<string>;
  readonly notes: readonly { readonly number: string; readonly delivery: string; readonly massKg: number; readonly inForce: boolean }[];
  readonly proofs: readonly { readonly id: string; readonly issuedKg: number }[];
  /** Ids of entries that a concluded command left in the trail. */
  readonly tracedEntries: ReadonlySet<string>;
}

export interface Law {
  readonly number: number;
  readonly says: string;
  /** How many things were looked at, and what breaks the law. */
  judge(picture: Picture): { readonly looked: number; readonly breaches: readonly string[] };
}

const judged = (looked: number, breaches: readonly string[]) => ({ looked, breaches });

/** The laws of the ledger that can apply so far; 9 waits for the close of a period, 10 for published heads beside the chain. */
export const laws: readonly Law[] = [
  {
    number: 1,
    says: 'Each posting is a positive whole number of kilograms between two different accounts; every transform is even; each item sums to zero over all accounts.',
    judge: ({ tally }) => {
      const uneven = [...tally.sums()].filter(([, massKg]) => massKg !== 0).map(([item, massKg]) => `${item} sums to ${massKg} kg`);
      return judged(tally.postings, [...tally.malformed, ...uneven]);
    },
  },
  {
    number: 2,
    says: 'No account but world: is ever below zero.',
    judge: ({ tally, balances }) => {
      const stored = [...balances]
        .filter(([key, massKg]) => massKg < 0 && !key.startsWith('world:'))
        .map(([key, massKg]) => `${key} stands at ${massKg} kg`);
      return judged(balances.size, [...tally.belowZero, ...stored]);
    },
  },
  {
    number: 3,
    says: 'Every hold belongs to a live nomination and equals what its history says.',
    judge: ({ tally, nominations }) => {
      const held = new Map<string, number>();
      for (const [key, massKg] of tally.balances) {
        const nomination = placeOf(splitKey(key)[0])?.nomination;
        if (nomination) held.set(nomination, (held.get(nomination) ?? 0) + massKg);
      }
      const known = new Map(nominations.map((nomination) => [nomination.id, nomination]));
      const breaches = [...held].flatMap(([id, massKg]) => {
        const nomination = known.get(id);
        if (!nomination) return massKg === 0 ? [] : [`${massKg} kg are held for ${id}, which does not exist`];
        if (!nomination.live && massKg !== 0) return [`${massKg} kg are still held for ${id}, which is over`];
        return nomination.heldKg === massKg ? [] : [`${id} says ${nomination.heldKg} kg are held, the entries ${massKg}`];
      });
      const missing = nominations
        .filter(({ id, heldKg }) => heldKg !== 0 && !held.has(id))
        .map(({ id, heldKg }) => `${id} says ${heldKg} kg are held, the entries none`);
      return judged(nominations.length, [...breaches, ...missing]);
    },
  },
  {
    number: 4,
    says: 'Balances, tank contents and book heads equal the sum of the entries.',
    judge: ({ tally, balances, contents, heads }) => {
      const breaches = [...differences('balance', tally.balances, balances), ...differences('content of tank', tally.contents, contents)];
      const kept = new Map(heads.map((head) => [head.book, head]));
      for (const [book, head] of tally.heads) {
        const stored = kept.get(book);
        if (stored?.number !== head.number || stored.hash !== head.hash)
          breaches.push(`the head of ${book} is not its last entry, number ${head.number}`);
      }
      for (const { book, number } of heads)
        if (number > 0 && !tally.heads.has(book)) breaches.push(`the head of ${book} says ${number} entries, there is none`);
      return judged(balances.size + contents.size + heads.length, breaches);
    },
  },
  {
    number: 5,
    says: 'No plan fills a tank above its limit or puts in what it may not hold; each measured excess is on the list of customs.',
    judge: (picture) =>
      judged(picture.tanks.length + picture.tally.gains.length, [...overfull(picture), ...foreign(picture), ...unlisted(picture)]),
  },
  {
    number: 6,
    says: 'A refused command changes nothing: every entry is the work of a concluded command in the trail.',
    judge: ({ tally, tracedEntries }) => {
      const stray = tally.entryIds.filter((id) => !tracedEntries.has(id)).map((id) => `entry ${id} has no line in the trail`);
      return judged(tally.entryIds.length, stray);
    },
  },
  {
    number: 7,
    says: 'The mass of the note in force is the net of what was posted to the ship for it.',
    judge: ({ tally, notes }) => {
      const inForce = notes.filter((note) => note.inForce);
      const breaches = inForce.flatMap(({ number, delivery, massKg }) => {
        const posted = tally.suppliedKg.get(`delivery:${delivery}`) ?? 0;
        return posted === massKg ? [] : [`note ${number} says ${massKg} kg, the entries ${posted}`];
      });
      const counted = new Map<string, number>();
      for (const { delivery } of inForce) counted.set(delivery, (counted.get(delivery) ?? 0) + 1);
      const twice = [...counted]
        .filter(([, count]) => count > 1)
        .map(([delivery]) => `delivery ${delivery} has more than one note in force`);
      return judged(inForce.length, [...breaches, ...twice]);
    },
  },
  {
    number: 8,
    says: 'For one proof, free + offered + allocated + used + retired + voided + processed + handed on = issued.',
    judge: ({ tally, proofs }) => {
      const lying = new Map<string, number>();
      for (const [key, massKg] of tally.balances) {
        const [account, item] = splitKey(key);
        if (item.startsWith('proof:') && !account.startsWith('world:')) lying.set(item, (lying.get(item) ?? 0) + massKg);
      }
      const issued = new Map(proofs.map(({ id, issuedKg }) => [`proof:${id}`, issuedKg]));
      const breaches = [...issued].flatMap(([item, issuedKg]) =>
        lying.get(item) === issuedKg ? [] : [`${item} was issued for ${issuedKg} kg, the accounts hold ${lying.get(item) ?? 0}`],
      );
      const unknown = [...lying.keys()]
        .filter((item) => !issued.has(item))
        .map((item) => `${item} moves in the ledger and is in no register`);
      return judged(proofs.length, [...breaches, ...unknown]);
    },
  },
  {
    number: 10,
    says: "Every book's chain is unbroken and without gaps.",
    judge: ({ tally }) => judged(tally.heads.size, tally.broken),
  },
];

function differences(what: string, said: ReadonlyMap<string, number>, kept: ReadonlyMap<string, number>): string[] {
  const keys = new Set([...said.keys(), ...kept.keys()]);
  return [...keys].flatMap((key) => {
    const [entries, stored] = [said.get(key) ?? 0, kept.get(key) ?? 0];
    return entries === stored ? [] : [`${what} ${key}: the entries say ${entries} kg, ${stored} kg are kept`];
  });
}

const overfull = ({ tanks, tally, listedOverfull }: Picture): string[] =>
  tanks.flatMap(({ id, limitKg }) => {
    const massKg = tally.contents.get(id) ?? 0;
    return limitKg !== null && massKg > limitKg && !listedOverfull.has(id)
      ? [`tank ${id} holds ${massKg} kg, its limit is ${limitKg}`]
      : [];
  });

/** Each gain ever posted was put on the list; the list keeps those that were explained since. */
const unlisted = ({ tally, listedEntries }: Picture): string[] =>
  tally.gains
    .filter(({ entry }) => !listedEntries.has(entry))
    .map(({ entry, tank }) => `the gain of ${tank} in ${entry} is not on the list`);

const foreign = ({ tally, tanks, grades }: Picture): string[] => {
  const mayHold = new Map(tanks.map((tank) => [tank.id, tank.mayHold]));
  return [...tally.balances].flatMap(([key, massKg]) => {
    const [account, item] = splitKey(key);
    const place = placeOf(account);
    const grade = grades.get(item);
    if (massKg <= 0 || !place || grade === undefined) return [];
    return mayHold.get(place.tank)?.includes(grade) === true ? [] : [`${key} is ${grade}, which ${place.tank} may not hold`];
  });
};
