import { expect } from 'chai';
import fc from 'fast-check';
import { compare } from '../../src/embedded/order.ts';
import { failureOf, runStore, type RunningStore } from './running-store.ts';

type Plain = Record<string, unknown>;

/** How one document stands to the next in an order; an order that an index gives is never one of arrays. */
const differenceBy = (sort: readonly (readonly [path: string, direction: number])[], one: Plain, next: Plain): number => {
  const valueAt = (doc: Plain, path: string): unknown => {
    const value = path.split('.').reduce<unknown>((node, part) => (node as Plain | null | undefined)?.[part], doc);
    expect(value).not.to.be.an('array');
    return value ?? null;
  };
  return sort.reduce((found, [path, direction]) => found || compare(valueAt(one, path), valueAt(next, path)) * direction, 0);
};

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
      await ships.createIndex({ fuels: 1, imo: 1 });
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
      expect(scan).to.deep.include({ stage: 'IXSCAN', indexName: 'imo_1', isMultiKey: false, keyPattern: { imo: 1 } });
    });

    it('bounds a compound index by equality and range and lets it sort', async () => {
      const filter = { flag: 'PA', builtAt: { $gte: new Date(Date.UTC(2000, 0, 91)) } };
      const { stage, scan, keys, n } = await explained(filter, { builtAt: 1 });
      expect({ stage, keys, n, direction: scan['direction'] }).to.deep.equal({ stage: 'FETCH', keys: 5, n: 5, direction: 'backward' });
    });

    it('reads the order from an index whose leading fields the filter fixes, forwards or backwards', async () => {
      const { scan, keys, n } = await explained({ fuels: 'LNG' }, { imo: -1 });
      expect(scan).to.include({ indexName: 'fuels_1_imo_1', direction: 'backward' });
      expect([keys, n]).to.deep.equal([10, 10]);
      expect((await explained({}, { imo: 1 })).scan).to.include({ indexName: 'imo_1', direction: 'forward' });
      expect((await explained({ flag: 'LR' }, { flag: 1, builtAt: -1 })).scan).to.include({ direction: 'forward' });
      expect((await explained({ _id: 7 }, { _id: -1 })).n).to.equal(1);
    });

    it('refuses by name an order that no index gives, and says which index is wanted', async () => {
      const ships = store.db.collection('ships');
      const refused = async (filter: Plain, sort: Plain): Promise<string> => {
        const { code, message } = await failureOf(
          ships
            .find(filter)
            .sort(sort as never)
            .toArray(),
        );
        return `${code} ${message}`;
      };
      expect(await refused({ flag: 'PA' }, { agent: 1 })).to.match(
        /^238 .*an order that no index gives \(\{ agent: 1 \} in test.ships: make an index of what the filter fixes and then of the sort\)/,
      );
      expect(await refused({ flag: { $in: ['PA', 'LR'] } }, { builtAt: 1 })).to.match(/^238 .*no index gives/);
      expect(await refused({}, { flag: 1, builtAt: 1 })).to.match(/^238 .*no index gives/);
      expect(await refused({ fuels: 'LNG' }, { fuels: 1 })).to.match(/^238 .*no index gives/);
      expect(await refused({}, { owner: 1 })).to.match(/^238 .*no index gives/);
      expect(await refused({}, { imo: { $meta: 'textScore' } })).to.match(/^238 .*computed in a sort/);
      const find = { find: 'nothing', sort: { imo: 2 } };
      expect((await failureOf(store.db.command(find))).code).to.equal(15975);
      expect((await failureOf(store.db.command({ ...find, sort: { imo: 'x' } }))).code).to.equal(15974);
    });

    it('says of a find only what a find can be asked', async () => {
      const refused = async (explain: Plain): Promise<unknown> => (await failureOf(store.db.command({ explain }))).code;
      expect(await refused({ find: 'ships', hint: 'imo_1' })).to.equal(238);
      expect(await refused({ count: 'ships' })).to.equal(238);
      expect(await refused({ find: 'ships', projection: { flag: 0 } })).to.equal(238);
      const { queryPlanner } = await store.db.command({
        explain: { find: 'ships', filter: { _id: 7 }, projection: { flag: 1 }, skip: 1, limit: 2 },
        verbosity: 'queryPlanner',
      });
      const { winningPlan, namespace } = queryPlanner as { winningPlan: Plain; namespace: string };
      expect(namespace).to.equal('test.ships');
      expect(winningPlan).to.deep.include({ stage: 'FETCH', filter: { _id: 7 } });
    });

    it('finds the elements of an array through a multikey index', async () => {
      const { scan, n, docs } = await explained({ fuels: 'LNG' });
      expect({ multi: scan['isMultiKey'], n, docs }).to.deep.equal({ multi: true, n: 10, docs: 10 });
    });

    it('uses a sparse or partial index only for what it cannot miss', async () => {
      expect((await explained({ owner: 'owner 3' })).scan).to.include({ indexName: 'owner_1' });
      expect(await explained({ owner: null })).to.include({ stage: 'COLLSCAN', n: 95 });
      expect((await explained({ agent: 1, state: 'open' })).scan).to.include({ indexName: 'agent_1' });
      expect(await explained({ agent: 1 })).to.include({ stage: 'COLLSCAN', n: 25 });
    });

    it('scans the collection where nothing else helps', async () => {
      expect(await explained({ state: 'open' })).to.include({ stage: 'COLLSCAN', keys: 0, docs: 100, n: 20 });
    });

    it('counts what matches, and no more than is asked for', async () => {
      expect(await store.db.collection('ships').countDocuments({ flag: 'PA' })).to.equal(50);
      expect(await store.db.command({ count: 'ships', query: { flag: 'PA' }, skip: 3, limit: 4 })).to.include({ n: 4 });
    });
  });

  it('gives the same documents with and without indexes, and in an order where an index has it', async () => {
    const scalar = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(null, 'x', 'y', true, 1.5));
    const value = fc.oneof(
      { weight: 5, arbitrary: scalar },
      { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.record({ c: scalar }) },
    );
    const documents = fc.oneof(
      fc.array(fc.record({ a: value, b: value, d: scalar }, { requiredKeys: [] }), { minLength: 1, maxLength: 25 }),
      fc.array(fc.record({ a: scalar, b: scalar, d: scalar }, { requiredKeys: [] }), { minLength: 1, maxLength: 25 }),
    );
    const condition = fc.oneof(
      scalar,
      fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
      fc
        .record({ $gt: fc.integer({ min: -1, max: 4 }), $lte: fc.integer({ min: 0, max: 5 }) }, { requiredKeys: [] })
        .filter((each) => Object.keys(each).length > 0),
      fc.record({ $gte: fc.constantFrom('a', 'x') }),
      fc.constantFrom({ $type: 'string' }, { $ne: 1 }),
    );
    const filter = fc.oneof(
      fc.constant({}),
      fc.dictionary(fc.constantFrom('a', 'b', 'd', 'a.c'), condition, { maxKeys: 3, noNullPrototype: true }),
      fc.record({ $and: fc.array(fc.record({ a: condition }), { minLength: 1, maxLength: 2 }) }),
    );
    const index = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'd', 'a.c'), fc.constantFrom(1, -1)), {
      minLength: 1,
      maxLength: 3,
      selector: ([path]) => path,
    });
    const options = fc.constantFrom(
      {},
      {},
      {},
      { sparse: true },
      { partialFilterExpression: { d: { $gte: 2 } } },
      { partialFilterExpression: { a: { $type: 'string' } } },
      { partialFilterExpression: { d: 2 } },
    );
    let [round, ordered] = [0, 0];
    await fc.assert(
      fc.asyncProperty(
        documents,
        fc.array(fc.tuple(index, options), { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(filter, fc.nat(2), fc.constantFrom(0, 0, 1), fc.constantFrom(1, -1)), { minLength: 4, maxLength: 8 }),
        async (given, indexes, questions) => {
          const collection = store.db.collection(`random${(round += 1)}`);
          for (const [key, option] of indexes) await collection.createIndex(Object.fromEntries(key), option).catch(() => undefined);
          for (const [position, each] of given.entries())
            await collection.insertOne({ _id: position as never, ...each }).catch(() => undefined);
          const plain = store.db.collection(`plain${round}`);
          await plain.insertMany([...(await collection.find({}).toArray()), { _id: -1 as never }]);
          await plain.deleteOne({ _id: -1 as never });
          for (const [asked, indexed, from, way] of questions) {
            const idsOf = (found: readonly Plain[]): number[] => found.map(({ _id }) => _id as number).sort((x, y) => x - y);
            const natural = idsOf(await plain.find(asked as never).toArray());
            expect(idsOf(await collection.find(asked as never).toArray())).to.deep.equal(natural);
            expect(await collection.countDocuments(asked)).to.equal(natural.length);
            const sort = (indexes[indexed % indexes.length]?.[0] ?? [])
              .slice(from)
              .map(([path, direction]) => [path, direction * way] as const);
            const sorted = await collection
              .find(asked as never)
              .sort(Object.fromEntries(sort) as Record<string, 1 | -1>)
              .toArray()
              .catch((error: unknown) => void expect(String(error)).to.contain('an order that no index gives'));
            if (sorted === undefined) continue;
            expect(idsOf(sorted)).to.deep.equal(natural);
            if (sort.length > 0 && sorted.length > 1) ordered += 1;
            for (const [at, each] of sorted.entries()) if (at > 0) expect(differenceBy(sort, sorted[at - 1] ?? {}, each)).to.be.at.most(0);
          }
          await collection.drop();
          await plain.drop();
        },
      ),
      { numRuns: Number(process.env['PLAN_RUNS'] ?? 60) },
    );
    expect(ordered).to.be.greaterThan(5);
  }).timeout(120_000);
});
