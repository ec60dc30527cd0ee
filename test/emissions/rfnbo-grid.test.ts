import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { FactorSets } from '../../src/emissions/calculation.ts';
import { parseRedFactors } from '../../src/emissions/red-factors.ts';
import { rfnboElectricity } from '../../src/emissions/rfnbo-electricity.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
const { grid, note, clauses } = sets.red.rfnboElectricity;
const evidence = {
  ...{ plantStartedOn: '2028-06-01', renewableStartedOn: '2026-01-15', supported: false },
  ...{ agreementWithProducer: true, sameZone: true, originsCancelled: true },
};
const ask = (more: object, by: FactorSets = sets) => calculate(rfnboElectricity, { ...evidence, ...more }, by);
const of = (more: object) => ask(more).result;
const stepOf = (more: object, label: string) => ask(more).steps.find((step) => step.label === label) ?? expect.fail(label);
const whys = (more: object): string[] =>
  reasonsOf(() => ask(more)).map(({ code, field, values }) => `${code} ${field?.replace(/^body\./, '')}: ${values?.['why']}`);

const month = (pricedHours?: object[], usedKWh = 1000) => ({ periods: [{ period: '2029-02', usedKWh, renewableKWh: 600, pricedHours }] });
const hour = (dayAheadEurPerMwh: number, more: object = {}) => ({ hour: '2029-02-10T05', usedKWh: 100, dayAheadEurPerMwh, ...more });

describe('the periods of the electricity of an RFNBO', () => {
  const named = (...names: string[]) => ({ periods: names.map((period) => ({ period, usedKWh: 1, renewableKWh: 1 })) });

  it('may not overlap: an hour of a month that is given would count twice', () => {
    expect(whys(named('2029-02', '2029-02-10T05', '2029-03-01T00'))).to.deep.equal([
      'INPUT_UNFIT periods[1].period: 2029-02-10T05 lies in 2029-02, which is given, too',
    ]);
    expect(whys(named('2029-02-10T05', '2029-02'))).to.have.length(1);
    expect(whys(named('2029-02', '2029-03', '2029-01-31T23'))).to.deep.equal([]);
  });

  it('are days of the calendar', () => {
    expect(whys(named('2029-02-29T01', '2029-04-31T01'))).to.deep.equal([
      'INPUT_UNFIT periods[0].period: there is no day 2029-02-29',
      'INPUT_UNFIT periods[1].period: there is no day 2029-04-31',
    ]);
    expect(whys(named('2028-02-29T01', '2029-12-31T23', '2029-04-30T00'))).to.deep.equal([]);
    expect(reasonsOf(() => ask(named('2029-02-31T01')))[0]?.clause).to.equal(clauses.temporal);
  });

  it('are each named once', () => {
    expect(whys(named('2029-02', '2029-02', '2029-02'))).to.deep.equal([
      'INPUT_UNFIT periods[1].period: 2029-02 is given twice',
      'INPUT_UNFIT periods[2].period: 2029-02 is given twice',
    ]);
  });

  it('have priced hours of their own, each once, that used no more than the period', () => {
    const priced = (...hours: [string, number][]) =>
      whys(month(hours.map(([name, usedKWh]) => ({ hour: name, usedKWh, dayAheadEurPerMwh: 1 }))));
    expect(priced(['2029-02-10T05', 400], ['2029-02-10T06', 600])).to.deep.equal([]);
    expect(priced(['2029-02-10T05', 400], ['2029-02-10T06', 601])).to.deep.equal([
      'INPUT_UNFIT periods[0].pricedHours: its hours used 1001 kWh, the period 1000 kWh',
    ]);
    expect(priced(['2029-03-10T05', 1], ['2029-02-30T05', 1], ['2029-02-10T05', 1], ['2029-02-10T05', 1])).to.deep.equal([
      'INPUT_UNFIT periods[0].pricedHours[0].hour: 2029-03-10T05 does not lie in 2029-02',
      'INPUT_UNFIT periods[0].pricedHours[1].hour: there is no day 2029-02-30',
      'INPUT_UNFIT periods[0].pricedHours[3].hour: 2029-02-10T05 is given twice',
    ]);
    for (const name of ['2029-02', '2029-02-10', '2029-02-10T24', 'x2029-02-10T05', '2029-02-10T05x'])
      expect(() => ask(month([hour(1, { hour: name })])), name).to.throw('hour');
    // 0.1 + 0.2 is 0.30000000000000004: the rounding of a sum is no misfit.
    const tenths = [0.1, 0.2].map((usedKWh, place) => ({ hour: `2029-02-10T0${place}`, usedKWh, dayAheadEurPerMwh: 1 }));
    expect(whys(month(tenths, 0.3))).to.deep.equal([]);
  });
});

describe('electricity used at a low price', () => {
  it('needs no generation of the same period: at most 20 EUR/MWh, or below 0.36 of the price of an allowance', () => {
    const temporal = (one: object) => of(month([one]))['temporalKWh'];
    // 600 generated and 100 at a low price, of 1000 used
    expect(temporal(hour(20))).to.equal(700);
    expect(temporal(hour(-5))).to.equal(700);
    expect(temporal(hour(20.01))).to.equal(600);
    // 0.36 · 75 = 27
    expect(temporal(hour(26.99, { allowanceEurPerT: 75 }))).to.equal(700);
    expect(temporal(hour(27, { allowanceEurPerT: 75 }))).to.equal(600);
    expect(of(month([hour(20)]))).to.include({ usedKWh: 1000, matchedKWh: 600, renewableKWh: 700, renewableSharePct: 70 });
    expect(of(month())).not.to.have.any.keys('temporalKWh', 'zoneKWh');
  });

  it('is never more than what was used', () => {
    expect(of(month([hour(0)], 650))['temporalKWh']).to.equal(650);
    const hours = [
      { period: '2030-01-01T05', usedKWh: 80, renewableKWh: 0, pricedHours: [{ ...hour(0), hour: '2030-01-01T05', usedKWh: 80 }] },
    ];
    expect(of({ periods: hours })).to.include({ matchedKWh: 0, temporalKWh: 80, renewableKWh: 80 });
    const used = fc.record({ used: fc.integer({ min: 0, max: 1000 }), low: fc.integer({ min: 0, max: 1000 }) });
    fc.assert(
      fc.property(used, fc.integer({ min: -50, max: 100 }), ({ used, low }, price) => {
        const usedKWh = Math.max(used, low);
        const { temporalKWh, matchedKWh } = of(month([hour(price, { usedKWh: low })], usedKWh)) as Record<string, number>;
        expect(temporalKWh).to.be.within(matchedKWh ?? Number.NaN, usedKWh);
      }),
    );
  });

  it('counts only where the other criteria are met', () => {
    expect(of({ ...month([hour(20)]), sameZone: false })).to.include({ temporalKWh: 700, renewableKWh: 0 });
    expect(stepOf({ ...month([hour(20)]), sameZone: false }, 'rfnbo.renewable').formula).to.equal('renewable = 0 (not met: geographic)');
  });

  it('is told in a step, marked where more counts than was generated', () => {
    const step = stepOf(month([hour(20), hour(20.01, { hour: '2029-02-10T06' })]), 'rfnbo.temporal');
    expect(step).to.deep.equal({
      label: 'rfnbo.temporal',
      formula: 'temporal = Σ min(used, low price + generated) of each period',
      inputs: [
        { name: 'low price at most', value: 20, unit: 'EUR/MWh', from: grid?.lowPrice.clause },
        { name: 'or below this share of the allowance price', value: 0.36, unit: 't/MWh', from: grid?.lowPrice.clause },
        { name: 'used 2029-02', value: 1000, unit: 'kWh' },
        { name: 'low price 2029-02', value: 100, unit: 'kWh' },
        { name: 'generated 2029-02', value: 600, unit: 'kWh' },
      ],
      value: 700,
      unit: 'kWh',
      clause: grid?.lowPrice.clause,
      interpretation: `${grid?.lowPrice.note} More counts than was generated under the agreement in these periods; which quantity the agreement must cover was not read.`,
    });
    expect(stepOf(month([hour(21)]), 'rfnbo.temporal').interpretation).to.equal(grid?.lowPrice.note);
    const renewable = stepOf(month([hour(20)]), 'rfnbo.renewable');
    expect(renewable).to.include({ formula: 'renewable = temporal', value: 700, interpretation: `${note} ${grid?.note}` });
    expect(renewable.inputs).to.deep.equal([{ name: 'temporal', value: 700, unit: 'kWh' }]);
  });
});

describe('the electricity of a zone that is nearly all renewable', () => {
  const zone = (renewableSharePct: number, year = 2024) => ({ zone: { year, renewableSharePct } });
  const periods = [
    { period: '2029-12', usedKWh: 1000, renewableKWh: 600 },
    { period: '2030-01-01T00', usedKWh: 100, renewableKWh: 40 },
  ];

  it('counts whole above 90 %, in the year of the share and five more, without any agreement', () => {
    const counts = (given: object) => of({ periods, agreementWithProducer: false, ...given });
    expect(counts(zone(90.1))).to.include({ zoneKWh: 1000, matchedKWh: 40, renewableKWh: 1000 });
    expect(counts(zone(90))).to.include({ zoneKWh: 0, matchedKWh: 640, renewableKWh: 0 });
    expect(counts(zone(95, 2023))).to.include({ zoneKWh: 0 });
    expect(counts(zone(95, 2025))).to.include({ zoneKWh: 1100, renewableSharePct: 100 });
    expect(counts(zone(95, 2029))).to.include({ zoneKWh: 1100 });
    expect(counts(zone(95, 2030))).to.include({ zoneKWh: 100 });
    expect(of({ periods, ...zone(95) })).to.include({ zoneKWh: 1000, matchedKWh: 40, renewableKWh: 1040 });
  });

  it('needs no matching by the hour, so that a month from 2030 on is taken', () => {
    const late = { periods: [{ period: '2030-02', usedKWh: 10, renewableKWh: 0 }] };
    expect(of({ ...late, ...zone(95, 2029) })).to.include({ zoneKWh: 10, renewableKWh: 10 });
    expect(whys({ ...late, ...zone(95, 2024) })).to.have.length(1);
  });

  it('is told in a step, and what the rest adds', () => {
    expect(stepOf({ periods, ...zone(95) }, 'rfnbo.zone')).to.deep.equal({
      label: 'rfnbo.zone',
      formula: 'zone = Σ used of each period while more than 90 % of the zone is renewable',
      inputs: [
        { name: 'renewable share of the zone', value: 95, unit: '%', from: 'given in the input' },
        { name: 'limit', value: 90, unit: '%', from: grid?.renewableZone.clause },
        { name: 'used 2029-12', value: 1000, unit: 'kWh' },
      ],
      value: 1000,
      unit: 'kWh',
      clause: grid?.renewableZone.clause,
      interpretation: grid?.renewableZone.note,
    });
    const renewable = stepOf({ periods, ...zone(95) }, 'rfnbo.renewable');
    expect(renewable).to.include({ formula: 'renewable = zone + matched', value: 1040, interpretation: `${note} ${grid?.note}` });
    expect(renewable.inputs.map(({ name, value }) => `${name} ${value}`)).to.deep.equal(['zone 1000', 'matched 40']);
    expect(stepOf({ periods, ...zone(95), sameZone: false }, 'rfnbo.renewable').formula).to.equal(
      'renewable = zone + 0 (not met: geographic)',
    );
    const priced = periods.map((one) => ({ ...one, pricedHours: [] }));
    expect(stepOf({ periods: priced, ...zone(95) }, 'rfnbo.renewable').formula).to.equal('renewable = zone + temporal');
  });
});

describe('the electricity of a zone of low emissions', () => {
  const old = { ...month(), supported: true };
  const zone = (intensityGPerMj?: number) => ({ zone: { year: 2028, intensityGPerMj } });

  it('needs no additional generation below 18 gCO2eq/MJ, and all the rest', () => {
    expect(of({ ...old, ...zone(17.99) })).to.include({ renewableKWh: 600 });
    expect(of({ ...old, ...zone(18) })).to.include({ renewableKWh: 0 });
    expect(of({ ...old, ...zone(10), agreementWithProducer: false })).to.include({ renewableKWh: 0 });
    expect(of({ ...old, ...zone(10) })['criteria']).to.deep.include({
      criterion: 'additionality',
      met: true,
      clause: clauses.additionality,
    });
  });

  it('is told with its limit and the reading', () => {
    const step = stepOf({ ...old, ...zone(10) }, 'rfnbo.renewable');
    expect(step.inputs.slice(1)).to.deep.equal([
      { name: 'intensity of the zone', value: 10, unit: 'gCO2eq/MJ', from: 'given in the input' },
      { name: 'no additionality below', value: 18, unit: 'gCO2eq/MJ', from: grid?.lowEmissionZone.clause },
    ]);
    expect(step.interpretation).to.equal(`${note} ${grid?.lowEmissionZone.note} ${grid?.note}`);
    expect(stepOf({ ...old, ...zone() }, 'rfnbo.renewable').interpretation).to.equal(`${note} ${grid?.noteWithout} ${grid?.note}`);
  });
});

describe('the rules of the grid', () => {
  it('are asked of a set that has them, and an older set counts without', () => {
    const { grid: _grid, note: _note, ...older } = sets.red.rfnboElectricity;
    const before = { ...sets, red: parseRedFactors({ ...sets.red, rfnboElectricity: older }) };
    const zone = { year: 2028, renewableSharePct: 95, intensityGPerMj: 1 };
    expect(reasonsOf(() => ask({ ...month([hour(1)]), zone }, before))).to.deep.equal(
      ['body.zone', 'body.periods[0].pricedHours'].map((field) => {
        return { code: 'FACTOR_MISSING', field, values: { factorSet: sets.red.set } };
      }),
    );
    const { result, steps } = ask(month(), before);
    expect(result).to.include({ renewableKWh: 600 });
    expect(steps[1]).not.to.have.property('interpretation');
  });

  it('stand under sources of the file', () => {
    for (const name of ['lowPrice', 'renewableZone', 'lowEmissionZone'] as const) {
      const rules = { ...sets.red.rfnboElectricity, grid: { ...grid, [name]: { ...grid?.[name], source: 'HEARSAY' } } };
      expect(() => parseRedFactors({ ...sets.red, rfnboElectricity: rules }), name).to.throw(RangeError, 'HEARSAY');
    }
  });
});
