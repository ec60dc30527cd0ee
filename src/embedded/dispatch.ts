import { setTimeout as pause } from 'node:timers/promises';
import type { Document } from 'bson';
import { contextOf, sessionOf, type Command, type Context, type Store } from './command.ts';
import { Page, type Reply } from './cursors.ts';
import { Fault } from './faults.ts';
import { readCommands } from './read-commands.ts';
import { schemaCommands } from './schema-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { applyOnce } from './sessions.ts';
import { Conflict, Transaction } from './transaction.ts';
import { isTrue, numberOf } from './values.ts';
import { knownCommand, unsatisfiedConcern } from './vocabulary.ts';
import { writeCommands } from './write-commands.ts';

const table: Readonly<Record<string, Command>> = { ...sessionCommands, ...readCommands, ...writeCommands, ...schemaCommands };

/** For how many milliseconds a command waits for whoever is in its way: the first one of a transaction, and a write outside transactions. */
const waits = { first: 1_000, outside: 30_000 } as const;

/** Answers one command. Whatever goes wrong becomes MongoDB's error document; a bug is answered as 8 (UnknownError). */
export const answer = async (store: Store, body: Document, carrier: Context['carrier']): Promise<Reply> => {
  const inTransaction = body['autocommit'] === false;
  try {
    const name = knownCommand(body);
    const command = table[name];
    if (command === undefined) throw new Error('a command of the vocabulary that nothing answers');
    const context = contextOf({ store, body, carrier, session: store.sessions.of(body['lsid']), transaction: undefined });
    const isInside = inTransaction && name !== 'commitTransaction' && name !== 'abortTransaction';
    const waitMs = !inTransaction ? waits.outside : isInside && isTrue(body['startTransaction']) ? waits.first : 0;
    const reply = await patiently(waitMs, () => (isInside ? inside(context, command) : outside(context, command)));
    return reply instanceof Page ? reply : { ...reply, ...unsatisfiedConcern(body) };
  } catch (error) {
    const { code, codeName, message, extra } = error instanceof Fault ? error : new Fault(8, String(error));
    const labels = inTransaction && (code === 112 || code === 251) && { errorLabels: ['TransientTransactionError'] };
    return { ok: 0, errmsg: message, code, codeName, ...extra, ...labels };
  }
};

/** Runs it again as a whole as long as somebody is in its way, for a while; who waits holds nothing. */
const patiently = async <T>(forMs: number, run: () => Promise<T>): Promise<T> => {
  const giveUpAt = Date.now() + forMs;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Conflict) || Date.now() >= giveUpAt) throw error;
      const waited = new AbortController();
      await Promise.race([error.until, pause(giveUpAt - Date.now(), undefined, waited).catch(() => undefined)]);
      waited.abort();
    }
  }
};

/** A write outside transactions is one of a single statement, committed at once. */
const outside = async (context: Context, command: Command): Promise<Reply> => {
  if ('reads' in command) return command.reads(context);
  const transaction = new Transaction(context.store.commits);
  try {
    const number = numberOf(context.body['txnNumber']);
    const apply = (): Document => command.writes(context, transaction);
    const { session } = context;
    const reply = session === undefined || number === undefined ? apply() : applyOnce(transaction, session, number, apply);
    await transaction.commit();
    return reply;
  } finally {
    transaction.end();
  }
};

/** A statement of a transaction: any error ends it. After a conflict the first one, which has read nothing yet, may start afresh. */
const inside = async (outer: Context, command: Command): Promise<Reply> => {
  const [session, number] = sessionOf(outer);
  const starts = isTrue(outer.body['startTransaction']);
  if (outer.carrier.destroyed === true) throw new Fault(251, 'the client is gone');
  const current = outer.store.sessions.join(session, number, starts, outer.carrier);
  const context = contextOf({ ...outer, transaction: current });
  try {
    const reply = await ('reads' in command ? command.reads(context) : command.writes(context, current.transaction));
    if ('writeErrors' in reply) current.transaction.end();
    return reply;
  } catch (error) {
    current.transaction.end();
    if (starts && error instanceof Conflict) delete session.current;
    throw error;
  }
};
