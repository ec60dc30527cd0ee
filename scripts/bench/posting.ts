import { randomUUID } from 'node:crypto';
import type { Collection } from 'mongodb';
import type { Connection } from 'mongoose';
import { commandRunner } from '../../src/facts/command.ts';
import { theWorld } from '../../src/service.ts';
import { transfer } from '../../src/tanks/transfer.ts';
import { nominationHolds } from '../../src/bunkering/holds.ts';
import type { Ground } from '../../test/journeys/ground.ts';
import type { House } from '../../test/journeys/house.ts';
import { medianOf, ms, type Finding } from './measure.ts';

/** A document as it lies in the database. */
export interface Row {
  readonly _id: string;
  readonly [field: string]: unknown;
}

/** The posting command of the bench: stock moves from one tank to the other, and back the next time. */
export function transfers(house: House, { cast, shoreTank, secondTank }: Ground) {
  const { stores, db } = house.service;
  const run = commandRunner({
    ...{ db, facts: stores.facts, world: theWorld },
    late: () => Promise.resolve({ reasonAfterHours: 24, clockSkewMinutes: 10 }),
  });
  const rooms = { tanks: stores.tanks, ledger: stores.ledger, ports: stores.ports, holds: nominationHolds(stores.bunkering) };
  const { person, organisation } = house.personOf('supplier');
  let turns = 0;
  const next = () => {
    turns += 1;
    return turns % 2 ? { from: shoreTank, to: secondTank, massKg: 1_000 } : { from: secondTank, to: shoreTank, massKg: 1_000 };
  };
  return {
    /** Through the runner and the use case, as every command goes, without the wire. */
    direct: () => {
      const body = next();
      const command = {
        actor: { person, organisation, role: 'supplier' as const },
        key: randomUUID(),
        act: 'POST /v1/transfers',
        input: body,
      };
      return run(command, async (work) => (await transfer(rooms, work, body)).entry.id);
    },
    overHttp: () => cast.as('supplier').done('/v1/transfers', next()),
  };
}

export const rows = <T extends { _id: string }>(db: Connection, name: string): Collection<T> =>
  db.collection(name) as unknown as Collection<T>;

/** What one command wrote, read back, so that the driver writes the same documents with ids of their own. */
export async function written(db: Connection, book: string) {
  const entry = await rows<Row>(db, 'entries').findOne({ book }, { sort: { number: -1 } });
  const trail = entry && (await rows<Row>(db, 'trail').findOne({ about: `entry:${entry._id}` }));
  const replies = await rows<Row>(db, 'replies').find({}).toArray();
  const reply = replies.filter(({ reply }) => String(reply).includes(String(entry?._id))).at(-1);
  if (!entry || !trail || !reply) throw new Error('a posting command left no entry, no trail or no reply');
  return { entry, trail, reply };
}

interface Kilograms {
  readonly _id: string;
  readonly massKg: number;
}

interface Head {
  readonly _id: string;
  readonly number: number;
  readonly hash: string;
  readonly taken: number;
}

const changesOf = (ids: readonly string[]) =>
  ids.map((_id, place) => ({ updateOne: { filter: { _id }, update: { $inc: { massKg: place % 2 ? 1 : -1 } }, upsert: true } }));

/** The official driver writes the documents of that command, in one transaction, and nothing else. */
export async function byDriver(db: Connection, book: string): Promise<() => Promise<void>> {
  const { entry, trail, reply } = await written(db, book);
  const client = db.getClient();
  const postings = entry['postings'] as readonly { from: string; to: string; item: string }[];
  const accounts = postings.flatMap(({ from, to, item }) => [`bench|${from}|${item}`, `bench|${to}|${item}`]);
  const tanks = (entry['about'] as string[]).map((about) => `bench:${about}`);
  const heads = rows<Head>(db, 'heads');
  const shadow = `bench-${randomUUID()}`;
  await heads.insertOne({ _id: shadow, number: 0, hash: entry._id, taken: 0 });
  let number = 0;
  return async () => {
    number += 1;
    await client.withSession(async (session) =>
      session.withTransaction(async () => {
        await heads.findOneAndUpdate({ _id: shadow }, { $inc: { taken: 1 } }, { session });
        await rows<Kilograms>(db, 'bench-balances').bulkWrite(changesOf(accounts), { session });
        await rows<Kilograms>(db, 'bench-contents').bulkWrite(changesOf(tanks), { session });
        await rows<Row>(db, 'entries').insertOne({ ...entry, _id: `${shadow}/${number}`, book: shadow, number }, { session });
        await heads.updateOne({ _id: shadow, number: number - 1 }, { $set: { number } }, { session });
        await rows<Row>(db, 'trail').insertOne({ ...trail, _id: randomUUID() }, { session });
        await rows<Row>(db, 'replies').insertOne({ ...reply, _id: randomUUID() }, { session });
      }),
    );
  };
}

/** A posting command against the driver that writes the same documents in one transaction on the same database. */
export async function postingAgainstDriver(house: House, ground: Ground): Promise<readonly Finding[]> {
  const { direct, overHttp } = transfers(house, ground);
  await direct();
  const driver = await byDriver(house.service.db, ground.book);
  const [ours = 0, wired = 0, theirs = 1] = await medianOf(150, [direct, overHttp, driver]);
  const beside = `driver ${ms(theirs)}`;
  return [
    { what: 'a posting command', ours: ms(ours), beside, value: ours / theirs, unit: '', goal: 2 },
    { what: 'a posting command over HTTP', ours: ms(wired), beside, value: wired / theirs, unit: '', goal: 2 },
  ];
}
