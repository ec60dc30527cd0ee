import { expect } from 'chai';
import { stillWorld, withStore } from '../store/support.ts';
import { codesOf, registersOf, type Item, type Registers } from './registers-ground.ts';

withStore('Ports, decisions, settings and fuels over HTTP', (store) => {
  const world = stillWorld();
  let registers: Registers;
  before(async function () {
    this.timeout(60_000);
    registers = await registersOf(store.db, world);
  });
  const get: Registers['get'] = (...asked) => registers.get(...asked);
  const post: Registers['post'] = (...asked) => registers.post(...asked);
  const organisation: Registers['organisation'] = (role) => registers.organisation(role);

  describe('ports', () => {
    it('are shown to anyone, an alias answering its main port', async () => {
      expect((await get('/v1/ports?limit=5')).body['items']).to.have.length(5);
      expect((await get('/v1/ports/cnysa')).body).to.include({ unlocode: 'CNSHA', bondedRegime: true });
      expect((await get('/v1/ports/CNYSN')).status).to.equal(404);
    });

    it('are paged to the last one', async () => {
      const first = await get('/v1/ports?limit=10');
      const rest = await get(`/v1/ports?limit=10&after=${String(first.body['next'])}`);
      expect(rest.body['items']).to.have.length(2);
      expect(rest.body['next']).to.equal(null);
    });
  });

  describe('a decision', () => {
    const decision = {
      port: 'CNZOS',
      fuel: 'METHANOL',
      bonded: true,
      authority: 'Port authority of Zhoushan',
      from: '2026-03',
      basis: 'rule',
      source: { publisher: 'Port authority of Zhoushan', title: 'Notice', date: '2026-02-20' },
    };

    it('is entered by a regulator, counts from the first of its month, and is ended with its history kept', async () => {
      const made = await post('/v1/decisions', decision, 'regulator');
      expect(made.status).to.equal(201);
      expect(made.body).to.include({ from: '2026-03-01', datePrecision: 'month', to: null, recordedBy: organisation('regulator') });
      const ended = await post(`/v1/decisions/${String(made.body['id'])}/end`, { to: '2026-06-30', reason: 'Trial over' }, 'administrator');
      expect(ended.body).to.include({ to: '2026-06-30' });
      const again = await post(`/v1/decisions/${String(made.body['id'])}/end`, { to: '2026-07-31', reason: 'Longer' }, 'regulator');
      expect([again.status, codesOf(again)]).to.deep.equal([409, ['ALREADY_ENDED']]);
      const listed = (await get('/v1/decisions?port=CNZOS&fuel=METHANOL')).body['items'] as Item[];
      expect(listed.map(({ endings }) => (endings as Item[]).map(({ reason }) => reason))).to.deep.equal([['Trial over']]);
      expect((await get('/v1/decisions?port=CNZOS&fuel=METHANOL&on=2026-07-01')).body['items']).to.deep.equal([]);
    });

    it('that cannot stand is refused with every reason at once', async () => {
      const answer = await post('/v1/decisions', { ...decision, port: 'CNYSN', authority: null, to: '2025-01-01' }, 'regulator');
      expect(answer.status).to.equal(422);
      expect(codesOf(answer)).to.have.members(['PORT_UNKNOWN', 'RULE_WITHOUT_AUTHORITY', 'PERIOD_INVERTED']);
      expect(JSON.stringify(answer.body)).to.include('Yangshan county');
    });

    it('of a configured id is ended by its readable name', async () => {
      const { status, body } = await post(
        '/v1/decisions/CNDLC-AMMONIA-2024-12-24/end',
        { to: '2027-01-01', reason: 'Replaced' },
        'regulator',
      );
      expect([status, body['to']]).to.deep.equal([200, '2027-01-01']);
      expect((await post('/v1/decisions/CNXXX-LNG-2024-01-01/end', { to: '2027-01-01', reason: 'x' }, 'regulator')).status).to.equal(404);
    });
  });

  describe('a setting', () => {
    const setting = {
      key: 'tolerance.sounding',
      scope: 'port:CNYSA,fuel:LNG',
      value: 0.2,
      validFrom: '2026-04-01',
      basis: 'ours',
      source: { publisher: 'Regulator' },
    };

    it('is dated for a port by an alias and stands under the main code', async () => {
      const { status, body } = await post('/v1/settings', setting, 'regulator');
      expect(status).to.equal(201);
      expect(body).to.include({ scope: 'port:CNSHA,fuel:LNG', value: 0.2, unit: '%', status: 'OURS' });
      const history = (await get('/v1/settings?key=tolerance.sounding', 'supplier')).body['items'] as Item[];
      expect(history.map(({ scope, value }) => [scope, value])).to.deep.equal([
        ['all', 0.3],
        ['port:CNSHA,fuel:LNG', 0.2],
      ]);
    });

    it('whose value does not fit its key is refused', async () => {
      const answer = await post('/v1/settings', { ...setting, value: 'much' }, 'regulator');
      expect([answer.status, codesOf(answer)]).to.deep.equal([422, ['SETTING_VALUE_INVALID']]);
      expect(codesOf(await post('/v1/settings', { ...setting, scope: 'port:SGSIN' }, 'regulator'))).to.deep.equal(['PORT_UNKNOWN']);
    });
  });

  describe('fuels', () => {
    it('are listed with where their keys lead', async () => {
      const items = (await get('/v1/fuels')).body['items'] as Item[];
      expect(items.find(({ grade }) => grade === 'BIOFUEL_B24')).to.include({
        eligibilityFuel: 'BIOFUEL',
        bdnFuel: 'BIOFUEL',
        massBasis: 'in-air',
      });
      const first = await get('/v1/fuels?limit=4');
      const rest = await get(`/v1/fuels?limit=100&after=${String(first.body['next'])}`);
      expect([...(first.body['items'] as Item[]), ...(rest.body['items'] as Item[])]).to.deep.equal(items);
    });

    it('show typical properties marked assumed, of B24 on its base', async () => {
      const { body } = await get('/v1/fuels/BIOFUEL_B24/properties?base=LSFO');
      expect(body).to.include({ base: 'LSFO' });
      expect((body['items'] as Item[]).every(({ mark }) => mark === 'assumed')).to.equal(true);
      expect((await get('/v1/fuels/COAL/properties')).status).to.equal(404);
      expect((await get('/v1/fuels/LNG/properties?base=LSFO')).status).to.equal(404);
    });

    it('show what their note asks in a situation', async () => {
      const fields = async (query: string): Promise<unknown[]> =>
        ((await get(`/v1/fuels/LNG/note-items${query}`)).body['items'] as Item[]).map(({ field }) => field);
      expect(await fields('')).not.to.include('meterId');
      expect(await fields('?situations=metered,bonded&day=2026-03-01')).to.include.members(['meterId', 'bondedAccountBook']);
      expect((await get('/v1/fuels/LNG/note-items?situations=flying')).status).to.equal(422);
    });
  });
});
