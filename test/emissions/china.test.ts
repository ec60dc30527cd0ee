import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import { cnGecValidity } from '../../src/emissions/china-certificate-validity.ts';
import { cnGec } from '../../src/emissions/china-certificates.ts';
import { cnElectricityFootprint } from '../../src/emissions/china-electricity-footprint.ts';
import { cnElectricity } from '../../src/emissions/china-electricity.ts';
import { parseChinaFactors } from '../../src/emissions/china-factors.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';
import { inputsOf } from './inputs-of.ts';

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
    const swapped = calculate(
      cnElectricity,
      {
        factors: [
          { ...y2023, year: 2024 },
          { ...y2024, year: 2023 },
        ],
      },
      sets,
    );
    expect(inputsOf(swapped.steps, 'cn.drop')).to.deep.equal([
      [
        ['first (2023)', 0.5777, 'kgCO2eq/kWh', 'given in the input'],
        ['last (2024)', 0.6205, 'kgCO2eq/kWh', 'given in the input'],
      ],
    ]);
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

  it('are refused where they cannot be counted exactly any more', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const refused = (carriedInKWh: number) =>
      reasonsOf(() => calculate(cnGec, { generatedKWh: most, carriedInKWh }, sets)).map(({ code, field }) => [code, field]);
    expect(refused(0)).to.deep.equal([]);
    expect(refused(1)).to.deep.equal([['INPUT_UNFIT', 'body.generatedKWh']]);
  });
});

describe('green electricity certificates on a day', () => {
  const certificate = { generated: '2024-03', source: 'wind', count: 3 };
  const of = (on: string, certificates: object[], rules: object = {}) => {
    const china = parseChinaFactors({ ...sets.china, certificate: { ...sets.china.certificate, ...rules } });
    return calculate(cnGecValidity, { on, certificates }, { ...sets, china });
  };

  it('stand from the first day of their month, and are told with the last', () => {
    expect(of('2024-03-01', [certificate]).result['validCertificates']).to.equal(3);
    expect(of('2024-02-29', [certificate]).result['validCertificates']).to.equal(0);
    const { steps } = of('2025-01-01', [certificate, { ...certificate, generated: '2023-12', count: 4 }]);
    expect(inputsOf(steps, 'cn.validCertificates')).to.deep.equal([
      [
        ['2024-03 (to 2026-02-28)', 3, 'certificates'],
        ['2023-12 (to 2025-12-31)', 4, 'certificates'],
      ],
    ]);
    expect(inputsOf(steps, 'cn.validEnergy')[0]?.[0]).to.deep.equal(['valid', 7, 'certificates']);
  });

  it('are of a month of the year, as many as a register can hold', () => {
    for (const generated of ['2024-01', '2024-09', '2024-10', '2024-12'])
      expect(() => of('2024-12-01', [{ ...certificate, generated }]), generated).to.not.throw();
    for (const generated of ['2024-00', '2024-13', '2024-1', '24-01', '12024-01', '2024-011', '2024-0a'])
      expect(() => of('2024-12-01', [{ ...certificate, generated }]), generated).to.throw('generated');
    expect(of('2024-04-01', [{ ...certificate, count: 1_000_000_000 }]).result['validKWh']).to.equal(1e12);
    expect(() => of('2024-04-01', [{ ...certificate, count: 1_000_000_001 }])).to.throw('count');
    for (const olderGeneratedBefore of ['x2024-01', '2024-01-01', '2024', '24-01'])
      expect(() => of('2024-04-01', [certificate], { olderGeneratedBefore }), olderGeneratedBefore).to.throw('olderGeneratedBefore');
  });

  it('show which of them may be traded, and the reading where the market of a hydropower station is not told', () => {
    const hydro = { ...certificate, source: 'hydro', hydroStartedOn: '2023-01-01' };
    const tradable = (...certificates: object[]) =>
      of('2024-04-01', certificates).steps.find(({ label }) => label === 'cn.tradableCertificates');
    const step = tradable(certificate, { ...certificate, selfUsed: true }, { ...hydro, count: 5, hydroFullyMarket: true });
    expect(step).to.deep.equal({
      label: 'cn.tradableCertificates',
      formula: 'tradable = Σ count of the valid certificates of a source that is traded, without own use',
      inputs: [
        { name: '2024-03 wind', value: 3, unit: 'certificates' },
        { name: '2024-03 hydro', value: 5, unit: 'certificates' },
      ],
      value: 8,
      unit: 'certificates',
      clause: sets.china.certificate.tradableClause,
    });
    expect(tradable(hydro)?.interpretation).to.include('counts as not tradable');
    for (const told of [
      { ...hydro, hydroFullyMarket: false },
      { ...hydro, hydroStartedOn: '2022-12-31' },
      { ...certificate, source: 'hydro' },
    ])
      expect(tradable(told), JSON.stringify(told)).not.to.have.property('interpretation');
    const { steps } = of('2024-04-01', [certificate], { tradableClause: undefined });
    expect(steps[1]?.clause).to.equal(sets.china.certificate.clause);
  });

  it('that are cancelled or declared are told so', () => {
    const { steps } = of('2024-04-01', [
      { ...certificate, state: 'cancelled' },
      { ...certificate, state: 'declared' },
    ]);
    expect(inputsOf(steps, 'cn.validCertificates')[0]?.map(([name]) => name)).to.deep.equal(['2024-03 (cancelled)', '2024-03 (declared)']);
    expect(steps[0]).to.include({
      formula: 'valid = Σ count of the certificates within two years from the month of generation, neither cancelled nor declared',
      value: 0,
    });
  });

  it('are refused where their kilowatt-hours cannot be counted exactly any more', () => {
    const many = (times: number, more: object = {}) =>
      Array.from({ length: times }, () => ({ ...certificate, count: 1_000_000_000, ...more }));
    // 9 007 times 10⁹ certificates of 1 000 kWh are 9.007·10¹⁵ kWh, 9 008 times more than 2⁵³ − 1.
    expect(of('2024-04-01', many(9_007)).result['validKWh']).to.equal(9_007e12);
    expect(reasonsOf(() => of('2024-04-01', many(9_008)))).to.deep.equal([
      {
        code: 'INPUT_UNFIT',
        field: 'body.certificates',
        values: { why: 'the kilowatt-hours of so many certificates cannot be counted exactly' },
        clause: sets.china.certificate.clause,
      },
    ]);
    expect(of('2024-04-01', many(10_000, { state: 'cancelled' })).result['validKWh']).to.equal(0);
  });

  it('of the month from which the months are counted are no older ones', () => {
    const validTo = (generated: string): unknown =>
      (of('2024-01-01', [{ ...certificate, generated }], { validMonths: 12 }).result['certificates'] as { validTo: string }[])[0]?.validTo;
    expect([validTo('2023-12'), validTo('2024-01')]).to.deep.equal(['2025-12-31', '2024-12-31']);
  });

  it('of a source that is not traded are not traded by the day of a hydropower station', () => {
    const solar = { ...certificate, source: 'solar', hydroStartedOn: '2024-01-01' };
    const tradable = (rules: object): unknown => of('2024-04-01', [solar], rules).result['tradableCertificates'];
    expect(tradable({})).to.equal(3);
    expect(tradable({ tradableSources: ['wind'] })).to.equal(0);
  });
});

describe('emission trading in China', () => {
  it('is stated with its source, and that the national scheme leaves shipping out is said to be a reading', () => {
    const [national, shanghai] = sets.china.emissionTrading;
    expect(national).to.include({ scheme: 'national', coversShipping: 'NONE', status: 'INTERPRETATION' });
    expect(shanghai).to.include({ coversShipping: 'NAMED_FIRMS', status: 'VERIFIED' });
    expect(parseChinaFactors(sets.china)).to.deep.equal(sets.china);
    const broken = { ...sets.china, certificate: { ...sets.china.certificate, source: 'HEARSAY' } };
    expect(() => parseChinaFactors(broken)).to.throw(RangeError, 'HEARSAY');
  });
});
