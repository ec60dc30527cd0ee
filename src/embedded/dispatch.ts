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

const firstStatementWaitMs = 1_000;
const writeWaitMs = 30_000;

/** Answers one command. Whatever goes wrong becomes MongoDB's error document; a bug is answered as 8 (UnknownError). */
export const answer = async (store: Store, body: Document, connectionId: number): Promise<Reply> => {
  const inTransaction = body['autocommit'] === false;
  try {
    const name = knownCommand(body);
    const command = table[name];
    if (command === undefined) throw new Error('a command of the vocabulary that nothing answers');
    const context = contextOf({ store, body, connectionId, session: store.sessions.of(body['lsid']), transaction: undefined });
    if (inTransaction && name !== 'commitTransaction' && name !== 'abortTransaction') return await statement(context, command);
    const reply = await ('reads' in command ? command.reads(context) : write(context, command.writes));
    return reply instanceof Page ? reply : { ...reply, ...unsatisfiedConcern(body) };
  } catch (error) {
    const { code, codeName, message, extra } = error instanceof Fault ? error : new Fault(8, String(error));
    const labels = inTransaction && (code === 112 || code === 251) && { errorLabels: ['TransientTransactionError'] };
    return { ok: 0, errmsg: message, code, codeName, ...extra, ...labels };
  }
};

/** Runs it again as a whole as long as somebody is in its way, for a while; who waits must have given back what he held. */
const patiently = async <T>(forMs: number, run: () => Promise<T>, giveBack = (): void => undefined): Promise<T> => {
  const giveUpAt = Date.now() + forMs;
  let late: Promise<void> | undefined;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Conflict) || Date.now() >= giveUpAt) throw error;
      giveBack();
      late ??= pause(forMs, undefined, { ref: false });
      await Promise.race([error.until, late]);
    }
  }
};

/** A write outside transactions: decided within one turn, answered when it is on disk. */
const write = (context: Context, writes: (context: Context, transaction: Transaction) => Document): Promise<Document> =>
  patiently(writeWaitMs, async () => {
    const { store, session, body } = context;
    await store.commits.idle();
    const transaction = new Transaction(store.claims, 'statement');
    const number = numberOf(body['txnNumber']);
    const apply = (): Document => writes(context, transaction);
    const reply = session === undefined || number === undefined ? apply() : applyOnce(transaction, session, number, apply);
    await transaction.commit();
    return reply;
  });

/** A statement of a transaction: any error ends it. Only the first, which has read nothing yet, may wait and start afresh. */
const statement = async (outer: Context, command: Command): Promise<Reply> => {
  const { store, body, connectionId } = outer;
  const current = store.sessions.join(...sessionOf(outer), body, connectionId);
  const { transaction } = current;
  const context = contextOf({ ...outer, transaction: current });
  const run = async (): Promise<Reply> => {
    if ('reads' in command) return command.reads(context);
    await store.commits.idle();
    return command.writes(context, transaction);
  };
  try {
    const reply = await (isTrue(body['startTransaction']) ? patiently(firstStatementWaitMs, run, () => transaction.release()) : run());
    if ('writeErrors' in reply) transaction.end();
    return reply;
  } catch (error) {
    transaction.end();
    throw error;
  }
};
