import type { Cast, Party } from './cast.ts';
import type { Authorities, Ground } from './ground.ts';
import type { Places } from './places.ts';
import type { Expected, Published } from './published-records.ts';
import type { Clock } from './stem.ts';

/** What published records are replayed on. */
export interface Replay {
  readonly cast: Cast;
  readonly authorities: Authorities;
  readonly ground: Ground;
  readonly places: Places;
  readonly line: Party;
}

/** One record on its way through the service. */
export interface Going {
  readonly whole: Replay;
  readonly one: Published;
  readonly expected: Expected | undefined;
  readonly ask: Readonly<Record<string, unknown>>;
}

const reason = 'Replay of a published delivery';
/** The day on which a record is told: its own, the first of its month or year, today where it has none. */
export const clockOf = ({ date }: Published): Clock => ({
  day: date === null ? new Date().toISOString().slice(0, 10) : `${date}-01-01`.slice(0, 10),
  reason,
});

export const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((code, at) => code === b[at]);
