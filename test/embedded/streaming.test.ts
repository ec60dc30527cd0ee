import { expect } from 'chai';
import { runStore, type RunningStore } from './running-store.ts';

const documents = 200_000;
const limitMb = 60;

/** The most heap in use while a reader works through 200,000 documents, above what was in use before, in megabytes. */
const growthMb = async (work: (sample: () => void) => Promise<void>): Promise<number> => {
  globalThis.gc?.();
  const inUse = (): number => process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  const before = inUse();
  let most = 0;
  let samples = 0;
  await work(() => {
    samples += 1;
    if (samples % 40 !== 0) return;
    globalThis.gc?.();
    most = Math.max(most, inUse() - before);
  });
  return most / 1_000_000;
};

describe('reading two hundred thousand documents', () => {
  let store: RunningStore;
  before(async function () {
    this.timeout(120_000);
    const { setFlagsFromString } = await import('node:v8');
    setFlagsFromString('--expose-gc');
    const { runInNewContext } = await import('node:vm');
    globalThis.gc = runInNewContext('gc') as NodeJS.GCFunction;
    store = await runStore();
    const entries = store.db.collection('entries');
    await entries.createIndex({ number: 1 });
    for (let first = 0; first < documents; first += 10_000) {
      await entries.insertMany(
        Array.from({ length: 10_000 }, (_, n) => ({
          _id: first + n,
          number: documents - first - n,
          text: 'bonded stock of the terminal',
        })) as never[],
      );
    }
  });
  after(() => store.end());

  /** Reads cursor batches as they are on the wire: what the driver builds of them is not the store's memory. */
  const read = async (command: object, sample: () => void): Promise<number> => {
    let n = 0;
    let { cursor } = await store.db.command({ ...command, batchSize: 1_000 }, { raw: false });
    n += (cursor as { firstBatch: unknown[] }).firstBatch.length;
    while (String((cursor as { id: unknown }).id) !== '0') {
      ({ cursor } = await store.db.command(
        { getMore: (cursor as { id: unknown }).id, collection: 'entries', batchSize: 1_000 },
        {
          promoteLongs: false,
        },
      ));
      n += (cursor as { nextBatch: unknown[] }).nextBatch.length;
      sample();
    }
    return n;
  };

  it('takes the memory of a piece, scanned or sorted by an index', async () => {
    expect(await growthMb(async (sample) => void expect(await read({ find: 'entries' }, sample)).to.equal(documents))).to.be.below(limitMb);
    expect(
      await growthMb(async (sample) => void expect(await read({ find: 'entries', sort: { number: 1 } }, sample)).to.equal(documents)),
    ).to.be.below(limitMb);
  }).timeout(60_000);

  it('takes the memory of a piece to count them and to sum them up', async () => {
    const entries = store.db.collection('entries');
    const growth = await growthMb(async (sample) => {
      const sampling = setInterval(sample, 1);
      expect(await entries.countDocuments({})).to.equal(documents);
      expect(await entries.countDocuments({ number: { $gt: 0 } })).to.equal(documents);
      expect(await entries.countDocuments({ text: 'bonded stock of the terminal' })).to.equal(documents);
      const sum = { $group: { _id: '$text', number: { $sum: '$number' } } };
      expect(await entries.aggregate([sum]).toArray()).to.deep.equal([
        { _id: 'bonded stock of the terminal', number: (documents * (documents + 1)) / 2 },
      ]);
      clearInterval(sampling);
    });
    expect(growth).to.be.below(limitMb);
  }).timeout(60_000);
});
