import { setTimeout as pause } from 'node:timers/promises';

/** What a refusal of the service says. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly reasons: readonly { readonly code: string; readonly en: { readonly title: string; readonly remedy: string } }[];
  readonly errors?: readonly { readonly field: string; readonly en: string }[];
}

export class Refused extends Error {
  constructor(
    what: string,
    readonly problem: Problem,
  ) {
    const errors = (problem.errors ?? []).map(({ field, en }) => `${field}: ${en}`);
    const reasons = (problem.reasons ?? []).map(({ code, en }) => `${code} (${en.title}; ${en.remedy})`);
    super(`${what} was refused with ${problem.status}: ${[...reasons, ...errors].join(' · ') || problem.code}`);
  }
  get codes(): readonly string[] {
    return this.problem.reasons.map(({ code }) => code);
  }
}

/** Nobody answers at the address: nothing that follows can be told either. */
export class Unanswered extends Error {}

/** When something happened, as the person who records it says. */
export interface Moment {
  readonly occurredAt: string;
  readonly lateReason: string;
}

/** A person who speaks to the service, or nobody. */
export interface Voice {
  /** A command: the name makes its Idempotency-Key, so that a second run repeats it safely. */
  does<T>(name: string, path: string, body?: object, moment?: Moment): Promise<T>;
  /** A question that writes nothing. */
  asks<T>(path: string, body: object): Promise<T>;
  gets<T>(path: string): Promise<T>;
  bytes(path: string, accept: string): Promise<Buffer>;
}

export interface Counted {
  /** Commands that were carried out now, and those that stood already. */
  fresh: number;
  repeated: number;
}

const json = 'application/json';

/** Speaks to a service over HTTP; commands that meet a busy book or a full rate are repeated with the same key. */
export function voiceOf(url: string, counted: Counted, authorization: () => Promise<string | null>): Voice {
  const send = async (method: string, path: string, accept: string, key?: string, body?: object): Promise<Response> => {
    for (let attempt = 1; ; attempt += 1) {
      const token = await authorization();
      const asking = fetch(`${url}${path}`, {
        method,
        headers: {
          Accept: accept,
          ...(token !== null && { Authorization: `Bearer ${token}` }),
          ...(body && { 'Content-Type': json }),
          ...(key !== undefined && { 'Idempotency-Key': key }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      });
      const answer = await asking.catch((error: unknown) => {
        throw new Unanswered(`${url} does not answer (${method} ${path}): is the service running?`, { cause: error });
      });
      if ((answer.status !== 503 && answer.status !== 429) || attempt === 20) return answer;
      await answer.arrayBuffer();
      await pause(500 * attempt);
    }
  };
  const told = async <T>(what: string, answer: Response): Promise<T> => {
    if (answer.ok) return (await answer.json()) as T;
    throw new Refused(what, (await answer.json()) as Problem);
  };
  return {
    async does<T>(name: string, path: string, body: object = {}, moment?: Moment): Promise<T> {
      const answer = await send('POST', path, json, `story:${name}`.replace(/[^\x21-\x7e]/g, '_').slice(0, 100), { ...body, ...moment });
      if (answer.ok) counted[answer.headers.get('Idempotency-Replayed') === 'true' ? 'repeated' : 'fresh'] += 1;
      return told<T>(`${name} (POST ${path})`, answer);
    },
    asks: async <T>(path: string, body: object) => told<T>(`POST ${path}`, await send('POST', path, json, undefined, body)),
    gets: async <T>(path: string) => told<T>(`GET ${path}`, await send('GET', path, json)),
    async bytes(path, accept) {
      const answer = await send('GET', path, accept);
      if (!answer.ok) throw new Error(`GET ${path} was answered with ${answer.status}`);
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}

/** Signs a person in when it first speaks, and again before the token runs out. */
export function signedIn(url: string, counted: Counted, who: { readonly signInName: string; readonly password: string }): Voice {
  let token: string | null = null;
  let until = 0;
  return voiceOf(url, counted, async () => {
    if (token !== null && Date.now() < until) return token;
    const { signInName, password } = who;
    const grant = await voiceOf(url, counted, () => Promise.resolve(null))
      .asks<{ accessToken: string; expiresInSeconds: number }>('/v1/sessions', { signInName, password })
      .catch((error: unknown) => {
        if (!(error instanceof Refused) || !error.codes.includes('SIGN_IN_FAILED')) throw error;
        throw new Error(`${signInName} cannot sign in: is story-people.json of the first run beside the people of this very service?`);
      });
    token = grant.accessToken;
    until = Date.now() + (grant.expiresInSeconds - 60) * 1000;
    return token;
  });
}
