import type { PeopleSettings } from './settings.ts';

/** One sign-in of one person: the family of its refresh tokens. */
export interface Session {
  readonly _id: string;
  readonly person: string;
  readonly organisation: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  readonly endedBecause: EndOfSession | null;
}

export type EndOfSession = 'signed-out' | 'refresh-token-reused' | 'access-ended' | 'password-changed';

/** A refresh token as it is stored, under its hash: spent once it has been exchanged for the next one. */
export interface RefreshToken {
  readonly _id: string;
  readonly session: string;
  readonly expiresAt: Date;
  readonly spentAt: Date | null;
}

const dayMs = 86_400_000;

export const sessionEnd = (startedAt: Date, { sessionDays }: Pick<PeopleSettings, 'sessionDays'>): Date =>
  new Date(startedAt.getTime() + sessionDays * dayMs);

/** A refresh token lives some days, and never longer than its session. */
export const refreshEnd = (now: Date, session: Pick<Session, 'expiresAt'>, { refreshDays }: Pick<PeopleSettings, 'refreshDays'>): Date =>
  new Date(Math.min(now.getTime() + refreshDays * dayMs, session.expiresAt.getTime()));

export const isLive = (session: Pick<Session, 'endedAt' | 'expiresAt'>, now: Date): boolean =>
  session.endedAt === null && session.expiresAt > now;

/**
 * What a presented refresh token means. A spent one was copied by somebody, and nobody can tell which of the two holders
 * is the thief: the whole family ends.
 */
export function judgeRefresh(token: RefreshToken, session: Session | null, now: Date): 'rotate' | 'reused' | 'ended' {
  if (session === null || !isLive(session, now)) return 'ended';
  if (token.spentAt !== null) return 'reused';
  return token.expiresAt > now ? 'rotate' : 'ended';
}
