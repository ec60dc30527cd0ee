import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import type { Connection } from 'mongoose';
import { pino } from 'pino';
import request from 'supertest';
import { appOf } from '../../src/app.ts';
import { commandRunner } from '../../src/facts/command.ts';
import { factsStore, type FactsStore } from '../../src/facts/store.ts';
import type { Endpoint } from '../../src/http/endpoint.ts';
import { authenticateAt } from '../../src/people/authenticate.ts';
import { seedDemo, type DemoPerson } from '../../src/people/demo.ts';
import { peopleEndpoints } from '../../src/people/endpoints.ts';
import type { Role } from '../../src/people/roles.ts';
import { peopleRooms, type PeopleRooms } from '../../src/people/rooms.ts';
import { peopleSettings } from '../../src/people/settings.ts';
import { peopleStore } from '../../src/people/store.ts';
import { prepare, type StillWorld } from '../store/support.ts';

/** The settings in force, with a cheap password hash: what it costs is no matter of these tests. */
export const cheapSettings = { ...peopleSettings(), argon2MemoryKib: 64, argon2Passes: 1, signInsPerMinute: 100_000 };

/** The ground of every test over HTTP: people with one demo organisation per role, facts, and the command runner. */
export interface Ground {
  readonly rooms: PeopleRooms;
  readonly facts: FactsStore;
  readonly demo: readonly DemoPerson[];
  readonly app: Express;
  /** What the service has logged so far. */
  logged(): string;
  /** A person of the demo organisation of a role: the first one, or the second. */
  personOf(role: Role, which?: 'first' | 'second'): DemoPerson;
  /** The Authorization header of that person, signed in once. */
  authorization(role: Role, which?: 'first' | 'second'): Promise<string>;
  get(path: string, as?: Role): Promise<request.Response>;
  /** A command with a key of its own, unless one is given. */
  post(path: string, body: object, as?: Role, key?: string): Promise<request.Response>;
}

/** `more` makes the endpoints of the rooms under test; those of people are always there. */
export async function groundOf(
  db: Connection,
  world: StillWorld,
  more: (ground: { rooms: PeopleRooms; facts: FactsStore }) => readonly Endpoint[] = () => [],
): Promise<Ground> {
  const people = peopleStore(db);
  const facts = factsStore(db);
  await prepare([...people.models, ...facts.models]);
  const rooms = peopleRooms({ people, settings: cheapSettings, world, secret: Buffer.alloc(32, 7), issuer: 'http://localhost:8080' });
  const log: string[] = [];
  const demo = await seedDemo(people, world, cheapSettings);
  const app = appOf({
    endpoints: [...peopleEndpoints(rooms), ...more({ rooms, facts })],
    gate: {
      authenticate: authenticateAt(rooms),
      run: commandRunner({ db, facts, world, late: () => Promise.resolve({ reasonAfterHours: 24, clockSkewMinutes: 10 }) }),
    },
    log: pino({ level: 'info' }, { write: (line) => void log.push(line) }),
    version: '0.0.0',
    publicUrl: 'http://localhost:8080',
    newId: () => world.newId(),
    requestsPerMinute: 100_000,
  });
  const personOf: Ground['personOf'] = (role, which = 'first') => {
    const found = demo.filter((person) => person.role === role)[which === 'first' ? 0 : 1];
    if (!found) throw new Error(`the demo has no ${which} ${role}`);
    return found;
  };
  const signedIn = new Map<string, Promise<string>>();
  const signIn = async ({ signInName, password }: DemoPerson): Promise<string> => {
    const { body } = (await request(app).post('/v1/sessions').send({ signInName, password }).expect(201)) as {
      body: { accessToken: string };
    };
    return `Bearer ${body.accessToken}`;
  };
  const authorization: Ground['authorization'] = (role, which = 'first') => {
    const person = personOf(role, which);
    const known = signedIn.get(person.person) ?? signIn(person);
    signedIn.set(person.person, known);
    return known;
  };
  return {
    rooms,
    facts,
    demo,
    app,
    logged: () => log.join(''),
    personOf,
    authorization,
    async get(path, as) {
      const ask = request(app).get(path);
      return as ? ask.set('Authorization', await authorization(as)) : ask;
    },
    async post(path, body, as, key = randomUUID()) {
      const ask = request(app).post(path).set('Idempotency-Key', key).send(body);
      return as ? ask.set('Authorization', await authorization(as)) : ask;
    },
  };
}

/** A new person of a role's organisation, come by way of its link. */
export async function newcomerTo(ground: Ground, role: Role) {
  const { id } = (await ground.post('/v1/invitations', { office: { en: 'Third officer' } }, role)).body as { id: string };
  const { path } = (await ground.get(`/v1/invitations/${id}/link`, role)).body as { path: string };
  const [signInName, password] = [`${randomUUID()}@${role}.example`, 'a sentence of its own'] as const;
  const joined = await ground.post(path, { signInName, password });
  if (joined.status !== 201) throw new Error(`joining was answered with ${joined.status}`);
  return { person: (joined.body as { id: string }).id, invitation: id, path, signInName, password };
}
