import { randomBytes } from 'node:crypto';
import type { Document } from 'bson';
import { Fault } from './faults.ts';
import { maxDocumentBytes } from './layout.ts';
import type { OpenTransaction } from './sessions.ts';

/** Pieces of results, already as the bytes to send. */
export type Results = AsyncGenerator<readonly Uint8Array[], void>;

/** A page of a cursor as stored bytes: they go out as they lie on disk, never decoded. */
export class Page {
  constructor(
    readonly namespace: string,
    readonly name: 'firstBatch' | 'nextBatch',
    readonly documents: readonly Uint8Array[],
    readonly cursorId: bigint,
  ) {}
}
export type Reply = Document | Page;

export interface Opening {
  readonly namespace: string;
  readonly transaction: OpenTransaction | undefined;
  readonly batchSize: number | undefined;
  readonly single?: boolean;
}
interface Cursor extends Opening {
  readonly results: Results;
  waiting: Uint8Array[];
  lastUsedMs: number;
}

const firstBatch = 101;
const idleMs = 600_000;

/** Open result lists. Each holds at most a piece of documents and the place where its scan goes on, never a view. */
export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>();

  async open(results: Results, opening: Opening): Promise<Page> {
    const cursor: Cursor = { ...opening, results, waiting: [], lastUsedMs: 0 };
    const { batch, more } = await take(cursor, opening.batchSize ?? firstBatch);
    const stays = more && opening.single !== true;
    const id = stays ? randomBytes(8).readBigInt64LE() & 0x7fff_ffff_ffff_ffffn : 0n;
    if (stays) this.#cursors.set(id, cursor);
    else await results.return(undefined);
    return new Page(opening.namespace, 'firstBatch', batch, id);
  }

  async next(id: bigint, namespace: string, batchSize: number | undefined, transaction: OpenTransaction | undefined): Promise<Page> {
    const cursor = this.#cursors.get(id);
    if (cursor === undefined) throw new Fault(43, `cursor id ${id} not found`);
    if (cursor.namespace !== namespace) throw new Fault(13, `cursor ${id} belongs to the namespace ${cursor.namespace}`);
    if (cursor.transaction !== transaction) throw new Fault(50738, `cursor ${id} belongs to another transaction or to none`);
    const { batch, more } = await take(cursor, batchSize || Infinity).catch(async (error: unknown) => {
      await this.kill(id);
      throw error;
    });
    if (!more) await this.kill(id);
    return new Page(namespace, 'nextBatch', batch, more ? id : 0n);
  }

  async kill(id: bigint): Promise<boolean> {
    const cursor = this.#cursors.get(id);
    this.#cursors.delete(id);
    await cursor?.results.return(undefined);
    return cursor !== undefined;
  }

  /** Ends the cursors that nobody has asked for a long time. */
  async sweep(olderThanMs = idleMs): Promise<void> {
    for (const [id, { lastUsedMs }] of [...this.#cursors]) if (Date.now() - lastUsedMs >= olderThanMs) await this.kill(id);
  }
}

const take = async (cursor: Cursor, batchSize: number): Promise<{ batch: Uint8Array[]; more: boolean }> => {
  const batch: Uint8Array[] = [];
  let bytes = 0;
  cursor.lastUsedMs = Date.now();
  while (batch.length < batchSize) {
    const next = cursor.waiting[0];
    if (next === undefined) {
      const piece = await cursor.results.next();
      if (piece.done === true) return { batch, more: false };
      cursor.waiting = [...piece.value];
      continue;
    }
    if (bytes + next.length > maxDocumentBytes && batch.length > 0) break;
    batch.push(next);
    bytes += next.length;
    cursor.waiting.shift();
  }
  return { batch, more: true };
};
