import type { Connection } from 'mongoose';
import { bunkeringStore } from './bunkering/store.ts';
import { certificatesStore } from './certificates/store.ts';
import { factorSetsStore } from './factors/store.ts';
import { factsStore } from './facts/store.ts';
import type { Subscriber } from './facts/subscriber.ts';
import { fleetStore } from './fleet/store.ts';
import { ledgerStore } from './ledger/store.ts';
import { peopleStore } from './people/store.ts';
import { portsStore } from './ports/store.ts';
import { proofsStore } from './proofs/store.ts';
import { reportsStore } from './reports/store.ts';
import { keptValues } from './store/kept.ts';
import { leases } from './store/leases.ts';
import { tanksStore } from './tanks/store.ts';

export type Stores = ReturnType<typeof storesOn>;

/** What every room remembers, on one database. */
export const storesOn = (db: Connection, subscribers: readonly Pick<Subscriber, 'name' | 'kinds'>[] = []) =>
  Object.freeze({
    kept: keptValues(db),
    leases: leases(db),
    facts: factsStore(db, subscribers),
    people: peopleStore(db),
    ports: portsStore(db),
    fleet: fleetStore(db),
    factorSets: factorSetsStore(db),
    reports: reportsStore(db),
    ledger: ledgerStore(db),
    tanks: tanksStore(db),
    proofs: proofsStore(db),
    bunkering: bunkeringStore(db),
    certificates: certificatesStore(db),
  });

/** Makes every collection and index, before anything is asked of them. */
export async function prepare(stores: Stores): Promise<void> {
  const all: readonly { readonly models: readonly { init(): Promise<unknown> }[] }[] = Object.values(stores);
  for (const { models } of all) for (const model of models) await model.init();
}
