import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { commandRunner } from '../../src/facts/command.ts';
import { factsStore } from '../../src/facts/store.ts';
import { seedFactorSets } from '../../src/factors/seed.ts';
import { factorSetsStore } from '../../src/factors/store.ts';
import { recalculateReports } from '../../src/jobs/recalculate-reports.ts';
import { batch, startRecalculation } from '../../src/reports/recalculate-reports.ts';
import type { Report } from '../../src/reports/report.ts';
import type { ReportRooms } from '../../src/reports/rooms.ts';
import { reportsStore } from '../../src/reports/store.ts';
import { afterKey } from '../../src/store/after-key.ts';
import { readReference } from '../../src/reference.ts';
import { prepare, stillWorld, withStore } from './support.ts';

const start = new Date('2026-03-02T08:00:00.000Z');
const reportOf = (owner: string, recordedAt: Date, change: Partial<Report> = {}): Report => ({
  ...{ id: randomUUID(), owner, title: 'Surcharge', imo: null, topic: 'fueleu.penalty' },
  input: '{"penaltyEur":0,"consecutivePeriods":2}',
  factorSets: { fueleu: 'fueleu-2026-11' },
  result: '{"totalEur":0}',
  ...{ recordedAt, recordedBy: 'p', ...change },
});

withStore('Reports in the store', (store) => {
  const world = stillWorld(start);
  let rooms: ReportRooms;
  let run: ReturnType<typeof commandRunner>;
  before(async () => {
    const facts = factsStore(store.db, []);
    const reports = reportsStore(store.db);
    const factorSets = factorSetsStore(store.db);
    await prepare([...facts.models, ...reports.models, ...factorSets.models]);
    await seedFactorSets(factorSets, readReference().factorSets, start);
    rooms = { reports, factorSets, today: () => '2026-03-02', newId: world.newId };
    run = commandRunner({ db: store.db, facts, world, late: () => Promise.resolve({ reasonAfterHours: 24, clockSkewMinutes: 10 }) });
  });

  const put = (all: readonly Report[]) =>
    store.db.transaction(async (session) => {
      for (const report of all) await rooms.reports.addReport({ session }, report);
    });
  const ask = async (owner: string): Promise<string> => {
    const id = randomUUID();
    const actor = { person: 'p', organisation: owner, role: 'shipping-line' } as const;
    const input = { id, kind: 'fueleu' as const, factorSet: 'fueleu-2026-11' };
    await run({ actor, key: `ask-${id}`, act: 'ask', input }, (work) => startRecalculation(rooms, work, input));
    return id;
  };

  it('a batch and one more are computed again once each, those of others and those kept later are not', async () => {
    const owner = randomUUID();
    const moments = Array.from({ length: batch + 1 }, (_, place) => new Date(start.getTime() - (place % 7) * 1000));
    const mine = moments.map((moment) => reportOf(owner, moment));
    await put([
      ...mine,
      reportOf(randomUUID(), start),
      reportOf(owner, start, { topic: 'cn.gec', factorSets: { china: 'china-2026-11' } }),
    ]);
    const id = await ask(owner);
    await put([reportOf(owner, new Date(start.getTime() + 1))]);
    const job = recalculateReports(rooms, run, world);
    await job.run();
    await job.run();
    expect(await rooms.reports.recalculation(id)).to.include({ state: 'done' });
    expect((await rooms.reports.recalculation(id))?.counts).to.deep.equal({ reports: batch + 1, differing: 0, refused: 0 });
    const found = await rooms.reports.listRecalculated(id, 'same', 1000);
    expect(found.map(({ report }) => report)).to.have.members(mine.map((one) => one.id));
  });

  it('exactly a batch ends with an empty step, and none at all at once', async () => {
    const [full, empty] = [randomUUID(), randomUUID()];
    await put(Array.from({ length: batch }, () => reportOf(full, start, { result: '{"totalEur":1}' })));
    const ids = [await ask(full), await ask(empty)];
    await recalculateReports(rooms, run, world).run();
    const ends = await Promise.all(ids.map((id) => rooms.reports.recalculation(id)));
    expect(ends.map((one) => one?.state)).to.deep.equal(['done', 'done']);
    expect(ends.map((one) => one?.counts)).to.deep.equal([
      { reports: batch, differing: batch, refused: 0 },
      { reports: 0, differing: 0, refused: 0 },
    ]);
  });

  it('a report of a calculation that is no more, or whose input it no longer takes, says so', async () => {
    const owner = randomUUID();
    await put([reportOf(owner, start, { topic: 'fueleu.gone' }), reportOf(owner, start, { input: '{"penaltyEur":-1}' })]);
    const id = await ask(owner);
    await recalculateReports(rooms, run, world).run();
    const found = await rooms.reports.listRecalculated(id, 'refused', 10);
    expect(found.map(({ refusal }) => refusal)).to.satisfy((all: string[]) => all.some((one) => /fueleu\.gone/.test(one)));
    expect(found.map(({ refusal }) => refusal)).to.satisfy((all: string[]) =>
      all.some((one) => /penaltyEur.*consecutivePeriods/.test(one)),
    );
  });

  it('their lists are found by an index', async () => {
    const plan = async (collection: string, filter: object, sort: Record<string, 1>): Promise<string> =>
      JSON.stringify(await store.db.collection(collection).find(filter).sort(sort).explain());
    const plans = await Promise.all([
      plan('reports', { owner: 'o' }, { owner: 1, recordedAt: 1, _id: 1 }),
      plan('reports', { owner: 'o', topic: 't' }, { owner: 1, topic: 1, recordedAt: 1, _id: 1 }),
      plan('recalculations', { owner: 'o' }, { owner: 1, startedAt: 1, _id: 1 }),
      plan('recalculations', { state: 'running' }, { state: 1, startedAt: 1, _id: 1 }),
      plan('recalculatedReports', { recalculation: 'r', outcome: 'same' }, { recalculation: 1, outcome: 1, _id: 1 }),
    ]);
    for (const one of plans)
      expect(one)
        .to.include('IXSCAN')
        .and.not.to.match(/COLLSCAN|"SORT"/);
  });

  it('a page deep in a list begins where the one before ended, not at the head of the list', async () => {
    const owner = randomUUID();
    const mine = Array.from({ length: 300 }, (_, place) => reportOf(owner, new Date(start.getTime() + place)));
    await put(mine);
    const [last, next] = [mine[279], mine[280]];
    const page = await rooms.reports.listReports(owner, undefined, 10, [last?.recordedAt ?? start, last?.id ?? '']);
    expect(page[0]?.id).to.equal(next?.id);
    const filter = { owner, ...afterKey(['recordedAt', '_id'], [last?.recordedAt ?? start, last?.id ?? '']) };
    const { executionStats } = (await store.db
      .collection('reports')
      .find(filter)
      .sort({ owner: 1, recordedAt: 1, _id: 1 })
      .limit(10)
      .explain('executionStats')) as { executionStats: { totalKeysExamined: number } };
    expect(executionStats.totalKeysExamined).to.be.at.most(25);
  });
});
