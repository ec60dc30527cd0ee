import { isImo } from '../fleet/imo.ts';
import { firstDayOf } from '../ports/day.ts';
import { notEligible } from '../ports/decision.ts';
import { portDay, type Port } from '../ports/port.ts';
import { mayActFor } from '../people/may-act-for.ts';
import type { Actor, Work } from '../work.ts';
import type { Known } from './checks.ts';
import type { Ask } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';

type Within = Pick<Work, 'session'> | undefined;

export interface Gathered extends Known {
  readonly portRecord: Port | null;
  readonly shipName: string | null;
}
