import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { connectStore, type ConnectedStore } from '../../src/store/connect.ts';
import type { World } from '../../src/work.ts';

/** The database of a suite; it is there from the suite's `before` hooks on. */
export interface OpenStore {
  readonly db: Connection;
  readonly kind: 'embedded' | 'mongodb';
}

/**
 * Runs a suite on the embedded store in a folder of its own, and where MONGODB_URI is given once more on that server, in a
 * database of its own that is dropped at the end.
 */
export function withStore(title: string, suite: (store: OpenStore) => void): void {
  const given = process.env['MONGODB_URI'];
  describeOn('embedded', `${title} (embedded store)`, undefined, suite);
  if (given !== undefined && given !== '') describeOn('mongodb', `${title} (MongoDB)`, given, suite);
}

function describeOn(kind: OpenStore['kind'], title: string, given: string | undefined, suite: (store: OpenStore) => void): void {
  describe(title, () => {
    let connected: ConnectedStore | undefined;
    let folder = '';
    before(async function () {
      this.timeout(30_000);
      folder = await mkdtemp(join(tmpdir(), 'plimsoll-test-'));
      connected = await connectStore({
        dataDir: folder,
        ...(given !== undefined && { mongodbUri: inDatabase(given, `plimsoll-test-${randomUUID()}`) }),
      });
    });
    after(async function () {
      this.timeout(30_000);
      if (kind === 'mongodb') await connected?.connection.dropDatabase();
      await connected?.close();
      await rm(folder, { recursive: true, force: true });
    });
    suite({
      kind,
      get db() {
        if (!connected) throw new Error('the store is open only while the suite runs');
        return connected.connection;
      },
    });
  });
}

/** The same server with another database; who signs in does so where the given URI says. */
export function inDatabase(uri: string, database: string): string {
  const [, server = uri, own = '', options = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?([^?]*)(\?.*)?$/.exec(uri) ?? [];
  const signsIn = server.includes('@') && own !== '' && !options.includes('authSource=');
  const authSource = signsIn ? `${options === '' ? '?' : '&'}authSource=${own}` : '';
  return `${server}/${database}${options}${authSource}`;
}

/** Collections and indexes exist before the first question is asked of them. */
export async function prepare(models: readonly { init(): Promise<unknown> }[]): Promise<void> {
  for (const model of models) await model.init();
}

/** A world whose clock stands until it is moved; ids and bytes are as random as in earnest. */
export interface StillWorld extends World {
  set(moment: Date): void;
  passMinutes(minutes: number): void;
}

export function stillWorld(start = new Date('2026-03-02T08:00:00.000Z')): StillWorld {
  let now = start;
  return {
    now: () => now,
    newId: () => randomUUID(),
    randomBytes: (length) => randomBytes(length),
    set: (moment) => {
      now = moment;
    },
    passMinutes: (minutes) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}
