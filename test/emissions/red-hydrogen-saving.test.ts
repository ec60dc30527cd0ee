import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import type { FactorSets } from '../../src/emissions/calculation.ts';
import { redHydrogen } from '../../src/emissions/red-hydrogen.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
type Given = Readonly<Record<string, unknown>>;
const lot = (origin: string, eGPerMj: number, massKg = 180) => ({ origin, eGPerMj, massKg });
const ask = (lots: object[], more: Given = {}, by: FactorSets = sets) =>
  calculate(redHydrogen, { product: 'AMMONIA', massKg: 1000, lots, ...more }, by);
const of = (lots: object[], more?: Given): Given => ask(lots, more).result;
const thresholds = (lots: object[], more?: Given) => ask(lots, more).steps.filter(({ label }) => label === 'red.threshold');
const seventy = { minSavingPct: 70, maxEGPerMj: 28.2 };

describe('the saving of what is made from hydrogen', () => {
  it('of fossil hydrogen meets no threshold, however small its E', () => {
    const result = of([lot('fossil', 5)]);
    expect(result).to.deep.include({ met: false, rfnboAsAWhole: false, origins: [{ origin: 'fossil', sharePct: 100, met: false }] });
    expect(result).not.to.have.any.keys('minSavingPct', 'maxEGPerMj');
    // 5 · 180 · 120 / 18 600 of 94
    expect(result['savingPct']).to.be.closeTo((1 - (5 * 180 * 120) / 18_600 / 94) * 100, 1e-12);
    expect(thresholds([lot('fossil', 5)])).to.deep.equal([]);
  });

  it('with a fossil lot is no RFNBO as a whole, though the share of the other meets its threshold', () => {
    const result = of([lot('rfnbo', 3, 135), lot('fossil', 5, 45)]);
    expect(result).to.deep.include({
      ...{ ...seventy, met: false, rfnboAsAWhole: false },
      origins: [
        { origin: 'rfnbo', sharePct: 75, ...seventy, met: true },
        { origin: 'fossil', sharePct: 25, met: false },
      ],
    });
  });

  it('of low-carbon hydrogen meets the threshold of its own and is no RFNBO', () => {
    expect(of([lot('low-carbon', 5)])).to.deep.include({ ...seventy, met: true, rfnboAsAWhole: false });
    const [step, ...others] = thresholds([lot('low-carbon', 5)]);
    expect(step).to.include({ fuel: 'low-carbon', value: 28.2 });
    expect(step?.clause).to.include('2025/2359');
    expect(step).not.to.have.property('interpretation');
    expect(others).to.have.length(0);
    expect(of([lot('low-carbon', 5, 90), lot('rfnbo', 5, 90)])).to.include({ met: true, rfnboAsAWhole: false });
  });

  it('of an RFNBO alone is one as a whole where E is at most the largest', () => {
    const at = (ep: number) => of([lot('rfnbo', 0)], { terms: { ep } });
    expect(at(28.2)).to.include({ met: true, rfnboAsAWhole: true });
    expect(at(28.21)).to.include({ met: false, rfnboAsAWhole: false });
    expect(of([lot('rfnbo', 0)], { product: 'HVO', hydrogenKgPerT: 35 })).to.include({ met: true, rfnboAsAWhole: false });
  });

  it('of biogenic hydrogen goes by the day of the installation, and without it by that of a new one, which is marked', () => {
    const asked = (installationStartedOn?: string) => of([lot('bio', 5)], { installationStartedOn });
    expect(asked('2015-10-05')).to.include({ minSavingPct: 50, maxEGPerMj: 47 });
    expect(asked('2020-12-31')).to.include({ minSavingPct: 60, maxEGPerMj: 37.6 });
    expect(asked()).to.include({ minSavingPct: 65, maxEGPerMj: 32.9, met: true });
    const reading = (more?: Given) => thresholds([lot('bio', 5)], more)[0]?.interpretation;
    expect(reading()).to.equal(
      'The day on which the installation started is not told: it counts as a new one, of which the most is asked.',
    );
    expect(reading({ installationStartedOn: '2021-01-01' })).to.equal(undefined);
    expect(thresholds([lot('rfnbo', 5)])[0]).not.to.have.property('interpretation');
  });

  it('of several origins is asked the most of them as a whole, and each share its own', () => {
    for (const lots of [
      [lot('bio', 0, 90), lot('rfnbo', 0, 90)],
      [lot('bio', 0, 90), lot('low-carbon', 0, 90)],
      [lot('fossil', 0, 60), lot('bio', 0, 60), lot('low-carbon', 0, 60)],
    ])
      expect(of(lots), JSON.stringify(lots)).to.include(seventy);
    // 30 is at most 32.9 and above 28.2.
    const result = of([lot('bio', 0, 90), lot('rfnbo', 0, 90)], { terms: { ep: 30 } });
    expect(result['met']).to.equal(false);
    expect(result['origins']).to.deep.equal([
      { origin: 'rfnbo', sharePct: 50, ...seventy, met: false },
      { origin: 'bio', sharePct: 50, minSavingPct: 65, maxEGPerMj: 32.9, met: true },
    ]);
    expect(thresholds([lot('bio', 0, 90), lot('rfnbo', 0, 90)]).map(({ fuel }) => fuel)).to.deep.equal(['rfnbo', 'bio']);
  });

  it('is asked the most also where a later origin is asked more', () => {
    const savingThresholds = sets.red.savingThresholds.map((one) => (one.kind === 'low-carbon' ? { ...one, minSavingPct: 80 } : one));
    const stricter = { ...sets, red: { ...sets.red, savingThresholds } };
    const { result } = ask([lot('rfnbo', 0, 90), lot('low-carbon', 0, 90)], { terms: { ep: 20 } }, stricter);
    // 20 % of 94 is 18.8; E is 20.
    expect(result).to.include({ minSavingPct: 80, maxEGPerMj: 18.8, met: false });
  });

  it('is refused where the set asks nothing of an origin', () => {
    const savingThresholds = sets.red.savingThresholds.filter(({ kind }) => kind !== 'low-carbon');
    const before = { ...sets, red: { ...sets.red, savingThresholds } };
    expect(reasonsOf(() => ask([lot('low-carbon', 5)], {}, before)).map(({ code, field }) => [code, field])).to.deep.equal([
      ['FACTOR_MISSING', 'body.lots'],
    ]);
  });
});
