import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import { cnGec } from '../../src/emissions/china-certificates.ts';
import { cnElectricityFootprint } from '../../src/emissions/china-electricity-footprint.ts';
import { cnElectricity } from '../../src/emissions/china-electricity.ts';
import { parseChinaFactors } from '../../src/emissions/china-factors.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
const kWh = fc.integer({ min: 0, max: 1_000_000_000 });

describe('the footprint of electricity in China', () => {
  const y2023 = { year: 2023, kgCO2ePerKWh: 0.6205 };
  const y2024 = { year: 2024, kgCO2ePerKWh: 0.5777 };

  it('falls from the earlier to the later year, in whatever order they are given', () => {
    const { result, steps } = calculate(cnElectricity, { factors: [y2023, y2024] }, sets);
    expect(result['dropPct']).to.be.closeTo(6.8977, 1e-4);
    expect(calculate(cnElectricity, { factors: [y2024, y2023] }, sets).result).to.deep.equal(result);
    expect(steps[0]?.inputs.map(({ from }) => from?.includes('notice'))).to.deep.equal([true, true]);
  });

  it('is the caller’s where it is not that of the notice', () => {
    const { steps } = calculate(cnElectricity, { factors: [{ year: 2025, kgCO2ePerKWh: 0.5 }, y2024] }, sets);
    expect(steps[0]?.inputs[1]?.from).to.equal('given in the input');
  });

  it('is not compared with itself', () => {
    expect(reasonsOf(() => cnElectricity.compute({ factors: [y2024, y2024] } as never, sets))[0]).to.include({
      code: 'INPUT_UNFIT',
      field: 'factors',
    });
  });
});

describe('the footprint of some electricity in China', () => {
  const of = (given: object) => calculate(cnElectricityFootprint, given, sets);

  it('goes by the factor of its year, of the grid or of what it was made from', () => {
    expect(of({ year: 2024, kWh: 1000 }).result).to.deep.equal({ kgCO2ePerKWh: 0.5777, kgCO2e: 577.7 });
    const factors = ['grid', 'wind', 'solar', 'biomass'].map((from) => of({ year: 2023, from, kWh: 0 }).result['kgCO2ePerKWh']);
    expect(factors).to.deep.equal([0.6205, 0.0336, 0.0545, 0.0457]);
    const [step] = of({ year: 2023, from: 'solar', kWh: 10 }).steps;
    expect(step?.inputs.map(({ name, value }) => `${name} ${value}`)).to.deep.equal(['electricity 10', 'factor (solar, 2023) 0.0545']);
    expect(step?.inputs[1]?.from).to.match(/NOTICE2023, VERIFIED/);
  });

  it('no year stands in for another: the years there are, are told', () => {
    const known = (given: object) => reasonsOf(() => of(given)).map(({ code, field, values }) => [code, field, values?.['known']]);
    expect(known({ year: 2025, kWh: 1 })).to.deep.equal([['YEAR_UNCOVERED', 'body.year', '2023, 2024']]);
    expect(known({ year: 2024, from: 'wind', kWh: 1 })).to.deep.equal([['YEAR_UNCOVERED', 'body.year', '2023']]);
  });
});

describe('green electricity certificates', () => {
  it('are whole, the rest is carried to the next month', () => {
    expect(calculate(cnGec, { generatedKWh: 2750, carriedInKWh: 400 }, sets).result).to.deep.equal({ certificates: 3, carriedOutKWh: 150 });
    expect(calculate(cnGec, { generatedKWh: 999 }, sets).result).to.deep.equal({ certificates: 0, carriedOutKWh: 999 });
    expect(calculate(cnGec, { generatedKWh: 999, carriedInKWh: 1 }, sets).result).to.deep.equal({ certificates: 1, carriedOutKWh: 0 });
  });

  it('lose no kilowatt-hour, over one month or over many', () => {
    fc.assert(
      fc.property(fc.array(kWh, { minLength: 1, maxLength: 12 }), (months) => {
        let issued = 0;
        let carriedInKWh = 0;
        for (const generatedKWh of months) {
          const { result } = calculate(cnGec, { generatedKWh, carriedInKWh }, sets);
          issued += Number(result['certificates']);
          carriedInKWh = Number(result['carriedOutKWh']);
          expect(carriedInKWh).to.be.within(0, 999);
        }
        expect(issued * 1000 + carriedInKWh).to.equal(months.reduce((all, one) => all + one, 0));
      }),
    );
  });

  it('are counted in whole kilowatt-hours', () => {
    expect(() => calculate(cnGec, { generatedKWh: 0.5 }, sets)).to.throw('generatedKWh');
  });
});

describe('emission trading in China', () => {
  it('is stated with its source, and that the national scheme leaves shipping out is said to be a reading', () => {
    const [national, shanghai] = sets.china.emissionTrading;
    expect(national).to.include({ scheme: 'national', coversShipping: 'NONE', status: 'INTERPRETATION' });
    expect(shanghai).to.include({ coversShipping: 'NAMED_FIRMS', status: 'VERIFIED' });
    const broken = { ...sets.china, certificate: { ...sets.china.certificate, source: 'HEARSAY' } };
    expect(() => parseChinaFactors(broken)).to.throw(RangeError, 'HEARSAY');
  });
});
