import { expect } from 'chai';
import fc from 'fast-check';
import { lessDelivered, moreDelivered } from '../../src/bunkering/correction.ts';
import { drawnOf, gainedIn, suppliedBy } from '../../src/bunkering/drawn.ts';
import { shipAccount } from '../../src/ledger/account.ts';
import { faultsOf, netOf, type Posting } from '../../src/ledger/entry.ts';
import { settleDelivery, sum, type Lot } from '../../src/ledger/lots.ts';

const imo = '0010017';
const lot = (account: string, tank: string, item: string, massKg: number): Lot => ({
  account,
  tank,
  item,
  massKg,
  since: '2026-03-01T00:00:00.000Z',
});

/** Held and free lots of two tanks and three parcels, and what was measured. */
const deliveries = fc.record({
  held: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 3 }),
  free: fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 3 }),
  measuredKg: fc.integer({ min: 1, max: 6_000 }),
});
const lotsOf = ({ held, free }: { held: number[]; free: number[] }) => ({
  held: held.map((massKg, n) => lot(`hold:depot:T${n % 2}:n1`, `depot:T${n % 2}`, `parcel:p${n}`, massKg)),
  free: free.map((massKg, n) => lot(`tank:depot:T${n % 2}`, `depot:T${n % 2}`, `parcel:p${n}`, massKg)),
});
const toShip = (postings: readonly Posting[]): number =>
  netOf(postings).reduce((total, { account, massKg }) => total + (account === shipAccount(imo) ? massKg : 0), 0);

describe('What a measured delivery posts', () => {
  it('is the measured mass, out of the hold first, then free stock, then nowhere; the hold is empty afterwards', () => {
    fc.assert(
      fc.property(deliveries, (given) => {
        const { held, free } = lotsOf(given);
        const settled = settleDelivery({ measuredKg: given.measuredKg, held, free, imo });
        expect(faultsOf(settled.postings)).to.deep.equal([]);
        expect(toShip(settled.postings)).to.equal(given.measuredKg);
        expect(settled.fromHoldKg).to.equal(Math.min(given.measuredKg, sum(held)));
        expect(settled.fromHoldKg + settled.fromFreeKg + settled.gainKg).to.equal(given.measuredKg);
        expect(settled.releasedKg).to.equal(sum(held) - settled.fromHoldKg);
        const left = new Map([...held, ...free].map(({ account, item, massKg }) => [`${account}|${item}`, massKg]));
        for (const { account, item, massKg } of netOf(settled.postings))
          left.set(`${account}|${item}`, (left.get(`${account}|${item}`) ?? 0) + massKg);
        for (const [key, massKg] of left) {
          if (key.startsWith('hold:')) expect(massKg, key).to.equal(0);
          if (!key.startsWith('world:')) expect(massKg, key).to.be.at.least(0);
        }
        expect(sum(drawnOf(suppliedBy([settled], imo)))).to.equal(given.measuredKg);
      }),
      { numRuns: 500 },
    );
  });
});

describe('What a corrected mass posts', () => {
  it('is the difference, and undoes a gain before it gives anything back', () => {
    fc.assert(
      fc.property(deliveries, fc.integer({ min: 1, max: 6_000 }), (given, lessKg) => {
        const { held, free } = lotsOf(given);
        const settled = settleDelivery({ measuredKg: given.measuredKg, held, free, imo });
        fc.pre(lessKg < given.measuredKg);
        const { postings, returned } = lessDelivered(lessKg, imo, [settled]);
        expect(faultsOf(postings)).to.deep.equal([]);
        expect(toShip(postings)).to.equal(-lessKg);
        const undone = Math.min(lessKg, settled.gainKg);
        const gained = sum(gainedIn([...settled.postings, ...postings]));
        expect(gained).to.equal(settled.gainKg - undone);
        expect([...returned.values()].reduce((total, massKg) => total + massKg, 0)).to.equal(lessKg - undone);
        expect(sum(suppliedBy([settled, { postings }], imo))).to.equal(given.measuredKg - lessKg);
      }),
      { numRuns: 500 },
    );
  });

  it('gives back first what was drawn last', () => {
    const settled = settleDelivery({
      measuredKg: 30,
      imo,
      free: [],
      held: [lot('hold:d:A:n', 'd:A', 'parcel:1', 20), lot('hold:d:B:n', 'd:B', 'parcel:2', 20)],
    });
    expect(lessDelivered(15, imo, [settled]).postings).to.deep.equal([
      { from: 'ship:0010017', to: 'tank:d:B', item: 'parcel:2', massKg: 10 },
      { from: 'ship:0010017', to: 'tank:d:A', item: 'parcel:1', massKg: 5 },
    ]);
  });

  it('takes more from free stock, and what is not there as a gain of what was drawn last', () => {
    const free = [lot('tank:d:A', 'd:A', 'parcel:1', 20)];
    expect(moreDelivered(15, imo, free, undefined)).to.deep.include({ gain: null });
    const more = moreDelivered(50, imo, [], { tank: 'd:A', item: 'parcel:1' });
    expect(more.gain).to.deep.equal({ tank: 'd:A', item: 'parcel:1', massKg: 50 });
    expect(toShip(more.postings)).to.equal(50);
  });
});
