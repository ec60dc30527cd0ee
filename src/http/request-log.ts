import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/**
 * Gives each request its correlation id, in the reply too, and logs one line when it has ended: never a header that carries a
 * secret, never a body, never the token of a one-time link.
 */
export const requestLog =
  (log: Logger, newId: () => string): RequestHandler =>
  (request, response, next) => {
    const id = correlationId(request.headers['x-correlation-id'], newId);
    (request as { id?: string }).id = id;
    response.setHeader('X-Correlation-Id', id);
    const begun = performance.now();
    response.once('close', () => {
      const { statusCode: status, writableFinished } = response;
      const level = status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info';
      const req = { id, method: request.method, path: withoutSecrets(request.originalUrl) };
      const responseTime = Math.round(performance.now() - begun);
      log[level]({ req, res: { status }, responseTime }, writableFinished ? 'request completed' : 'request aborted');
    });
    next();
  };

/** A client's correlation id is kept when it is harmless; otherwise one is made. */
const correlationId = (given: unknown, newId: () => string): string =>
  typeof given === 'string' && /^[\w.-]{8,80}$/.test(given) ? given : newId();

const withoutSecrets = (url: string): string => (url.split('?')[0] ?? '').replace(/^\/(sign|join|v1\/invitations)\/[^/]+/, '/$1/…');
