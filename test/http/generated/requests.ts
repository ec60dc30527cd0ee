import fc, { type Arbitrary } from 'fast-check';
import { gzipSync } from 'node:zlib';
import { roles } from '../../../src/people/roles.ts';
import type { Raw } from '../../journeys/client.ts';
import type { OpenApi, Operation } from '../openapi-ajv.ts';
import { operationsOf } from '../openapi-ajv.ts';
import { changed, changes, hostilePieces, wellFormed } from './hostile.ts';
import { valuesOf, type Known } from './schema-values.ts';

/** One generated request: who sends it, what is sent, and the operation it is meant for. */
export interface Generated {
  readonly operation: Operation;
  readonly who: string;
  readonly what: string;
  readonly raw: Raw;
  /** False where method or path was changed, so that the operation may not be what answers. */
  readonly reaches: boolean;
}

/** Mostly somebody who may, so that requests reach the rooms; the document says who that is. */
const callersOf = ({ description }: Operation): Arbitrary<string> => {
  const may = /^Who may \(`[\w.-]+`\): (.+)\.$/m.exec(description)?.[1]?.split(', ') ?? roles;
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...may) },
    { weight: 2, arbitrary: fc.constantFrom<string>(...roles) },
    { weight: 1, arbitrary: fc.constantFrom('nobody', 'stranger') },
  );
};

/** What an address says it is about: `nominations` of `/v1/nominations/{id}`. */
const placeOf = (path: string, name: string): string => new RegExp(`([\\w-]+)/\\{${name}\\}`).exec(path)?.[1] ?? name;

const json = ['Content-Type', 'application/json'] as const;

/** Requests of every kind for every operation of the document; the same seed draws the same ones. */
export function requestsOf(document: OpenApi, known: Known): Arbitrary<Generated> {
  const made = operationsOf(document).map((operation) => requestOf(operation, document.components.schemas, known));
  return fc.oneof(...made);
}

function requestOf(operation: Operation, components: OpenApi['components']['schemas'], known: Known): Arbitrary<Generated> {
  const of = (schema: unknown, name?: string): Arbitrary<unknown> => valuesOf(schema, components, known, name);
  const placed = (place: 'path' | 'query') => {
    const asked = operation.parameters.filter((one) => one.in === place);
    const nameOf = (name: string): string => (place === 'path' ? placeOf(operation.path, name) : name);
    return fc.record(Object.fromEntries(asked.map(({ name, schema }) => [name, of(schema, nameOf(name))])));
  };
  const body = operation.body === null ? fc.constant(undefined) : bodyOf(operation, of);
  return fc
    .record({
      who: callersOf(operation),
      path: placed('path'),
      query: placed('query'),
      asked: fc.array(fc.nat(20), { maxLength: 3 }),
      body,
      key: fc.uuid(),
      mischief: fc.option(mischiefs, { nil: undefined, freq: 3 }),
    })
    .map(({ who, path, query, asked, body: sent, key, mischief }): Generated => {
      const chosen = Object.entries(query).filter((_one, place) => asked.includes(place));
      const plain: Sending = {
        method: operation.method,
        path: operation.path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(wellFormed(String(path[name])))),
        query: chosen.map(([name, value]) => `${name}=${encodeURIComponent(wellFormed(String(value)))}`),
        headers: [...(operation.method === 'GET' ? [] : ['Idempotency-Key', key])],
        ...(sent !== undefined && { body: sent }),
      };
      const { what, sending, reaches } = mischief ? mischief(plain) : { what: 'as the document has it', sending: plain, reaches: true };
      return { operation, who, what, raw: rawOf(sending), reaches };
    });
}

const bodyOf = ({ body, example }: Operation, of: (schema: unknown) => Arbitrary<unknown>): Arbitrary<unknown> =>
  example === undefined ? of(body) : fc.oneof(of(body), fc.constant(example));

interface Sending {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly headers: readonly string[];
  readonly body?: unknown;
  /** In place of the JSON of `body`. */
  readonly payload?: string | Buffer;
}

const rawOf = ({ method, path, query, headers, body, payload = body === undefined ? undefined : JSON.stringify(body) }: Sending): Raw => ({
  method,
  path: query.length === 0 ? path : `${path}?${query.join('&')}`,
  headers: [...headers, ...(payload === undefined || headers.some((name) => /^content-type$/i.test(name)) ? [] : json)],
  ...(payload !== undefined && { payload }),
});

type Mischief = (plain: Sending) => { readonly what: string; readonly sending: Sending; readonly reaches: boolean };

const stays = (what: string, sending: Sending) => ({ what, sending, reaches: true });

const textOf = ({ body }: Sending): string => JSON.stringify(body ?? {});
const payloads: readonly [string, (plain: Sending) => Partial<Sending>][] = [
  ['broken JSON', (plain) => ({ payload: textOf(plain).slice(0, -1) })],
  ['no JSON', () => ({ payload: '\u0000\u0001' })],
  ['a byte order mark', (plain) => ({ payload: `\ufeff${textOf(plain)}` })],
  ['bytes that are no UTF-8', () => ({ payload: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) })],
  [
    'UTF-16',
    (plain) => ({ payload: Buffer.from(textOf(plain), 'utf16le'), headers: ['Content-Type', 'application/json; charset=utf-16le'] }),
  ],
  ['a gzip body', (plain) => ({ payload: gzipSync(textOf(plain)), headers: [...plain.headers, ...json, 'Content-Encoding', 'gzip'] })],
  ['a gzip body that is none', () => ({ payload: 'plain', headers: [...json, 'Content-Encoding', 'gzip'] })],
  [
    'a gzip bomb',
    (plain) => ({
      payload: gzipSync(`{"a":"${'0'.repeat(3_000_000)}"}`),
      headers: [...plain.headers, ...json, 'Content-Encoding', 'gzip'],
    }),
  ],
  ['a body at the limit', () => ({ payload: `{"a":"${'x'.repeat(262_135)}"}` })],
  ['a body beyond the limit', () => ({ payload: `{"a":"${'x'.repeat(300_000)}"}` })],
  ['a body of text', (plain) => ({ payload: textOf(plain), headers: [...plain.headers, 'Content-Type', 'text/plain'] })],
  ['a form', (plain) => ({ payload: 'a=1&a=2&b[$ne]=', headers: [...plain.headers, 'Content-Type', 'application/x-www-form-urlencoded'] })],
  ['XML', (plain) => ({ payload: '<a/>', headers: [...plain.headers, 'Content-Type', 'application/xml'] })],
  ['no media type', (plain) => ({ payload: textOf(plain), headers: [...plain.headers, 'Content-Type', ''] })],
  ['an array for the object', (plain) => ({ payload: `[${textOf(plain)}]` })],
  ['a hundred thousand brackets', () => ({ payload: `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}` })],
  ['a key twice', (plain) => ({ payload: textOf(plain).replace(/^\{/, '{"id":1,"id":{"$ne":1},') })],
];

const headerSets: readonly (readonly string[])[] = [
  [],
  ['Idempotency-Key', 'short'],
  ['Idempotency-Key', 'k'.repeat(101)],
  ['Idempotency-Key', 'with a space in it'],
  ['Idempotency-Key', 'one-of-two-keys', 'Idempotency-Key', 'two-of-two-keys'],
  ['Authorization', 'Bearer a.b.c'],
  ['Authorization', 'Basic YTpi'],
  ['Accept', 'text/html', 'Idempotency-Key', '12345678'],
  ['Accept', 'application/pdf'],
  ['Accept', 'text/csv;q=0.9, */*;q=0'],
  ['Accept', ';;;,,,'],
  ['Accept-Language', 'zh-Hant;q=2, *;q=0'],
  ['X-Correlation-Id', '{"$ne":1}'],
  ['X-Forwarded-For', '1.2.3.4', 'X-Forwarded-Proto', 'https'],
  ['X-HTTP-Method-Override', 'DELETE'],
  ['If-None-Match', '*'],
  ['Range', 'bytes=0-1'],
];

const mischiefs: Arbitrary<Mischief> = fc.oneof(
  fc.array(changes, { minLength: 1, maxLength: 3 }).map(
    (all): Mischief =>
      (plain) =>
        stays('a changed body', { ...plain, ...(plain.body !== undefined && { body: all.reduce(changed, plain.body) }) }),
  ),
  fc.constantFrom(...payloads).map(
    ([what, change]): Mischief =>
      (plain) =>
        stays(what, { ...plain, ...(plain.method === 'GET' ? {} : change(plain)) }),
  ),
  fc.constantFrom(...headerSets).map(
    (headers): Mischief =>
      (plain) =>
        stays(`headers ${headers.join(' ')}`, { ...plain, headers }),
  ),
  fc.tuple(fc.nat(5), hostilePieces).map(([at, piece]): Mischief => (plain) => {
    const pieces = plain.path.split('/');
    pieces[1 + (at % (pieces.length - 1))] = piece;
    return { what: 'a changed path', sending: { ...plain, path: pieces.join('/') }, reaches: false };
  }),
  fc.tuple(fc.constantFrom('after', 'limit', 'state', 'from', 'on', 'port', 'nothing', 'about', 'after[$ne]'), hostilePieces).map(
    ([name, piece]): Mischief =>
      (plain) =>
        stays('a changed query', { ...plain, query: [...plain.query, `${name}=${piece}`, `${name}=${piece}`].slice(piece.length % 2) }),
  ),
  fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS').map((method): Mischief => (plain) => ({
    what: `the method ${method}`,
    sending: { ...plain, method },
    reaches: method === plain.method,
  })),
);
