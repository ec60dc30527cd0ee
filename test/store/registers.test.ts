import { expect } from 'chai';
import type { Model } from 'mongoose';
import { configFile } from '../../src/config.ts';
import { fleetStore } from '../../src/fleet/store.ts';
import { portsConfigSchema } from '../../src/ports/port.ts';
import { seedPorts, seedSettings } from '../../src/ports/seed.ts';
import { settingsConfigSchema } from '../../src/ports/setting.ts';
import { portsStore } from '../../src/ports/store.ts';
import { prepare, withStore } from './support.ts';

const config = configFile('ports', portsConfigSchema);
const settings = configFile('settings', settingsConfigSchema);
const start = new Date('2026-03-01T00:00:00Z');
const recorded = { recordedAt: start, recordedBy: 'service' };

interface Plan {
  readonly stage: string;
  readonly inputStage?: Plan;
  readonly indexName?: string;
}

/** The stages of the winning plan, from the outermost in. */
async function stagesOf(query: { explain(verbosity: 'queryPlanner'): unknown }): Promise<string[]> {
  const { queryPlanner } = (await query.explain('queryPlanner')) as { queryPlanner: { winningPlan: Plan } };
  const stages: string[] = [];
  for (let plan: Plan | undefined = queryPlanner.winningPlan; plan; plan = plan.inputStage) stages.push(plan.stage);
  return stages;
}

const modelOf = (models: readonly unknown[], name: string): Model<unknown> => {
  const found = (models as readonly Model<unknown>[]).find(({ modelName }) => modelName === name);
  if (!found) throw new Error(`no model ${name}`);
  return found;
};

withStore('Ports and settings in the store', (store) => {
  let ports: ReturnType<typeof portsStore>;
  before(async () => {
    ports = portsStore(store.db);
    await prepare(ports.models);
    await seedPorts(ports, config, start);
    await seedSettings(ports, settings, start);
  });

  it('a second start adds nothing and changes nothing', async () => {
    const [first] = await ports.listDecisions({}, 1);
    await store.db.collection('decisions').updateOne({ _id: first?.id as never }, { $set: { note: 'kept' } });
    await seedPorts(ports, config, new Date('2027-01-01T00:00:00Z'));
    await seedSettings(ports, settings, new Date('2027-01-01T00:00:00Z'));
    expect(await ports.listDecisions({}, 200)).to.have.length(config.decisions.length);
    expect(await ports.listSettings(undefined, 200)).to.have.length(settings.settings.length);
    expect(await ports.findDecision(first?.id ?? '')).to.deep.include({ note: 'kept', recordedAt: start });
  });

  it('a version that is new in the configuration is added beside the old one', async () => {
    const [port] = config.ports;
    if (!port) throw new Error('no port');
    const later = { ...port, validFrom: '2026-02-01', aliases: [...port.aliases, { unlocode: 'CNXYZ', place: 'New terminal' }] };
    await seedPorts(ports, { ...config, ports: [later] }, start);
    expect((await ports.findPort('cn xyz'))?.unlocode).to.equal(port.unlocode);
    expect((await ports.findPort(port.unlocode))?.validFrom).to.equal('2026-02-01');
    expect(await ports.allPorts()).to.have.length(config.ports.length);
  });

  it('an alias finds its main port, a code of no port nothing', async () => {
    expect((await ports.findPort('CN CAN'))?.unlocode).to.equal('CNNSA');
    expect(await ports.findPort('CNYSN')).to.equal(undefined);
    expect(await ports.findPort('nonsense')).to.equal(undefined);
  });

  it('the eligibility on a day comes with the decisions there are', async () => {
    expect(await ports.eligibilityOn('CNSHA', 'LNG', '2022-01-30')).to.deep.include({ eligible: true });
    const refused = await ports.eligibilityOn('CNSHA', 'LNG', '2022-01-29');
    expect(refused.eligible).to.equal(false);
    expect(refused.decisions.map(({ id }) => id)).to.deep.equal(['CNSHA-LNG-2022-01-30']);
  });

  it('an end is put once; a rival finds the decision ended', async () => {
    const before = await ports.findDecision('CNZOS-LNG-2024-02-28');
    if (!before) throw new Error('no decision');
    const ending = { to: '2026-06-30', reason: 'replaced', recordedAt: start, recordedBy: 'regulator' };
    const ended = await store.db.transaction(async (session) => [
      await ports.endDecision(session, before, ending),
      await ports.endDecision(session, before, ending),
    ]);
    expect(ended).to.deep.equal([true, false]);
    expect(await ports.findDecision(before.id)).to.deep.include({ to: '2026-06-30', endings: [ending] });
    expect((await ports.eligibilityOn('CNZOS', 'LNG', '2026-07-01')).eligible).to.equal(false);
  });

  it('decisions are listed page by page without gap or repetition, filtered by fuel and by day', async () => {
    const seen: string[] = [];
    let after: Parameters<typeof ports.listDecisions>[2];
    for (;;) {
      const rows = await ports.listDecisions({}, 7, after);
      seen.push(...rows.map(({ id }) => id));
      const last = rows.at(-1);
      if (!last || rows.length < 7) break;
      after = [last.port, last.fuel, last.from, last.id];
    }
    expect(new Set(seen).size).to.equal(config.decisions.length);
    expect((await ports.listDecisions({ fuel: 'AMMONIA' }, 10)).map(({ port }) => port)).to.deep.equal(['CNDLC']);
    expect((await ports.listDecisions({ port: 'CNSHA', on: '2022-02-01' }, 10)).map(({ fuel }) => fuel)).to.deep.equal(['LNG']);
  });

  it('a setting answers for a port and a fuel on a day', async () => {
    expect(await ports.setting('tank.filling-limit', { fuel: 'LNG' }, '2022-03-15')).to.equal(0.98);
    expect(await ports.setting('signature.link-lasts', {}, '2026-03-01')).to.equal(30);
  });

  it('lists and look-ups walk their indexes', async () => {
    const decisions = modelOf(ports.models, 'Decision');
    const order = { port: 1, fuel: 1, from: 1, _id: 1 } as const;
    expect(await stagesOf(decisions.find({ port: 'CNSHA', fuel: 'LNG' }).sort({ from: 1, _id: 1 })))
      .to.include('IXSCAN')
      .and.not.include('SORT');
    expect(await stagesOf(decisions.find({}).sort(order).limit(8)))
      .to.include('IXSCAN')
      .and.not.include('SORT');
    expect(await stagesOf(modelOf(ports.models, 'Port').find({ codes: 'CNSHA' }).sort({ validFrom: -1 }))).to.include('IXSCAN');
    const byKey = modelOf(ports.models, 'Setting').find({ key: 'clock.skew' }).sort({ scope: 1, validFrom: 1, _id: 1 });
    expect(await stagesOf(byKey))
      .to.include('IXSCAN')
      .and.not.include('SORT');
  });
});

withStore('The fleet in the store', (store) => {
  let fleet: ReturnType<typeof fleetStore>;
  const inTransaction = <T>(write: (session: Parameters<typeof fleet.addShip>[0]) => Promise<T>): Promise<T> =>
    store.db.transaction<T>(write);
  before(async () => {
    fleet = fleetStore(store.db);
    await prepare(fleet.models);
  });

  const ship = (imo: string, name: string) => ({
    imo,
    name,
    flag: null,
    type: 'container ship',
    engineClasses: [],
    bunkerShip: false,
    owners: [],
    ...recorded,
  });

  it('a ship is registered once', async () => {
    await inTransaction((session) => fleet.addShip(session, ship('9074729', 'B')));
    const again = inTransaction((session) => fleet.addShip(session, ship('9074729', 'B')));
    expect(
      await again.then(
        () => undefined,
        (error: { code?: string }) => error.code,
      ),
    ).to.equal('SHIP_KNOWN');
    expect(await fleet.ship('9074729')).to.deep.equal(ship('9074729', 'B'));
  });

  it('ships of one name are listed by number, and pages join without a gap', async () => {
    await inTransaction(async (session) => {
      for (const imo of ['9319466', '9176187', '9010383']) await fleet.addShip(session, ship(imo, 'A'));
    });
    const first = await fleet.listShips(2);
    const last = first.at(-1);
    const rest = await fleet.listShips(10, [last?.name ?? '', last?.imo ?? '']);
    expect([...first, ...rest].map(({ imo }) => imo)).to.deep.equal(['9010383', '9176187', '9319466', '9074729']);
  });

  it('a reading of a meter never goes back to an earlier moment', async () => {
    const meter = {
      id: 'm',
      serial: 'MFM-1',
      mountedOn: { kind: 'craft' as const, id: 'c' },
      certificates: [],
      seals: [],
      lastTotaliser: '10.0000',
      lastReadAt: start,
      ...recorded,
    };
    const later = new Date('2026-03-02T00:00:00Z');
    await inTransaction((session) => fleet.meters.add(session, meter));
    expect(await inTransaction((session) => fleet.meters.keepReading(session, 'm', '20.5000', later))).to.equal(true);
    expect(await inTransaction((session) => fleet.meters.keepReading(session, 'm', '15.0000', start))).to.equal(false);
    expect(await fleet.meters.findBySerial('MFM-1')).to.deep.equal({ ...meter, lastTotaliser: '20.5000', lastReadAt: later });
  });

  it('a licence that was ended may be entered anew', async () => {
    const licence = {
      holder: { kind: 'craft' as const, id: 'c' },
      number: '7',
      issuer: 'Bureau',
      ports: ['CNZOS'],
      fuels: ['LNG' as const],
      from: '2026-01-01',
      to: null,
      endings: [],
      ...recorded,
    };
    await inTransaction((session) => fleet.licences.add(session, { id: 'l1', ...licence }));
    const twice = inTransaction((session) => fleet.licences.add(session, { id: 'l2', ...licence }));
    expect(
      await twice.then(
        () => undefined,
        (error: { code?: string }) => error.code,
      ),
    ).to.equal('LICENCE_KNOWN');
    const [before] = await fleet.licencesOf(licence.holder);
    if (!before) throw new Error('no licence');
    await inTransaction((session) => fleet.licences.end(session, before, { to: '2026-01-01', reason: 'wrong fuels', ...recorded }));
    await inTransaction((session) => fleet.licences.add(session, { id: 'l3', ...licence }));
    expect((await fleet.licencesOf(licence.holder)).map(({ id, to }) => [id, to])).to.deep.equal([
      ['l1', '2026-01-01'],
      ['l3', null],
    ]);
  });

  it('lists walk their indexes', async () => {
    const walks = async (model: string, filter: object, order: Record<string, 1>): Promise<void> => {
      const stages = await stagesOf(modelOf(fleet.models, model).find(filter).sort(order).limit(10));
      expect(stages, model).to.include('IXSCAN').and.not.include('SORT');
    };
    await walks('Ship', {}, { name: 1, _id: 1 });
    await walks('Voyage', { imo: '9074729' }, { imo: 1, from: 1, _id: 1 });
    await walks('Craft', {}, { name: 1, _id: 1 });
    await walks('Craft', { owner: 'o' }, { name: 1, _id: 1 });
    await walks('Licence', {}, { from: 1, _id: 1 });
    await walks('Licence', { holder: 'craft:c' }, { from: 1, _id: 1 });
    await walks('Meter', {}, { serial: 1 });
    await walks('Meter', { 'mountedOn.id': 'c' }, { serial: 1 });
  });
});
