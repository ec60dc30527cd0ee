import type { Document } from 'bson';
import { contextOf, type Command, type Context, type Store } from './command.ts';
import { Fault, notImplemented } from './faults.ts';
import { readCommands } from './read-commands.ts';
import { faultReply, Page, type Reply } from './reply.ts';
import { deadlineFault } from './scan.ts';
import { schemaCommands } from './schema-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { remember, rememberedOf, type OpenTransaction, type Session } from './sessions.ts';
import { Conflict, Transaction } from './transaction.ts';
import { numberOf } from './values.ts';
import { knownCommand, unsatisfiedConcern } from './refusals.ts';
import { writeCommands } from './write-commands.ts';

const table: Readonly<Record<string, Command>> = { ...sessionCommands, ...readCommands, ...writeCommands, ...schemaCommands };

const firstStatementWaitMs = 1_000;
const writeWaitMs = 30_000;

/** Answers one command. Whatever goes wrong becomes MongoDB's error document; a bug is answered as 8 (UnknownError). */
export const answer = async (store: Store, body: Document, connectionId: number): Promise<Reply> => {
  const inTransaction = body['autocommit'] === false;
  try {
    const command = commandOf(body);
    const session = store.sessions.of(body['lsid']);
    if (inTransaction && session !== undefined && !endsTransaction(body))
      return await inTransactionOf(store, session, command, body, connectionId);
    const context = contextOf(store, body, connectionId, session, undefined);
    if ('reads' in command) {
      const reply = await command.reads(context);
      return reply instanceof Page ? reply : { ...reply, ...unsatisfiedConcern(body) };
    }
    return { ...(await write(context, command.writes)), ...unsatisfiedConcern(body) };
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault(8, 'UnknownError', String(error));
    return faultReply(fault, inTransaction && (fault.code === 112 || fault.code === 251) ? ['TransientTransactionError'] : []);
  }
};

const endsTransaction = (body: Document): boolean => 'commitTransaction' in body || 'abortTransaction' in body;

const commandOf = (body: Document): Command => {
  const name = knownCommand(body);
  const command = table[name];
  if (command === undefined) throw notImplemented(`the command ${name}`);
  return command;
};

/** Outside transactions a write waits for whoever holds what it needs, and runs again as a whole. */
const write = async (context: Context, writes: (context: Context, transaction: Transaction) => Document): Promise<Document> => {
  const { store, session, body } = context;
  const number = body['txnNumber'] === undefined ? undefined : numberOf(body['txnNumber']);
  const giveUpAt = Date.now() + writeWaitMs;
  for (;;) {
    await store.commits.idle();
    context.checkTime();
    const transaction = new Transaction(store.claims, 'statement');
    try {
      const known = session !== undefined && number !== undefined ? rememberedOf(transaction, session) : undefined;
      if (known?.number === number && known?.reply !== undefined) return known.reply;
      if (known !== undefined && number !== undefined && number < known.number)
        throw new Fault(225, 'TransactionTooOld', `Retryable write ${number} is older than ${known.number}, the last one of this session`);
      const reply = writes(context, transaction);
      if (session !== undefined && number !== undefined && transaction.overlay.size > 0) remember(transaction, session, number, reply);
      await transaction.commit();
      return reply;
    } catch (error) {
      transaction.end();
      if (!(error instanceof Conflict) || Date.now() > giveUpAt) throw error;
      await endOf(error, giveUpAt, context);
    }
  }
};

const endOf = async ({ holder }: Conflict, giveUpAt: number, context: Context): Promise<void> => {
  if (holder === undefined) return;
  const limit = Math.min(numberOf(context.body['maxTimeMS']) ?? Infinity, giveUpAt - Date.now());
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, limit, 'late')));
  const outcome = await Promise.race([holder.ended, late]);
  clearTimeout(timer);
  if (outcome === 'late') throw deadlineFault();
};

/** A statement of a transaction: any error aborts it. Only the first, which has read nothing yet, may wait and start afresh. */
const inTransactionOf = async (store: Store, session: Session, command: Command, body: Document, connectionId: number): Promise<Reply> => {
  let current = store.sessions.join(session, body, connectionId);
  const first = current.statements === 0;
  current.statements += 1;
  const giveUpAt = Date.now() + firstStatementWaitMs;
  for (;;) {
    const context = contextOf(store, body, connectionId, session, current);
    try {
      if ('reads' in command) return await command.reads(context);
      await store.commits.idle();
      const reply = command.writes(context, current.transaction);
      if (reply['writeErrors'] !== undefined) end(store, session, current);
      return reply;
    } catch (error) {
      const left = giveUpAt - Date.now();
      if (!(error instanceof Conflict) || !first || left <= 0 || current.state !== 'open') {
        end(store, session, current);
        throw error;
      }
      if (error.holder !== undefined) await settled(error.holder.ended, left);
      await store.commits.settled();
      if (current.state !== 'open') throw error;
      current = store.sessions.restart(session, current);
      current.statements = 1;
    }
  }
};

const settled = async (promise: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([promise, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
};

const end = (store: Store, session: Session, current: OpenTransaction): void => {
  store.sessions.abort(session, current.number);
  void store.cursors.killWhere((cursor) => cursor.transaction === current);
};
