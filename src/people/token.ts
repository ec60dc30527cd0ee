import { createSecretKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { refuse } from '../refusal.ts';
import { roles } from './roles.ts';

const claims = z.object({ sub: z.string().min(1), org: z.string().min(1), role: z.enum(roles), sid: z.string().min(1), exp: z.int() });

/** What an access token says: a person of an organisation in its role, in one session. */
export interface Access {
  readonly person: string;
  readonly organisation: string;
  readonly role: (typeof roles)[number];
  readonly session: string;
}

export interface TokenTerms {
  /** Kept outside the database; at least 32 bytes, as HS256 wants them (RFC 7518 §3.2). */
  readonly secret: Buffer;
  readonly issuer: string;
  readonly minutes: number;
}

const algorithm = 'HS256';
const audience = 'plimsoll-api';

export type Tokens = ReturnType<typeof tokensOf>;

/** Access tokens: the algorithm, the issuer and the audience are pinned, so nothing in a token chooses how it is read. */
export function tokensOf({ secret, issuer, minutes }: TokenTerms) {
  if (secret.length < 32) throw new TypeError('the secret of the access tokens has fewer than 32 bytes');
  // Made once: from bytes it would be made again for every request.
  const key = createSecretKey(secret);
  return Object.freeze({
    seconds: minutes * 60,

    issue(access: Access, now: Date): string {
      const { person, organisation, role, session } = access;
      const payload = { org: organisation, role, sid: session, iat: seconds(now) };
      return jwt.sign(payload, key, { algorithm, issuer, audience, subject: person, expiresIn: minutes * 60 });
    },

    /** Refuses TOKEN_INVALID, whatever is wrong with it. */
    read(token: string, now: Date): Access & { readonly expiresAt: Date } {
      const said = claims.safeParse(verified(token, now));
      if (!said.success) return refuse('TOKEN_INVALID');
      const { sub, org, role, sid, exp } = said.data;
      return { person: sub, organisation: org, role, session: sid, expiresAt: new Date(exp * 1000) };
    },
  });

  function verified(token: string, now: Date): unknown {
    try {
      return jwt.verify(token, key, { algorithms: [algorithm], issuer, audience, clockTimestamp: seconds(now) });
    } catch {
      return refuse('TOKEN_INVALID');
    }
  }
}

const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1000);
