import { randomBytes } from 'node:crypto';
import { Fault } from './faults.ts';
import { maxDocumentBytes } from './hello.ts';
import { Page } from './reply.ts';
import type { OpenTransaction, Session } from './sessions.ts';

/** Pieces of results, already as the bytes to send. */
export type Results = AsyncGenerator<readonly Uint8Array[], void>;

interface Cursor {
  readonly id: bigint;
  readonly namespace: string;
  readonly session: Session | undefined;
  readonly transaction: OpenTransaction | undefined;
  readonly results: Results;
  readonly timeless: boolean;
  waiting: Uint8Array[];
  lastUsedMs: number;
}

export interface Opening {
  readonly namespace: string;
  readonly session: Session | undefined;
  readonly transaction: OpenTransaction | undefined;
  readonly batchSize: number | undefined;
  readonly single?: boolean;
  readonly timeless?: boolean;
}

const firstBatch = 101;
export const idleMs = 600_000;

export const cursorNotFound = (id: bigint): Fault => new Fault(43, 'CursorNotFound', `cursor id ${id} not found`);

/** Open result lists. Each holds at most a piece of documents and the place where its scan goes on, never a view. */
export class Cursors {
  readonly #cursors = new Map<bigint, Cursor>();

  async open(results: Results, opening: Opening): Promise<Page> {
    const id = randomBytes(8).readBigInt64LE() & 0x7fff_ffff_ffff_ffffn;
    const { namespace, session, transaction, timeless = false } = opening;
    const cursor: Cursor = { id, namespace, session, transaction, results, timeless, waiting: [], lastUsedMs: Date.now() };
    const { batch, more } = await this.#take(cursor, opening.batchSize ?? firstBatch);
    if (!more || opening.single === true) {
      await results.return(undefined);
      return new Page(namespace, 'firstBatch', batch, 0n);
    }
    this.#cursors.set(id, cursor);
    return new Page(namespace, 'firstBatch', batch, id);
  }

  async next(id: bigint, namespace: string, batchSize: number | undefined, transaction: OpenTransaction | undefined): Promise<Page> {
    const cursor = this.#cursors.get(id);
    if (cursor === undefined) throw cursorNotFound(id);
    if (cursor.namespace !== namespace)
      throw new Fault(
        13,
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    if (cursor.transaction?.number !== transaction?.number)
      throw new Fault(50738, 'Location50738', `Cannot run getMore on cursor ${id}, which belongs to another transaction or to none`);
    const { batch, more } = await this.#take(cursor, batchSize ?? Infinity);
    if (!more) await this.kill(id);
    return new Page(namespace, 'nextBatch', batch, more ? id : 0n);
  }

  async kill(id: bigint): Promise<boolean> {
    const cursor = this.#cursors.get(id);
    this.#cursors.delete(id);
    await cursor?.results.return(undefined);
    return cursor !== undefined;
  }

  async killWhere(test: (cursor: Pick<Cursor, 'session' | 'transaction' | 'timeless' | 'lastUsedMs'>) => boolean): Promise<void> {
    for (const cursor of [...this.#cursors.values()]) if (test(cursor)) await this.kill(cursor.id);
  }

  async #take(cursor: Cursor, batchSize: number): Promise<{ batch: Uint8Array[]; more: boolean }> {
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
  }
}
