import { audit } from '../../src/desk/audit.ts';
import { checkFolder } from '../../src/embedded/check.ts';
import type { NominationState } from '../../src/bunkering/nomination.ts';
import { connectStore } from '../../src/store/connect.ts';
import { storesOn, type Stores } from '../../src/stores.ts';
import type { Acknowledged, Kind, Ledgered } from './load.ts';

export interface Verdict {
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly unsound: readonly string[];
  readonly broken: readonly string[];
  readonly documents: number;
  readonly entries: number;
}

/** What a nomination may be in after a command about it was acknowledged: the state it was acknowledged in, or a later one. */
const later: Readonly<Record<Exclude<Kind, 'receive' | 'deliver'>, readonly NominationState[]>> = {
  nominate: ['nominated', 'accepted', 'begun', 'delivered', 'cancelled', 'lapsed', 'declined'],
  accept: ['accepted', 'begun', 'delivered', 'cancelled', 'lapsed'],
  permit: ['accepted', 'begun', 'delivered', 'cancelled', 'lapsed'],
  begin: ['begun', 'delivered'],
  cancel: ['cancelled'],
};

/** The entry that a command leaves, where it posts one. */
const acts: Readonly<Partial<Record<Kind, string>>> = { receive: 'receive', nominate: 'nominate', deliver: 'deliver', cancel: 'cancel' };

/** Reads the folder with the service ended: the store's own checker first, then each acknowledged command, then every law. */
export async function verdictOn(
  folder: string,
  { acknowledged, refused }: Ledgered,
  seen: (done: number) => void = () => undefined,
): Promise<Verdict> {
  const { faults, documents } = await checkFolder(folder);
  const store = await connectStore({ dataDir: folder });
  try {
    const stores = storesOn(store.connection);
    const [lost, twice]: [string[], string[]] = [[], []];
    for (const [index, one] of acknowledged.entries()) {
      seen(index);
      if (!(await isThere(stores, one))) lost.push(`${one.kind} ${one.id} was acknowledged and is not there`);
      const count = await entriesOf(stores, one);
      if (count !== (acts[one.kind] === undefined ? 0 : 1)) twice.push(`${one.kind} ${one.id} left ${count} entries`);
    }
    for (const id of refused) if (await stores.bunkering.nomination(id)) twice.push(`nominate ${id} was refused and is there`);
    const verdicts = await audit(stores);
    const broken = verdicts.flatMap(({ law, breaches }) => breaches.map((breach) => `law ${law}: ${breach}`));
    return { lost, twice, unsound: faults, broken, documents, entries: verdicts.find(({ law }) => law === 6)?.looked ?? 0 };
  } finally {
    await store.close();
  }
}

async function isThere({ bunkering, ledger }: Stores, { kind, id }: Acknowledged): Promise<boolean> {
  if (kind === 'receive') return (await ledger.parcels([id])).length === 1;
  if (kind === 'deliver') return (await bunkering.delivery(id))?.state === 'measured';
  const nomination = await bunkering.nomination(id);
  return nomination !== null && later[kind].includes(nomination.state);
}

async function entriesOf({ ledger }: Stores, { kind, id }: Acknowledged): Promise<number> {
  const what = kind === 'receive' ? 'parcel' : kind === 'deliver' ? 'delivery' : 'nomination';
  const act = acts[kind];
  return act === undefined ? 0 : (await ledger.entriesAbout(`${what}:${id}`)).filter((entry) => entry.act === act).length;
}
