import { nominationEndpoints } from './bunkering/nomination-endpoints.ts';
import { sealType } from './bunkering/delivery-note.ts';
import { nominationHolds } from './bunkering/holds.ts';
import type { BunkeringRooms } from './bunkering/rooms.ts';
import { bunkeringStore } from './bunkering/store.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { z } from 'zod';
import { appOf } from './app.ts';
import { canonicalJson } from './canonical.ts';
import { configFile } from './config.ts';
import { customsEndpoints } from './customs/endpoints.ts';
import { serviceDid } from './did.ts';
import { parseFactors } from './emissions/factors.ts';
import { parseRedFactors } from './emissions/red-factors.ts';
import { commandRunner, type LateRule } from './facts/command.ts';
import { factsEndpoints } from './facts/endpoints.ts';
import { factsStore } from './facts/store.ts';
import { fleetEndpoints } from './fleet/endpoints.ts';
import { fleetStore } from './fleet/store.ts';
import { fuelsEndpoints } from './fuels/endpoints.ts';
import { readFuels } from './fuels/fuels.ts';
import { healthEndpoints } from './http/health.ts';
import { lapseNominations } from './jobs/lapse-nominations.ts';
import { startJobs } from './jobs/jobs.ts';
import { openKeys } from './keys.ts';
import { ledgerStore } from './ledger/store.ts';
import { listen, type Listening } from './listen.ts';
import { buoyancySettingOn, parseMeasureSettings } from './measure/settings.ts';
import { authenticateAt } from './people/authenticate.ts';
import { seedDemo, type DemoPerson } from './people/demo.ts';
import { peopleEndpoints } from './people/endpoints.ts';
import { peopleRooms } from './people/rooms.ts';
import { peopleSettings } from './people/settings.ts';
import { peopleStore } from './people/store.ts';
import { portsEndpoints } from './ports/endpoints.ts';
import { portsConfigSchema } from './ports/port.ts';
import { seedPorts, seedSettings } from './ports/seed.ts';
import { settingsConfigSchema } from './ports/setting.ts';
import { portsStore, type PortsStore } from './ports/store.ts';
import { proofsEndpoints } from './proofs/endpoints.ts';
import { proofsStore } from './proofs/store.ts';
import type { Settings } from './settings.ts';
import { tanksEndpoints } from './tanks/endpoints.ts';
import type { TankRooms } from './tanks/rooms.ts';
import { tanksStore } from './tanks/store.ts';
import { signJws } from './jws.ts';
import { connectStore, type ConnectedStore } from './store/connect.ts';
import { keptValues } from './store/kept.ts';
import { leases } from './store/leases.ts';
import type { World } from './work.ts';

export interface Service {
  readonly url: string;
  readonly database: 'mongodb' | 'embedded';
  readonly db: Connection;
  /** Who can sign in, where this start made them. */
  readonly demo: readonly DemoPerson[];
  close(): Promise<void>;
}

export const theWorld: World = { now: () => new Date(), newId: () => randomUUID(), randomBytes: (length) => randomBytes(length) };

export interface Start {
  readonly log: Logger;
  readonly world?: World;
  readonly keepDemo?: (persons: readonly DemoPerson[]) => Promise<void>;
}

/** Wires the rooms by hand, from the database up, and opens the port. */
export async function startService(settings: Settings, { log, world = theWorld, keepDemo }: Start): Promise<Service> {
  const store = await connectStore({ dataDir: settings.dataDir, mongodbUri: settings.mongodbUri, log: (line) => log.info(line) });
  const db = store.connection;
  const door = await listen(settings.host, settings.port);
  try {
    const keys = openKeys(join(settings.dataDir, 'keys'));
    const kept = keptValues(db);
    const lease = leases(db);
    const facts = factsStore(db);
    const people = peopleStore(db);
    const ports = portsStore(db);
    const fleet = fleetStore(db);
    const ledger = ledgerStore(db);
    const tanks = tanksStore(db);
    const proofs = proofsStore(db);
    const bunkering = bunkeringStore(db);
    const stores: readonly { readonly models: readonly { init(): Promise<unknown> }[] }[] = [
      kept,
      lease,
      facts,
      people,
      ports,
      fleet,
      ledger,
      tanks,
      proofs,
      bunkering,
    ];
    for (const { models } of stores) for (const model of models) await model.init();

    await seedPorts(ports, configFile('ports', portsConfigSchema), world.now());
    await seedSettings(ports, configFile('settings', settingsConfigSchema), world.now());
    const publicUrl = settings.publicUrl ?? (await kept.get('public-url')) ?? `http://localhost:${door.port}`;
    await kept.put('public-url', publicUrl);
    const demo = await seedDemo(people, world, peopleSettings(), keepDemo);

    const fuels = readFuels();
    const measure = parseMeasureSettings(configFile('measure', z.unknown()));
    const red = parseRedFactors(configFile('red', z.unknown()));
    const factors = parseFactors(configFile('fueleu', z.unknown()));
    const entrance = peopleRooms({ people, settings: peopleSettings(), world, secret: await keys.sessionSecret(), issuer: publicUrl });
    const tankRooms: TankRooms = {
      ...{ tanks, ledger, people, ports, fuels, measure, holds: nominationHolds(bunkering) },
      craftOwner: async (craft, work) => (await fleet.craft(craft, work))?.owner ?? null,
      newId: () => world.newId(),
      now: () => world.now(),
    };
    const bunkeringRooms: BunkeringRooms = {
      ...{ people, ports, fleet, fuels, ledger, tanks, bunkering, publicUrl },
      buoyancyOn: (day) => buoyancySettingOn(measure, day),
      newId: () => world.newId(),
      newSecret: () => world.randomBytes(32).toString('base64url'),
      seal: async (content) => signJws(canonicalJson(content), serviceDid(publicUrl), await keys.noteKey(), { typ: sealType }),
    };
    const endpoints = [
      ...healthEndpoints(() => answers(db)),
      ...peopleEndpoints(entrance),
      ...factsEndpoints({ facts }),
      ...portsEndpoints({ ports, world }),
      ...fuelsEndpoints(fuels),
      ...fleetEndpoints({ fleet, ports, people, world }),
      ...tanksEndpoints(tankRooms),
      ...customsEndpoints({ ...tankRooms, customsCodes: fuels.customs }),
      ...proofsEndpoints({ ...tankRooms, proofs, fuels, red, factors }),
      ...nominationEndpoints(bunkeringRooms, () => world.now()),
    ];
    const run = commandRunner({ db, facts, world, late: lateRule(ports) });
    const gate = { authenticate: authenticateAt(entrance), run };
    const app = appOf({ endpoints, gate, log, version, publicUrl, newId: () => world.newId(), requestsPerMinute: 6_000 });
    const jobs = startJobs([lapseNominations(bunkeringRooms, run, world)], lease, world, log);
    door.server.on('request', app);
    return { url: `http://${settings.host}:${door.port}`, database: store.kind, db, demo, close: () => closeAll(door, store, jobs) };
  } catch (error) {
    await closeAll(door, store);
    throw error;
  }
}

export const version = '0.1.0';

async function answers(db: Connection): Promise<boolean> {
  try {
    await db.db?.command({ ping: 1 });
    return true;
  } catch {
    return false;
  }
}

/** What is under way ends first, then the database closes. */
async function closeAll(door: Listening, store: ConnectedStore, jobs?: { stop(): Promise<void> }): Promise<void> {
  await door.close();
  await jobs?.stop();
  await store.close();
}

const lateRule =
  (ports: PortsStore): LateRule =>
  async (day) => ({
    reasonAfterHours: await ports.setting('late-entry.reason-after', {}, day),
    clockSkewMinutes: await ports.setting('clock.skew', {}, day),
  });
