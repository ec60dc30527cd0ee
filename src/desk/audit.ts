import { isLive } from '../bunkering/nomination.ts';
import type { BunkeringStore } from '../bunkering/store.ts';
import type { FactsStore } from '../facts/store.ts';
import { placeOf } from '../ledger/account.ts';
import { laws, type Picture } from '../ledger/laws.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { splitKey, Tally } from '../ledger/tally.ts';
import type { ProofsStore } from '../proofs/store.ts';
import type { TanksStore } from '../tanks/store.ts';
import { limitKg } from '../tanks/tank.ts';

export interface AuditRooms {
  readonly facts: FactsStore;
  readonly ledger: LedgerStore;
  readonly tanks: TanksStore;
  readonly proofs: ProofsStore;
  readonly bunkering: BunkeringStore;
}

export interface Verdict {
  readonly law: number;
  readonly says: string;
  readonly looked: number;
  readonly breaches: readonly string[];
}

/** Reads everything once, the entries as a stream, and judges every law that can apply. `seen` is told how far it is. */
export async function audit(rooms: AuditRooms, seen: (what: string, count: number) => void = () => undefined): Promise<readonly Verdict[]> {
  const picture = await pictureOf(rooms, seen);
  return laws.map((law) => ({ law: law.number, says: law.says, ...law.judge(picture) }));
}

/** Balances, contents and heads rebuilt from the entries alone; the audit of law 4 compares them with what is kept. */
export async function tallyOf(
  { ledger }: Pick<AuditRooms, 'ledger'>,
  seen: (what: string, count: number) => void = () => undefined,
): Promise<Tally> {
  const tally = new Tally();
  for await (const entry of ledger.everyEntry()) {
    tally.add(entry);
    if (tally.entryIds.length % 1000 === 0) seen('entries', tally.entryIds.length);
  }
  seen('entries', tally.entryIds.length);
  return tally;
}

async function pictureOf(rooms: AuditRooms, seen: (what: string, count: number) => void): Promise<Picture> {
  const { ledger, tanks, proofs, bunkering, facts } = rooms;
  const tally = await tallyOf(rooms, seen);
  const balances = new Map<string, number>();
  for await (const { account, item, massKg } of ledger.everyBalance()) balances.set(`${account}|${item}`, massKg);
  seen('balances', balances.size);
  const contents = new Map<string, number>();
  for await (const { _id, massKg } of ledger.everyContent()) contents.set(_id, massKg);
  const grades = new Map<string, string>();
  const densities = new Map<string, number>();
  for await (const parcel of ledger.everyParcel()) {
    grades.set(`parcel:${parcel.id}`, parcel.grade);
    densities.set(`parcel:${parcel.id}`, parcel.densityKgPerM3);
  }
  seen('parcels', grades.size);
  const alerts = await collect(tanks.everyAlert());
  const lying = densitiesByTank(tally, densities);
  return {
    tally,
    balances,
    contents,
    grades,
    heads: await ledger.everyHead(),
    nominations: await collect(bunkering.everyNomination(), ({ id, state, heldKg }) => ({ id, live: isLive(state), heldKg })),
    tanks: await collect(tanks.everyTank(), (tank) => ({
      id: tank.id,
      limitKg: limitKg(tank, lying.get(tank.id) ?? []),
      mayHold: tank.mayHold,
    })),
    listedEntries: new Set(alerts.flatMap(({ entry, closure }) => [...(entry === null ? [] : [entry]), ...(closure?.entries ?? [])])),
    listedOverfull: new Set(alerts.flatMap(({ kind, tank }) => (kind === 'over-capacity' && tank !== null ? [tank] : []))),
    notes: await collect(bunkering.everyNote(), ({ number, delivery, massKg, state }) => ({
      number,
      delivery,
      massKg,
      inForce: state === 'sealed',
    })),
    proofs: await collect(proofs.everyProof(), ({ id, massKg }) => ({ id, issuedKg: massKg })),
    tracedEntries: new Set(await collect(facts.everyTracedEntry())),
  };
}

/** The densities of what lies in each tank now, by which its limit in kilograms is reckoned. */
function densitiesByTank(tally: Tally, densities: ReadonlyMap<string, number>): ReadonlyMap<string, readonly number[]> {
  const lying = new Map<string, number[]>();
  for (const [key, massKg] of tally.balances) {
    const [account, item] = splitKey(key);
    const tank = placeOf(account)?.tank;
    const density = densities.get(item);
    if (massKg > 0 && tank !== undefined && density !== undefined) lying.set(tank, [...(lying.get(tank) ?? []), density]);
  }
  return lying;
}

async function collect<T, R = T>(rows: AsyncIterable<T>, of: (row: T) => R = (row) => row as unknown as R): Promise<R[]> {
  const all: R[] = [];
  for await (const row of rows) all.push(of(row));
  return all;
}
