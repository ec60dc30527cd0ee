import { createHmac } from 'node:crypto';
import { sha256Hex } from '../canonical.ts';

/**
 * The token of a one-time link is derived from the link's id with a key that lies outside the database. So it can be shown
 * to whoever made the link, as often as asked, while the database (and the kept replies in it) holds only its hash.
 */
export type LinkKey = (link: string) => string;

export function linkKeyOf(secret: Buffer, kind: 'invitations' | 'signatures' = 'invitations'): LinkKey {
  const key = createHmac('sha256', secret).update(`plimsoll: links of ${kind}`).digest();
  return (link) => createHmac('sha256', key).update(link).digest('base64url');
}

/** The only form in which a token of 32 random bytes is stored. */
export const hashOfToken = (token: string): string => sha256Hex(token);
