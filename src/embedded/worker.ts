import { parentPort, workerData } from 'node:worker_threads';
import { startInThread } from './start.ts';

// What is thrown here ends the thread and reaches the one that started it.
const store = await startInThread(workerData as { folder: string });
parentPort?.once('message', () => void store.stop());
parentPort?.postMessage(store.uri);
