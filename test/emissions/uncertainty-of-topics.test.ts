import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer } from '../../src/emissions/calculation.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { readReference } from '../../src/reference.ts';

const { sets } = readReference();
type Ends = Readonly<Record<string, { readonly low: number; readonly high: number }>>;

const ask = (topic: string, input: Readonly<Record<string, unknown>>): Answer =>
  calculate(calculations.get(topic) ?? expect.fail(`no calculation ${topic}`), input, sets);
const intervalOf = ({ result }: Answer): Ends => (result['interval'] ?? {}) as Ends;

const hfo = { fuel: 'HFO', massT: 700 };
const closeTo = (value: number | undefined, expected: number): boolean => Math.abs((value ?? NaN) - expected) < 1e-9;

describe('the interval of', () => {
  it('emissions follows the mass, whatever the calorific value, gas by gas and year by year', () => {
    const lines = [{ fuel: 'LNG_OTTO_MS', massT: 100, uncertainty: { massPct: 1, lcvPct: 5 } }];
    const { result, steps } = ask('ets.co2e', { lines });
    for (const gas of ['co2T', 'ch4T', 'n2oT', 'co2eT']) {
      const { low = NaN, high = NaN } = intervalOf({ result, steps })[gas] ?? {};
      expect(
        [low, high].map((end) => end / Number(result[gas])),
        gas,
      ).to.satisfy(([a, b]: number[]) => closeTo(a, 0.99) && closeTo(b, 1.01));
    }
    const owed = ask('ets.surrender', { years: [2025, 2026], scopePct: 50, lines, priceEurPerAllowance: 80 });
    const years = owed.result['years'] as { surrenderT: number; costEur: number }[];
    const interval = intervalOf(owed);
    expect(Object.keys(interval)).to.deep.equal(['years.0.surrenderT', 'years.0.costEur', 'years.1.surrenderT', 'years.1.costEur']);
    expect(interval['years.1.surrenderT']?.low).to.be.closeTo(0.99 * (years[1]?.surrenderT ?? NaN), 1e-9);
    expect(interval['years.0.costEur']?.high).to.be.closeTo(1.01 * (years[0]?.costEur ?? NaN), 1e-6);
    const units = owed.steps.flatMap(({ label, unit }) => (label === 'uncertainty.low' ? [unit] : []));
    expect(units).to.deep.equal(['tCO2eq', 'EUR', 'tCO2eq', 'EUR']);
    const free = ask('ets.surrender', { years: [2026], scopePct: 50, lines });
    expect(Object.keys(intervalOf(free))).to.deep.equal(['years.0.surrenderT']);
    expect(ask('ets.surrender', { years: [2026], scopePct: 50, lines: [hfo] }).result).to.not.have.property('interval');
  });

  it('the footprint of a tonne follows its calorific value, and no amount', () => {
    const of = (uncertainty?: object): Answer =>
      ask('product.footprint', { line: { fuel: 'HFO', lcvMjPerG: 0.04, ...(uncertainty && { uncertainty }) }, boundary: 'cradle-to-gate' });
    // A default of 13.5 gCO2eq/MJ for 40 GJ a tonne, a per cent more and less.
    expect(intervalOf(of({ lcvPct: 1 }))['totalKgCO2eqPerT']?.low).to.be.closeTo(13.5 * 39.6, 1e-9);
    expect(intervalOf(of({ lcvPct: 1 }))['totalKgCO2eqPerT']?.high).to.be.closeTo(13.5 * 40.4, 1e-9);
    const { low, high } = intervalOf(of({ massPct: 3 }))['totalKgCO2eqPerT'] ?? expect.fail('no interval');
    expect(low).to.equal(high);
    expect(of({ lcvPct: 1 }).steps.at(-1)).to.include({ label: 'uncertainty.high', unit: 'kgCO2eq/t' });
    expect(of().result).to.not.have.property('interval');
  });

  it('a carbon intensity follows the masses, and the required one stays', () => {
    const ship = {
      year: 2026,
      shipType: 'bulk',
      capacity: 80_000,
      capacityUnit: 'DWT',
      distanceNm: 50_000,
      ship: { type: 'bulk', sizeDwtOrGt: 80_000 },
    };
    const lines = [{ fuel: 'HFO', massT: 1000, cfCO2GPerG: 3.114, uncertainty: { massPct: 2, lcvPct: 3 } }];
    const { result, steps } = ask('imo.cii', { ...ship, lines });
    const interval = intervalOf({ result, steps });
    expect(Object.keys(interval)).to.deep.equal(['co2G', 'attainedCii']);
    // 1 000 t × 3.114 over 80 000 DWT × 50 000 nm, two per cent more and less.
    expect(interval['attainedCii']?.high).to.be.closeTo((1.02 * 3.114e9) / 4e9, 1e-9);
    expect(interval['co2G']?.low).to.be.closeTo(0.98 * 3.114e9, 1e-3);
    expect(steps.at(-1)).to.include({ label: 'uncertainty.high', unit: 'g/(DWT·nm)' });
    expect(ask('imo.cii', { ...ship, lines: [{ fuel: 'HFO', massT: 1000, cfCO2GPerG: 3.114 }] }).result).to.not.have.property('interval');
  });

  it('a fuel against the one it replaces follows its energy, also where it brings its own values', () => {
    const own = { fuel: 'measured', massT: 100, lcvMjPerG: 0.04, wtwGPerMj: 30 };
    const of = (uncertainty: object): Ends =>
      intervalOf(ask('energy-equivalence', { lines: [{ ...own, uncertainty }], baseline: { fuel: 'HFO' } }));
    // 100 t at 0.04 MJ/g, a per cent more of either.
    for (const one of [{ massPct: 1 }, { lcvPct: 1 }]) {
      expect(of(one)['totalEnergyMj']?.high).to.be.closeTo(4.04e6, 1e-6);
      expect(of(one)['avoidedTCO2e']?.high).to.be.closeTo(4.04 * (91.744198 - 30), 1e-5);
      expect(of(one)['mixIntensityGPerMj']?.high).to.be.closeTo(30, 1e-9);
    }
    const ofTable = ask('energy-equivalence', {
      lines: [{ fuel: 'HFO', massT: 1, uncertainty: { lcvPct: 1 } }],
      baseline: { fuel: 'LFO' },
    });
    expect(intervalOf(ofTable)['totalEnergyMj']?.low).to.be.closeTo(40_095, 1e-6);
    expect(Object.keys(intervalOf(ofTable))).to.include.members(['equivalentMassT', 'candidateTCO2e', 'baselineTCO2e', 'reductionPct']);
  });
});
