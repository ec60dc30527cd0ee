import { once } from 'node:events';
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

/** Runs the store in a worker thread, so that a slow disk's flush does not stop the service's own turns. */
export const startEmbeddedStore = async ({ folder }: { readonly folder: string }): Promise<EmbeddedStore> => {
  const worker = workerOn({ folder });
  const exited = new Promise((resolve) => worker.once('exit', resolve));
  try {
    const [uri] = (await once(worker, 'message')) as [string];
    return {
      uri,
      stop: async () => {
        worker.postMessage('stop');
        await exited;
      },
    };
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
  const [loader, file] = [import.meta.resolve('tsx/esm/api'), new URL('./worker.ts', import.meta.url).href];
  const source = `import('${loader}').then(({ register }) => { register(); return import('${file}'); });`;
  return new Worker(source, { workerData, execArgv: [], eval: true });
};
