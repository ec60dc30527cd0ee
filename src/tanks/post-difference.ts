import type { Entry, Head } from '../ledger/entry.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { contentsOf, parcelsOfLots } from './content.ts';
import { spreadDifference, type Spread } from './difference.ts';
import { raiseAlert } from './raise-alert.ts';
import type { TankRooms } from './rooms.ts';
import { limitKg, type Tank } from './tank.ts';

export interface Difference {
  readonly tank: Tank;
  /** Sounded less book. */
  readonly differenceKg: number;
  /** The sounding that shows it, the alert that is closed by it. */
  readonly about: readonly string[];
  readonly document: string;
}

type Rooms = Pick<TankRooms, 'tanks' | 'ledger' | 'holds'>;

/** The books whose stock a tank holds or held last, opened in one order, so that two commands never wait for each other. */
export async function openBooksOf({ ledger }: Pick<Rooms, 'ledger'>, work: Work, tank: string): Promise<ReadonlyMap<string, Head>> {
  const last = await ledger.lastParcelOf(tank);
  const books = new Set([...(await ledger.lotsOfTank(tank)).map(({ book }) => book), ...(last ? [last.book] : [])]);
  const heads = new Map<string, Head>();
  for (const book of [...books].sort()) heads.set(book, await openBook(ledger, work, book));
  return heads;
}

/**
 * Posts a sounded difference, one entry for each book whose stock lies in the tank, and puts a tank that is then over its
 * limit on the list. What it takes from holds is told to the nominations. Refuses DIFFERENCE_UNPLACED, and BUSY where stock
 * of yet another book came in meanwhile. The books must have been opened by `openBooksOf`.
 */
export async function postDifference(
  rooms: Rooms,
  work: Work,
  heads: ReadonlyMap<string, Head>,
  { tank, differenceKg, about, document }: Difference,
): Promise<readonly Entry[]> {
  const spread = await spreadOver(rooms, work, tank, differenceKg);
  const entries: Entry[] = [];
  for (const [book, postings] of spread.byBook) {
    const head = heads.get(book) ?? refuse('BUSY');
    entries.push(
      await postEntry(rooms.ledger, work, head, { act: 'difference', about: [...about, `tank:${tank.id}`], document, postings }),
    );
  }
  for (const [nomination, changeKg] of spread.holds) await rooms.holds.changed(work, nomination, changeKg);
  if (differenceKg > 0) await raiseWhereOver(rooms, work, tank, entries.at(-1)?.id ?? null);
  return entries;
}

async function spreadOver({ ledger }: Rooms, work: Work, tank: Tank, differenceKg: number): Promise<Spread> {
  const lots = await ledger.lotsOfTank(tank.id, work);
  const spread = spreadDifference(tank.id, lots, differenceKg, await ledger.lastParcelOf(tank.id, work));
  const { unplacedKg } = spread;
  if (unplacedKg > 0) refuse('DIFFERENCE_UNPLACED', { values: { tank: tank.id, unplacedKg } });
  return spread;
}

/** A measured excess is no reason to refuse what was measured: it is put on the list. */
async function raiseWhereOver({ tanks, ledger }: Rooms, work: Work, tank: Tank, entry: string | null): Promise<void> {
  const lots = await ledger.lotsOfTank(tank.id, work);
  const contents = contentsOf(lots, await parcelsOfLots(ledger, lots, work));
  const limit = limitKg(
    tank,
    contents.map(({ densityKgPerM3 }) => densityKgPerM3),
  );
  const massKg = contents.reduce((sum, content) => sum + content.massKg, 0);
  if (limit === null || massKg <= limit) return;
  const place = { district: tank.district, port: tank.port, owner: tank.owner, tank: tank.id, craft: tank.craft, meter: null };
  const values = { limitKg: limit, contentKg: massKg };
  await raiseAlert(tanks, work, { kind: 'over-capacity', ...place, entry, about: `tank:${tank.id}`, massKg: massKg - limit, values });
}
