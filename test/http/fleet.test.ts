import { expect } from 'chai';
import { roles, type Role } from '../../src/people/roles.ts';
import { stillWorld, withStore } from '../store/support.ts';
import { codesOf, registersOf, type Item, type Registers } from './registers-ground.ts';

withStore('The fleet and the keeping of registers over HTTP', (store) => {
  const world = stillWorld();
  let registers: Registers;
  before(async function () {
    this.timeout(60_000);
    registers = await registersOf(store.db, world);
  });
  const get: Registers['get'] = (...asked) => registers.get(...asked);
  const post: Registers['post'] = (...asked) => registers.post(...asked);
  const organisation: Registers['organisation'] = (role) => registers.organisation(role);

  describe('a ship', () => {
    it('is registered, passes to another owner, and shows both', async () => {
      const line = organisation('shipping-line');
      const made = await post(
        '/v1/ships',
        {
          imo: 'IMO 9074729',
          name: 'EXAMPLE',
          type: 'container ship',
          engineClasses: ['OTTO_SS'],
          owner: { organisation: line, from: '2020-01-01' },
        },
        'regulator',
      );
      expect([made.status, made.body['imo'], made.body['flag']]).to.deep.equal([201, '9074729', null]);
      expect(codesOf(await post('/v1/ships', { imo: '9074729', name: 'TWICE', type: 'tanker' }, 'regulator'))).to.deep.equal([
        'SHIP_KNOWN',
      ]);
      const early = await post('/v1/ships/9074729/owner', { organisation: line, from: '2019-01-01' }, 'regulator');
      expect(codesOf(early)).to.deep.equal(['OWNER_OUT_OF_ORDER']);
      const passed = await post('/v1/ships/9074729/owner', { organisation: line, from: '2024-03-01' }, 'regulator');
      expect((passed.body['owners'] as Item[]).map(({ from, to }) => [from, to])).to.deep.equal([
        ['2020-01-01', '2024-02-29'],
        ['2024-03-01', null],
      ]);
      expect((await get('/v1/ships/9074729', 'supplier')).body).to.deep.equal(passed.body);
    });

    it('with a wrong check digit and an owner that is no line is refused with both reasons', async () => {
      const answer = await post(
        '/v1/ships',
        { imo: '9074728', name: 'X', type: 'y', owner: { organisation: organisation('supplier'), from: '2020-01-01' } },
        'regulator',
      );
      expect(codesOf(answer)).to.have.members(['IMO_INVALID', 'OWNER_UNFIT']);
    });

    it('has its voyages recorded by customs and by the maritime authority', async () => {
      const voyage = { kind: 'international', from: '2026-03-01', to: '2026-03-20', basis: 'Port clearance' };
      expect((await post('/v1/ships/9074729/voyages', voyage, 'customs')).status).to.equal(201);
      expect(
        (await post('/v1/ships/9074729/voyages', { ...voyage, kind: 'domestic', from: '2026-03-10' }, 'maritime-authority')).status,
      ).to.equal(201);
      expect(codesOf(await post('/v1/ships/9074729/voyages', { ...voyage, to: '2026-01-01' }, 'customs'))).to.deep.equal([
        'PERIOD_INVERTED',
      ]);
      expect((await post('/v1/ships/9319466/voyages', voyage, 'customs')).status).to.equal(404);
      const items = (await get('/v1/ships/IMO%209074729/voyages', 'shipping-line')).body['items'] as Item[];
      expect(items.map(({ kind }) => kind)).to.deep.equal(['international', 'domestic']);
    });
  });

  describe('a craft', () => {
    it('of a supplier is registered and licensed, its meter certified and sealed', async () => {
      const craft = await post('/v1/craft', { kind: 'barge', name: 'Barge 1', owner: organisation('supplier') }, 'administrator');
      expect(craft.status).to.equal(201);
      const id = String(craft.body['id']);
      const licence = {
        holder: { kind: 'craft', id },
        number: 'ZS-1',
        issuer: 'Maritime authority',
        ports: ['ANY'],
        fuels: ['LNG'],
        from: '2024-01-01',
        to: null,
      };
      const granted = await post('/v1/licences', licence, 'regulator');
      expect(granted.status).to.equal(201);
      expect(codesOf(await post('/v1/licences', licence, 'regulator'))).to.deep.equal(['LICENCE_KNOWN']);
      const ended = await post(`/v1/licences/${String(granted.body['id'])}/end`, { to: '2026-12-31', reason: 'Sold' }, 'regulator');
      expect(ended.body['to']).to.equal('2026-12-31');
      expect((await get(`/v1/craft/${id}`, 'customs')).body['licences']).to.deep.equal([ended.body]);

      const certificate = { number: 'C-1', issuer: 'Metrology', from: '2025-06-01', to: '2026-05-31' };
      const meter = {
        serial: 'MFM-7',
        mountedOn: { kind: 'craft', id },
        certificate,
        seals: { report: 'S-1', numbers: ['001', '002'], on: '2025-06-01' },
        totaliser: '10234.5678',
      };
      const made = await post('/v1/meters', meter, 'regulator');
      expect([made.status, made.body['lastTotaliser']]).to.deep.equal([201, '10234.5678']);
      const meterId = String(made.body['id']);
      await post(
        `/v1/meters/${meterId}/certificates`,
        { ...certificate, number: 'C-2', from: '2026-06-01', to: '2027-05-31' },
        'regulator',
      );
      const sealed = await post(`/v1/meters/${meterId}/seals`, { report: 'S-2', numbers: ['003'], on: '2026-03-01' }, 'regulator');
      expect((sealed.body['certificates'] as Item[]).map(({ number }) => number)).to.deep.equal(['C-1', 'C-2']);
      expect((await get(`/v1/meters?mountedOn=${id}`, 'port-operator')).body['items']).to.deep.equal([sealed.body]);
      expect(codesOf(await post('/v1/meters', meter, 'regulator'))).to.deep.equal(['METER_KNOWN']);
    });

    it('of nobody, or a licence at a port that is none, is refused', async () => {
      const stranger = world.newId();
      expect(codesOf(await post('/v1/craft', { kind: 'truck', name: 'Truck', owner: stranger }, 'regulator'))).to.deep.equal([
        'HOLDER_UNFIT',
      ]);
      const licence = {
        holder: { kind: 'organisation', id: organisation('supplier') },
        number: '9',
        issuer: 'Bureau',
        ports: ['CNZOS', 'CNYSN'],
        fuels: ['LNG'],
        from: '2024-01-01',
        to: '2023-01-01',
      };
      expect(codesOf(await post('/v1/licences', licence, 'regulator'))).to.have.members(['PORT_UNKNOWN', 'PERIOD_INVERTED']);
    });
  });

  describe('the registers', () => {
    const keepers: readonly Role[] = ['regulator', 'administrator'];
    const commands: readonly (readonly [path: string, may: readonly Role[]])[] = [
      ['/v1/decisions', keepers],
      ['/v1/settings', keepers],
      ['/v1/ships', keepers],
      ['/v1/ships/9074729/owner', keepers],
      ['/v1/ships/9074729/voyages', ['customs', 'maritime-authority']],
      ['/v1/craft', keepers],
      ['/v1/licences', keepers],
      ['/v1/meters', keepers],
    ];
    for (const [path, may] of commands) {
      it(`POST ${path} is for ${may.join(' and ')} alone`, async () => {
        expect((await post(path, {})).status).to.equal(401);
        for (const role of roles) expect((await post(path, {}, role)).status, role).to.equal(may.includes(role) ? 422 : 403);
      });
    }

    it('are read by whoever is signed in, and by nobody else', async () => {
      for (const path of ['/v1/ships', '/v1/craft', '/v1/licences', '/v1/meters', '/v1/settings']) {
        expect((await get(path)).status, path).to.equal(401);
        for (const role of roles) expect((await get(path, role)).status, `${path} ${role}`).to.equal(200);
      }
    });

    it('stand on the API page with all their addresses', async () => {
      const { paths } = (await get('/openapi.json')).body as unknown as { paths: Record<string, unknown> };
      expect(Object.keys(paths)).to.include.members([
        '/v1/ports',
        '/v1/decisions/{id}/end',
        '/v1/fuels/{grade}/note-items',
        '/v1/ships/{imo}/voyages',
        '/v1/meters/{id}/seals',
      ]);
    });
  });
});
