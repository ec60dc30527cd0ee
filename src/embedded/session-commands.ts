import { buildInfo, hello } from './hello.ts';
import type { Command, Context } from './command.ts';
import { noSuchTransaction, type Session } from './sessions.ts';
import { Fault } from './faults.ts';
import { numberOf } from './values.ts';
import type { Document } from 'bson';

const named = ({ session, body }: Context): readonly [Session, number] => {
  const number = numberOf(body['txnNumber']);
  if (session === undefined || number === undefined)
    throw new Fault(72, 'InvalidOptions', 'commit and abort need a session and a transaction number');
  return [session, number];
};

/** A repeated commit answers ok, also after a restart: what was committed is remembered with the writes. */
const commitTransaction = async (context: Context): Promise<Document> => {
  const [session, number] = named(context);
  await context.store.commits.idle();
  await context.store.sessions.commit(session, number, context.store.commits.latest);
  return { ok: 1 };
};

const abortTransaction = (context: Context): Document => {
  const [session, number] = named(context);
  if (session.current?.number !== number || session.current.state === 'aborted') throw noSuchTransaction(number, session);
  if (session.current.state === 'committed') throw new Fault(256, 'TransactionCommitted', `Transaction ${number} has been committed.`);
  context.store.sessions.abort(session, number);
  return { ok: 1 };
};

const endSessions = async ({ body, name, store }: Context): Promise<Document> => {
  for (const lsid of body[name] as unknown[]) {
    const session = store.sessions.of(lsid);
    store.sessions.end(lsid);
    await store.cursors.killWhere((cursor) => cursor.session === session);
  }
  return { ok: 1 };
};

export const sessionCommands: Readonly<Record<string, Command>> = {
  hello: { reads: ({ name, store, connectionId }) => hello(store.socketPath, connectionId, name !== 'hello') },
  ping: { reads: () => ({ ok: 1 }) },
  buildInfo: { reads: buildInfo },
  getParameter: { reads: () => ({ featureCompatibilityVersion: { version: '7.0' }, ok: 1 }) },
  commitTransaction: { reads: commitTransaction },
  abortTransaction: { reads: abortTransaction },
  endSessions: { reads: endSessions },
  killSessions: { reads: endSessions },
};
