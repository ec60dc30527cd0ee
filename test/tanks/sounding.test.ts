import { expect } from 'chai';
import { mayClose, openAlert, type AlertDraft } from '../../src/tanks/alert.ts';
import { covers, merged, seesStock } from '../../src/tanks/sight.ts';
import { compareSounding } from '../../src/tanks/sounding.ts';

const at = '2026-03-02T08:00:00.000Z';
const sounded = { massKg: 1_003_000, bookKg: 1_000_000, at, pumping: false, movedAt: null, tolerancePct: 0.3 };

describe('A sounding', () => {
  it('of exactly the tolerance is a reading, one kilogram more is beyond it, in either direction', () => {
    expect(compareSounding(sounded)).to.deep.include({ verdict: 'within', differenceKg: 3000, allowedKg: 3000 });
    expect(compareSounding({ ...sounded, massKg: 1_003_001 }).verdict).to.equal('beyond');
    expect(compareSounding({ ...sounded, massKg: 997_000 }).verdict).to.equal('within');
    expect(compareSounding({ ...sounded, massKg: 996_999 })).to.deep.include({ verdict: 'beyond', differenceKg: -3001 });
  });

  it('while pumping is kept and not compared', () => {
    expect(compareSounding({ ...sounded, massKg: 1, pumping: true })).to.deep.include({
      verdict: 'not-compared',
      why: 'pumping',
      differenceKg: null,
    });
  });

  it('that is older than the last movement is not compared, because the book tells of a later moment', () => {
    expect(compareSounding({ ...sounded, movedAt: '2026-03-02T08:00:00.001Z' }).why).to.equal('moved-since');
    expect(compareSounding({ ...sounded, movedAt: at }).verdict).to.equal('within');
  });

  it('of anything in a tank that the book has empty is beyond', () => {
    expect(compareSounding({ ...sounded, bookKg: 0, massKg: 1 }).verdict).to.equal('beyond');
    expect(compareSounding({ ...sounded, bookKg: 0, massKg: 0 }).verdict).to.equal('within');
  });
});

describe('An alert', () => {
  const draft: AlertDraft = {
    kind: 'unexplained-gain',
    district: '29',
    port: 'CNZOS',
    owner: 'supplier',
    tank: 'laotangshan:T1',
    craft: null,
    meter: null,
    entry: 'B1/7',
    about: 'delivery:d',
    massKg: 12,
    values: { measuredKg: 112 },
  };
  const work = { actor: { person: 'first', organisation: 'supplier', role: 'supplier' as const }, recordedAt: new Date(at) };

  it('has an id that follows from what it says, so that a command that runs again raises the same one', () => {
    expect(openAlert(draft, work)).to.deep.equal(openAlert(draft, work));
    expect(openAlert({ ...draft, massKg: 13 }, work).id).not.to.equal(openAlert(draft, work).id);
    expect(openAlert(draft, work).id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('is closed by anybody but the one who raised it', () => {
    const alert = openAlert(draft, work);
    expect(mayClose(alert, { person: 'first' })).to.equal(false);
    expect(mayClose(alert, { person: 'second' })).to.equal(true);
  });
});

describe('Sight of stock', () => {
  it('is the own of a supplier, the districts and their offices of customs, everything of the regulator', () => {
    const record = { owner: 'supplier', district: '2910' };
    expect(seesStock({ owner: 'supplier' }, record)).to.equal(true);
    expect(seesStock({ owner: 'other' }, record)).to.equal(false);
    expect(seesStock({ districts: ['29'] }, record)).to.equal(true);
    expect(seesStock({ districts: ['2910'] }, record)).to.equal(true);
    expect(seesStock({ districts: ['2911', '31'] }, record)).to.equal(false);
    expect(seesStock({ all: true }, record)).to.equal(true);
    expect(covers(['2910'], '29')).to.equal(false);
    expect(covers(['29'], null)).to.equal(false);
  });

  it('of several districts is one list in one order', () => {
    expect(merged([[1, 4], [2, 3], []], (a, b) => a - b, 3)).to.deep.equal([1, 2, 3]);
  });
});
