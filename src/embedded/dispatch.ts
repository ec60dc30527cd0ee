import type { Document } from 'bson';
import { contextOf, type Command, type Context, type Store } from './command.ts';
import { Fault } from './faults.ts';
import { readCommands } from './read-commands.ts';
import { knownCommand, unsatisfiedConcern } from './refusals.ts';
import { faultReply, Page, type Reply } from './reply.ts';
import { schemaCommands } from './schema-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { remember, rememberedOf, type OpenTransaction, type Session } from './sessions.ts';
import { Conflict, Transaction } from './transaction.ts';
import { numberOf } from './values.ts';
import { writeCommands } from './write-commands.ts';

const table: Readonly<Record<string, Command>> = { ...sessionCommands, ...readCommands, ...writeCommands, ...schemaCommands };

const firstStatementWaitMs = 1_000;
const writeWaitMs = 30_000;

/** Answers one command. Whatever goes wrong becomes MongoDB's error document; a bug is answered as 8 (UnknownError). */
export const answer = async (store: Store, body: Document, connectionId: number): Promise<Reply> => {
  const inTransaction = body['autocommit'] === false;
  try {
    const command = table[knownCommand(body)];
    if (command === undefined) throw new Error('a command of the vocabulary that nothing answers');
    const session = store.sessions.of(body['lsid']);
    const context = contextOf({ store, body, connectionId, session, transaction: undefined });
    const ends = 'commitTransaction' in body || 'abortTransaction' in body;
    if (inTransaction && session !== undefined && !ends) return await statement(context, session, command);
    const reply = 'reads' in command ? await command.reads(context) : await write(context, command.writes);
    return reply instanceof Page ? reply : { ...reply, ...unsatisfiedConcern(body) };
  } catch (error) {
    const fault = error instanceof Fault ? error : new Fault(8, String(error));
    return faultReply(fault, inTransaction && (fault.code === 112 || fault.code === 251) ? ['TransientTransactionError'] : []);
  }
};

/** Outside transactions a write waits for whoever holds what it needs, and runs again as a whole. */
const write = async (context: Context, writes: (context: Context, transaction: Transaction) => Document): Promise<Document> => {
  const { store, session, body } = context;
  const number = numberOf(body['txnNumber']);
  const giveUpAt = Date.now() + writeWaitMs;
  for (;;) {
    await store.commits.idle();
    const transaction = new Transaction(store.claims, 'statement');
    try {
      const known = session !== undefined && number !== undefined ? rememberedOf(transaction, session) : undefined;
      if (known?.number === number && known?.reply !== undefined) return known.reply;
      if (known !== undefined && number !== undefined && number < known.number)
        throw new Fault(225, `Retryable write ${number} is older than ${known.number}, the last one of this session`);
      const reply = writes(context, transaction);
      if (session !== undefined && number !== undefined && transaction.overlay.size > 0) remember(transaction, session, number, reply);
      await transaction.commit();
      return reply;
    } catch (error) {
      transaction.end();
      const left = giveUpAt - Date.now();
      if (!(error instanceof Conflict) || left < 0) throw error;
      if (!(await endOf(error, left))) throw new Fault(50, 'operation exceeded time limit');
    }
  }
};

/** Waits so long for the holder of what is wanted; false if it does not end. */
const endOf = async ({ holder }: Conflict, ms: number): Promise<boolean> => {
  if (holder === undefined) return true;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, ms, false)));
  const ended = await Promise.race([holder.ended.then(() => true), late]);
  clearTimeout(timer);
  return ended;
};

/** A statement of a transaction: any error aborts it. Only the first, which has read nothing yet, may wait and start afresh. */
const statement = async (outer: Context, session: Session, command: Command): Promise<Reply> => {
  const { store, body, connectionId } = outer;
  let current = store.sessions.join(session, body, connectionId);
  const first = current.statements === 0;
  current.statements += 1;
  const giveUpAt = Date.now() + firstStatementWaitMs;
  for (;;) {
    const context = contextOf({ store, body, connectionId, session, transaction: current });
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
      await endOf(error, left);
      await store.commits.settled();
      if (current.state !== 'open') throw error;
      current = store.sessions.restart(session, current);
    }
  }
};

const end = (store: Store, session: Session, current: OpenTransaction): void => {
  store.sessions.abort(session, current.number);
  void store.cursors.killWhere((cursor) => cursor.transaction === current);
};
