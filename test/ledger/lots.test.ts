import { expect } from 'chai';
import fc from 'fast-check';
import { netOf } from '../../src/ledger/entry.ts';
import { draw, holdPostings, inOrder, releasePostings, settleDelivery, sum, type Lot } from '../../src/ledger/lots.ts';

const lot = (item: string, massKg: number, since = '2026-01-01T00:00:00.000Z', account = 'tank:north:T-1'): Lot => ({
  account,
  tank: 'north:T-1',
  item,
  massKg,
  since,
});
const held = (item: string, massKg: number, since?: string): Lot => lot(item, massKg, since, 'hold:north:T-1:n');

describe('A draw of stock', () => {
  it('takes the parcel that came first, or last where the book says so', () => {
    const lots = [lot('parcel:b', 500, '2026-02-01T00:00:00.000Z'), lot('parcel:a', 500, '2026-01-01T00:00:00.000Z')];
    expect(draw(inOrder(lots, 'first-in-first-out'), 600).drawn.map(({ item, massKg }) => [item, massKg])).to.deep.equal([
      ['parcel:a', 500],
      ['parcel:b', 100],
    ]);
    expect(draw(inOrder(lots, 'last-in-first-out'), 600).drawn.map(({ item, massKg }) => [item, massKg])).to.deep.equal([
      ['parcel:b', 500],
      ['parcel:a', 100],
    ]);
  });

  it('says by how much it is short, and takes all there is', () => {
    const { drawn, shortKg } = draw([lot('parcel:a', 500)], 501);
    expect(sum(drawn)).to.equal(500);
    expect(shortKg).to.equal(1);
  });
});

describe('A measured delivery', () => {
  const base = { held: [held('parcel:a', 100_000)], free: [lot('parcel:a', 50_000)], imo: '9074729' };

  it('comes out of the hold, and the rest of the hold is free again', () => {
    const short = settleDelivery({ ...base, measuredKg: 99_400 });
    expect(short).to.include({ fromHoldKg: 99_400, fromFreeKg: 0, gainKg: 0, releasedKg: 600 });
    expect(short.postings).to.deep.equal([
      { from: 'hold:north:T-1:n', to: 'ship:9074729', item: 'parcel:a', massKg: 99_400 },
      { from: 'hold:north:T-1:n', to: 'tank:north:T-1', item: 'parcel:a', massKg: 600 },
    ]);
  });

  it('beyond the hold comes out of free stock of the same tank, never refused', () => {
    expect(settleDelivery({ ...base, measuredKg: 120_000 })).to.include({
      fromHoldKg: 100_000,
      fromFreeKg: 20_000,
      gainKg: 0,
      releasedKg: 0,
    });
  });

  it('beyond all stock is an unexplained gain of the parcel drawn last', () => {
    const over = settleDelivery({ ...base, measuredKg: 150_250 });
    expect(over.gain).to.deep.equal({ tank: 'north:T-1', item: 'parcel:a', massKg: 250 });
    expect(over.postings).to.deep.include({ from: 'world:gain:north:T-1', to: 'tank:north:T-1', item: 'parcel:a', massKg: 250 });
  });

  const lots = (account: string) =>
    fc
      .array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 5 })
      .map((masses) => masses.map((massKg, at) => lot(`parcel:${at}`, massKg, `2026-01-0${at + 1}T00:00:00.000Z`, account)));

  it('posts exactly what was measured to the ship and leaves every other kilogram where it belongs', () => {
    fc.assert(
      fc.property(
        lots('hold:north:T-1:n'),
        lots('tank:north:T-1'),
        fc.integer({ min: 1, max: 12_000_000 }),
        (holdLots, free, measuredKg) => {
          const { postings, fromHoldKg, fromFreeKg, gainKg, releasedKg } = settleDelivery({
            measuredKg,
            held: holdLots,
            free,
            imo: '9074729',
          });
          const net = netOf(postings);
          const at = (account: string): number =>
            net.filter((delta) => delta.account === account).reduce((all, { massKg }) => all + massKg, 0);
          expect(at('ship:9074729')).to.equal(measuredKg);
          expect(at('hold:north:T-1:n')).to.equal(-sum(holdLots));
          expect(fromHoldKg + fromFreeKg + gainKg).to.equal(measuredKg);
          expect(fromHoldKg + releasedKg).to.equal(sum(holdLots));
          for (const { account, item, massKg } of net) {
            const before = [...holdLots, ...free].find((one) => one.account === account && one.item === item)?.massKg ?? 0;
            if (!account.startsWith('world:')) expect(before + massKg, `${account} ${item}`).to.be.at.least(0);
          }
        },
      ),
    );
  });
});

describe('A hold', () => {
  it('taken and released leaves every balance as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 3e6 }),
        (masses, wantedKg) => {
          const lots = masses.map((massKg, at) => lot(`parcel:${at}`, massKg));
          const { drawn } = draw(lots, wantedKg);
          const underHold = drawn.map((one) => ({ ...one, account: 'hold:north:T-1:n' }));
          expect(netOf([...holdPostings(drawn, 'n'), ...releasePostings(underHold)])).to.deep.equal([]);
        },
      ),
    );
  });
});
