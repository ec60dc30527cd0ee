import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import { proofEnergy } from '../../src/emissions/proof-energy.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf, red } from './factor-sets.ts';

const { sets } = readReference();
type Given = Readonly<Record<string, unknown>>;
const ask = (topic: string, input: Given): Given => calculate(calculations.get(topic) ?? expect.fail(topic), input, sets).result;

describe('hydrogen as a marine fuel', () => {
  it('is emitted as nitrous oxide alone, and from a fuel cell as nothing', () => {
    const of = (fuel: string) => ask('ets.co2e', { lines: [{ fuel, massT: 10 }] });
    expect(of('H2_NG_FC')).to.deep.equal({ co2T: 0, ch4T: 0, n2oT: 0, co2eT: 0 });
    expect(of('H2_NG_ICE')).to.deep.include({ co2T: 0, ch4T: 0 });
    expect(of('H2_NG_ICE')['n2oT']).to.be.closeTo(10 * 0.00018, 1e-12);
  });

  it('has a pathway in the guidelines of the IMO', () => {
    const factors = { wttGPerMj: 132, lcvMjPerG: 0.12, cfCO2GPerG: 0, cfCH4GPerG: 0, cfN2OGPerG: 0 };
    expect(ask('imo.lca', { lines: [{ fuel: 'H2_f_NG', ...factors }] })).to.deep.equal({ wtwGPerMj: 132 });
  });

  it('is blended like any other fuel', () => {
    const line = { massT: 1, densityKgPerM3: 70, lcvMjPerG: 0.12, sulphurPct: 0 };
    const { intensityGPerMj } = ask('blend', {
      lines: [
        { fuel: 'H2_NG_FC', ...line },
        { fuel: 'E_H2_FC', ...line, eGPerMj: 10 },
      ],
    });
    expect(intensityGPerMj).to.be.closeTo((132 + 10) / 2, 1e-9);
  });

  it('is worth a surplus where it is green and a penalty where it is grey', () => {
    const stem = { year: 2026, scopePct: 100, baseline: { fuel: 'MDO_MGO' }, priceEurPerAllowance: 80 };
    const worth = (line: Given, more: Given = {}) => ask('stem.worth', { ...stem, lines: [{ massT: 10, ...line }], ...more });
    const green = worth({ fuel: 'E_H2_FC', eGPerMj: 10, compliant: true });
    expect(green['energyMj']).to.equal(1.2e6);
    expect(green['surplusT']).to.be.closeTo((1.2 * (2 * 89.3368 - 10)) / 2, 1e-9);
    const blue = worth({ fuel: 'E_H2_FC', eGPerMj: 10, compliant: true, origin: 'low-carbon' });
    expect(blue['surplusT']).to.be.closeTo(1.2 * (89.3368 - 10), 1e-9);
    const grey = worth({ fuel: 'H2_NG_FC' });
    expect(grey['balanceT']).to.be.closeTo(1.2 * (89.3368 - 132), 1e-9);
  });

  it('has its Cf from the line, for the tables of the IMO have none', () => {
    const cii = { capacity: 1000, capacityUnit: 'DWT', distanceNm: 100 };
    const stem = { year: 2026, scopePct: 100, baseline: { fuel: 'MDO_MGO' }, priceEurPerAllowance: 80, cii };
    for (const fuel of ['H2_NG_FC', 'NH3_NG_ICE']) {
      const of = (more: Given) => ask('stem.worth', { ...stem, lines: [{ fuel, massT: 10, ...more }] });
      expect(of({ cfCO2GPerG: 0 })['attainedCii'], fuel).to.equal(0);
      expect(reasonsOf(() => of({})).map(({ code, field }) => [code, field])).to.deep.equal([
        ['FACTOR_MISSING', 'body.lines[0].cfCO2GPerG'],
      ]);
    }
    const methanol = { fuel: 'E_METHANOL', massT: 10, eGPerMj: 5, compliant: true, cfCO2GPerG: 0.5 };
    const attained = ask('stem.worth', { ...stem, lines: [methanol] })['attainedCii'];
    expect(attained).to.be.closeTo((10e6 * 0.5) / (1000 * 100), 1e-9);
    const oil = ask('stem.worth', { ...stem, lines: [{ fuel: 'MDO_MGO', massT: 10, cfCO2GPerG: 0 }] });
    expect(oil['attainedCii']).to.equal(oil['baselineAttainedCii']);
  });

  it('has the energy of its proof by the value of FuelEU Maritime, green or blue', () => {
    for (const pathway of ['rfnbo', 'low-carbon'] as const)
      expect(proofEnergy({ fuel: 'HYDROGEN', pathway, massKg: 10 }, red).energyMj).to.equal(1200);
  });
});
