import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import type { Logger } from 'pino';
import { appOf } from './app.ts';
import { configFile } from './config.ts';
import { commandRunner } from './facts/command.ts';
import { factsEndpoints } from './facts/endpoints.ts';
import { factsStore } from './facts/store.ts';
import { healthEndpoints } from './http/health.ts';
import { openKeys } from './keys.ts';
import { ledgerStore } from './ledger/store.ts';
import { listen, type Listening } from './listen.ts';
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
import { portsStore } from './ports/store.ts';
import type { Settings } from './settings.ts';
import { connectStore, type ConnectedStore } from './store/connect.ts';
import { keptValues } from './store/kept.ts';
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
    const facts = factsStore(db);
    const people = peopleStore(db);
    const ports = portsStore(db);
    const ledger = ledgerStore(db);
    for (const { models } of [kept, facts, people, ports, ledger]) for (const model of models) await model.init();

    const now = world.now();
    await seedPorts(ports, configFile('ports', portsConfigSchema), now);
    await seedSettings(ports, configFile('settings', settingsConfigSchema), now);
    const publicUrl = settings.publicUrl ?? (await kept.get('public-url')) ?? `http://localhost:${door.port}`;
    await kept.put('public-url', publicUrl);
    const demo = await seedDemo(people, world, peopleSettings(), keepDemo);

    const entrance = peopleRooms({ people, settings: peopleSettings(), world, secret: await keys.sessionSecret(), issuer: publicUrl });
    const endpoints = [
      ...healthEndpoints(() => answers(db)),
      ...peopleEndpoints(entrance),
      ...factsEndpoints({ facts }),
      ...portsEndpoints({ ports, world }),
    ];
    const run = commandRunner(db, facts, world, { reasonAfterHours: 24, clockSkewMinutes: 10 });
    const app = appOf({ endpoints, gate: { authenticate: authenticateAt(entrance), run }, log, version, publicUrl, newId: () => world.newId(), requestsPerMinute: 6_000 });
    door.server.on('request', app);
    return { url: `http://${settings.host}:${door.port}`, database: store.kind, db, demo, close: () => closeAll(door, store) };
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
async function closeAll(door: Listening, store: ConnectedStore): Promise<void> {
  await door.close();
  await store.close();
}
