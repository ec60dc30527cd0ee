import { expect } from 'chai';
import fc from 'fast-check';
import { runStore, type RunningStore } from './running-store.ts';

type Plain = Record<string, unknown>;

describe('the planner of the embedded store', () => {
  let store: RunningStore;
  before(async () => {
    store = await runStore();
  });
  after(() => store.end());

  const explained = async (
    filter: Plain,
    sort: Plain = {},
    collection = 'ships',
  ): Promise<{ stage: string; scan: Plain; keys: number; docs: number; n: number }> => {
    const reply = await store.db
      .collection(collection)
      .find(filter)
      .sort(sort as never)
      .explain('executionStats');
    let scan = (reply['queryPlanner'] as { winningPlan: Plain }).winningPlan;
    const stage = scan['stage'] as string;
    while (scan['inputStage'] !== undefined) scan = scan['inputStage'] as Plain;
    const stats = reply['executionStats'] as { nReturned: number; totalKeysExamined: number; totalDocsExamined: number };
    return { stage, scan, n: stats.nReturned, keys: stats.totalKeysExamined, docs: stats.totalDocsExamined };
  };

  describe('given a hundred ships with indexes', () => {
    before(async () => {
      const ships = store.db.collection('ships');
      await ships.createIndex({ imo: 1 }, { unique: true });
      await ships.createIndex({ flag: 1, builtAt: -1 });
      await ships.createIndex({ fuels: 1 });
      await ships.createIndex({ owner: 1 }, { sparse: true });
      await ships.createIndex({ agent: 1 }, { partialFilterExpression: { state: 'open' } });
      await ships.insertMany(
        Array.from({ length: 100 }, (_, n) => ({
          _id: n,
          imo: 9_000_000 + n,
          flag: n % 2 === 0 ? 'PA' : 'LR',
          builtAt: new Date(Date.UTC(2000, 0, n + 1)),
          fuels: n % 10 === 0 ? ['LNG', 'MGO'] : ['VLSFO'],
          ...(n < 5 && { owner: `owner ${n}` }),
          agent: n % 4,
          state: n < 20 ? 'open' : 'closed',
        })) as never[],
      );
    });

    it('looks up an _id without a scan', async () => {
      expect(await explained({ _id: 7 })).to.include({ stage: 'FETCH', keys: 1, docs: 1, n: 1 });
    });

    it('answers an equality and a list through an index, examining what it returns', async () => {
      expect(await explained({ imo: { $in: [9_000_003, 9_000_009] } })).to.include({ stage: 'FETCH', keys: 2, docs: 2, n: 2 });
      const { scan } = await explained({ imo: 9_000_003 });
      expect(scan).to.deep.include({ stage: 'IXSCAN', indexName: 'imo_1', isUnique: true, isMultiKey: false, keyPattern: { imo: 1 } });
    });

    it('bounds a compound index by equality and range and lets it sort', async () => {
      const filter = { flag: 'PA', builtAt: { $gte: new Date(Date.UTC(2000, 0, 91)) } };
      const { stage, scan, keys, n } = await explained(filter, { builtAt: 1 });
      expect({ stage, keys, n, direction: scan['direction'] }).to.deep.equal({ stage: 'FETCH', keys: 5, n: 5, direction: 'backward' });
    });

    it('sorts in memory where no index gives the order', async () => {
      expect(await explained({ flag: 'PA' }, { agent: 1 })).to.include({ stage: 'SORT' });
    });

    it('finds the elements of an array through a multikey index', async () => {
      const { scan, n, docs } = await explained({ fuels: 'LNG' });
      expect({ multi: scan['isMultiKey'], n, docs }).to.deep.equal({ multi: true, n: 10, docs: 10 });
    });

    it('uses a sparse or partial index only for what it cannot miss', async () => {
      expect((await explained({ owner: 'owner 3' })).scan).to.include({ indexName: 'owner_1' });
      expect(await explained({ owner: null })).to.include({ stage: 'COLLSCAN', n: 95 });
      expect((await explained({ agent: 1, state: 'open' })).scan).to.include({ indexName: 'agent_1', isPartial: true });
      expect(await explained({ agent: 1 })).to.include({ stage: 'COLLSCAN', n: 25 });
    });

    it('scans the collection where nothing else helps', async () => {
      expect(await explained({ state: 'open' })).to.include({ stage: 'COLLSCAN', keys: 0, docs: 100, n: 20 });
    });

    it('counts from the keys alone where they say it all', async () => {
      expect(await store.db.collection('ships').countDocuments({ flag: 'PA' })).to.equal(50);
    });
  });

  it('gives the same documents in the same order with and without indexes', async () => {
    const scalar = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(null, 'x', 'y', true, 1.5));
    const value = fc.oneof(
      { weight: 5, arbitrary: scalar },
      { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.record({ c: scalar }) },
    );
    const document = fc.record({ a: value, b: value, d: scalar }, { requiredKeys: [] });
    const condition = fc.oneof(
      scalar,
      fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
      fc
        .record({ $gt: fc.integer({ min: -1, max: 4 }), $lte: fc.integer({ min: 0, max: 5 }) }, { requiredKeys: [] })
        .filter((each) => Object.keys(each).length > 0),
      fc.record({ $gte: fc.constantFrom('a', 'x') }),
      fc.constantFrom({ $exists: true }, { $exists: false }, { $ne: 1 }),
    );
    const filter = fc.oneof(
      fc.dictionary(fc.constantFrom('a', 'b', 'd', 'a.c'), condition, { maxKeys: 3, noNullPrototype: true }),
      fc.record({ $and: fc.array(fc.record({ a: condition }), { minLength: 1, maxLength: 2 }) }),
    );
    // Where a document has arrays in both, a sort by both is refused, as MongoDB refuses it; so no question asks for it.
    const order = fc
      .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'd', '_id'), fc.constantFrom(1, -1)), { maxLength: 2, selector: ([path]) => path })
      .filter((paths) => !['a', 'b'].every((path) => paths.some(([one]) => one === path)));
    const index = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'd', 'a.c'), fc.constantFrom(1, -1)), {
      minLength: 1,
      maxLength: 3,
      selector: ([path]) => path,
    });
    const options = fc.constantFrom(
      {},
      { sparse: true },
      { partialFilterExpression: { d: { $gte: 2 } } },
      { partialFilterExpression: { a: { $exists: true } } },
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { minLength: 1, maxLength: 25 }),
        fc.array(fc.tuple(index, options), { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(filter, order), { minLength: 3, maxLength: 6 }),
        async (documents, indexes, questions) => {
          const collection = store.db.collection(`random${(round += 1)}`);
          for (const [key, option] of indexes) await collection.createIndex(Object.fromEntries(key), option).catch(() => undefined);
          for (const [position, each] of documents.entries())
            await collection.insertOne({ _id: position as never, ...each }).catch(() => undefined);
          const plain = store.db.collection(`plain${round}`);
          await plain.insertMany([...(await collection.find({}).toArray()), { _id: -1 as never }]);
          await plain.deleteOne({ _id: -1 as never });
          for (const [asked, sort] of questions) {
            const natural = await plain
              .find(asked as never)
              .sort(Object.fromEntries([...sort, ['_id', 1]]))
              .toArray();
            const planned = await collection
              .find(asked as never)
              .sort(Object.fromEntries([...sort, ['_id', 1]]))
              .toArray();
            expect(planned).to.deep.equal(natural);
            const ids = (
              await collection
                .find(asked as never)
                .sort(Object.fromEntries(sort))
                .toArray()
            ).map(({ _id }) => _id as never as number);
            expect(ids.sort((x, y) => x - y)).to.deep.equal(natural.map(({ _id }) => _id as never as number).sort((x, y) => x - y));
            expect(await collection.countDocuments(asked)).to.equal(natural.length);
          }
          await collection.drop();
          await plain.drop();
        },
      ),
      { numRuns: Number(process.env['PLAN_RUNS'] ?? 20) },
    );
  }).timeout(120_000);
});
