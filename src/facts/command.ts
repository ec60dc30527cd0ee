import type { Connection } from 'mongoose';
import { hashOf } from '../canonical.ts';
import { Refusal, refuse, type RefusalCode } from '../refusal.ts';
import type { Actor, Fact, Trace, Work, World } from '../work.ts';
import type { FactsStore } from './store.ts';
import { Turns } from './turns.ts';

export interface Command {
  readonly actor: Actor;
  readonly key: string;
  /** What is asked, such as `POST /v1/nominations`; part of what a repeated key must agree with. */
  readonly act: string;
  /** The request as it came: a repeated key with another input is refused. */
  readonly input: unknown;
  readonly occurredAt?: string | undefined;
  readonly lateReason?: string | undefined;
}

export type Perform = (work: Work) => Promise<unknown>;
export type CommandRunner = (command: Command, perform: Perform) => Promise<{ reply: unknown; replayed: boolean }>;

export interface LateEntry {
  readonly reasonAfterHours: number;
  readonly clockSkewMinutes: number;
}

/**
 * Runs each command once: in one transaction with its idempotency record, its trail and its facts. A repeated key answers
 * what was answered then; a refusal leaves nothing but a line in the attempts.
 */
export function commandRunner(db: Connection, facts: FactsStore, world: World, late: LateEntry): CommandRunner {
  const turns = new Turns();
  return async (command, perform) => {
    const inputHash = hashOf([command.act, command.input]);
    const once = `${command.actor.organisation}/${command.actor.person}/${command.key}`;
    const earlier = await facts.replyOf(once);
    if (earlier) return replay(earlier, inputHash);
    try {
      return { reply: await performIn(db, facts, world, late, turns, command, once, inputHash, perform), replayed: false };
    } catch (error) {
      // The same command may have been under way twice: the one that lost answers what the winner answered.
      const rival = await facts.replyOf(once);
      if (rival) return replay(rival, inputHash);
      if (error instanceof Refusal) await facts.noteAttempt(attemptOf(command, error.code, world));
      throw isContention(error) ? new Refusal([{ code: 'BUSY' }]) : asIdTaken(error);
    }
  };
}

function replay(earlier: { inputHash: string; reply: unknown }, inputHash: string): { reply: unknown; replayed: true } {
  if (earlier.inputHash !== inputHash) refuse('IDEMPOTENCY_KEY_REUSED', { field: 'header.Idempotency-Key' });
  return { reply: earlier.reply, replayed: true };
}

async function performIn(
  db: Connection,
  facts: FactsStore,
  world: World,
  late: LateEntry,
  turns: Turns,
  command: Command,
  once: string,
  inputHash: string,
  perform: Perform,
): Promise<unknown> {
  const recordedAt = world.now();
  const occurredAt = occurrence(command, recordedAt, late);
  const held = turns.begin();
  try {
    return await db.transaction(async (session) => {
      const traces: Trace[] = [];
      const told: Fact[] = [];
      const reply = await perform({
        session,
        actor: command.actor,
        occurredAt,
        recordedAt,
        ...(command.lateReason !== undefined && { lateReason: command.lateReason }),
        trace: (line) => void traces.push(line),
        tell: (fact) => void told.push(fact),
        turn: (name) => held.take(name),
      });
      await facts.conclude(session, { once, inputHash, reply, command, occurredAt, recordedAt, traces, told, newId: () => world.newId() });
      return reply;
    });
  } finally {
    held.release();
  }
}

function occurrence(command: Command, recordedAt: Date, late: LateEntry): Date {
  if (command.occurredAt === undefined) return recordedAt;
  const occurredAt = new Date(command.occurredAt);
  const aheadMinutes = (occurredAt.getTime() - recordedAt.getTime()) / 60_000;
  if (aheadMinutes > late.clockSkewMinutes)
    refuse('OCCURRED_IN_FUTURE', { field: 'body.occurredAt', values: { minutes: late.clockSkewMinutes } });
  if (-aheadMinutes / 60 > late.reasonAfterHours && command.lateReason === undefined) {
    refuse('LATE_REASON_MISSING', { field: 'body.lateReason', values: { hours: late.reasonAfterHours } });
  }
  return occurredAt > recordedAt ? recordedAt : occurredAt;
}

const attemptOf = (command: Command, code: RefusalCode, world: World) => ({
  _id: world.newId(),
  at: world.now(),
  organisation: command.actor.organisation,
  person: command.actor.person,
  act: command.act,
  inputHash: hashOf(command.input),
  code,
});

/** A write conflict that outlived the driver's own retries. */
const isContention = (error: unknown): boolean =>
  (error as { hasErrorLabel?(label: string): boolean })?.hasErrorLabel?.('TransientTransactionError') === true;

/** A client-made id that exists already is a refusal; any other duplicate is mapped by the store that knows its meaning. */
const asIdTaken = (error: unknown): unknown => {
  const { code, keyPattern } = (error ?? {}) as { code?: number; keyPattern?: Record<string, unknown> };
  return code === 11000 && keyPattern && '_id' in keyPattern ? new Refusal([{ code: 'ID_TAKEN', field: 'body.id' }]) : error;
};
