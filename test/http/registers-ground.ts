import type { Connection } from 'mongoose';
import { configFile } from '../../src/config.ts';
import { fleetEndpoints } from '../../src/fleet/endpoints.ts';
import { fleetStore } from '../../src/fleet/store.ts';
import { fuelsEndpoints } from '../../src/fuels/endpoints.ts';
import { readFuels } from '../../src/fuels/fuels.ts';
import type { Role } from '../../src/people/roles.ts';
import { portsEndpoints } from '../../src/ports/endpoints.ts';
import { portsConfigSchema } from '../../src/ports/port.ts';
import { seedPorts, seedSettings } from '../../src/ports/seed.ts';
import { settingsConfigSchema } from '../../src/ports/setting.ts';
import { portsStore } from '../../src/ports/store.ts';
import { prepare, type StillWorld } from '../store/support.ts';
import { groundOf } from './support.ts';

export interface Item {
  readonly [field: string]: unknown;
}
export interface Answer {
  readonly status: number;
  readonly body: Item;
}

/** Ports with their decisions and settings as configured, the fuels, and an empty fleet, over HTTP. */
export interface Registers {
  get(path: string, as?: Role): Promise<Answer>;
  post(path: string, body: object, as?: Role): Promise<Answer>;
  /** The id of the demo organisation of a role. */
  organisation(role: Role): string;
}

export async function registersOf(db: Connection, world: StillWorld): Promise<Registers> {
  const ports = portsStore(db);
  const fleet = fleetStore(db);
  await prepare([...ports.models, ...fleet.models]);
  await seedPorts(ports, configFile('ports', portsConfigSchema), world.now());
  await seedSettings(ports, configFile('settings', settingsConfigSchema), world.now());
  const ground = await groundOf(db, world, ({ rooms }) => [
    ...portsEndpoints({ ports, world }),
    ...fuelsEndpoints(readFuels()),
    ...fleetEndpoints({ fleet, ports, people: rooms.people, world }),
  ]);
  return {
    get: (path, as) => ground.get(path, as),
    post: (path, body, as) => ground.post(path, body, as),
    organisation: (role) => ground.personOf(role).organisation,
  };
}

/** Every code a refusal gives. */
export const codesOf = ({ body }: Answer): string[] => (body['reasons'] as readonly { readonly code: string }[]).map(({ code }) => code);
export const itemsOf = ({ body }: Answer): readonly Item[] => body['items'] as readonly Item[];
