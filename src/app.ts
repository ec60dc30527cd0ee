import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { docs } from './http/docs.ts';
import type { Endpoint } from './http/endpoint.ts';
import { answerErrors, unknownRoute } from './http/errors.ts';
import { limited } from './http/limited.ts';
import { openApiOf } from './http/openapi.ts';
import { pages } from './http/pages.ts';
import { requestLog } from './http/request-log.ts';
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
  app.use(requestLog(log, newId));
  app.use(
    helmet({
      contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null, 'img-src': ["'self'", 'data:'] } },
      hsts: publicUrl.startsWith('https'),
    }),
  );
  app.use(limited(requestsPerMinute));
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
