import type { Document } from 'bson';
import type { Command, Context } from './command.ts';
import { Fault } from './faults.ts';
import { buildInfo, hello } from './hello.ts';
import type { Session } from './sessions.ts';
import { numberOf } from './values.ts';

const named = ({ session, body }: Context): readonly [Session, number] => {
  const number = numberOf(body['txnNumber']);
  if (session === undefined || number === undefined) throw new Fault(72, 'commit and abort need a session and a transaction number');
  return [session, number];
};

const commitTransaction = async (context: Context): Promise<Document> => {
  const { commits, sessions } = context.store;
  await commits.idle();
  await sessions.commit(...named(context), commits.latest);
  return { ok: 1 };
};

const abortTransaction = (context: Context): Document => {
  context.store.sessions.abortAsked(...named(context));
  return { ok: 1 };
};

const endSessions = async ({ body, store }: Context): Promise<Document> => {
  for (const lsid of body['endSessions'] as unknown[]) {
    const session = store.sessions.of(lsid);
    if (session === undefined) continue;
    store.sessions.end(session);
    await store.cursors.killWhere((cursor) => cursor.session === session);
  }
  return { ok: 1 };
};

export const sessionCommands: Readonly<Record<string, Command>> = {
  hello: { reads: ({ name, store, connectionId }) => hello(store.socketPath, connectionId, name !== 'hello') },
  ping: { reads: () => ({ ok: 1 }) },
  buildInfo: { reads: buildInfo },
  commitTransaction: { reads: commitTransaction },
  abortTransaction: { reads: abortTransaction },
  endSessions: { reads: endSessions },
};
