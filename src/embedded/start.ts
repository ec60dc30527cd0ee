import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { openEngine, type Engine } from './engine.ts';
import { checkFile, checkFormat, damaged, dataFile, prepareFolder, StoreRefusal, takePlace, uriOf, type Reason } from './folder.ts';
import { serve, type RunningServer } from './server.ts';

export interface EmbeddedStore {
  readonly uri: string;
  stop(): Promise<void>;
}

export interface InThreadOptions {
  readonly folder: string;
  /** Lets a test hold commits back or let them fail. */
  readonly around?: (engine: Engine) => Engine;
}

/** Runs the store in this thread: for tests, and inside the worker. Throws a StoreRefusal where the folder does not allow it. */
export const startInThread = async ({
  folder,
  around = (engine) => engine,
}: InThreadOptions): Promise<EmbeddedStore & { readonly server: RunningServer }> => {
  const socketPath = prepareFolder(folder);
  await takePlace(folder, socketPath);
  checkFile(folder);
  const engine = around(openFile(folder));
  try {
    await checkFormat(engine);
    const server = await serve(engine, socketPath);
    return { uri: uriOf(socketPath), server, stop: () => server.close() };
  } catch (error) {
    await engine.close();
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

export type FromWorker = { readonly uri: string } | { readonly refused: { readonly reason: Reason | undefined; readonly message: string } };

/** Runs the store in a worker thread, so that a slow disk's flush does not stop the service's own turns. */
export const startEmbeddedStore = async ({ folder }: { readonly folder: string }): Promise<EmbeddedStore> => {
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(fromSource(new URL('./worker.ts', import.meta.url)), { workerData: { folder }, execArgv: [], eval: true })
    : new Worker(new URL('./worker.js', import.meta.url), { workerData: { folder }, execArgv: [] });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const first = await new Promise<FromWorker>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the embedded store ended with ${code} before it listened`)));
  });
  if ('refused' in first) {
    await exited;
    const { reason, message } = first.refused;
    throw reason === undefined ? new Error(message) : new StoreRefusal(reason, message);
  }
  return {
    uri: first.uri,
    stop: async () => {
      worker.postMessage('stop');
      await exited;
    },
  };
};

/** Run from source, a worker must register the TypeScript loader itself: the one given by `--import` leaves workers alone. */
const fromSource = (file: URL): string =>
  `import(${JSON.stringify(
    pathToFileURL(
      createRequire(import.meta.url)
        .resolve('tsx/esm/api')
        .replace(/cjs$/, 'mjs'),
    ).href,
  )}).then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); });`;
