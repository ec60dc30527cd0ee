import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { appOf } from './app.ts';
import { commandRunner, type LateRule } from './facts/command.ts';
import { factsEndpoints } from './facts/endpoints.ts';
import { bunkeringEndpoints } from './bunkering/endpoints.ts';
import { certificatesEndpoints } from './certificates/endpoints.ts';
import { publicEndpoints } from './certificates/public-endpoints.ts';
import { customsEndpoints } from './customs/endpoints.ts';
import { deskEndpoints } from './desk/endpoints.ts';
import type { CertificateView } from './certificates/certificate-view.ts';
import { setsForCalculation } from './factors/choose-sets.ts';
import { factorsEndpoints } from './factors/endpoints.ts';
import { seedFactorSets } from './factors/seed.ts';
import { fleetEndpoints } from './fleet/endpoints.ts';
import { emissionsEndpoints } from './emissions/endpoints.ts';
import type { Explanation } from './emissions/explanation.ts';
import { fuelsEndpoints } from './fuels/endpoints.ts';
import type { Endpoint } from './http/endpoint.ts';
import { healthEndpoints } from './http/health.ts';
import { startJobs } from './jobs/jobs.ts';
import { lapseNominations } from './jobs/lapse-nominations.ts';
import { recalculateReports } from './jobs/recalculate-reports.ts';
import { tellFacts } from './jobs/tell-facts.ts';
import { openKeys } from './keys.ts';
import { listen, type Listening } from './listen.ts';
import { notePages } from './note-pages.ts';
import { authenticateAt } from './people/authenticate.ts';
import { seedDemo, type DemoPerson } from './people/demo.ts';
import { peopleEndpoints } from './people/endpoints.ts';
import { dayInChina } from './people/mandate.ts';
import { peopleSettings } from './people/settings.ts';
import { portsEndpoints } from './ports/endpoints.ts';
import { seedPorts, seedSettings } from './ports/seed.ts';
import { proofsEndpoints } from './proofs/endpoints.ts';
import { publicUrlOf } from './public-url.ts';
import { readReference } from './reference.ts';
import { reportsEndpoints } from './reports/endpoints.ts';
import { roomsOf, subscriptions } from './rooms.ts';
import type { Settings } from './settings.ts';
import { connectStore, type ConnectedStore } from './store/connect.ts';
import { prepare, storesOn, type Stores } from './stores.ts';
import { tanksEndpoints } from './tanks/endpoints.ts';
import { verificationPage } from './web/verify-page.ts';
import type { World } from './work.ts';

export interface Service {
  readonly url: string;
  readonly database: 'mongodb' | 'embedded';
  readonly db: Connection;
  readonly stores: Stores;
  readonly endpoints: readonly Endpoint[];
  /** Who can sign in, where this start made them. */
  readonly demo: readonly DemoPerson[];
  close(): Promise<void>;
}

export const theWorld: World = { now: () => new Date(), newId: () => randomUUID(), randomBytes: (length) => randomBytes(length) };
export const version = '0.1.0';

export interface Start {
  readonly log: Logger;
  readonly world?: World;
  readonly keepDemo?: (persons: readonly DemoPerson[]) => Promise<void>;
  /** From one address. */
  readonly requestsPerMinute?: number;
}

/** Opens the database and the door, wires the rooms between them, and lets requests in. */
export async function startService(
  settings: Settings,
  { log, world = theWorld, keepDemo, requestsPerMinute = 6_000 }: Start,
): Promise<Service> {
  const reference = readReference();
  const store = await connectStore({ dataDir: settings.dataDir, mongodbUri: settings.mongodbUri, log: (line) => log.info(line) });
  let door: Listening | undefined;
  let jobs: { stop(): Promise<void> } | undefined;
  const close = () => closeAll(store, door, jobs);
  try {
    door = await listen(settings.host, settings.port);
    const db = store.connection;
    const stores = storesOn(db, subscriptions);
    await prepare(stores);
    await seedPorts(stores.ports, reference.ports, world.now());
    await seedSettings(stores.ports, reference.settings, world.now());
    for (const set of await seedFactorSets(stores.factorSets, reference.factorSets, world.now()))
      log.warn(`the factor set ${set} of config/ differs from the stored one, which holds; give the new content a name of its own`);
    const publicUrl = await publicUrlOf(stores, settings.publicUrl, door.port);
    const demo = await seedDemo(stores.people, world, peopleSettings(), keepDemo);

    const keys = openKeys(join(settings.dataDir, 'keys'));
    const rooms = await roomsOf(stores, { reference, keys, publicUrl, world });
    const endpoints = [
      ...healthEndpoints(() => answers(db)),
      ...peopleEndpoints(rooms.people),
      ...factsEndpoints(stores),
      ...portsEndpoints({ ports: stores.ports, world }),
      ...fuelsEndpoints(reference.fuels),
      ...emissionsEndpoints({
        setsWith: (input, fuelEu) =>
          setsForCalculation(stores.factorSets, dayInChina(world.now()), { input, fuelEu, field: 'query.factorSet' }),
        examples: reference.examples,
        setsOfExamples: reference.sets,
        renderExplanation: renderExplanation(world),
      }),
      ...factorsEndpoints({ factorSets: stores.factorSets, example: reference.factorSetExample }),
      ...reportsEndpoints({ rooms: rooms.reports, examples: reference.examples, renderExplanation: renderExplanation(world) }),
      ...fleetEndpoints({ ...stores, world }),
      ...tanksEndpoints(rooms.tanks),
      ...customsEndpoints(rooms.customs),
      ...proofsEndpoints(rooms.proofs),
      ...bunkeringEndpoints(rooms.bunkering, notePages),
      ...certificatesEndpoints({ rooms: rooms.certificates, renderCertificate }),
      ...publicEndpoints({ rooms: rooms.certificates, verificationPage, verificationsPerMinute: 300 }),
      ...deskEndpoints(stores, publicUrl),
    ];
    const run = commandRunner({ db, facts: stores.facts, world, late: lateRule(stores) });
    const gate = { authenticate: authenticateAt(rooms.people), run };
    const app = appOf({ endpoints, gate, log, version, publicUrl, newId: () => world.newId(), requestsPerMinute });
    const under = [
      lapseNominations(stores, run, world),
      tellFacts(stores.facts, rooms.subscribers, run),
      recalculateReports(rooms.reports, run, world),
    ];
    jobs = startJobs(under, stores.leases, world, log);
    door.mount(app);
    return { url: `http://${settings.host}:${door.port}`, database: store.kind, db, stores, endpoints, demo, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What sets type is loaded with the first paper, not at start. */
const renderCertificate = async (view: CertificateView): Promise<Buffer> =>
  (await import('./documents/certificate-pdf.ts')).certificatePdf(view);

const renderExplanation =
  (world: World) =>
  async (explanation: Explanation): Promise<Buffer> =>
    (await import('./documents/explanation-pdf.ts')).explanationPdf(explanation, world.now());

async function answers(db: Connection): Promise<boolean> {
  try {
    await db.db?.command({ ping: 1 });
    return true;
  } catch {
    return false;
  }
}

/** What is under way ends first, then the database closes. */
async function closeAll(store: ConnectedStore, door?: Listening, jobs?: { stop(): Promise<void> }): Promise<void> {
  await door?.close();
  await jobs?.stop();
  await store.close();
}

const lateRule =
  ({ ports }: Stores): LateRule =>
  async (day) => ({
    reasonAfterHours: await ports.setting('late-entry.reason-after', {}, day),
    clockSkewMinutes: await ports.setting('clock.skew', {}, day),
  });
