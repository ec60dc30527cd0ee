import { createHmac } from 'node:crypto';
import { sha256Hex } from '../canonical.ts';

/**
 * The token of an invitation's link is derived from the invitation's id with a key that lies outside the database. So it
 * can be shown to whoever invited, as often as asked, while the database (and the kept replies in it) holds only its hash.
 */
export type LinkKey = (invitation: string) => string;

export function linkKeyOf(secret: Buffer): LinkKey {
  const key = createHmac('sha256', secret).update('plimsoll: links of invitations').digest();
  return (invitation) => createHmac('sha256', key).update(invitation).digest('base64url');
}

/** The only form in which a token of 32 random bytes is stored. */
export const hashOfToken = (token: string): string => sha256Hex(token);
