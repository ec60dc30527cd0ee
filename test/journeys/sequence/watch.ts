import { laws, type Picture } from '../../../src/ledger/laws.ts';
import type { Entry } from '../../../src/ledger/entry.ts';
import { Tally } from '../../../src/ledger/tally.ts';
import type { Stores } from '../../../src/stores.ts';

const end = new Date('2100-01-01T00:00:00Z');

/** Reads what was posted since it looked last, adds it up in memory, and judges the laws that the entries alone can break. */
export function watchOn({ ledger }: Pick<Stores, 'ledger'>) {
  const tally = new Tally();

  async function news(): Promise<readonly Entry[]> {
    const posted: Entry[] = [];
    for (const { book, number } of await ledger.everyHead()) {
      const seen = tally.heads.get(book)?.number ?? 0;
      if (number > seen) posted.push(...(await ledger.entriesOf(book, new Date(0), end, number - seen, seen)));
    }
    for (const entry of posted) tally.add(entry);
    return posted;
  }

  const breaches = (): readonly string[] => {
    const picture = pictureOf(tally);
    return laws.filter(({ number }) => [1, 2, 10].includes(number)).flatMap((law) => law.judge(picture).breaches);
  };

  /** What came from outside and did not leave lies in the tanks: neither made nor lost. */
  const lostKg = (): number => {
    const total = (matches: RegExp): number =>
      [...tally.balances].reduce((sum, [key, massKg]) => (matches.test(key) && key.includes('|parcel:') ? sum + massKg : sum), 0);
    return -total(/^world:/) - total(/^ship:/) - [...tally.contents.values()].reduce((sum, massKg) => sum + massKg, 0);
  };
  return { tally, news, breaches, lostKg };
}

const pictureOf = (tally: Tally): Picture => ({
  tally,
  balances: new Map(),
  contents: new Map(),
  heads: [],
  nominations: [],
  tanks: [],
  grades: new Map(),
  listedEntries: new Set(),
  listedOverfull: new Set(),
  notes: [],
  proofs: [],
  tracedEntries: new Set(),
});
