import type { Document } from 'bson';
import { maxMessageBytes } from './wire.ts';

export const maxDocumentBytes = 16 * 1024 * 1024;
/** MongoDB takes 100,000; a command's writes are one turn of this store, so the driver is asked to cut earlier. */
const maxWriteBatch = 10_000;
export const sessionMinutes = 30;

/**
 * The greeting of a one-member replica set: without `setName` the driver uses neither transactions nor retryable writes, without
 * the session timeout no sessions. `topologyVersion`, cluster time and compression are left out, so that the driver sends none back.
 */
export const hello = (socketPath: string, connectionId: number, legacy: boolean): Document => ({
  ...(legacy ? { ismaster: true, helloOk: true } : { isWritablePrimary: true }),
  setName: 'embedded',
  setVersion: 1,
  hosts: [socketPath],
  me: socketPath,
  primary: socketPath,
  maxBsonObjectSize: maxDocumentBytes,
  maxMessageSizeBytes: maxMessageBytes,
  maxWriteBatchSize: maxWriteBatch,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: sessionMinutes,
  connectionId,
  minWireVersion: 0,
  maxWireVersion: 21,
  ok: 1,
});

export const buildInfo = (): Document => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], storageEngines: ['lmdb'], bits: 64, ok: 1 });
