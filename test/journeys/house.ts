import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { DemoPerson } from '../../src/people/demo.ts';
import type { Role } from '../../src/people/roles.ts';
import { startService, theWorld, type Service } from '../../src/service.ts';
import type { World } from '../../src/work.ts';
import { inDatabase } from '../store/support.ts';
import { clientOf, type Client } from './client.ts';

/** Who can come in to a service that runs, and as whom. */
export interface Door {
  readonly people: readonly DemoPerson[];
  /** Nobody's client. */
  readonly nobody: Client;
  personOf(role: Role, which?: 'first' | 'second'): DemoPerson;
  as(role: Role, which?: 'first' | 'second'): Client;
  /** The client of whoever signs in by this name. */
  signedIn(signInName: string, password: string): Client;
}

/** The whole service on a data folder of its own, with its demo people signed in when they are asked for. */
export interface House extends Door {
  readonly kind: 'embedded' | 'mongodb';
  readonly folder: string;
  readonly service: Service;
  close(): Promise<void>;
}

export interface Opening {
  readonly folder: string;
  readonly mongodbUri?: string | undefined;
  readonly world?: World | undefined;
  /** Who can sign in, where the database is not new. */
  readonly people?: readonly DemoPerson[];
  readonly log?: (line: string) => void;
}

export async function openHouse({ folder, mongodbUri, world = theWorld, people, log }: Opening): Promise<House> {
  const service = await startService(
    { port: 0, host: '127.0.0.1', dataDir: folder, logLevel: 'error', ...(mongodbUri !== undefined && { mongodbUri }) },
    { log: log ? pino({ level: 'info' }, { write: log }) : pino({ level: 'silent' }), world, requestsPerMinute: 1_000_000 },
  );
  return {
    ...doorOf(service.url, people ?? service.demo),
    kind: mongodbUri === undefined ? 'embedded' : 'mongodb',
    folder,
    service,
    close: () => service.close(),
  };
}

/** A token is good for fifteen minutes; whoever stays longer signs in again before it ends. */
const goodForMs = 10 * 60_000;

export function doorOf(url: string, people: readonly DemoPerson[]): Door {
  const personOf: Door['personOf'] = (role, which = 'first') => {
    const found = people.filter((person) => person.role === role)[which === 'first' ? 0 : 1];
    if (!found) throw new Error(`the demo has no ${which} ${role}`);
    return found;
  };
  const nobody = clientOf(url);
  const signedIn: Door['signedIn'] = (signInName, password) => {
    let token: { readonly since: number; readonly granted: Promise<string> } | undefined;
    const signIn = async (): Promise<string> =>
      `Bearer ${(await nobody.done<{ accessToken: string }>('/v1/sessions', { signInName, password })).accessToken}`;
    return clientOf(url, async () => {
      if (!token || Date.now() - token.since > goodForMs) token = { since: Date.now(), granted: signIn() };
      try {
        return await token.granted;
      } catch (error) {
        token = undefined;
        throw error;
      }
    });
  };
  const clients = new Map<string, Client>();
  return {
    people,
    nobody,
    personOf,
    as(role, which) {
      const { person, signInName, password } = personOf(role, which);
      const client = clients.get(person) ?? signedIn(signInName, password);
      clients.set(person, client);
      return client;
    },
    signedIn,
  };
}

/** What a suite sees: the house is open from its `before` hooks on. */
export type OpenedHouse = () => House;

/**
 * Runs a suite against one started service on the embedded store, and where MONGODB_URI is given once more on that server,
 * in a database of its own that is dropped at the end.
 */
export function withHouse(title: string, suite: (house: OpenedHouse) => void, { world }: { readonly world?: () => World } = {}): void {
  describeHouse(`${title} (embedded store)`, undefined, suite, world);
  const given = process.env['MONGODB_URI'];
  if (given !== undefined && given !== '') describeHouse(`${title} (MongoDB)`, given, suite, world);
}

function describeHouse(title: string, given: string | undefined, suite: (house: OpenedHouse) => void, world?: () => World): void {
  describe(title, () => {
    let opened: House | undefined;
    let folder = '';
    before(async function () {
      this.timeout(60_000);
      folder = await temporaryFolder();
      const mongodbUri = given === undefined ? undefined : inDatabase(given, `plimsoll-test-${randomUUID()}`);
      opened = await openHouse({ folder, mongodbUri, world: world?.() });
    });
    after(async function () {
      this.timeout(60_000);
      if (opened?.kind === 'mongodb') await opened.service.db.dropDatabase();
      await opened?.close();
      await rm(folder, { recursive: true, force: true });
    });
    suite(() => {
      if (!opened) throw new Error('the house is open only while the suite runs');
      return opened;
    });
  });
}

export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'plimsoll-house-'));
