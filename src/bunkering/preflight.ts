import type { Check, Reason } from '../refusal.ts';
import type { Actor } from '../work.ts';
import { checksOf, failuresOf } from './checks.ts';
import { gather, type Gathered } from './gather.ts';
import type { Ask } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';

export interface Preflight {
  readonly checks: readonly Check[];
  readonly failures: readonly Reason[];
  readonly known: Gathered;
}

/** Answers every check of an ask, complete or not, and writes nothing. */
export async function preflight(rooms: BunkeringRooms, actor: Actor, ask: Ask, at: Date): Promise<Preflight> {
  const known = await gather(rooms, actor, ask, at);
  const checks = checksOf(ask, known);
  return { checks, failures: failuresOf(checks), known };
}
