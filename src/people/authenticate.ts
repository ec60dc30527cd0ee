import { refuse } from '../refusal.ts';
import type { Actor } from '../work.ts';
import type { Entrance } from './grant.ts';
import { isLive } from './session.ts';

/**
 * Who stands behind an Authorization header. The token says who; the session says whether it still holds: an access
 * ended here is refused at once, one ended by another process within two seconds. Refuses NOT_SIGNED_IN, TOKEN_INVALID.
 */
export const authenticateAt =
  ({ people, tokens, world }: Pick<Entrance, 'people' | 'tokens' | 'world'>) =>
  async (authorization: string | undefined): Promise<Actor> => {
    if (authorization === undefined) return refuse('NOT_SIGNED_IN');
    const token = /^Bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) return refuse('TOKEN_INVALID');
    const now = world.now();
    return people.sessions.admit(token, now, async () => {
      const { expiresAt, person, organisation, role, session: id } = tokens.read(token, now);
      const session = await people.sessions.session(id);
      if (session?.person !== person || !isLive(session, now)) return refuse('TOKEN_INVALID');
      const endsAt = session.expiresAt < expiresAt ? session.expiresAt : expiresAt;
      return { actor: Object.freeze({ person, organisation, role, session: id }), endsAt };
    });
  };
