import type { Document } from 'bson';
import { sessionOf, type Command, type Context } from './command.ts';
import { maxDocumentBytes } from './layout.ts';
import { openOf, sessionMinutes } from './sessions.ts';
import { maxMessageBytes } from './wire.ts';

/** MongoDB takes 100,000; a command's writes are one turn of this store, so the driver is asked to cut earlier. */
const maxWriteBatch = 10_000;

/**
 * The greeting of a one-member replica set: without `setName` the driver uses neither transactions nor retryable writes, without
 * the session timeout no sessions. `topologyVersion`, cluster time and compression are left out, so that the driver sends none back.
 */
const hello = ({ name, store }: Context): Document => ({
  ...(name === 'hello' ? { isWritablePrimary: true } : { ismaster: true, helloOk: true }),
  setName: 'embedded',
  setVersion: 1,
  hosts: [store.socketPath],
  me: store.socketPath,
  primary: store.socketPath,
  maxBsonObjectSize: maxDocumentBytes,
  maxMessageSizeBytes: maxMessageBytes,
  maxWriteBatchSize: maxWriteBatch,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: sessionMinutes,
  minWireVersion: 0,
  maxWireVersion: 21,
  ok: 1,
});

const commitTransaction = async (context: Context): Promise<Document> => {
  await context.store.sessions.commit(...sessionOf(context));
  return { ok: 1 };
};

const abortTransaction = (context: Context): Document => {
  openOf(...sessionOf(context)).transaction.end();
  return { ok: 1 };
};

const endSessions = ({ body, store }: Context): Document => {
  const sessions = (body['endSessions'] as unknown[]).flatMap((lsid) => store.sessions.of(lsid) ?? []);
  for (const session of sessions) store.sessions.end(session);
  return { ok: 1 };
};

export const sessionCommands: Readonly<Record<string, Command>> = {
  hello: { reads: hello },
  ping: { reads: () => ({ ok: 1 }) },
  buildInfo: { reads: () => ({ version: '7.0.0', versionArray: [7, 0, 0, 0], storageEngines: ['lmdb'], bits: 64, ok: 1 }) },
  commitTransaction: { reads: commitTransaction },
  abortTransaction: { reads: abortTransaction },
  endSessions: { reads: endSessions },
};
