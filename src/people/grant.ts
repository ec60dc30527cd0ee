import { z } from 'zod';
import type { World } from '../work.ts';
import type { Passwords } from './password.ts';
import type { Role } from './roles.ts';
import { hashOfToken } from './secret-link.ts';
import { refreshEnd, type RefreshToken, type Session } from './session.ts';
import type { PeopleSettings } from './settings.ts';
import type { PeopleStore } from './store.ts';
import type { Tokens } from './token.ts';

/** What signing in and staying signed in needs. */
export interface Entrance {
  readonly people: PeopleStore;
  readonly passwords: Passwords;
  readonly tokens: Tokens;
  readonly settings: PeopleSettings;
  readonly world: World;
}

export const grantReply = z
  .strictObject({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresInSeconds: z.int(),
    refreshToken: z.string().meta({ description: 'good for one exchange; using it twice ends the session' }),
    refreshExpiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Grant' });

export type Grant = z.input<typeof grantReply>;

/** A refresh token of 32 random bytes and the only form of it that is stored. */
export function newRefreshToken(
  { world, settings }: Pick<Entrance, 'world' | 'settings'>,
  session: Session,
  now: Date,
): { text: string; stored: RefreshToken } {
  const text = world.randomBytes(32).toString('base64url');
  return { text, stored: { _id: hashOfToken(text), session: session._id, expiresAt: refreshEnd(now, session, settings), spentAt: null } };
}

export function grantOf(
  { tokens }: Pick<Entrance, 'tokens'>,
  session: Session,
  role: Role,
  refresh: { text: string; stored: RefreshToken },
  now: Date,
): Grant {
  return {
    accessToken: tokens.issue({ person: session.person, organisation: session.organisation, role, session: session._id }, now),
    tokenType: 'Bearer',
    expiresInSeconds: tokens.seconds,
    refreshToken: refresh.text,
    refreshExpiresAt: refresh.stored.expiresAt.toISOString(),
  };
}
