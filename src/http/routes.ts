import { Router, urlencoded, type Request, type RequestHandler, type Response } from 'express';
import { z } from 'zod';
import type { CommandRunner } from '../facts/command.ts';
import { may, type Action } from '../people/permissions.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { Actor } from '../work.ts';
import { correlationOf, InvalidRequest } from './errors.ts';
import type { Endpoint, Who } from './endpoint.ts';
import { limited } from './limited.ts';
import { problemOf } from './problem.ts';
import { languageOf, send } from './reply.ts';

export interface Gate {
  /** Who stands behind the Authorization header; refuses NOT_SIGNED_IN or TOKEN_INVALID. */
  authenticate(authorization: string | undefined): Promise<Actor>;
  readonly run: CommandRunner;
}

/** Who comes by a one-time link alone; named, because the trail asks who did it. */
const nobody: Actor = { person: 'anyone', organisation: 'anyone', role: 'service' };

/** What every command may carry beside its own fields. */
export const commandTimes = {
  occurredAt: z.iso.datetime({ offset: true }).optional().meta({ description: 'when it happened; the moment of receipt where absent' }),
  lateReason: z.string().trim().min(1).max(500).optional().meta({ description: 'why it is recorded late, where the setting asks for it' }),
};

/** The body schema of a command with the two times it may carry. */
export const withTimes = (body: Endpoint['body']): z.ZodObject =>
  (body instanceof z.ZodObject ? body : z.strictObject({})).extend(commandTimes);

/**
 * One Express route per endpoint: limit, sign-in, permission, validation, work, checked reply. Those of one collection stand
 * in a router of their own, so that a request is not held against every path there is.
 */
export function routesOf(endpoints: readonly Endpoint[], gate: Gate): Router {
  const router = Router({ caseSensitive: true });
  for (const stem of new Set(endpoints.map(stemOf))) {
    const inner = Router({ caseSensitive: true });
    const those = endpoints.filter((endpoint) => stemOf(endpoint) === stem);
    for (const endpoint of those) enter(inner, endpoint, gate);
    for (const path of new Set(those.map(restOf)))
      refuseOthers(
        inner,
        path,
        those.filter((endpoint) => restOf(endpoint) === path),
      );
    router.use(stem, inner);
  }
  return router;
}

/** What of a path comes before any record is named, at most two words, and the rest. */
const stemOf = ({ path }: Endpoint): string => /^(\/[\w.-]+){1,2}(?=\/|$)/.exec(path)?.[0] ?? '/';
const restOf = (endpoint: Endpoint): string => endpoint.path.slice(stemOf(endpoint).length) || '/';

function enter(router: Router, endpoint: Endpoint, gate: Gate): void {
  const steps: RequestHandler[] = [];
  if (endpoint.anyOrigin) steps.push(readByAnyOrigin);
  if (endpoint.perMinute) steps.push(limited(endpoint.perMinute));
  if (endpoint.form) steps.push(urlencoded({ extended: false, limit: '16kb', parameterLimit: 20 }));
  steps.push(shownInBrowser(endpoint, endpoint.perform ? performing(endpoint, gate) : answering(endpoint, gate)));
  router[endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](restOf(endpoint), ...steps);
}

function refuseOthers(router: Router, path: string, endpoints: readonly Endpoint[]): void {
  const allowed = endpoints.map(({ method }) => method).join(', ');
  router.all(path, (_request, response) => {
    response.setHeader('Allow', allowed);
    refuse('METHOD_NOT_ALLOWED', { values: { allowed } });
  });
}

/** Nothing is sent along by a browser for it: these replies are the same for everybody. */
const readByAnyOrigin: RequestHandler = (_request, response, next) => {
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
  next();
};

async function admit(who: Who, request: Request, gate: Gate): Promise<Actor> {
  if (who === 'anyone') return nobody;
  const actor = await gate.authenticate(request.headers.authorization);
  if (who !== 'signed-in' && !may(actor.role, who satisfies Action)) refuse('NOT_ALLOWED', { values: { action: who, role: actor.role } });
  return actor;
}

/** Made once: a schema is compiled when it is first used. */
const anything = z.looseObject({});
const nothing = z.strictObject({});

function parse(schema: z.ZodType | undefined, value: unknown, part: 'path' | 'query' | 'body'): unknown {
  const parsed = (schema ?? anything).safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InvalidRequest(parsed.error.issues, part);
}

const answering =
  (endpoint: Endpoint, gate: Gate): RequestHandler =>
  async (request: Request, response: Response) => {
    const actor = await admit(endpoint.who, request, gate);
    const reply = await endpoint.answer?.({
      params: parse(endpoint.params, request.params, 'path'),
      query: parse(endpoint.query ?? nothing, request.query, 'query'),
      body: endpoint.body ? parse(endpoint.body, bodyOf(request), 'body') : undefined,
      actor,
      ip: request.ip ?? '',
      userAgent: request.headers['user-agent'] ?? '',
    });
    await send(endpoint, reply, request, response);
  };

const performing = (endpoint: Endpoint, gate: Gate): RequestHandler => {
  const schema = withTimes(endpoint.body);
  return async (request: Request, response: Response) => {
    const actor = await admit(endpoint.who, request, gate);
    const given = endpoint.once ? undefined : idempotencyKeyOf(request);
    const params = parse(endpoint.params, request.params, 'path');
    const { occurredAt, lateReason, ...body } = parse(schema, bodyOf(request), 'body') as { occurredAt?: string; lateReason?: string };
    const key = given ?? endpoint.once?.({ params, body }) ?? '';
    const { reply, replayed } = await gate.run(
      {
        actor,
        key,
        act: `${endpoint.method} ${endpoint.path}`,
        input: { params, body: kept(endpoint, request.body) },
        occurredAt,
        lateReason,
      },
      (work) => endpoint.perform?.(work, { params, body: endpoint.body ? body : undefined }) ?? Promise.resolve(undefined),
    );
    if (replayed) response.setHeader('Idempotency-Replayed', 'true');
    await send(endpoint, endpoint.reveal ? endpoint.reveal(reply) : reply, request, response);
  };
};

/** A browser that was sent here by a link sees a refusal as a page, where the endpoint has one. */
function shownInBrowser({ refusalPage }: Endpoint, step: RequestHandler): RequestHandler {
  if (!refusalPage) return step;
  return async (request, response, next) => {
    try {
      await step(request, response, next);
    } catch (error) {
      if (!(error instanceof Refusal) || request.accepts(['application/json', 'text/html']) !== 'text/html') throw error;
      const problem = problemOf(error, { instance: request.path, correlationId: correlationOf(request) });
      const page = refusalPage(problem, { language: languageOf(request) });
      if (page === null) throw error;
      response.status(error.status).setHeader('Cache-Control', 'no-store').type('text/html').send(page);
    }
  };
}

/** A hash of a password that is quick to make is quick to guess from. */
function kept({ secret = [] }: Endpoint, body: unknown): unknown {
  if (secret.length === 0) return body;
  return Object.fromEntries(Object.entries(body as object).filter(([member]) => !secret.includes(member)));
}

const bodyOf = (request: Request): unknown => {
  if (request.headers['content-length'] === '0' || request.body === undefined) return {};
  return request.body;
};

function idempotencyKeyOf(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') throw new Refusal([{ code: 'IDEMPOTENCY_KEY_MISSING', field: 'header.Idempotency-Key' }]);
  if (!/^[\x21-\x7e]{8,100}$/.test(key)) throw new Refusal([{ code: 'IDEMPOTENCY_KEY_MISSING', field: 'header.Idempotency-Key' }]);
  return key;
}
