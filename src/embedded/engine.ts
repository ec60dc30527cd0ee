import { open, type RootDatabase, type Transaction } from 'lmdb';

/** What a reader sees: single values and half-open key ranges [start, end), in byte order or reversed. */
export interface View {
  get(key: Buffer): Buffer | undefined;
  range(start: Buffer, end: Buffer, reverse?: boolean): Iterable<Entry>;
}
export type Entry = readonly [key: Buffer, value: Buffer];
/** One change of a commit; no value deletes the key. */
export type Write = readonly [key: Buffer, value: Buffer | undefined];

/** A view that does not change while it is open. LMDB frees no page behind it, so it must be closed soon. */
export interface Snapshot extends View {
  close(): void;
}

/**
 * All the store asks of the disk. `commit` returns (or resolves) only when the writes are durable, all of them or none;
 * a test may wrap it to hold a commit back.
 */
export interface Engine {
  /** What is on disk by now. */
  readonly latest: View;
  snapshot(): Snapshot;
  commit(writes: Iterable<Write>): void | Promise<void>;
  close(): Promise<void>;
}

/**
 * LMDB with its default overlapping sync: when `transactionSync` returns, data and meta page have been flushed. It also throws
 * on a full disk and leaves the data whole, where the asynchronous commit would end the process.
 */
export const openEngine = (path: string, readOnly = false): Engine => {
  const bytes = { encoding: 'binary', keyEncoding: 'binary' } as const;
  const database = open<Buffer, Buffer>({ path, noSubdir: true, ...bytes, maxReaders: 4_000, readOnly });
  return {
    latest: viewOf(database),
    snapshot: () => {
      database.resetReadTxn();
      // The published types lack this method, which pins LMDB's read transaction until `done`.
      const transaction = (database as unknown as { useReadTransaction(): Transaction & { done(): void } }).useReadTransaction();
      return { ...viewOf(database, { transaction }), close: () => transaction.done() };
    },
    commit: (writes) => {
      database.transactionSync(() => {
        for (const [key, value] of writes) {
          if (value === undefined) database.removeSync(key);
          else database.putSync(key, value);
        }
      });
      database.resetReadTxn();
    },
    close: () => database.close(),
  };
};

const viewOf = (database: RootDatabase<Buffer, Buffer>, on: { transaction?: Transaction } = {}): View => ({
  get: (key) => database.get(key, on),
  *range(start, end, reverse = false) {
    if (Buffer.compare(start, end) >= 0) return;
    const bounds = reverse ? { start: end, end: start, exclusiveStart: true, inclusiveEnd: true } : { start, end };
    for (const { key, value } of database.getRange({ ...bounds, reverse, ...on })) yield [key, value];
  },
});
