import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { z } from 'zod';
import { Refusal, refuse, type RefusalCode } from '../refusal.ts';
import { problemOf, validationProblem, type Problem } from './problem.ts';

/** A request whose path, query or body breaks its schema; all wrong fields at once. */
export class InvalidRequest extends Error {
  constructor(
    readonly issues: readonly z.core.$ZodIssue[],
    readonly part: 'path' | 'query' | 'body',
  ) {
    super('the request breaks its schema');
  }
}

export const correlationOf = (request: Request): string => (request as { id?: string }).id ?? '';

export const unknownRoute: RequestHandler = (request) => refuse('ROUTE_UNKNOWN', { values: { path: request.path.slice(0, 200) } });

/** body-parser's own errors, by its `type`, and Express's for a path it cannot decode. */
const parserCodes: Readonly<Record<string, RefusalCode>> = {
  'entity.parse.failed': 'BODY_NOT_JSON',
  'entity.too.large': 'BODY_TOO_LARGE',
  'encoding.unsupported': 'MEDIA_TYPE_UNSUPPORTED',
  'charset.unsupported': 'MEDIA_TYPE_UNSUPPORTED',
  'request.aborted': 'BODY_NOT_JSON',
  'request.size.invalid': 'BODY_NOT_JSON',
};

const asRefusal = (error: unknown): Refusal | undefined => {
  if (error instanceof Refusal) return error;
  if (error instanceof URIError) return new Refusal([{ code: 'ROUTE_UNKNOWN', values: { path: '' } }]);
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  const code = type === undefined ? undefined : parserCodes[type];
  if (code) return new Refusal([{ code }]);
  return status === 400 ? new Refusal([{ code: 'BODY_NOT_JSON' }]) : undefined;
};

/** The one place where an error becomes an answer: a refusal speaks, a bug is a 500 that tells only its correlation id. */
export const answerErrors =
  (log: { error(line: object, message: string): void }): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const where = { instance: request.path, correlationId: correlationOf(request) };
    let answer: Problem;
    const refusal = asRefusal(error);
    if (error instanceof InvalidRequest) answer = validationProblem(error.issues, error.part, where);
    else if (refusal) answer = problemOf(refusal, where);
    else {
      log.error({ err: error, correlationId: where.correlationId }, 'a request failed by our own defect');
      answer = defect(where);
    }
    if (answer.status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="plimsoll"');
    if (answer.code === 'BUSY') response.setHeader('Retry-After', '1');
    response.status(answer.status).type('application/problem+json').send(JSON.stringify(answer));
  };

const defect = (where: { instance: string; correlationId: string }): Problem => ({
  type: '/problems/DEFECT',
  title: 'The service failed',
  status: 500,
  code: 'DEFECT',
  detail: 'This is our defect. Nothing was changed. Repeat with the same Idempotency-Key; if it fails again, report the correlation id.',
  ...where,
  zh: { title: '服务出错', remedy: '这是本系统的缺陷，未改动任何数据。请用同一 Idempotency-Key 重试；如仍失败，请报告关联编号。' },
  reasons: [],
});
