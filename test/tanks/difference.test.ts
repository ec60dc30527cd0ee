import { expect } from 'chai';
import fc from 'fast-check';
import { holdAccount, tankAccount } from '../../src/ledger/account.ts';
import { faultsOf, netOf, type Posting } from '../../src/ledger/entry.ts';
import { spreadDifference, type Spread, type TankLot } from '../../src/tanks/difference.ts';

const tank = 'laotangshan:T1';
const lot = (parcel: string, massKg: number, nomination: string | null = null, book = 'B1'): TankLot => ({
  account: nomination === null ? tankAccount(tank) : holdAccount(tank, nomination),
  tank,
  item: `parcel:${parcel}`,
  massKg,
  since: '2026-03-01T00:00:00.000Z',
  nomination,
  book,
});
const postings = ({ byBook }: Spread): Posting[] => [...byBook.values()].flat();

describe('A sounded difference', () => {
  it('is borne by the parcels in proportion, free stock before holds', () => {
    const lots = [lot('a', 300), lot('b', 100), lot('a', 1000, 'n1')];
    expect(postings(spreadDifference(tank, lots, -40))).to.deep.equal([
      { from: 'tank:laotangshan:T1', to: 'world:loss:laotangshan:T1', item: 'parcel:a', massKg: 30 },
      { from: 'tank:laotangshan:T1', to: 'world:loss:laotangshan:T1', item: 'parcel:b', massKg: 10 },
    ]);
    const beyond = spreadDifference(tank, lots, -450);
    expect([...beyond.holds]).to.deep.equal([['n1', -50]]);
    expect(beyond.unplacedKg).to.equal(0);
  });

  it('gives a gain to free stock and never to a hold', () => {
    const gained = spreadDifference(tank, [lot('a', 10, 'n1'), lot('a', 30, 'n2'), lot('b', 40, 'n2')], 8);
    expect(postings(gained)).to.deep.equal([
      { from: 'world:gain:laotangshan:T1', to: 'tank:laotangshan:T1', item: 'parcel:a', massKg: 4 },
      { from: 'world:gain:laotangshan:T1', to: 'tank:laotangshan:T1', item: 'parcel:b', massKg: 4 },
    ]);
    expect(gained.holds.size).to.equal(0);
  });

  it('is of the parcel received last where the tank is empty, and of none where nothing ever lay there', () => {
    const last = { item: 'parcel:z', book: 'B2' };
    expect([...spreadDifference(tank, [], 5, last).byBook.keys()]).to.deep.equal(['B2']);
    expect(spreadDifference(tank, [], 5).unplacedKg).to.equal(5);
    expect(spreadDifference(tank, [lot('a', 3)], -5).unplacedKg).to.equal(2);
  });

  const lotsArbitrary = fc
    .uniqueArray(
      fc.record({
        parcel: fc.constantFrom('a', 'b', 'c'),
        nomination: fc.constantFrom(null, 'n1', 'n2'),
        massKg: fc.integer({ min: 0, max: 5_000_000 }),
      }),
      { selector: ({ parcel, nomination }) => `${parcel}${nomination}`, maxLength: 9 },
    )
    .map((rows) => rows.map(({ parcel, nomination, massKg }) => lot(parcel, massKg, nomination, parcel === 'c' ? 'B2' : 'B1')));

  it('is conserved: what its postings change is the difference but for what could not be placed', () => {
    fc.assert(
      fc.property(lotsArbitrary, fc.integer({ min: -20_000_000, max: 20_000_000 }), (lots, differenceKg) => {
        fc.pre(differenceKg !== 0);
        const spread = spreadDifference(tank, lots, differenceKg);
        const all = postings(spread);
        if (all.length > 0) expect(faultsOf(all)).to.deep.equal([]);
        const inTank = netOf(all)
          .filter(({ account }) => !account.startsWith('world:'))
          .reduce((sum, { massKg }) => sum + massKg, 0);
        expect(Math.abs(inTank) + spread.unplacedKg).to.equal(Math.abs(differenceKg));
        for (const [book, own] of spread.byBook) for (const { item } of own) expect(book).to.equal(item === 'parcel:c' ? 'B2' : 'B1');
      }),
    );
  });

  it('is fair: no lot bears more than its share by a whole kilogram, none more than it has, and holds only after all free stock', () => {
    fc.assert(
      fc.property(lotsArbitrary, fc.integer({ min: 1, max: 20_000_000 }), (lots, lossKg) => {
        const spread = spreadDifference(tank, lots, -lossKg);
        const lost = new Map(postings(spread).map(({ from, item, massKg }) => [`${from}|${item}`, massKg]));
        for (const part of [lots.filter((one) => one.nomination === null), lots.filter((one) => one.nomination !== null)]) {
          const totalKg = part.reduce((sum, { massKg }) => sum + massKg, 0);
          const borneKg = part.reduce((sum, one) => sum + (lost.get(`${one.account}|${one.item}`) ?? 0), 0);
          for (const one of part) {
            const bornes = lost.get(`${one.account}|${one.item}`) ?? 0;
            expect(bornes).to.be.at.most(one.massKg);
            if (totalKg > 0) expect(Math.abs(bornes - (borneKg * one.massKg) / totalKg)).to.be.below(1);
          }
        }
        const freeKg = lots.filter((one) => one.nomination === null).reduce((sum, { massKg }) => sum + massKg, 0);
        if (spread.holds.size > 0) expect(lossKg).to.be.above(freeKg);
      }),
    );
  });
});
