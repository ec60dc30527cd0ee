import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import request from 'supertest';
import { bunkeringStore } from '../../src/bunkering/store.ts';
import { configFile } from '../../src/config.ts';
import { customsEndpoints } from '../../src/customs/endpoints.ts';
import { audit } from '../../src/desk/audit.ts';
import { commandRunner } from '../../src/facts/command.ts';
import { readFuels } from '../../src/fuels/fuels.ts';
import { holdAccount, tankAccount } from '../../src/ledger/account.ts';
import { parcelItem } from '../../src/ledger/entry.ts';
import { openBook, postEntry } from '../../src/ledger/post-entry.ts';
import { ledgerStore, type LedgerStore } from '../../src/ledger/store.ts';
import { parseMeasureSettings } from '../../src/measure/settings.ts';
import type { Role } from '../../src/people/roles.ts';
import { portsConfigSchema } from '../../src/ports/port.ts';
import { seedPorts, seedSettings } from '../../src/ports/seed.ts';
import { settingsConfigSchema } from '../../src/ports/setting.ts';
import { portsStore } from '../../src/ports/store.ts';
import { proofsEndpoints } from '../../src/proofs/endpoints.ts';
import { proofsStore, type ProofsStore } from '../../src/proofs/store.ts';
import { tanksEndpoints } from '../../src/tanks/endpoints.ts';
import type { TankRooms } from '../../src/tanks/rooms.ts';
import { tanksStore, type TanksStore } from '../../src/tanks/store.ts';
import type { Work } from '../../src/work.ts';
import { z } from 'zod';
import { seedFactorSets } from '../../src/factors/seed.ts';
import { factorSetsStore } from '../../src/factors/store.ts';
import { fuelEuFile, redFile } from '../emissions/factor-sets.ts';
import { prepare, type StillWorld } from '../store/support.ts';
import { groundOf, type Ground } from './support.ts';

export const bookNumber = 'T2910A000001';

/** Tanks, customs and proofs over HTTP, with a bonded depot of two tanks, a barge and a book of the demo supplier. */
export interface StockGround extends Ground {
  readonly ledger: LedgerStore;
  readonly tanks: TanksStore;
  readonly proofs: ProofsStore;
  /** What the tanks told the nominations: nomination and change in kilograms. */
  readonly heldChanges: [nomination: string, changeKg: number][];
  readonly supplier: string;
  /** A tank of the depot of its own, bonded unless said otherwise. */
  tank(capacityM3?: number, attribute?: string | null, mayHold?: readonly string[], site?: string): Promise<string>;
  receive(tank: string, massKg: number, change?: object): Promise<request.Response>;
  /** A receipt that must succeed; the id of the parcel. */
  parcelIn(tank: string, massKg: number, change?: object): Promise<string>;
  /** Puts free stock of one parcel under hold, as a nomination does. */
  hold(tank: string, parcel: string, massKg: number, nomination: string): Promise<void>;
  contentOf(
    tank: string,
  ): Promise<{ contentKg: number; parcels: { parcel: string; freeKg: number; held: { nomination: string; massKg: number }[] }[] }>;
  /** What the audit finds against the laws that ask nothing of nominations: there are none here. */
  breaches(): Promise<string[]>;
  postAs(path: string, body: object, authorization: string): Promise<request.Response>;
  getAs(path: string, authorization: string, accept?: string): Promise<request.Response>;
  /** The first person of an organisation admitted for it. */
  newOrganisation(kind: Role, place?: object): Promise<{ organisation: string; authorization: string }>;
}

export async function stockGroundOf(db: Connection, world: StillWorld): Promise<StockGround> {
  const [ports, ledger, tanks, proofs, factorSets] = [
    portsStore(db),
    ledgerStore(db),
    tanksStore(db),
    proofsStore(db),
    factorSetsStore(db),
  ];
  const models = [ports, ledger, tanks, proofs, factorSets].flatMap((store) => [...store.models]);
  await prepare(models);
  await seedPorts(ports, configFile('ports', portsConfigSchema), world.now());
  await seedSettings(ports, configFile('settings', settingsConfigSchema), world.now());
  await seedFactorSets(
    factorSets,
    [
      { kind: 'fueleu', set: fuelEuFile },
      { kind: 'red', set: redFile },
    ],
    world.now(),
  );
  const fuels = readFuels();
  const measure = parseMeasureSettings(configFile('measure', z.unknown()));
  const heldChanges: [string, number][] = [];
  const craft = randomUUID();
  let supplier = '';
  const ground = await groundOf(db, world, ({ rooms: { people } }) => {
    const rooms: TankRooms = {
      ...{ tanks, ledger, people, ports, fuels, measure },
      holds: {
        mayMove: async (_work, nomination) =>
          nomination === begun ? [{ code: 'STATE_WRONG', values: { state: 'begun', wanted: 'accepted' } }] : [],
        changed: async (_work, nomination, changeKg) => void heldChanges.push([nomination, changeKg]),
      },
      craftOwner: async (id) => (id === craft ? supplier : null),
      newId: () => world.newId(),
      now: () => world.now(),
    };
    return [
      ...tanksEndpoints(rooms),
      ...customsEndpoints({ ...rooms, customsCodes: fuels.customs }),
      ...proofsEndpoints({ ...rooms, proofs, fuels, factorSets }),
    ];
  });
  supplier = ground.personOf('supplier').organisation;
  const place = { port: 'CNZOS', district: '29' };
  await must(ground.post('/v1/sites', { id: 'depot', kind: 'shore', ...place, name: { en: 'Depot' } }, 'supplier'));
  await must(
    ground.post('/v1/sites', { id: 'barge-7', kind: 'craft', craft, ...place, name: { en: 'Barge 7', zh: '7号驳船' } }, 'supplier'),
  );
  await must(ground.post('/v1/books', { number: bookNumber, procedure: 'bonded', port: 'CNZOS', enterprise: supplier }, 'customs'));

  let tanksMade = 0;
  const tank: StockGround['tank'] = async (
    capacityM3 = 5000,
    attribute = 'bonded',
    mayHold = ['VLSFO', 'BIOFUEL_B24', 'UCOME'],
    site = 'depot',
  ) => {
    const name = `T${(tanksMade += 1)}`;
    await must(ground.post(`/v1/sites/${site}/tanks`, { name, capacityM3, mayHold }, 'supplier'));
    const id = `${site}:${name}`;
    if (attribute !== null) await must(ground.post(`/v1/tanks/${id}/attribute`, { attribute, reason: 'approved' }, 'customs'));
    return id;
  };
  const receive: StockGround['receive'] = (to, massKg, change = {}) =>
    ground.post(
      '/v1/parcels',
      {
        ...{ tank: to, book: bookNumber, grade: 'VLSFO', hsCode: '2710192410', origin: 'SG', declaration: 'QD290126I000000123' },
        ...{ massKg, densityKgPerM3: 950, ...change },
      },
      'supplier',
    );
  const run = commandRunner({ db, facts: ground.facts, world, late: async () => ({ reasonAfterHours: 24, clockSkewMinutes: 10 }) });
  const actor = { person: ground.personOf('supplier').person, organisation: supplier, role: 'supplier' as const };
  const asWork = (perform: (work: Work) => Promise<unknown>) => run({ actor, key: randomUUID(), act: 'test', input: null }, perform);

  return {
    ...ground,
    ...{ ledger, tanks, proofs, heldChanges, supplier, tank, receive },
    parcelIn: async (to, massKg, change) => ((await must(receive(to, massKg, change))).body as { id: string }).id,
    hold: async (from, parcel, massKg, nomination) => {
      await asWork(async (work) => {
        const head = await openBook(ledger, work, bookNumber);
        const postings = [{ from: tankAccount(from), to: holdAccount(from, nomination), item: parcelItem(parcel), massKg }];
        await postEntry(ledger, work, head, { act: 'nominate', about: [`nomination:${nomination}`], document: null, postings });
      });
    },
    contentOf: async (id) => (await must(ground.get(`/v1/tanks/${id}`, 'supplier'))).body as Awaited<ReturnType<StockGround['contentOf']>>,
    breaches: async () => {
      const bunkering = bunkeringStore(db);
      await prepare(bunkering.models);
      const verdicts = await audit({ facts: ground.facts, ledger, tanks, proofs, bunkering });
      return verdicts.filter(({ law }) => law !== 3).flatMap(({ law, breaches }) => breaches.map((breach) => `${law}: ${breach}`));
    },
    postAs: async (path, body, authorization) =>
      request(ground.app).post(path).set('Idempotency-Key', randomUUID()).set('Authorization', authorization).send(body),
    getAs: async (path, authorization, accept = 'application/json') =>
      request(ground.app).get(path).set('Authorization', authorization).set('Accept', accept),
    newOrganisation: async (kind, placed = {}) => {
      const asked = { kind, name: { en: `Another ${kind}` }, firstPerson: { en: 'Duty officer' }, ...placed };
      const admitted = (await must(ground.post('/v1/organisations', asked, 'administrator'))).body as {
        organisation: { id: string };
        invitation: { id: string };
      };
      const { path } = (await must(ground.get(`/v1/invitations/${admitted.invitation.id}/link`, 'administrator'))).body as { path: string };
      const [signInName, password] = [`${randomUUID()}@another.example`, 'a sentence of its own'];
      await must(ground.post(path, { signInName, password }));
      const session = (await must(request(ground.app).post('/v1/sessions').send({ signInName, password }))).body as { accessToken: string };
      return { organisation: admitted.organisation.id, authorization: `Bearer ${session.accessToken}` };
    },
  };
}

/** A nomination whose delivery has begun: its hold is not moved any more. */
export const begun = '00000000-0000-4000-8000-000000000001';

export async function must(answer: PromiseLike<request.Response>): Promise<request.Response> {
  const response = await answer;
  if (response.status >= 300) throw new Error(`${response.status} ${JSON.stringify(response.body)}`);
  return response;
}

export const codes = (response: request.Response): string[] =>
  ((response.body as { reasons?: { code: string }[] }).reasons ?? []).map(({ code }) => code);
