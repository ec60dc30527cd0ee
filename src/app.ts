import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { docs } from './http/docs.ts';
import type { Endpoint } from './http/endpoint.ts';
import { answerErrors, unknownRoute } from './http/errors.ts';
import { openApiOf } from './http/openapi.ts';
import { pages } from './http/pages.ts';
import { routesOf, type Gate } from './http/routes.ts';
import { refuse } from './refusal.ts';

export interface AppParts {
  readonly endpoints: readonly Endpoint[];
  readonly gate: Gate;
  readonly log: Logger;
  readonly version: string;
  readonly publicUrl: string;
  readonly newId: () => string;
  readonly requestsPerMinute: number;
}

/** The Express application: what surrounds every request, then the routes, then the one place for errors. */
export function appOf({ endpoints, gate, log, version, publicUrl, newId, requestsPerMinute }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(
    pinoHttp({
      logger: log,
      genReqId: (request: IncomingMessage, response: ServerResponse) => correlationId(request.headers['x-correlation-id'], response, newId),
      ...logged,
    }),
  );
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null, 'img-src': ["'self'", 'data:'] } },
      hsts: publicUrl.startsWith('https'),
    }),
  );
  app.use(
    rateLimit({
      windowMs: 60_000,
      limit: requestsPerMinute,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      validate: { xForwardedForHeader: false },
      handler: () => refuse('TOO_MANY_REQUESTS', { values: { limit: requestsPerMinute } }),
    }),
  );
  app.use((request, _response, next) => {
    const sends = request.headers['content-length'] !== undefined && request.headers['content-length'] !== '0';
    if (sends && !request.is(['application/json', 'application/x-www-form-urlencoded', 'application/vc+jwt', 'text/plain']))
      refuse('MEDIA_TYPE_UNSUPPORTED');
    next();
  });
  app.use(express.json({ limit: '256kb', strict: true }));
  app.use(pages());
  app.use(docs(() => openApiOf(endpoints, { version, server: publicUrl })));
  app.use(routesOf(endpoints, gate));
  app.use(unknownRoute);
  app.use(answerErrors(log));
  return app;
}

/** A client's correlation id is kept when it is harmless; otherwise one is made. It comes back in the reply. */
function correlationId(given: unknown, response: ServerResponse, newId: () => string): string {
  const id = typeof given === 'string' && /^[\w.-]{8,80}$/.test(given) ? given : newId();
  response.setHeader('X-Correlation-Id', id);
  return id;
}

/** What is logged of a request: never a header that carries a secret, never a body, never the token of a one-time link. */
const logged = {
  serializers: {
    req: (request: { id: unknown; method: string; url: string }) => ({
      id: request.id,
      method: request.method,
      path: withoutSecrets(request.url),
    }),
    res: (response: { statusCode: number }) => ({ status: response.statusCode }),
  },
  customLogLevel: (_request: unknown, response: { statusCode: number }, error: unknown) =>
    error || response.statusCode >= 500 ? ('error' as const) : response.statusCode >= 400 ? ('warn' as const) : ('info' as const),
};

const withoutSecrets = (url: string): string => (url.split('?')[0] ?? '').replace(/^\/(sign|join|v1\/invitations)\/[^/]+/, '/$1/…');
