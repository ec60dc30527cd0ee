import type { RefusalCode } from '../../../src/refusal.ts';
import type { Role } from '../../../src/people/roles.ts';
import type { Cast } from '../../journeys/cast.ts';
import type { Ground } from '../../journeys/ground.ts';
import type { House } from '../../journeys/house.ts';

/** What the matrix stands on: one of everything at Zhoushan, and the same roles of another place. */
export interface Fixtures {
  readonly house: House;
  readonly here: Cast;
  readonly elsewhere: Cast;
  readonly ground: Ground;
  readonly parcel: string;
  readonly proof: string;
  readonly mandate: string;
  readonly nomination: string;
  readonly delivery: string;
  readonly note: string;
  /** Issued, for `delivery`. */
  readonly certificate: string;
  readonly meter: string;
  readonly alert: string;
}

/** A request that is in order for that role of Zhoushan: its path, and its body where it has one. */
export type Ask = string | readonly [path: string, body: object];
export type Asking = (fixtures: Fixtures, role: Role) => Ask | Promise<Ask>;

export interface Case {
  readonly ask: Asking;
  /** Whose person asks; the first where absent. */
  readonly which?: 'first' | 'second';
  /**
   * What the same request gets from the same role of another place: `shut`, the object is not there for it (404);
   * `open`, it is a register that all of that role share; a code; or null where there is nobody else's object in it.
   */
  readonly stranger: 'shut' | 'open' | RefusalCode | null;
  /** Roles for which the stranger's answer is another. */
  readonly strangers?: Readonly<Partial<Record<Role, RefusalCode | null>>>;
  /** Of a list: what it shows to whom it belongs, and to no stranger. */
  readonly shows?: (fixtures: Fixtures, role: Role) => string | null;
}

/** An object of one's own, which is not there for anybody else. */
export const own = (ask: Asking, more: Partial<Case> = {}): Case => ({ ask, stranger: 'shut', ...more });
/** A register that everybody of the role reads or keeps. */
export const shared = (ask: Asking, more: Partial<Case> = {}): Case => ({ ask, stranger: 'open', ...more });
/** Something new of one's own. */
export const anew = (ask: Asking, more: Partial<Case> = {}): Case => ({ ask, stranger: null, ...more });
/** A list that shows what is one's own. */
export const list = (path: string, shows: NonNullable<Case['shows']>): Case => ({
  ask: () => `${path}${path.includes('?') ? '&' : '?'}limit=200`,
  stranger: 'open',
  shows,
});
