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

/** The dated settings of late entries, as they stand on a day. */
export type LateRule = (day: string) => Promise<LateEntry>;

interface Parts {
  readonly db: Connection;
  readonly facts: FactsStore;
  readonly world: World;
  readonly late: LateRule;
}

/**
 * Runs each command once: in one transaction with its idempotency record, its trail and its facts. A repeated key answers
 * what was answered then; a refusal leaves nothing but a line in the attempts.
 */
export function commandRunner(parts: Parts): CommandRunner {
  const turns = new Turns();
  return async (command, perform) => {
    const inputHash = hashOf([command.act, command.input]);
    const once = `${command.actor.organisation}/${command.actor.person}/${command.key}`;
    const answered = async (): Promise<{ reply: unknown; replayed: true } | null> => {
      const earlier = await parts.facts.replyOf(once);
      if (earlier && earlier.inputHash !== inputHash) refuse('IDEMPOTENCY_KEY_REUSED', { field: 'header.Idempotency-Key' });
      return earlier && { reply: earlier.reply, replayed: true };
    };
    const before = await answered();
    if (before) return before;
    try {
      return { reply: await work(parts, turns, command, { once, inputHash }, perform), replayed: false };
    } catch (error) {
      // The same command may have been under way twice: the one that lost answers what the winner answered.
      const rival = await answered();
      if (rival) return rival;
      if (error instanceof Refusal) await parts.facts.noteAttempt(attemptOf(command, error.code, parts.world));
      throw isContention(error) ? new Refusal([{ code: 'BUSY' }]) : asIdTaken(error);
    }
  };
}

async function work(
  { db, facts, world, late }: Parts,
  turns: Turns,
  command: Command,
  key: { readonly once: string; readonly inputHash: string },
  perform: Perform,
): Promise<unknown> {
  const recordedAt = world.now();
  const occurredAt = await occurrence(command, recordedAt, late);
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
      await facts.conclude(session, { ...key, reply, command, occurredAt, recordedAt, traces, told, newId: () => world.newId() });
      return reply;
    });
  } finally {
    held.release();
  }
}

async function occurrence(command: Command, recordedAt: Date, rule: LateRule): Promise<Date> {
  if (command.occurredAt === undefined) return recordedAt;
  const late = await rule(recordedAt.toISOString().slice(0, 10));
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
  const { code, message } = (error ?? {}) as { code?: number; message?: string };
  return code === 11000 && / index: _id_ /.test(message ?? '') ? new Refusal([{ code: 'ID_TAKEN', field: 'body.id' }]) : error;
};
