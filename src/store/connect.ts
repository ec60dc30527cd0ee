import { platform } from 'node:os';
import mongoose from 'mongoose';
import { answers, socketOf, StoreRefusal, uriOf } from '../embedded/folder.ts';
import { startEmbeddedStore } from '../embedded/start.ts';

export interface StoreSettings {
  readonly dataDir: string;
  readonly mongodbUri?: string | undefined;
  readonly log?: ((line: object) => void) | undefined;
}

export interface ConnectedStore {
  readonly connection: mongoose.Connection;
  readonly kind: 'mongodb' | 'embedded';
  /** True where this process runs the embedded store, and others may depend on it. */
  readonly started: boolean;
  close(): Promise<void>;
}

const databaseName = 'plimsoll';

/** The one place that decides which database there is: MONGODB_URI, else the store running on the data folder, else one started here. */
export const connectStore = async ({ dataDir, mongodbUri, log = () => undefined }: StoreSettings): Promise<ConnectedStore> => {
  if (mongodbUri !== undefined && mongodbUri !== '') return connectMongodb(mongodbUri, log);
  if (platform() === 'win32')
    throw new StoreRefusal(
      'unsupported-platform',
      'the embedded store needs Unix sockets: run the service in WSL, or set MONGODB_URI to a MongoDB replica set',
    );
  const socketPath = socketOf(dataDir);
  const running = socketPath !== undefined && (await answers(socketPath));
  const store = running ? undefined : await startEmbeddedStore({ folder: dataDir });
  const uri = store?.uri ?? uriOf(socketPath ?? '');
  try {
    const connection = await open(uri);
    log({ message: running ? 'connected to the embedded store that runs on the data folder' : 'embedded store started', dataDir });
    return {
      connection,
      kind: 'embedded',
      started: store !== undefined,
      close: async () => {
        await connection.close();
        await store?.stop();
      },
    };
  } catch (error) {
    await store?.stop();
    throw error;
  }
};

const connectMongodb = async (uri: string, log: (line: object) => void): Promise<ConnectedStore> => {
  const connection = await open(uri);
  const hello = await connection.getClient().db('admin').command({ hello: 1 });
  if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid') {
    await connection.close();
    throw new Error(
      'MONGODB_URI names a standalone MongoDB, which has no transactions. Start mongod with --replSet rs0, then run once: mongosh --eval "rs.initiate()"',
    );
  }
  log({ message: 'connected to MongoDB', host: connection.host, database: connection.name });
  return { connection, kind: 'mongodb', started: false, close: () => connection.close() };
};

/** Acknowledged means durable: majority and journalled. The name in the URI wins over ours. */
const open = (uri: string): Promise<mongoose.Connection> =>
  mongoose
    .createConnection(uri, {
      ...(namesDatabase(uri) ? {} : { dbName: databaseName }),
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'majority' },
      serverSelectionTimeoutMS: 10_000,
    })
    .asPromise();

const namesDatabase = (uri: string): boolean => /^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/.test(uri);
