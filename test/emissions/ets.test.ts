import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Calculation } from '../../src/emissions/calculation.ts';
import { etsCo2e } from '../../src/emissions/ets-emissions.ts';
import { parseEtsFactors } from '../../src/emissions/ets-factors.ts';
import { etsSurrender } from '../../src/emissions/ets-surrender.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
const co2e = (lines: unknown, more = {}): Readonly<Record<string, unknown>> => calculate(etsCo2e, { lines, ...more }, sets).result;
const surrender = (input: object): unknown => calculate(etsSurrender, { scopePct: 100, ...input }, sets).result['years'];
const refused = ({ compute, input: schema }: Calculation, input: unknown): unknown[] =>
  reasonsOf(() => compute(schema.parse(input) as never, sets)).map(({ code, field }) => [code, field]);

describe('the emissions of a ship in the emissions trading system', () => {
  it('of 100 t of heavy fuel oil are 311.4 t of CO2 and little else', () => {
    const result = co2e([{ fuel: 'HFO', massT: 100 }]);
    expect(result['co2T']).to.be.closeTo(311.4, 1e-9);
    expect(result['ch4T']).to.be.closeTo(0.005, 1e-12);
    expect(result['n2oT']).to.be.closeTo(0.018, 1e-12);
    expect(result['co2eT']).to.be.closeTo(311.4 + 0.005 * 28 + 0.018 * 265, 1e-9);
  });

  it('count slip as methane; a slip that is given stands before that of the table', () => {
    expect(co2e([{ fuel: 'LNG_OTTO_MS', massT: 100 }])['ch4T']).to.be.closeTo(3.1, 1e-12);
    expect(co2e([{ fuel: 'LNG_OTTO_MS', massT: 100, slipPct: 0 }])).to.include({ ch4T: 0, co2T: 275 });
  });

  it('leave out the CO2 of compliant fuel and keep its CH4 and N2O', () => {
    const counted = co2e([{ fuel: 'BIODIESEL', massT: 100 }]);
    const { result, steps } = calculate(etsCo2e, { lines: [{ fuel: 'BIODIESEL', massT: 100, compliant: true }] }, sets);
    expect(counted['co2T']).to.be.closeTo(283.4, 1e-9);
    expect(result).to.include({ co2T: 0, ch4T: counted['ch4T'], n2oT: counted['n2oT'] });
    expect(result['co2eT']).to.be.closeTo(Number(counted['co2eT']) - 283.4, 1e-9);
    expect(steps[0]?.interpretation).to.include('Zero-rated');
  });

  it('keep the slip of compliant liquefied biomethane', () => {
    const result = co2e([{ fuel: 'BIO_LNG_OTTO_MS', massT: 100, compliant: true }]);
    expect(result['co2T']).to.equal(0);
    expect(Number(result['ch4T'])).to.be.at.least(3.1);
  });

  it('are the sum over the fuels in any order, to the last bit, and grow with every fuel', () => {
    const line = fc.record({
      fuel: fc.constantFrom('HFO', 'MDO_MGO', 'LNG_OTTO_MS', 'LNG_LBSI', 'BIODIESEL'),
      massT: fc.double({ min: 0, max: 1e5, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 6 }), (lines) => {
        const all = co2e(lines);
        expect(co2e([...lines].reverse())).to.deep.equal(all);
        expect(Number(co2e(lines.slice(1))['co2eT'])).to.be.at.most(Number(all['co2eT']));
        const apart = lines.reduce((total, one) => total + Number(co2e([one])['co2eT']), 0);
        expect(all['co2eT']).to.be.closeTo(apart, 1e-9 * apart + 1e-9);
      }),
    );
  });

  it('are refused for unknown fuel and for fossil fuel that is said to be compliant', () => {
    const lines = [
      { fuel: 'COAL', massT: 1 },
      { fuel: 'HFO', massT: 1, compliant: true },
    ];
    expect(refused(etsCo2e, { lines })).to.deep.equal([
      ['FUEL_UNKNOWN', 'lines[0].fuel'],
      ['INPUT_UNFIT', 'lines[1].compliant'],
    ]);
    expect(refused(etsCo2e, { lines: [{ fuel: 'E_LPG', massT: 1 }] })).to.deep.equal([['FACTOR_MISSING', 'lines[0].fuel']]);
  });
});

describe('the allowances to surrender', () => {
  const lng = [{ fuel: 'LNG_OTTO_MS', massT: 1000 }];

  it('are 40, 70 and 100 per cent, of CO2 alone until 2025 and of all three gases from 2026', () => {
    const [y2024, y2025, y2026, y2031] = surrender({ years: [2024, 2025, 2026, 2031], lines: lng }) as { surrenderT: number }[];
    const { co2T, co2eT } = co2e(lng);
    expect(y2024?.surrenderT).to.be.closeTo(0.4 * Number(co2T), 1e-9);
    expect(y2025?.surrenderT).to.be.closeTo(0.7 * Number(co2T), 1e-9);
    expect(y2026?.surrenderT).to.be.closeTo(Number(co2eT), 1e-9);
    expect(y2031?.surrenderT).to.equal(y2026?.surrenderT);
  });

  it('go by the scope, and the years stand as they were asked', () => {
    const half = surrender({ years: [2026, 2024], scopePct: 50, lines: lng }) as { year: number; surrenderT: number }[];
    expect(half.map(({ year }) => year)).to.deep.equal([2026, 2024]);
    expect(half[0]?.surrenderT).to.be.closeTo(Number(co2e(lng)['co2eT']) / 2, 1e-9);
    expect(surrender({ years: [2026], scopePct: 0, lines: lng })).to.deep.equal([{ year: 2026, surrenderT: 0 }]);
  });

  it('cost their price where one is given', () => {
    const [year] = surrender({ years: [2024], lines: [{ fuel: 'HFO', massT: 1000 }], priceEurPerAllowance: 70 }) as { costEur: number }[];
    expect(year?.costEur).to.be.closeTo(3114 * 0.4 * 70, 1e-6);
  });

  it('are refused before the system counted ships', () => {
    expect(refused(etsSurrender, { years: [2026, 2023], scopePct: 100, lines: lng })).to.deep.equal([['YEAR_UNCOVERED', 'years[1]']]);
  });
});

describe('the factors of emissions trading', () => {
  it('stop the start where the phase-in is out of order or a source is missing', () => {
    const { ets } = sets;
    expect(() => parseEtsFactors({ ...ets, phaseIn: [...ets.phaseIn].reverse() })).to.throw(RangeError, 'ascending');
    expect(() => parseEtsFactors({ ...ets, gwp: { ...ets.gwp, source: 'HEARSAY' } })).to.throw(RangeError, 'HEARSAY');
    expect(Object.isFrozen(ets.phaseIn)).to.equal(true);
  });
});
