import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Calculation } from '../../src/emissions/calculation.ts';
import { etsCo2e } from '../../src/emissions/ets-emissions.ts';
import { parseEtsFactors } from '../../src/emissions/ets-factors.ts';
import { etsSurrender } from '../../src/emissions/ets-surrender.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';
import { inputsOf } from './inputs-of.ts';

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

  it('can be followed by gas, with the place of each factor', () => {
    const lines = [
      { fuel: 'LNG_OTTO_MS', massT: 1000, slipPct: 2 },
      { fuel: 'BIODIESEL', massT: 100, compliant: true },
    ];
    const { steps } = calculate(etsCo2e, { lines }, sets);
    const annex = 'Regulation (EU) 2023/1805 Annex II,';
    expect(inputsOf(steps, 'ets.co2')).to.deep.equal([
      [
        ['mass LNG_OTTO_MS', 1000, 't'],
        ['slip LNG_OTTO_MS', 2, '%', 'given in the input'],
        ['Cf LNG_OTTO_MS', 2.75, 'g/g', `${annex} LNG_OTTO_MS`],
        ['mass BIODIESEL', 100, 't'],
        ['slip BIODIESEL', 0, '%', `${annex} BIODIESEL`],
        ['Cf BIODIESEL', 0, 'g/g', 'Delegated Regulation (EU) 2024/3214 (SECOND-HAND)'],
      ],
    ]);
    expect(inputsOf(steps, 'ets.ch4')[0]?.at(-1)).to.deep.equal(['Cf BIODIESEL', 0.00005, 'g/g', `${annex} BIODIESEL`]);
    const burnt = 'Regulation (EU) 2015/757 Annex I as amended';
    expect(steps.map(({ formula, clause }) => [formula, clause])).to.deep.equal([
      ['CO2 = Σ mass·(1 − slip/100)·Cf', burnt],
      ['CH4 = Σ mass·[(1 − slip/100)·Cf + slip/100]', `${burnt}: the slipped mass is not burnt and counts as CH4`],
      ['N2O = Σ mass·(1 − slip/100)·Cf', burnt],
      ['CO2e = CO2·GWP_CO2 + CH4·GWP_CH4 + N2O·GWP_N2O', burnt],
    ]);
    expect(steps.map((step) => 'interpretation' in step)).to.deep.equal([true, false, false, false]);
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

  it('can be followed from the gases that count in the year', () => {
    const input = { years: [2025, 2026], scopePct: 50, lines: [{ fuel: 'HFO', massT: 1000 }] };
    const { steps } = calculate(etsSurrender, { ...input, priceEurPerAllowance: 70 }, sets);
    const gases = ['ets.co2', 'ets.ch4', 'ets.n2o', 'ets.co2e'];
    expect(steps.map(({ label }) => label)).to.deep.equal([...gases, 'ets.surrender', 'ets.cost', 'ets.surrender', 'ets.cost']);
    const unpriced = calculate(etsSurrender, input, sets).steps;
    expect(unpriced.map(({ label }) => label)).to.deep.equal([...gases, 'ets.surrender', 'ets.surrender']);
    expect(unpriced.slice(4).map(({ formula }) => formula)).to.deep.equal([
      '2025: allowances = (CO2·GWP_CO2)·scope/100·phase-in/100',
      '2026: allowances = (CO2·GWP_CO2 + CH4·GWP_CH4 + N2O·GWP_N2O)·scope/100·phase-in/100',
    ]);
    const potentials = 'Delegated Regulation (EU) 2020/1044 (monitoring and emissions trading; not FuelEU)';
    const shares = (pct: number) => [
      ['scope', 50, '%'],
      ['phase-in', pct, '%', 'Directive 2003/87/EC Art. 3gb (EC, VERIFIED)'],
    ];
    const co2 = [
      ['CO2', 3114, 't'],
      ['GWP_CO2', 1, 'g/g', potentials],
    ];
    expect(inputsOf(unpriced, 'ets.surrender')).to.deep.equal([
      [...co2, ...shares(70)],
      [
        ...[...co2, ['CH4', 0.05, 't'], ['GWP_CH4', 28, 'g/g', potentials], ['N2O', 0.18000000000000002, 't']],
        ...[['GWP_N2O', 265, 'g/g', potentials], ...shares(100)],
      ],
    ]);
  });

  it('are refused before the system counted ships', () => {
    const act = (): unknown => calculate(etsSurrender, { years: [2023], scopePct: 100, lines: lng }, sets);
    expect(reasonsOf(act)[0]?.values).to.deep.equal({ year: 2023, known: '2024 and later' });
    expect(refused(etsSurrender, { years: [2026, 2023], scopePct: 100, lines: lng })).to.deep.equal([['YEAR_UNCOVERED', 'years[1]']]);
  });
});

describe('the factors of emissions trading', () => {
  it('stop the start where the phase-in is out of order or a source is missing', () => {
    const { ets } = sets;
    expect(parseEtsFactors(ets)).to.deep.equal(ets);
    expect(parseEtsFactors({ ...ets, phaseIn: ets.phaseIn.slice(0, 1) }).phaseIn).to.have.length(1);
    expect(() => parseEtsFactors({ ...ets, phaseIn: [...ets.phaseIn].reverse() })).to.throw(RangeError, 'ascending');
    expect(() => parseEtsFactors({ ...ets, phaseIn: [...ets.phaseIn, ...ets.phaseIn.slice(-1)] })).to.throw(RangeError, 'ascending');
    expect(() => parseEtsFactors({ ...ets, gwp: { ...ets.gwp, source: 'HEARSAY' } })).to.throw(RangeError, 'HEARSAY');
    expect(Object.isFrozen(ets.phaseIn)).to.equal(true);
  });
});
