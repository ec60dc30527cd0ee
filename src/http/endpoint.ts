import type { z, ZodType } from 'zod';
import type { Action } from '../people/permissions.ts';
import type { RefusalCode } from '../refusal.ts';
import type { Actor, Work } from '../work.ts';
import type { Problem } from './problem.ts';

/** Who may call: anyone; whoever is signed in; or the roles of an action in the permission table. */
export type Who = 'anyone' | 'signed-in' | Action;

/** Another form of the same reply (a page, a CSV, a PDF), chosen by `Accept` or made the only form of the endpoint. */
export type Rendering<R> = (reply: R, request: { readonly language: 'en' | 'zh' }) => string | Buffer | Promise<string | Buffer>;

/** A caller as a query sees it; `actor` is there whenever `who` is not `anyone`. */
export interface Caller {
  readonly actor: Actor;
  readonly ip: string;
  readonly userAgent: string;
}

interface Shape<P extends ZodType, Q extends ZodType, B extends ZodType, R extends ZodType> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Express path, such as `/v1/nominations/:id`. */
  readonly path: string;
  readonly room: string;
  readonly summary: string;
  readonly description?: string;
  readonly who: Who;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** An example of the body for the API page. */
  readonly example?: z.input<B>;
  readonly status?: 200 | 201 | 202;
  readonly reply: R;
  /** Other media types of the reply. With `only`, JSON is not offered. */
  readonly renderings?: Readonly<Record<string, Rendering<z.output<R>>>>;
  readonly only?: boolean;
  /** What it can refuse beyond what every endpoint can (validation, sign-in, permission). */
  readonly refuses?: readonly RefusalCode[];
  /** A public GET whose reply a script of any other site may read, such as a verifier that runs in a browser. */
  readonly anyOrigin?: true;
  /** Stricter than the general rate limit: calls per minute from one address. */
  readonly perMinute?: number;
  /** A refusal as a page, for people who come by a link in a browser; null where the problem document says it better. */
  readonly refusalPage?: (problem: Problem, request: { readonly language: 'en' | 'zh' }) => string | null;
}

export interface QuerySpec<P extends ZodType, Q extends ZodType, B extends ZodType, R extends ZodType> extends Shape<P, Q, B, R> {
  answer(request: { params: z.output<P>; query: z.output<Q>; body: z.output<B> } & Caller): Promise<z.input<R>>;
}

export interface CommandSpec<P extends ZodType, B extends ZodType, R extends ZodType> extends Shape<P, ZodType, B, R> {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** Takes a form as a page sends it (application/x-www-form-urlencoded), beside JSON. */
  readonly form?: true;
  /** Members of the body that nothing kept may be made of, not even the hash by which a repeated key is known. */
  readonly secret?: readonly string[];
  /** What makes it happen once where no `Idempotency-Key` can be asked for: a key made of the request. */
  readonly once?: (request: { params: z.output<P>; body: z.output<B> }) => string;
  /** Adds what the reply tells and the service does not keep, such as the token of a one-time link. */
  readonly reveal?: (reply: z.input<R>) => z.input<R>;
  perform(work: Work, request: { params: z.output<P>; body: z.output<B> }): Promise<z.input<R>>;
}

type AnyShape = Shape<ZodType, ZodType, ZodType, ZodType>;
export type Endpoint = AnyShape & {
  answer?: (request: { params: unknown; query: unknown; body: unknown } & Caller) => Promise<unknown>;
  perform?: (work: Work, request: { params: unknown; body: unknown }) => Promise<unknown>;
  readonly form?: true;
  readonly secret?: readonly string[];
  readonly once?: (request: { params: unknown; body: unknown }) => string;
  readonly reveal?: (reply: unknown) => unknown;
};

/** An endpoint that changes nothing (or only sessions): no Idempotency-Key, no transaction. */
export const query = <P extends ZodType, Q extends ZodType, B extends ZodType, R extends ZodType>(spec: QuerySpec<P, Q, B, R>): Endpoint =>
  Object.freeze(spec) as unknown as Endpoint;

/**
 * An endpoint that changes state: it asks for an `Idempotency-Key`, accepts `occurredAt` and `lateReason` beside its body's
 * own fields, runs in one transaction, and leaves its trail. The body schema must be a `z.strictObject`.
 */
export const command = <P extends ZodType, B extends ZodType, R extends ZodType>(spec: CommandSpec<P, B, R>): Endpoint =>
  Object.freeze(spec) as unknown as Endpoint;
