import type { Connection, Model } from 'mongoose';
import type { Work } from '../work.ts';
import { placeOf } from './account.ts';
import { coveringDistricts, type Book } from './book.ts';
import { genesis, type Delta, type Entry, type Head } from './entry.ts';
import {
  balanceSchema,
  bookSchema,
  contentSchema,
  entrySchema,
  headSchema,
  parcelSchema,
  type BalanceRow,
  type ContentRow,
} from './schemas.ts';
import { frozenParcels } from './frozen-parcels.ts';
import type { Parcel } from './parcel.ts';
import { lotReading } from './lot-store.ts';
import { ledgerReading } from './reading-store.ts';

/** What a balance carries besides its mass, so that a supplier's free stock is one indexed query. */
export interface StockTags {
  readonly owner: string;
  readonly grade: string;
  readonly hsCode: string;
  readonly book: string;
}

export type LedgerStore = ReturnType<typeof ledgerStore>;

export function ledgerStore(db: Connection) {
  const books = db.model('Book', bookSchema);
  const heads = db.model('Head', headSchema);
  const entries = db.model('Entry', entrySchema);
  const balances = db.model('Balance', balanceSchema);
  const contents = db.model('Content', contentSchema);
  const parcels = db.model('Parcel', parcelSchema);
  const frozen = frozenParcels(async (ids, session) => {
    const rows = await parcels.find({ _id: { $in: [...ids] } }, null, { session }).lean();
    return rows.map(({ _id, bornAt, ...rest }) => ({ id: _id, ...rest, bornAt: bornAt.toISOString() }) as unknown as Parcel);
  });
  return {
    models: [books, heads, entries, balances, contents, parcels] as unknown as readonly Model<unknown>[],
    ...ledgerReading(db, asBook, asEntry),
    ...lotReading(db),

    async addBook(work: Pick<Work, 'session'>, book: Book): Promise<void> {
      const { id, ...rest } = book;
      await books.insertMany([{ _id: id, ...rest, coveredBy: coveringDistricts(book.district) }], { session: work.session });
      const head = genesis(id);
      await heads.insertMany([{ _id: id, number: head.number, hash: head.hash }], { session: work.session });
    },
    async book(id: string, work?: Pick<Work, 'session'>): Promise<Book | null> {
      return asBook(await books.findById(id, null, work && { session: work.session }).lean());
    },

    /** The first statement of a posting command: takes the head, so that a rival waits or meets a write conflict before it has worked. */
    async takeHead(work: Work, book: string): Promise<Head | null> {
      const row = await heads.findOneAndUpdate({ _id: book }, { $inc: { taken: 1 } }, { session: work.session }).lean();
      return row && { book, number: row.number, hash: row.hash, ...(row.recordedAt && { recordedAt: row.recordedAt.toISOString() }) };
    },
    async putEntry(work: Work, entry: Entry): Promise<void> {
      const { id, recordedAt, occurredAt, ...rest } = entry;
      await entries.insertMany([{ _id: id, ...rest, recordedAt: new Date(recordedAt), occurredAt: new Date(occurredAt) }], {
        session: work.session,
      });
      await heads.updateOne(
        { _id: entry.book, number: entry.number - 1 },
        { $set: { number: entry.number, hash: entry.hash, recordedAt: new Date(recordedAt) } },
        { session: work.session },
      );
    },
    /** Applies the changes with a guard on each decrease; returns how many did not hold. */
    async change(work: Work, deltas: readonly Delta[], tagsOf: (item: string) => StockTags | undefined): Promise<number> {
      const writes = deltas.map((delta) => balanceWrite(delta, tagsOf(delta.item), work.recordedAt));
      const done = await balances.bulkWrite(writes, { session: work.session });
      return deltas.length - done.matchedCount - done.upsertedCount;
    },
    async changeContents(work: Work, changes: ReadonlyMap<string, number>): Promise<void> {
      if (changes.size === 0) return;
      const writes = [...changes].map(([tank, massKg]) => ({
        updateOne: { filter: { _id: tank }, update: { $inc: { massKg }, $max: { movedAt: work.occurredAt } }, upsert: true },
      }));
      await contents.bulkWrite(writes, { session: work.session });
    },

    async addParcel(work: Work, parcel: Parcel): Promise<void> {
      const { id, bornAt, ...rest } = parcel;
      frozen.born(work);
      await new parcels({ _id: id, ...rest, bornAt: new Date(bornAt) }).save({ session: work.session });
    },
    parcels: (ids: readonly string[], work?: Pick<Work, 'session'>): Promise<Parcel[]> => frozen.parcels(ids, work),

    /** All entries of all books, each book in its order, as they stream from the database. */
    async *everyEntry(): AsyncGenerator<Entry> {
      for await (const row of entries.find().sort({ book: 1, number: 1 }).lean().cursor({ batchSize: 1000 })) yield asEntry(row);
    },
    async *everyBalance(): AsyncGenerator<BalanceRow> {
      yield* balances.find().lean<BalanceRow[]>().cursor({ batchSize: 1000 }) as unknown as AsyncIterable<BalanceRow>;
    },
    async *everyContent(): AsyncGenerator<ContentRow> {
      yield* contents.find().lean<ContentRow[]>().cursor({ batchSize: 1000 }) as unknown as AsyncIterable<ContentRow>;
    },
    async *everyParcel(): AsyncGenerator<Pick<Parcel, 'id' | 'grade' | 'book' | 'densityKgPerM3'>> {
      for await (const row of parcels.find({}, { grade: 1, book: 1, densityKgPerM3: 1 }).lean().cursor({ batchSize: 1000 }))
        yield { id: row._id, grade: row.grade, book: row.book, densityKgPerM3: row.densityKgPerM3 };
    },
    async everyHead(): Promise<Head[]> {
      return (await heads.find().lean()).map(({ _id, number, hash }) => ({ book: _id, number, hash }));
    },
  };
}

function balanceWrite({ account, item, massKg }: Delta, tags: StockTags | undefined, since: Date) {
  const _id = `${account}|${item}`;
  if (massKg < 0 && !account.startsWith('world:'))
    return { updateOne: { filter: { _id, massKg: { $gte: -massKg } }, update: { $inc: { massKg } } } };
  const place = placeOf(account);
  const born = {
    account,
    item,
    tank: place?.tank ?? null,
    nomination: place?.nomination ?? null,
    since,
    owner: null,
    grade: null,
    hsCode: null,
    book: null,
    ...tags,
  };
  return { updateOne: { filter: { _id }, update: { $inc: { massKg }, $setOnInsert: born }, upsert: true } };
}

const asBook = (row: unknown): Book | null => {
  if (row === null || typeof row !== 'object') return null;
  const { _id, coveredBy: _coveredBy, ...rest } = row as { _id: string; coveredBy: string[] } & Omit<Book, 'id'>;
  return { id: _id, ...rest };
};

const asEntry = (row: unknown): Entry => {
  const { _id, recordedAt, occurredAt, corrects, ...rest } = row as Omit<Entry, 'id' | 'recordedAt' | 'occurredAt'> & {
    _id: string;
    recordedAt: Date;
    occurredAt: Date;
  };
  return { id: _id, ...rest, occurredAt: occurredAt.toISOString(), recordedAt: recordedAt.toISOString(), ...(corrects && { corrects }) };
};
