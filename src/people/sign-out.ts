import type { Entrance } from './grant.ts';
import { hashOfToken } from './secret-link.ts';

/** Ends the session of a refresh token, whether it is the current one or a spent one; an unknown one changes nothing. */
export async function signOut(
  { people, world }: Pick<Entrance, 'people' | 'world'>,
  { refreshToken }: { refreshToken: string },
): Promise<void> {
  const presented = await people.sessions.refreshToken(hashOfToken(refreshToken));
  if (presented) await people.sessions.end(presented.session, 'signed-out', world.now());
}
