import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import { sccFactor, sccVoyage } from '../../src/emissions/scc.ts';
import { onlyLine } from '../../src/emissions/imo-combustion.ts';
import { readReference } from '../../src/reference.ts';
import { inputsOf } from './inputs-of.ts';

const { sets } = readReference();
const oil = { fuel: 'any oil', wttGPerG: 0.5, cfCO2GPerG: 3, cfCH4GPerG: 0.001, cfN2OGPerG: 0.0001 };
const factor = (line: object, more = {}): number => Number(calculate(sccFactor, { lines: [line], ...more }, sets).result['wtwGPerG']);

describe('the factor of the Sea Cargo Charter', () => {
  it('takes the potentials of AR6 unless another set is asked for', () => {
    expect(factor(oil)).to.be.closeTo(0.5 + 3 + 0.001 * 29.8 + 0.0001 * 273, 1e-12);
    expect(factor(oil, { gwpSet: 'AR5' })).to.be.closeTo(0.5 + 3 + 0.001 * 28 + 0.0001 * 265, 1e-12);
  });

  it('moves straight from burnt fuel to pure methane as the slip grows', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (slipPct) => {
        const burnt = factor(oil);
        expect(factor({ ...oil, slipPct })).to.be.closeTo(burnt + (slipPct / 100) * (0.5 + 29.8 - burnt), 1e-9);
      }),
    );
  });

  it('says where each of its factors stands', () => {
    const { steps } = calculate(sccFactor, { lines: [oil] }, sets);
    const potentials = 'Sea Cargo Charter Technical Guidance v5.2 (private standard, IPCC AR6; not FuelEU)';
    expect(inputsOf(steps, 'scc.wtw')).to.deep.equal([
      [
        ['WtT', 0.5, 'gCO2eq/g', 'given in the input'],
        ['slip', 0, '%', 'given in the input, 0 where it is not'],
        ['CfCO2', 3, 'g/g', 'given in the input'],
        ['CfCH4', 0.001, 'g/g', 'given in the input'],
        ['CfN2O', 0.0001, 'g/g', 'given in the input'],
        ['GWP_CO2', 1, 'g/g', potentials],
        ['GWP_CH4', 29.8, 'g/g', potentials],
        ['GWP_N2O', 273, 'g/g', potentials],
      ],
    ]);
  });

  it('takes exactly one line', () => {
    expect(onlyLine([7])).to.equal(7);
    expect(() => onlyLine([])).to.throw(RangeError, 'not 0');
    expect(() => onlyLine([7, 7])).to.throw(RangeError, 'not 2');
    expect(() => calculate(sccFactor, { lines: [oil, oil] }, sets)).to.throw('lines');
  });
});

describe('the intensity of a voyage', () => {
  it('is its emissions over its transport work', () => {
    const { result, steps } = calculate(sccVoyage, { emissionsT: 1000, transportWorkMtNm: 50 }, sets);
    expect(result).to.deep.equal({ gCO2ePerTNm: 20 });
    expect(steps[0]).to.include({ label: 'scc.voyage', unit: 'gCO2eq/(t·nm)' });
    expect(() => calculate(sccVoyage, { emissionsT: 1, transportWorkMtNm: 0 }, sets)).to.throw('transportWorkMtNm');
  });
});
