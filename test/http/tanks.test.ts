import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { stillWorld, withStore } from '../store/support.ts';
import { begun, bookNumber, codes, must, stockGroundOf, type StockGround } from './stock-ground.ts';

interface Sounding {
  readonly id: string;
  readonly massKg: number;
  readonly bookKg: number;
  readonly verdict: string;
  readonly alert: string | null;
}

withStore('Tanks over HTTP', (store) => {
  const world = stillWorld();
  let ground: StockGround;
  before(async function () {
    this.timeout(30_000);
    ground = await stockGroundOf(store.db, world);
  });
  const sound = (tank: string, volumeM3: number, change: object = {}, as: 'supplier' | 'customs' = 'supplier') =>
    ground.post(`/v1/tanks/${tank}/soundings`, { volumeM3, temperatureC: 20, densityKgPerM3: 950, pumping: false, ...change }, as);
  const soundingIn = async (tank: string, volumeM3: number, change?: object): Promise<Sounding> =>
    (await must(sound(tank, volumeM3, change))).body as Sounding;
  const move = (from: string, to: string, massKg: number, change: object = {}) =>
    ground.post('/v1/transfers', { from, to, massKg, ...change }, 'supplier');
  const second = () => ground.authorization('supplier', 'second');
  const close = async (alert: string | null, body: object) => ground.postAs(`/v1/alerts/${alert}/closure`, body, await second());

  describe('sites and tanks', () => {
    it('are opened by their supplier, or by customs for it, and seen by both', async () => {
      const opened = await ground.post(
        '/v1/sites',
        { id: 'by-customs', kind: 'shore', owner: ground.supplier, port: 'CN ZOS', district: '2910', name: { en: 'Depot 2' } },
        'customs',
      );
      expect(opened.status).to.equal(201);
      expect(opened.body).to.deep.include({ port: 'CNZOS', district: '2910', warnings: [] });
      for (const role of ['supplier', 'customs', 'regulator'] as const) {
        const { items } = (await must(ground.get('/v1/sites', role))).body as { items: { id: string }[] };
        expect(items.map(({ id }) => id)).to.include.members(['barge-7', 'by-customs', 'depot']);
      }
      const page = (await must(ground.get('/v1/sites?limit=1', 'customs'))).body as { items: { id: string }[]; next: string };
      const rest = (await must(ground.get(`/v1/sites?after=${page.next}`, 'customs'))).body as { items: { id: string }[] };
      expect([...page.items, ...rest.items].map(({ id }) => id)).to.deep.equal(['barge-7', 'by-customs', 'depot']);
    });

    it('are refused with every reason, and warned of a district that the port is not known for', async () => {
      const site = { id: 'wrong', kind: 'craft', port: 'XXXXX', district: '29', name: { en: 'Wrong' } };
      expect(codes(await ground.post('/v1/sites', site, 'supplier'))).to.deep.equal(['PORT_UNKNOWN', 'SITE_CRAFT_UNFIT']);
      expect(codes(await ground.post('/v1/sites', { ...site, kind: 'shore', port: 'CNZOS', district: '31' }, 'customs'))).to.deep.equal([
        'SITE_OWNER_UNFIT',
        'DISTRICT_UNFIT',
      ]);
      const far = await ground.post(
        '/v1/sites',
        { id: 'far', kind: 'shore', port: 'CNZOS', district: '31', name: { en: 'Far' } },
        'supplier',
      );
      expect((far.body as { warnings: { code: string }[] }).warnings.map(({ code }) => code)).to.deep.equal(['DISTRICT_UNUSUAL']);
      expect(
        codes(await ground.post('/v1/sites', { id: 'depot', kind: 'shore', port: 'CNZOS', district: '29', name: { en: 'D' } }, 'supplier')),
      ).to.deep.equal(['SITE_TAKEN']);
      const tank = { name: 'X1', capacityM3: 10, mayHold: ['COAL'] };
      expect(codes(await ground.post('/v1/sites/depot/tanks', tank, 'supplier'))).to.deep.equal(['GRADE_UNKNOWN']);
      expect(
        codes(await ground.post('/v1/sites/depot/tanks', { ...tank, mayHold: ['LNG'], attribute: 'bonded' }, 'supplier')),
      ).to.deep.equal(['NOT_ALLOWED']);
    });

    it('of another supplier and of another district do not exist', async () => {
      const tank = await ground.tank();
      const supplier = await ground.newOrganisation('supplier', {});
      const customs = await ground.newOrganisation('customs', { districts: ['31'] });
      for (const { authorization } of [supplier, customs]) {
        for (const path of [
          `/v1/tanks/${tank}`,
          `/v1/tanks/${tank}/parcels`,
          `/v1/tanks/${tank}/soundings`,
          '/v1/sites/depot',
          `/v1/books/${bookNumber}`,
        ])
          expect((await ground.getAs(path, authorization)).status, path).to.equal(404);
      }
      expect(
        (await ground.postAs(`/v1/tanks/${tank}/attribute`, { attribute: 'dual', reason: 'x' }, customs.authorization)).status,
      ).to.equal(404);
      expect(
        (await ground.postAs('/v1/sites/depot/tanks', { name: 'Z', capacityM3: 1, mayHold: ['LNG'] }, supplier.authorization)).status,
      ).to.equal(404);
      expect((await ground.get(`/v1/tanks/${tank}`, 'shipping-line')).status).to.equal(403);
    });

    it('take their filling limit from the strictest setting and their attribute from customs, with its history', async () => {
      const tank = await ground.tank(100, null);
      const before = (await must(ground.get(`/v1/tanks/${tank}`, 'supplier'))).body as { fillingLimit: number; attribute: string | null };
      expect(before).to.deep.include({ fillingLimit: 0.98, attribute: null, limitKg: null, contentKg: 0, movedAt: null });
      expect(codes(await ground.receive(tank, 1000))).to.deep.equal(['TANK_ATTRIBUTE_UNFIT']);
      await must(ground.post(`/v1/tanks/${tank}/attribute`, { attribute: 'domestic', reason: 'first' }, 'customs'));
      await must(ground.post(`/v1/tanks/${tank}/attribute`, { attribute: 'dual', reason: 'then' }, 'customs'));
      const after = (await must(ground.get(`/v1/tanks/${tank}`, 'customs'))).body as { attributes: { attribute: string }[] };
      expect(after.attributes.map(({ attribute }) => attribute)).to.deep.equal(['domestic', 'dual']);
      expect(codes(await ground.post(`/v1/tanks/${tank}/attribute`, { attribute: 'dual', reason: 'again' }, 'customs'))).to.deep.equal([
        'ATTRIBUTE_UNCHANGED',
      ]);
      const parcel = await ground.parcelIn(tank, 50_000);
      expect(codes(await ground.post(`/v1/tanks/${tank}/attribute`, { attribute: 'domestic', reason: 'no' }, 'customs'))).to.deep.equal([
        'TANK_STOCK_UNFIT',
      ]);
      await must(ground.post(`/v1/tanks/${tank}/attribute`, { attribute: 'bonded', reason: 'yes' }, 'customs'));
      await ground.hold(tank, parcel, 10, randomUUID());
      expect(codes(await ground.post(`/v1/tanks/${tank}/attribute`, { attribute: 'dual', reason: 'no' }, 'customs'))).to.deep.equal([
        'TANK_HELD',
      ]);
    });
  });

  describe('a transfer', () => {
    it('moves free stock to the barge, the parcel received first before the next', async () => {
      const [from, to] = [await ground.tank(), await ground.tank(5000, 'bonded', ['VLSFO'], 'barge-7')];
      const first = await ground.parcelIn(from, 1000);
      world.passMinutes(1);
      const next = await ground.parcelIn(from, 1000);
      const { parcels, entry } = (await must(move(from, to, 1200))).body as { entry: string; parcels: object[] };
      expect(parcels).to.deep.equal([
        { parcel: first, massKg: 1000 },
        { parcel: next, massKg: 200 },
      ]);
      expect(entry).to.match(new RegExp(`^${bookNumber}/\\d+$`));
      expect((await ground.contentOf(from)).contentKg).to.equal(800);
      expect((await ground.contentOf(to)).contentKg).to.equal(1200);
      const named = (await must(move(to, from, 100, { parcel: next }))).body as { parcels: object[] };
      expect(named.parcels).to.deep.equal([{ parcel: next, massKg: 100 }]);
    });

    it('takes the hold of a nomination along, and no hold of another', async () => {
      const [from, to] = [await ground.tank(), await ground.tank()];
      const parcel = await ground.parcelIn(from, 1000);
      const [mine, theirs] = [randomUUID(), randomUUID()];
      await ground.hold(from, parcel, 600, mine);
      await ground.hold(from, parcel, 300, theirs);
      expect(codes(await move(from, to, 101))).to.deep.equal(['TANK_STOCK_SHORT']);
      expect(codes(await move(from, to, 601, { nomination: mine }))).to.deep.equal(['TANK_STOCK_SHORT']);
      await must(move(from, to, 500, { nomination: mine }));
      expect((await ground.contentOf(to)).parcels).to.deep.include.members([
        { ...(await ground.contentOf(to)).parcels[0], freeKg: 0, held: [{ nomination: mine, massKg: 500 }] },
      ]);
      const lots = await ground.ledger.lotsOfNomination(mine);
      expect(lots.reduce((sum, { massKg }) => sum + massKg, 0)).to.equal(600);
    });

    it('is refused with every reason', async () => {
      const [from, to] = [await ground.tank(), await ground.tank(1, 'domestic', ['UCOME'])];
      const parcel = await ground.parcelIn(from, 2000);
      await ground.hold(from, parcel, 1500, begun);
      expect(codes(await move(from, to, 1600, { nomination: begun }))).to.deep.equal([
        'TANK_STOCK_SHORT',
        'TANK_GRADE_UNFIT',
        'TANK_ATTRIBUTE_UNFIT',
        'TANK_OVER_LIMIT',
        'STATE_WRONG',
      ]);
      expect(codes(await move(from, from, 1))).to.deep.equal(['TRANSFER_SAME_TANK']);
      expect(codes(await move(from, 'depot:NONE', 1))).to.deep.equal(['TANK_UNKNOWN']);
      expect(codes(await move(to, from, 1))).to.deep.equal(['TANK_STOCK_SHORT']);
    });

    it('fills no tank above its limit when two move into it at once', async () => {
      const [a, b, to] = [await ground.tank(), await ground.tank(), await ground.tank(10)];
      await ground.parcelIn(a, 9000);
      await ground.parcelIn(b, 9000);
      const answers = await Promise.all([move(a, to, 9000), move(b, to, 9000)]);
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 422]);
      expect((await ground.contentOf(to)).contentKg).to.equal(9000);
    });
  });

  describe('a sounding', () => {
    it('within the tolerance is a reading that posts nothing', async () => {
      const tank = await ground.tank();
      await ground.parcelIn(tank, 948_942);
      const reading = await soundingIn(tank, 1000);
      expect(reading).to.deep.include({ massKg: 948_942, bookKg: 948_942, verdict: 'within', alert: null });
      expect((await soundingIn(tank, 900, { pumping: true })).verdict).to.equal('not-compared');
      const { items } = (await must(ground.get(`/v1/tanks/${tank}/soundings?limit=1`, 'customs'))).body as { items: Sounding[] };
      expect(items).to.have.length(1);
      expect(codes(await sound(tank, 5001))).to.deep.equal(['SOUNDING_IMPOSSIBLE']);
      expect((await sound(tank, 1, {}, 'customs')).status).to.equal(403);
    });

    it('beyond it stands open until a second person posts the difference, free stock before holds', async () => {
      const tank = await ground.tank();
      const parcel = await ground.parcelIn(tank, 100_000);
      const nomination = randomUUID();
      await ground.hold(tank, parcel, 99_500, nomination);
      const { alert, massKg } = await soundingIn(tank, 104);
      const lossKg = 100_000 - massKg;
      expect(lossKg).to.be.above(500);
      expect(codes(await ground.post(`/v1/alerts/${alert}/closure`, { reason: 'mine', post: true }, 'supplier'))).to.deep.equal([
        'SECOND_PERSON_NEEDED',
      ]);
      expect((await ground.contentOf(tank)).contentKg).to.equal(100_000);
      const closed = (await must(close(alert, { reason: 'sounded twice', post: true }))).body as { closure: { entries: string[] } };
      expect(closed.closure.entries).to.have.length(1);
      expect((await ground.contentOf(tank)).contentKg).to.equal(massKg);
      expect(ground.heldChanges).to.deep.include([nomination, -(lossKg - 500)]);
      expect(codes(await close(alert, { reason: 'again' }))).to.deep.equal(['ALERT_CLOSED']);
    });

    it('of a gain is free stock, and a tank that is then over its limit is on the list too', async () => {
      const tank = await ground.tank(100, 'bonded');
      await ground.parcelIn(tank, 93_000);
      const { alert, massKg } = await soundingIn(tank, 99);
      const { closure } = (await must(close(alert, { reason: 'real', post: true }))).body as { closure: { entries: string[] } };
      expect((await ground.contentOf(tank)).contentKg).to.equal(massKg);
      const { items } = (await must(ground.get('/v1/alerts?state=open&kind=over-capacity', 'customs'))).body as {
        items: { tank: string; entry: string; massKg: number }[];
      };
      expect(items.find((one) => one.tank === tank)).to.deep.include({ entry: closure.entries[0], massKg: massKg - 93_100 });
    });

    it('that a later one replaced posts nothing, and one may be closed without posting', async () => {
      const tank = await ground.tank();
      await ground.parcelIn(tank, 100_000);
      const earlier = await soundingIn(tank, 90);
      world.passMinutes(1);
      const later = await soundingIn(tank, 91);
      expect(codes(await close(earlier.alert, { reason: 'old', post: true }))).to.deep.equal(['SOUNDING_SUPERSEDED']);
      await must(close(earlier.alert, { reason: 'misread' }));
      await must(close(later.alert, { reason: 'real', post: true }));
      expect((await ground.contentOf(tank)).contentKg).to.equal(later.massKg);
    });
  });

  describe('the list of alerts', () => {
    it('shows the open ones first, page by page, each once', async () => {
      const seen: { id: string; state: string }[] = [];
      let next: string | null = '';
      while (next !== null) {
        const page = (await must(ground.get(`/v1/alerts?limit=2${next === '' ? '' : `&after=${next}`}`, 'customs'))).body as {
          items: { id: string; state: string }[];
          next: string | null;
        };
        seen.push(...page.items);
        next = page.next;
      }
      expect(new Set(seen.map(({ id }) => id)).size).to.equal(seen.length);
      expect(seen.length).to.be.above(3);
      const states = seen.map(({ state }) => state);
      expect(states).to.deep.equal([...states].sort().reverse());
    });
  });

  describe('the books after all of it', () => {
    it('keep every law of the ledger that asks nothing of nominations', async () => {
      expect(await ground.breaches()).to.deep.equal([]);
    });
  });
});
