import { randomUUID } from 'node:crypto';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body where it is JSON; otherwise undefined. */
  readonly body: unknown;
}

export interface Raw {
  readonly method: string;
  readonly path: string;
  /** Name and value by turns, so that a header may come twice or malformed. */
  readonly headers?: readonly string[];
  readonly payload?: string | Buffer;
}

/** A small HTTP client of one person, or of nobody: each command gets an Idempotency-Key of its own, unless one is given. */
export interface Client {
  raw(asked: Raw): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: object, key?: string): Promise<Answer>;
  /** The reply of a read that must succeed. */
  got<T>(path: string): Promise<T>;
  /** The reply of a command that must succeed. */
  done<T>(path: string, body?: object, key?: string): Promise<T>;
}

const connections = new Agent({ keepAlive: true, maxSockets: 64 });

/** `authorize` gives the Authorization header at each request; none for nobody. */
export function clientOf(url: string, authorize: () => Promise<string | undefined> = () => Promise.resolve(undefined)): Client {
  const { hostname: host, port } = new URL(url);
  const send = ({ method, path, headers = [], payload }: Raw): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const length = payload === undefined || headers.some((name) => /^(content-length|transfer-encoding)$/i.test(name));
      const all = ['Host', `${host}:${port}`, ...headers, ...(length ? [] : ['Content-Length', String(Buffer.byteLength(payload))])];
      const asking = request({ agent: connections, host, port, method, path, headers: all }, (reply) => {
        const parts: Buffer[] = [];
        reply.on('data', (part: Buffer) => parts.push(part));
        reply.on('error', reject);
        reply.on('end', () => resolve(answerOf(reply.statusCode ?? 0, reply.headers, Buffer.concat(parts))));
      });
      asking.on('error', reject);
      asking.end(payload);
    });
  const authorized = async (): Promise<string[]> => {
    const authorization = await authorize();
    return authorization === undefined ? [] : ['Authorization', authorization];
  };
  const client: Client = {
    raw: async ({ headers = [], ...asked }) => send({ ...asked, headers: [...(await authorized()), ...headers] }),
    get: async (path) => send({ method: 'GET', path, headers: await authorized() }),
    post: async (path, body = {}, key = randomUUID()) =>
      send({
        method: 'POST',
        path,
        headers: [...(await authorized()), 'Content-Type', 'application/json', 'Idempotency-Key', key],
        payload: JSON.stringify(body),
      }),
    got: async <T>(path: string) => succeeded<T>(`GET ${path}`, await client.get(path)),
    done: async <T>(path: string, body?: object, key?: string) => succeeded<T>(`POST ${path}`, await client.post(path, body, key)),
  };
  return client;
}

function answerOf(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Answer {
  const isJson = /[/+]json\b/.test(headers['content-type'] ?? '');
  const text = bytes.toString('utf8');
  return { status, headers, text, body: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined };
}

function succeeded<T>(what: string, { status, text, body }: Answer): T {
  if (status < 200 || status > 299) throw new Error(`${what} was answered with ${status}: ${text.slice(0, 1500)}`);
  return body as T;
}

/** The code of each reason of a refusal, in order. */
export const reasonsOf = ({ body }: Answer): string[] =>
  ((body as { reasons?: readonly { code: string }[] } | undefined)?.reasons ?? []).map(({ code }) => code);

export const codeOf = ({ body }: Answer): string | undefined => (body as { code?: string } | undefined)?.code;
