import { refuse } from '../refusal.ts';
import { grantOf, newRefreshToken, type Entrance, type Grant } from './grant.ts';
import { hashOfToken } from './secret-link.ts';
import { judgeRefresh } from './session.ts';

/**
 * Exchanges a refresh token for the next one and a new access token. A token that was exchanged before ends its whole
 * session. Refuses SESSION_ENDED, REFRESH_REUSED.
 */
export async function refresh(entrance: Entrance, { refreshToken }: { refreshToken: string }): Promise<Grant> {
  const { people, world } = entrance;
  const now = world.now();
  const presented = await people.sessions.refreshToken(hashOfToken(refreshToken));
  if (!presented) return refuse('SESSION_ENDED');
  const session = await people.sessions.session(presented.session);
  const verdict = judgeRefresh(presented, session, now);
  if (!session || verdict === 'ended') return refuse('SESSION_ENDED');
  const organisation = await people.organisation(session.organisation);
  if (!organisation) throw new Error(`session ${session._id} belongs to no organisation`);
  const next = newRefreshToken(entrance, session, now);
  if (verdict === 'reused' || !(await people.sessions.rotate(presented, next.stored, session.person, now))) {
    await people.sessions.end(session._id, 'refresh-token-reused', now);
    return refuse('REFRESH_REUSED');
  }
  return grantOf(entrance, session, organisation.kind, next, now);
}
