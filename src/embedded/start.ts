import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Document } from 'bson';
import { Catalog } from './catalog.ts';
import type { Store } from './command.ts';
import { Cursors } from './cursors.ts';
import { answer } from './dispatch.ts';
import { openEngine, type Engine } from './engine.ts';
import { checkFile, checkFormat, damaged, dataFile, prepareFolder, StoreRefusal, takePlace, uriOf, type Reason } from './folder.ts';
import { Sessions } from './sessions.ts';
import { GroupCommit } from './transaction.ts';
import { encodeReply, messagesOf } from './wire.ts';

export interface EmbeddedStore {
  readonly uri: string;
  stop(): Promise<void>;
}
/** `answer` answers one command as a connection would. */
export type StoreInThread = EmbeddedStore & { answer(body: Document): Promise<Document> };
export interface InThreadOptions {
  readonly folder: string;
  /** Lets a test hold commits back or let them fail. */
  readonly around?: (engine: Engine) => Engine;
}

/** Runs the store in this thread: for tests, and inside the worker. Throws a StoreRefusal where the folder does not allow it. */
export const startInThread = async ({ folder, around = (engine) => engine }: InThreadOptions): Promise<StoreInThread> => {
  const socketPath = prepareFolder(folder);
  await takePlace(folder, socketPath);
  checkFile(folder);
  const engine = around(openFile(folder));
  try {
    await checkFormat(engine);
    return await serve(engine, socketPath);
  } catch (error) {
    await engine.close();
    // Where another server took the place in the same moment, that is the refusal.
    if ((error as { code?: string }).code === 'EADDRINUSE') await takePlace(folder, socketPath);
    throw error;
  }
};

const openFile = (folder: string): Engine => {
  try {
    return openEngine(dataFile(folder));
  } catch (error) {
    throw damaged(folder, String(error));
  }
};

/** Listens on the socket and answers from the engine. */
const serve = async (engine: Engine, socketPath: string): Promise<StoreInThread> => {
  const commits = new GroupCommit(engine);
  const [catalog, sessions, cursors] = [new Catalog(engine.latest), new Sessions(commits), new Cursors()];
  const store: Store = { socketPath, commits, catalog, sessions, cursors };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket) && sessions.gone(socket));
    converse(store, socket).catch(() => socket.destroy());
  });
  await once(server.listen(socketPath), 'listening');
  const sweep = (): Promise<void> => sessions.sweep().then(() => cursors.sweep());
  const sweeping = setInterval(() => void sweep().catch(() => undefined), 60_000).unref();
  return {
    uri: uriOf(socketPath),
    answer: (body) => answer(store, body, {}),
    stop: async () => {
      clearInterval(sweeping);
      const closed = once(server.close(), 'close');
      for (const socket of sockets) socket.destroy();
      await closed;
      await cursors.sweep(0);
      await commits.close();
    },
  };
};

/** One connection: its commands run one after the other, so that each sees what the one before did. */
const converse = async (store: Store, socket: Socket): Promise<void> => {
  for await (const message of messagesOf(socket)) {
    const reply = await answer(store, message.body, socket);
    if (message.wantsReply && !socket.destroyed) socket.write(encodeReply(reply, message));
  }
};

/** Runs the store in a worker thread, so that a slow disk's flush does not stop the service's own turns. */
export const startEmbeddedStore = async ({ folder }: { readonly folder: string }): Promise<EmbeddedStore> => {
  const worker = workerOn({ folder });
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  const stop = async (): Promise<void> => {
    worker.postMessage('stop');
    await exited;
  };
  try {
    const [uri] = (await once(worker, 'message')) as [string];
    return { uri, stop };
  } catch (error) {
    await exited;
    // An error comes out of a thread with its fields, but without its class.
    const { reason, message } = error as Error & { readonly reason?: Reason };
    throw reason === undefined ? error : new StoreRefusal(reason, message);
  }
};

/** Run from source, a worker must register the TypeScript loader itself: the one given by `--import` leaves workers alone. */
const workerOn = (workerData: { readonly folder: string }): Worker => {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), { workerData, execArgv: [] });
  const loader = createRequire(import.meta.url).resolve('tsx/esm/api');
  const file = new URL('./worker.ts', import.meta.url).href;
  const source = `import('${loader.replace(/cjs$/, 'mjs')}').then(({ register }) => { register(); return import('${file}'); });`;
  return new Worker(source, { workerData, execArgv: [], eval: true });
};
