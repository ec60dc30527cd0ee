import { parentPort, workerData } from 'node:worker_threads';
import { StoreRefusal } from './folder.ts';
import { startInThread, type FromWorker } from './start.ts';

const { folder } = workerData as { folder: string };
const say = (message: FromWorker): void => parentPort?.postMessage(message);

try {
  const store = await startInThread({ folder });
  parentPort?.once('message', () => void store.stop());
  say({ uri: store.uri });
} catch (error) {
  say({
    refused: {
      reason: error instanceof StoreRefusal ? error.reason : undefined,
      message: error instanceof Error ? error.message : String(error),
    },
  });
}
