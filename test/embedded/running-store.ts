import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startInThread, type InThreadOptions } from '../../src/embedded/start.ts';

type MongoClient = mongoose.mongo.MongoClient;

export interface RunningStore {
  readonly folder: string;
  readonly client: MongoClient;
  readonly db: mongoose.mongo.Db;
  readonly running: Awaited<ReturnType<typeof startInThread>>;
  /** Another client, as another process would have it. */
  connect(): Promise<MongoClient>;
  stop(): Promise<void>;
  /** Stops, and removes the folder. */
  end(): Promise<void>;
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'plimsoll-test-'));

/** A store in this thread on a folder of its own, with a driver connected to it. */
export const runStore = async (options: Partial<InThreadOptions> = {}): Promise<RunningStore> => {
  const folder = options.folder ?? newFolder();
  const running = await startInThread({ ...options, folder });
  const clients: MongoClient[] = [];
  const connect = async (): Promise<MongoClient> => {
    const client = new mongoose.mongo.MongoClient(running.uri, { serverSelectionTimeoutMS: 3_000 });
    clients.push(client);
    return client.connect();
  };
  const client = await connect();
  const stop = async (): Promise<void> => {
    await Promise.all(clients.map((each) => each.close()));
    await running.stop();
  };
  return {
    folder,
    client,
    db: client.db('test'),
    running,
    connect,
    stop,
    end: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** The error of a promise that must fail. */
export const failureOf = async (promise: Promise<unknown>): Promise<mongoose.mongo.MongoServerError> => {
  try {
    await promise;
  } catch (error) {
    return error as mongoose.mongo.MongoServerError;
  }
  throw new Error('it did not fail');
};
