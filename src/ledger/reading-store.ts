import type { Connection } from 'mongoose';
import type { Work } from '../work.ts';
import type { Book } from './book.ts';
import type { Entry, Item } from './entry.ts';
import type { Parcel } from './parcel.ts';
import { balanceSchema, bookSchema, contentSchema, entrySchema, parcelSchema, type BalanceRow, type ContentRow } from './schemas.ts';

type Within = Pick<Work, 'session'>;
const within = (work?: Within) => ({ session: work?.session ?? null });

/** Whose records a list shows: one enterprise's, one district's, those of some books, or all. */
export type Seen<Key extends string> = Readonly<Partial<Record<Key, string>>>;

/** What other rooms read of the ledger beside what a posting needs. */
export function ledgerReading(db: Connection, asBook: (row: unknown) => Book | null, asEntry: (row: unknown) => Entry) {
  const books = db.model('Book', bookSchema);
  const entries = db.model('Entry', entrySchema);
  const balances = db.model('Balance', balanceSchema);
  const contents = db.model('Content', contentSchema);
  const parcels = db.model('Parcel', parcelSchema);
  return {
    async booksOf(enterprise: string, kind: Book['kind']): Promise<Book[]> {
      return (await books.find({ enterprise, kind }).sort({ _id: 1 }).limit(200).lean()).flatMap((row) => asBook(row) ?? []);
    },
    async contentKg(tank: string, work?: Within): Promise<number> {
      return (await contents.findById(tank, null, within(work)).lean<ContentRow>())?.massKg ?? 0;
    },
    /** Where an item lies now. */
    async balancesOfItem(item: string, work?: Within): Promise<{ account: string; massKg: number }[]> {
      const rows = await balances.find({ item }, { account: 1, massKg: 1 }, within(work)).lean<BalanceRow[]>();
      return rows.map(({ account, massKg }) => ({ account, massKg }));
    },
    /** Content of a tank, and the latest moment at which its stock moved. */
    async content(tank: string, work?: Within): Promise<{ massKg: number; movedAt: string | null }> {
      const row = await contents.findById(tank, null, within(work)).lean<ContentRow & { movedAt?: Date | null }>();
      return { massKg: row?.massKg ?? 0, movedAt: row?.movedAt?.toISOString() ?? null };
    },
    /**
     * Writes the content of a tank without changing it, so that whatever moves stock in or out meanwhile is a write
     * conflict: for what is decided on the content and posts nothing, such as another customs attribute.
     */
    async guardContent(work: Within, tank: string): Promise<void> {
      await contents.updateOne(
        { _id: tank },
        { $inc: { guards: 1 }, $setOnInsert: { massKg: 0 } },
        { session: work.session, upsert: true },
      );
    },
    /** The parcel that came into a tank last, whether or not anything of it is still there. */
    async lastParcelOf(tank: string, work?: Within): Promise<{ item: Item; book: string } | null> {
      const row = await balances.findOne({ tank }, null, within(work)).sort({ since: -1, _id: -1 }).lean<BalanceRow>();
      return row && { item: row.item, book: row.book ?? '' };
    },
    /** Where several items lie now, without the accounts that are empty. */
    async balancesOfItems(items: readonly Item[], work?: Within): Promise<{ account: string; item: Item; massKg: number }[]> {
      const rows = await balances
        .find({ item: { $in: [...items] } }, { account: 1, item: 1, massKg: 1 }, within(work))
        .lean<BalanceRow[]>();
      return rows.filter(({ massKg }) => massKg !== 0).map(({ account, item, massKg }) => ({ account, item, massKg }));
    },
    async booksSeen(seen: Seen<'enterprise' | 'coveredBy'>, limit: number, after = ''): Promise<Book[]> {
      const rows = await books
        .find({ ...seen, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return rows.flatMap((row) => asBook(row) ?? []);
    },
    /** The entries of a book between two moments, in their order: in a book, that of the numbers is that of the times. */
    async entriesOf(book: string, from: Date, to: Date, limit: number, after = 0): Promise<Entry[]> {
      const rows = await entries
        .find({ book, recordedAt: { $gte: from, $lt: to }, number: { $gt: after } })
        .sort({ book: 1, recordedAt: 1, number: 1 })
        .limit(limit)
        .lean();
      return rows.map(asEntry);
    },
    /** What was posted about any of these, such as `delivery:<id>`, in the order in which it was recorded. */
    async entriesAbout(...about: readonly string[]): Promise<Entry[]> {
      const rows = await entries.find({ about: { $in: [...about] } }).lean();
      return rows.map(asEntry).sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : a.number - b.number));
    },
    /** The entries of a book before a moment, in their order, as they stream from the database. */
    async *entriesBefore(book: string, before: Date): AsyncGenerator<Entry> {
      const found = entries.find({ book, recordedAt: { $lt: before } }).sort({ book: 1, recordedAt: 1, number: 1 });
      for await (const row of found.lean().cursor({ batchSize: 1000 })) yield asEntry(row);
    },
    /** Newest first. */
    async parcelsSeen(seen: Seen<'owner' | 'book'>, limit: number, after?: readonly [bornAt: Date, id: string]): Promise<Parcel[]> {
      const beyond = after && { $or: [{ bornAt: { $lt: after[0] } }, { bornAt: after[0], _id: { $lt: after[1] } }] };
      const rows = await parcels
        .find({ ...seen, ...beyond })
        .sort({ bornAt: -1, _id: -1 })
        .limit(limit)
        .lean();
      return rows.map(({ _id, bornAt, ...rest }) => ({ id: _id, ...rest, bornAt: bornAt.toISOString() }) as unknown as Parcel);
    },
  };
}
