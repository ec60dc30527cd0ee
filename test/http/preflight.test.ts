import { expect } from 'chai';
import { demoCast } from '../journeys/cast.ts';
import { reasonsOf } from '../journeys/client.ts';
import { layGround, receive, type Ground } from '../journeys/ground.ts';
import { withHouse } from '../journeys/house.ts';
import { askOf, today } from '../journeys/stem.ts';

interface Flight {
  readonly wouldBeTaken: boolean;
  readonly checks: readonly { readonly name: string; readonly result: string; readonly codes: readonly string[] }[];
  readonly refusals: readonly {
    readonly code: string;
    readonly en: { readonly remedy: string };
    readonly zh: { readonly remedy: string };
  }[];
}

withHouse('The preflight of a nomination', (house) => {
  let ground: Ground;
  before(async function () {
    this.timeout(60_000);
    ground = await layGround(house(), demoCast(house()));
    await receive(ground, 100_000);
  });
  const flight = (role: Parameters<Ground['cast']['as']>[0], ask: object) =>
    ground.cast.as(role).done<Flight>('/v1/nominations/preflight', ask);
  const stockEnough = ({ checks }: Flight) => checks.find(({ name }) => name === 'stock-enough')?.result;

  it('tells the line that stock is short and not by how much, the supplier by how much, and nobody else anything', async () => {
    const ask = askOf(ground, 100_001);
    const line = await flight('shipping-line', ask);
    expect(line.refusals.map(({ code }) => code)).to.deep.equal(['STOCK_SHORT']);
    expect(JSON.stringify(line.refusals)).not.to.include('shortKg');
    expect(JSON.stringify((await flight('supplier', ask)).refusals)).to.include('"shortKg":1');
    for (const role of ['certifier', 'port-operator', 'customs'] as const)
      expect([role, stockEnough(await flight(role, ask)), stockEnough(await flight(role, askOf(ground, 1)))]).to.deep.equal([
        role,
        'undecided',
        'undecided',
      ]);
  });

  it('gives for an empty ask every reason at once, each with its remedy in both languages', async () => {
    const { wouldBeTaken, refusals } = await flight('ships-agent', {});
    expect(wouldBeTaken).to.be.false;
    expect(refusals.map(({ code }) => code)).to.deep.equal([
      ...['LINE_MISSING', 'IMO_MISSING', 'QUANTITY_MISSING', 'DATE_UNKNOWN', 'SUPPLIER_MISSING', 'PORT_MISSING', 'GRADE_MISSING'],
    ]);
    for (const { en, zh } of refusals) expect(en.remedy.length * zh.remedy.length).to.be.greaterThan(0);
  });

  it('answers for any day of the calendar', async () => {
    for (const from of ['0001', '0001-01-01', '1999-05', '9999-12-31'])
      expect((await flight('shipping-line', { ...askOf(ground, 1_000), laycan: { from } })).wouldBeTaken, from).to.be.false;
    const ends = { from: '2026-12-31', endsAt: '9999-12-31T23:59:59-14:00' };
    expect((await flight('shipping-line', { ...askOf(ground, 1_000), laycan: ends })).checks).not.to.be.empty;
  });

  it('refuses a laycan that ends before it begins: its hold would never lapse', async () => {
    const ask = { ...askOf(ground, 1_000), laycan: { from: today(), endsAt: '2020-01-01T00:00:00Z' } };
    expect((await flight('shipping-line', ask)).refusals.map(({ code }) => code)).to.deep.equal(['LAYCAN_INVALID']);
    expect(reasonsOf(await ground.cast.as('shipping-line').post('/v1/nominations', ask))).to.deep.equal(['LAYCAN_INVALID']);
  });
});
