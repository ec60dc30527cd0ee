import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import { sccFactor, sccVoyage } from '../../src/emissions/scc.ts';
import { readReference } from '../../src/reference.ts';

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

  it('takes exactly one line', () => {
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
