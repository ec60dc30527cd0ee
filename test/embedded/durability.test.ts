import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { expect } from 'chai';
import mongoose from 'mongoose';
import { checkFolder } from '../../src/embedded/check.ts';
import type { Engine } from '../../src/embedded/engine.ts';
import { failureOf, newFolder, runStore, type RunningStore } from './running-store.ts';

const { Binary, Long } = mongoose.mongo;
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('what the embedded store acknowledges', () => {
  let store: RunningStore;
  afterEach(() => store.end());

  it('is on disk: while the engine holds the commit back there is no reply and nobody sees the write', async () => {
    let hold: Promise<void> | undefined;
    let release = (): void => undefined;
    const around = (engine: Engine): Engine => ({
      ...engine,
      commit: (writes) => (hold === undefined ? engine.commit(writes) : hold.then(() => engine.commit(writes))),
    });
    store = await runStore({ around });
    const notes = store.db.collection('notes');
    await notes.insertOne({ number: 1 });
    hold = new Promise((resolve) => (release = resolve));
    let replied = false;
    const written = notes.insertOne({ number: 2 }).then(() => (replied = true));
    await turns();
    expect(replied).to.equal(false);
    expect(await notes.countDocuments({})).to.equal(1);
    hold = undefined;
    release();
    await written;
    expect(await notes.countDocuments({})).to.equal(2);
  });

  it('is nothing when the disk is full: the error is clear, what was there stays, and later writes work', async () => {
    let full = false;
    const around = (engine: Engine): Engine => ({
      ...engine,
      commit: (writes) => {
        if (full) throw new Error('ENOSPC: no space left on device');
        return engine.commit(writes);
      },
    });
    store = await runStore({ around });
    const notes = store.db.collection('notes');
    await notes.insertOne({ number: 1 });
    full = true;
    const failure = await failureOf(notes.insertMany([{ number: 2 }, { number: 3 }]));
    expect(failure.code).to.equal(14031);
    expect(failure.message).to.contain('free space');
    expect(await notes.countDocuments({})).to.equal(1);
    full = false;
    await notes.insertOne({ number: 4 });
    expect((await notes.find({}).toArray()).map(({ number }) => number as number)).to.deep.equal([1, 4]);
  });

  it('is applied once when the client repeats it, also after a restart', async () => {
    const folder = newFolder();
    store = await runStore({ folder });
    const write = {
      update: 'notes',
      updates: [{ q: { _id: 1 }, u: { $inc: { massKg: 5 } }, upsert: true }],
      lsid: { id: new Binary(Buffer.alloc(16, 7), 4) },
      txnNumber: Long.fromNumber(1),
    };
    const send = async (command: object): Promise<unknown> => {
      const { n, nModified, upserted } = (await store.running.answer(command)) as Record<string, unknown>;
      return mongoose.mongo.BSON.deserialize(mongoose.mongo.BSON.serialize({ n, nModified, upserted }));
    };
    const first = await send({ ...write, $db: 'test' });
    expect(await send({ ...write, $db: 'test' })).to.deep.equal(first);
    await store.stop();
    store = await runStore({ folder });
    expect(await send({ ...write, $db: 'test' })).to.deep.equal(first);
    expect(await store.db.collection('notes').findOne({})).to.deep.equal({ _id: 1, massKg: 5 });
    await send({ ...write, $db: 'test', txnNumber: Long.fromNumber(2) });
    expect(await store.db.collection('notes').findOne({})).to.deep.equal({ _id: 1, massKg: 10 });
  });

  it('survives the kill of the process under load, with indexes and documents in agreement', async () => {
    const folder = newFolder();
    const child = fork(new URL('./loaded-store.ts', import.meta.url), [folder], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const acknowledged = await acknowledgedUntil(child, 100);
    const checked = await checkFolder(folder);
    expect(checked.faults).to.deep.equal([]);
    store = await runStore({ folder });
    const stored = new Set((await store.db.collection('notes').find({}).toArray()).map(({ number }) => number as number));
    expect(acknowledged.filter((number) => !stored.has(number))).to.deep.equal([]);
    const [book] = await store.db.collection('book').find({}).toArray();
    expect(book?.['count']).to.equal(stored.size);
    rmSync(folder, { recursive: true, force: true });
  }).timeout(60_000);
});

/** Collects what the child's clients had acknowledged, and kills it with so many in flight. */
const acknowledgedUntil = async (child: ChildProcess, enough: number): Promise<number[]> => {
  const acknowledged: number[] = [];
  child.on('message', (number: number) => {
    acknowledged.push(number);
    if (acknowledged.length === enough) child.kill('SIGKILL');
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect([code, signal]).to.deep.equal([null, 'SIGKILL']);
  return acknowledged;
};
