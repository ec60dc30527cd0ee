import { refuse } from '../refusal.ts';
import type { Actor } from '../work.ts';
import type { Entrance } from './grant.ts';
import { isLive } from './session.ts';

/**
 * Who stands behind an Authorization header. The token says who; the session, read from the store each time, says whether
 * it still holds, so an ended access is refused at once. Refuses NOT_SIGNED_IN, TOKEN_INVALID.
 */
export const authenticateAt =
  ({ people, tokens, world }: Pick<Entrance, 'people' | 'tokens' | 'world'>) =>
  async (authorization: string | undefined): Promise<Actor> => {
    if (authorization === undefined) return refuse('NOT_SIGNED_IN');
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) return refuse('TOKEN_INVALID');
    const now = world.now();
    const { person, organisation, role, session: sessionId } = tokens.read(token, now);
    const session = await people.sessions.session(sessionId);
    if (session?.person !== person || !isLive(session, now)) return refuse('TOKEN_INVALID');
    return Object.freeze({ person, organisation, role, session: sessionId });
  };
