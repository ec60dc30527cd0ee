import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { commandRunner } from '../../../src/facts/command.ts';
import type { Endpoint } from '../../../src/http/endpoint.ts';
import type { Role } from '../../../src/people/roles.ts';
import { Refusal } from '../../../src/refusal.ts';
import type { Actor, World } from '../../../src/work.ts';
import type { House } from '../house.ts';

/** One command as it would come over HTTP, without the wire. */
export interface Deed {
  readonly who: Role | 'anyone';
  readonly which?: 'first' | 'second';
  /** Method and path of the endpoint. */
  readonly act: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly key?: string;
  readonly occurredAt?: string;
  readonly lateReason?: string;
}

export type Outcome =
  | { readonly deed: Deed; readonly code: null; readonly reply: Readonly<Record<string, unknown>>; readonly replayed: boolean }
  | { readonly deed: Deed; readonly code: string };

/** Performs deeds by the use cases themselves, through the runner that every command goes through; a defect throws. */
export function driverOf(house: House, world: World) {
  const { service } = house;
  const endpoints = new Map(service.endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]));
  const run = commandRunner({
    db: service.db,
    facts: service.stores.facts,
    world,
    late: () => Promise.resolve({ reasonAfterHours: 24, clockSkewMinutes: 10 }),
  });
  const actorOf = ({ who, which }: Deed): Actor =>
    who === 'anyone'
      ? { person: 'anyone', organisation: 'anyone', role: 'service' }
      : { person: house.personOf(who, which).person, organisation: house.personOf(who).organisation, role: who };

  async function perform(deed: Deed): Promise<Outcome> {
    const endpoint = endpoints.get(deed.act);
    if (!endpoint?.perform) throw new Error(`there is no command ${deed.act}`);
    const params = deed.params ?? {};
    const body = read(endpoint.body, deed.body ?? {});
    const { occurredAt, lateReason } = deed;
    const key = endpoint.once?.({ params, body }) ?? deed.key ?? randomUUID();
    try {
      const command = { actor: actorOf(deed), key, act: deed.act, input: { params, body: deed.body }, occurredAt, lateReason };
      const { reply, replayed } = await run(command, (work) => answered(endpoint, endpoint.perform?.(work, { params, body })));
      return { deed, code: null, reply: (endpoint.reveal?.(reply) ?? reply) as Readonly<Record<string, unknown>>, replayed };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { deed, code: error.code };
    }
  }
  return { perform };
}

const read = (schema: z.ZodType | undefined, body: object): unknown => schema?.parse(body);

/** The reply as its schema lets it out. */
const answered = async (endpoint: Endpoint, reply: Promise<unknown> | undefined): Promise<unknown> => endpoint.reply.parse(await reply);
