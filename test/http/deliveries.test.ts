import { expect } from 'chai';
import { audit } from '../../src/desk/audit.ts';
import { codeOf, reasonsOf } from '../journeys/client.ts';
import { demoCast } from '../journeys/cast.ts';
import { layGround, receive, type Ground } from '../journeys/ground.ts';
import { withHouse } from '../journeys/house.ts';
import { accepted, beginning, begun, cleared, measured, weighed } from '../journeys/stem.ts';
import {
  alertsOf,
  deliveryOf,
  drafted,
  freeKg,
  hoursAgo,
  loaded,
  measuredBy,
  meterOn,
  noteOf,
  ticket,
  type DeliveryShown,
} from './delivery-steps.ts';

withHouse('deliveries over HTTP', (house) => {
  let ground: Ground;
  beforeEach(async function () {
    this.timeout(60_000);
    ground = await layGround(house(), demoCast(house()));
  });

  it('begins only when every authority has permitted and the whole checklist is answered with yes', async () => {
    await receive(ground, 100_000);
    const supplier = ground.cast.as('supplier');
    const nomination = await accepted(ground, 100_000);
    const { checklist, openingReadings } = await beginning(ground);
    const [first, ...rest] = checklist;
    const wrong = [
      ...rest.slice(1),
      { item: first?.item ?? '', answer: 'no', remark: null },
      { item: 'moon-phase', answer: 'yes', remark: null },
    ];

    const answer = await supplier.post(`/v1/nominations/${nomination}/begin`, { checklist: wrong, openingReadings });

    expect(reasonsOf(answer)).to.have.members([
      ...['PERMIT_MISSING', 'PERMIT_MISSING', 'PERMIT_MISSING'],
      ...['CHECKLIST_INCOMPLETE', 'ITEM_INVALID', 'CHECKLIST_FAILED'],
    ]);
  });

  it('judges licences again on the day on which it begins', async () => {
    await receive(ground, 100_000);
    const nomination = await cleared(ground, 100_000, { byCraft: true });
    const { items } = await house().as('administrator').got<{ items: { id: string }[] }>(`/v1/licences?craft=${ground.craft}`);
    await house()
      .as('administrator')
      .done(`/v1/licences/${items[0]?.id}/end`, { to: hoursAgo(48).slice(0, 10), reason: 'Certificate of the barge lapsed' });

    const answer = await ground.cast.as('supplier').post(`/v1/nominations/${nomination}/begin`, await beginning(ground));

    expect(reasonsOf(answer)).to.deep.equal(['CRAFT_NOT_LICENSED']);
  });

  it('posts a short delivery and frees the rest of the hold', async () => {
    await receive(ground, 500_000);
    const id = await measured(ground, 300_000, 290_000);
    const delivery = await deliveryOf(ground, id);
    expect(delivery).to.include({ state: 'measured', massKg: 290_000, overKg: 0, gainKg: 0, shortKg: 10_000 });
    expect(await freeKg(ground, ground.shoreTank)).to.equal(210_000);
    const nomination = await ground.cast.as('supplier').got(`/v1/nominations/${delivery.nomination}`);
    expect(nomination).to.include({ state: 'delivered', heldKg: 0 });
  });

  it('takes an over-delivery out of free stock, never out of another hold, and puts the rest on the list as a gain', async () => {
    await receive(ground, 300_000);
    const other = await accepted(ground, 90_000);
    const delivery = await measuredBy(ground, 200_000, weighed(230_000).measurement);
    expect(delivery).to.include({ massKg: 230_000, overKg: 30_000, gainKg: 20_000, shortKg: 0 });
    expect(await ground.cast.as('supplier').got(`/v1/nominations/${other}`)).to.include({ heldKg: 90_000 });
    const about = (await alertsOf(ground)).filter((alert) => alert.about === `delivery:${delivery.id}`);
    expect(about.map(({ kind, massKg }) => [kind, massKg])).to.deep.equal([['unexplained-gain', 20_000]]);
  });

  it('draws what was loaded onto the craft and leaves the rest there as free stock; the hold ashore is released', async () => {
    await receive(ground, 500_000);
    const nomination = await cleared(ground, 300_000, { byCraft: true });
    await loaded(ground, nomination, 250_000);
    const supplier = ground.cast.as('supplier');
    const { id } = await supplier.done<{ id: string }>(`/v1/nominations/${nomination}/begin`, await beginning(ground));
    const delivery = await supplier.done<DeliveryShown>(`/v1/deliveries/${id}/measurement`, weighed(240_000));
    expect(delivery).to.include({ massKg: 240_000, overKg: 0, gainKg: 0, shortKg: 60_000 });
    expect(await freeKg(ground, ground.bargeTank)).to.equal(10_000);
    expect(await freeKg(ground, ground.shoreTank)).to.equal(250_000);
  });

  it('draws the hold ashore where nothing was recorded as loaded onto the craft', async () => {
    await receive(ground, 500_000);
    const id = await begun(ground, 300_000, { byCraft: true });
    const delivery = await ground.cast.as('supplier').done<DeliveryShown>(`/v1/deliveries/${id}/measurement`, weighed(300_000));
    expect(delivery).to.include({ overKg: 0, gainKg: 0 });
    expect(await freeKg(ground, ground.shoreTank)).to.equal(200_000);
  });

  it('alerts a totaliser that did not go on, in the order of time and not of arrival', async () => {
    await receive(ground, 900_000);
    const meter = await meterOn(ground, '1000.0000');
    const tickets = (...all: Parameters<typeof ticket>[1][]) => ({ method: 'meter', tickets: all.map((one) => ticket(meter, one)) });
    const kinds = async ({ id }: DeliveryShown) =>
      (await alertsOf(ground)).filter(({ about }) => about === `delivery:${id}`).map(({ kind, massKg }) => [kind, massKg]);

    const first = await measuredBy(
      ground,
      200_000,
      tickets(
        { number: 'T1', openT: '1000.0000', closeT: '1100.0000', massInAirT: '100.0000', hours: 10 },
        { number: 'T2', openT: '1100.0000', closeT: '1200.0000', massInAirT: '100.0000', hours: 9 },
      ),
    );
    expect(await kinds(first)).to.deep.equal([]);
    const third = await measuredBy(
      ground,
      100_000,
      tickets({ number: 'T4', openT: '1300.0000', closeT: '1400.0000', massInAirT: '100.0000', hours: 3 }),
    );
    expect(await kinds(third)).to.deep.equal([['totaliser-gap', 100_000]]);
    const late = await measuredBy(
      ground,
      100_000,
      tickets({ number: 'T3', openT: '1200.0000', closeT: '1300.0000', massInAirT: '100.0000', hours: 6 }),
    );
    expect(await kinds(late)).to.deep.equal([]);
    const broken = await measuredBy(
      ground,
      100_000,
      tickets({ number: 'T5', openT: '1400.0000', closeT: '1500.0000', massInAirT: '99.0000', hours: 2, seals: false }),
    );
    expect(await kinds(broken)).to.deep.equal([['seal-broken', null]]);

    const { number } = await drafted(ground, broken.id);
    const note = await noteOf(ground, number);
    expect(note.remarks.map(({ code }) => code)).to.include.members(['TICKET_MASS_DIFFERS', 'SEAL_BROKEN']);
    expect(note.items.find(({ field }) => field === 'totaliserNonResettableClose')).to.deep.include({
      value: '1500.0000',
      basis: 'measured',
    });
    const gapped = await noteOf(ground, (await drafted(ground, third.id)).number);
    expect(gapped.remarks.map(({ code }) => code)).to.include('TOTALISER_GAP');
  }).timeout(60_000);

  it('refuses what no instrument can have shown, and a meter that is none of the supplier’s', async () => {
    await receive(ground, 100_000);
    const meter = await meterOn(ground, '1000');
    const id = await begun(ground, 100_000);
    const supplier = ground.cast.as('supplier');
    const said = { number: 'T1', openT: '1000.0000', closeT: '999.0000', massInAirT: '0.0000', hours: 2 };
    const backwards = await supplier.post(`/v1/deliveries/${id}/measurement`, {
      measurement: { method: 'meter', tickets: [ticket(meter, said)] },
    });
    expect(reasonsOf(backwards)).to.deep.equal(['MEASUREMENT_IMPOSSIBLE', 'MEASUREMENT_IMPOSSIBLE']);
    const unknown = { ...said, closeT: '1100.0000', massInAirT: '100.0000' };
    const nobodys = await supplier.post(`/v1/deliveries/${id}/measurement`, {
      measurement: { method: 'meter', tickets: [ticket('MFM-0', unknown)] },
    });
    expect(codeOf(nobodys)).to.equal('METER_UNKNOWN');
    const future = await supplier.post(`/v1/deliveries/${id}/measurement`, weighed(100_000, new Date(Date.now() + 3_600_000)));
    expect(codeOf(future)).to.equal('MEASUREMENT_IMPOSSIBLE');
    expect(await deliveryOf(ground, id)).to.include({ state: 'begun', massKg: null });
  });

  it('logs an operation in the order of what happened', async () => {
    await receive(ground, 100_000);
    const id = await begun(ground, 100_000);
    const operator = ground.cast.as('port-operator');
    const log = (kind: string, hours = 0) =>
      operator.post(`/v1/deliveries/${id}/log`, { kind, ...(hours > 0 && { occurredAt: hoursAgo(hours) }) });
    expect(codeOf(await log('resumption', 5))).to.equal('STATE_WRONG');
    expect((await log('start', 5)).status).to.equal(200);
    expect((await log('stop', 1)).status).to.equal(200);
    expect(codeOf(await log('resumption', 2))).to.equal('STATE_WRONG');
    expect((await log('suspension', 4)).status).to.equal(200);
    expect((await log('resumption', 3)).status).to.equal(200);
    expect((await log('incident', 2)).status).to.equal(200);
    expect(codeOf(await log('suspension'))).to.equal('STATE_WRONG');
  });

  it('shows a delivery to its parties and authorities and to nobody else', async () => {
    await receive(ground, 100_000);
    const id = await begun(ground, 100_000);
    for (const role of ['supplier', 'shipping-line', 'port-operator', 'customs', 'maritime-authority', 'regulator'] as const)
      expect((await ground.cast.as(role).get(`/v1/deliveries/${id}`)).status, role).to.equal(200);
    expect((await ground.cast.as('ships-agent').get(`/v1/deliveries/${id}`)).status).to.equal(404);
    expect((await house().nobody.get(`/v1/deliveries/${id}`)).status).to.equal(401);
    const { items } = await ground.cast.as('customs').got<{ items: { id: string }[] }>('/v1/deliveries?limit=200');
    expect(items.map((one) => one.id)).to.include(id);
  });

  it('keeps the laws over everything that was posted', async () => {
    const breaches = (await audit(house().service.stores)).flatMap(({ law, breaches: found }) =>
      found.map((breach) => `${law}: ${breach}`),
    );
    expect(breaches).to.deep.equal([]);
  });
});
