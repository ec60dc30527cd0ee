import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { open } from 'lmdb';
import { checkFolder } from '../../src/embedded/check.ts';
import { openEngine, type Engine } from '../../src/embedded/engine.ts';
import { dataFile, StoreRefusal } from '../../src/embedded/folder.ts';
import { entryRange, metaKey } from '../../src/embedded/layout.ts';
import { startInThread } from '../../src/embedded/start.ts';
import { encode } from '../../src/embedded/values.ts';
import { newFolder, runStore } from './running-store.ts';

const refusalOf = async (folder: string): Promise<StoreRefusal> => {
  try {
    const running = await startInThread({ folder });
    await running.stop();
  } catch (error) {
    if (error instanceof StoreRefusal) return error;
    throw error;
  }
  throw new Error('the store started');
};

/** A folder with ten notes in it, and its store stopped. */
const filledFolder = async (): Promise<string> => {
  const store = await runStore();
  await store.db.collection('notes').createIndex({ number: 1 });
  await store.db.collection('notes').insertMany(Array.from({ length: 10 }, (_, number) => ({ number, text: 'x'.repeat(3_000) })));
  await store.stop();
  return store.folder;
};
const notesIn = async (folder: string): Promise<number> => {
  const store = await runStore({ folder });
  const count = await store.db.collection('notes').countDocuments({ number: { $gte: 0 } });
  await store.end();
  return count;
};
const alter = async (folder: string, change: (engine: Engine) => void | Promise<void>): Promise<void> => {
  const engine = openEngine(dataFile(folder));
  await change(engine);
  await engine.close();
};

describe('the data folder of the embedded store', () => {
  it('belongs to its owner alone and keeps what was written', async () => {
    const folder = await filledFolder();
    expect(statSync(folder).mode & 0o777).to.equal(0o700);
    expect(await notesIn(folder)).to.equal(10);
  });

  it('takes one server: a second is refused while the first answers, a socket left by a crash is not in the way', async () => {
    const store = await runStore();
    const refusal = await refusalOf(store.folder);
    expect([refusal.reason, refusal.message]).to.satisfy(
      ([reason, message]: string[]) => reason === 'already-running' && message?.includes(store.running.uri),
    );
    await store.db.collection('notes').insertOne({ number: 1 });
    await store.stop();
    writeFileSync(join(store.folder, 'store.sock'), '');
    expect(await notesIn(store.folder)).to.equal(1);
  });

  it('is refused where it cannot be written, and nothing is lost', async function () {
    const folder = await filledFolder();
    // The superuser may write anywhere, so the question is asked by somebody else.
    const script = `import { prepareFolder } from ${JSON.stringify(new URL('../../src/embedded/folder.ts', import.meta.url).href)};
      process.setuid?.(65534); try { prepareFolder(${JSON.stringify(folder)}); } catch (error) { console.log(error.reason); }`;
    if (process.getuid?.() !== 0) this.skip();
    const said = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(said.trim()).to.equal('folder-not-writable');
    expect(await notesIn(folder)).to.equal(10);
  });

  it('is refused when its file is damaged or cut short, and the file is left as it is', async () => {
    const folder = await filledFolder();
    const whole = readFileSync(dataFile(folder));
    truncateSync(dataFile(folder), 20_480);
    expect((await refusalOf(folder)).reason).to.equal('damaged');
    expect(statSync(dataFile(folder)).size).to.equal(20_480);
    writeFileSync(dataFile(folder), 'not a store at all'.repeat(1_000));
    expect((await refusalOf(folder)).message).to.contain('backup');
    writeFileSync(dataFile(folder), whole);
    expect(await notesIn(folder)).to.equal(10);
  });

  it('cut short at any page is refused, or has lost nothing that it kept', async function () {
    this.timeout(60_000);
    const folder = await filledFolder();
    const whole = readFileSync(dataFile(folder));
    let refused = 0;
    for (let pages = 1; pages < whole.length / 4_096; pages += 1) {
      writeFileSync(dataFile(folder), whole.subarray(0, pages * 4_096));
      const running = await startInThread({ folder }).catch((error: unknown) => error);
      if (running instanceof StoreRefusal) refused += 1;
      else {
        await (running as Awaited<ReturnType<typeof startInThread>>).stop();
        const { documents, faults } = await checkFolder(folder);
        expect([documents, faults]).to.deep.equal([10, []]);
      }
    }
    expect(refused).to.be.above(5);
    writeFileSync(dataFile(folder), whole);
    expect(await notesIn(folder)).to.equal(10);
  });

  it('starts again after much was dropped, though pages that were given back were never written', async function () {
    this.timeout(60_000);
    for (const size of [20, 50, 80, 110, 140]) {
      const store = await runStore();
      await store.db.collection('kept').insertOne({ number: size });
      const passing = store.db.collection('passing');
      await passing.createIndex({ number: 1 });
      await passing.insertMany(Array.from({ length: size }, (_, number) => ({ number, text: 'x'.repeat(200) })));
      if (size % 20 === 0) await passing.drop();
      else await passing.deleteMany({});
      await store.stop();
      const again = await runStore({ folder: store.folder });
      expect(await again.db.collection('kept').countDocuments({})).to.equal(1);
      await again.end();
    }
  });

  it('may have pages of another size, as other systems make them', async () => {
    for (const pageSize of [8_192, 16_384]) {
      const folder = newFolder();
      const database = open({ path: dataFile(folder), noSubdir: true, pageSize, encoding: 'binary', keyEncoding: 'binary' });
      await database.put(metaKey, encode({ format: 1 }));
      await database.close();
      const store = await runStore({ folder });
      await store.db.collection('notes').insertOne({ number: 1 });
      await store.stop();
      const again = await runStore({ folder });
      expect(await again.db.collection('notes').countDocuments({})).to.equal(1);
      await again.end();
    }
  });

  it('is refused when a newer version wrote it', async () => {
    const folder = await filledFolder();
    await alter(folder, (engine) => engine.commit([[metaKey, encode({ format: 2 })]]));
    expect((await refusalOf(folder)).reason).to.equal('newer-format');
    await alter(folder, (engine) => engine.commit([[metaKey, encode({ format: 1 })]]));
    expect(await notesIn(folder)).to.equal(10);
  });

  it('may have a path too long for a socket: the socket then lies in the temporary folder', async () => {
    const folder = join(newFolder(), 'a'.repeat(60), 'b'.repeat(60));
    mkdirSync(folder, { recursive: true });
    const store = await runStore({ folder });
    await store.db.collection('notes').insertOne({ number: 1 });
    const socketPath = readFileSync(join(folder, 'store.socket'), 'utf8');
    expect(existsSync(socketPath)).to.equal(true);
    expect((await refusalOf(folder)).reason).to.equal('already-running');
    await store.end();
  });

  it('is checked as a whole: a planted disagreement is found and named', async () => {
    const folder = await filledFolder();
    const sound = await checkFolder(folder);
    expect(sound).to.deep.equal({ collections: 1, documents: 10, entries: 20, faults: [] });
    await alter(folder, (engine) => {
      const snapshot = engine.snapshot();
      const [first, second] = [...snapshot.range(entryRange(1)[0], entryRange(10)[0])].slice(10);
      snapshot.close();
      return engine.commit([
        [first?.[0] ?? metaKey, undefined],
        [Buffer.concat([second?.[0].subarray(0, -6) ?? metaKey, Buffer.from([0, 0, 0, 0, 9, 9])]), Buffer.alloc(0)],
      ]);
    });
    const { faults } = await checkFolder(folder);
    expect(faults).to.have.length(2);
    expect(faults.join('\n')).to.match(/has no entry of its own in number_1\n.*leads to no document/);
    rmSync(folder, { recursive: true, force: true });
  });
});
