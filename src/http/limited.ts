import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { refuse } from '../refusal.ts';

/** Refuses TOO_MANY_REQUESTS where one address asks more than this in a minute; the reply's RateLimit header tells what is left. */
export const limited = (limit: number): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-7',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    handler: () => refuse('TOO_MANY_REQUESTS', { values: { limit } }),
  });
