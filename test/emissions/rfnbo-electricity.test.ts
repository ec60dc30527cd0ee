import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
const answer = (topic: string, input: object) => calculate(calculations.get(topic) ?? expect.fail(topic), input, sets);
const by = (topic: string, input: object) => answer(topic, input).result;

describe('the electricity of an RFNBO', () => {
  const evidence = {
    ...{ plantStartedOn: '2030-06-01', renewableStartedOn: '2028-01-15', supported: false },
    ...{ agreementWithProducer: true, sameZone: true, originsCancelled: true },
  };
  const periods = [
    { period: '2030-07-01T12', usedKWh: 100, renewableKWh: 150 },
    { period: '2030-07-01T22', usedKWh: 100, renewableKWh: 20 },
  ];
  const of = (more: object = {}) => by('red.rfnbo.electricity', { ...evidence, periods, ...more });
  const stepsOf = (more: object = {}) => answer('red.rfnbo.electricity', { ...evidence, periods, ...more }).steps;

  it('is matched hour by hour: the sun of noon does not light the night', () => {
    expect(of()).to.include({ usedKWh: 200, matchedKWh: 120, renewableKWh: 120, renewableSharePct: 60 });
  });

  it('is matched by the month until 2029, and a month from 2030 on is refused', () => {
    const months = [{ period: '2029-12', usedKWh: 200, renewableKWh: 170 }];
    expect(of({ periods: months })).to.include({ matchedKWh: 170 });
    const late = [{ period: '2030-01', usedKWh: 200, renewableKWh: 170 }];
    expect(reasonsOf(() => of({ periods: late }))).to.deep.include({
      code: 'INPUT_UNFIT',
      field: 'body.periods[0].period',
      values: { why: 'from 2030-01-01 on electricity is matched by the hour' },
      clause: sets.red.rfnboElectricity.clauses.temporal,
    });
    expect(reasonsOf(() => of({ periods: [...periods, periods[1]] }))).to.deep.equal([
      {
        code: 'INPUT_UNFIT',
        field: 'body.periods[2].period',
        values: { why: '2030-07-01T22 is given twice' },
        clause: sets.red.rfnboElectricity.clauses.temporal,
      },
    ]);
    expect(reasonsOf(() => of({ periods: [...late, ...late] })).map(({ field }) => field)).to.deep.equal([
      'body.periods[0].period',
      'body.periods[1].period',
      'body.periods[1].period',
    ]);
  });

  it('is given by a calendar month or an hour, never below zero', () => {
    const named = (period: string) => () => of({ periods: [{ period, usedKWh: 1, renewableKWh: 1 }] });
    for (const period of ['2029-01', '2029-09', '2029-10', '2029-12', '2029-01-01T00', '2029-01-09T09', '2029-01-10T10', '2029-01-29T19'])
      expect(named(period), period).not.to.throw();
    for (const period of ['2029-01-30T20', '2029-01-31T23']) expect(named(period), period).not.to.throw();
    for (const period of [
      '2029-00',
      '2029-13',
      '2029-1',
      '29-01',
      '2029-01-01',
      '2029-01-00T00',
      '2029-01-32T00',
      '2029-01-01T24',
      '2029-01-01T1',
    ])
      expect(named(period), period).to.throw('period');
    for (const period of ['x2029-01', '2029-01x', '2029-01-01T00:00', '2029-20', '2029-01-40T00', '2029-01-01T30'])
      expect(named(period), period).to.throw('period');
    expect(() => of({ periods: [] })).to.throw('periods');
    expect(() => of({ periods: [{ period: '2029-01', usedKWh: -1, renewableKWh: 1 }] })).to.throw('usedKWh');
    expect(() => of({ periods: [{ period: '2029-01', usedKWh: 1, renewableKWh: -1 }] })).to.throw('renewableKWh');
  });

  it('that was not used at all has no share', () => {
    expect(of({ periods: [{ period: '2029-12', usedKWh: 0, renewableKWh: 170 }] })).to.include({ matchedKWh: 0, renewableSharePct: 0 });
  });

  it('can be followed step by step', () => {
    const { regulation, note, grid, clauses } = sets.red.rfnboElectricity;
    const inputOf = (name: string, value: number) => ({ name, value, unit: 'kWh' });
    const matched = {
      label: 'rfnbo.matched',
      formula: 'matched = Σ min(used, generated) of each period',
      inputs: [
        inputOf('used 2030-07-01T12', 100),
        inputOf('generated 2030-07-01T12', 150),
        inputOf('used 2030-07-01T22', 100),
        inputOf('generated 2030-07-01T22', 20),
      ],
      ...{ value: 120, unit: 'kWh', clause: clauses.temporal },
    };
    const renewable = {
      ...{ label: 'rfnbo.renewable', formula: 'renewable = matched', inputs: [inputOf('matched', 120)], value: 120, unit: 'kWh' },
      ...{ clause: regulation, interpretation: [note, grid?.noteWithout, grid?.note].join(' ') },
    };
    const share = {
      ...{ label: 'rfnbo.share', formula: 'share = renewable / used·100', inputs: [inputOf('renewable', 120), inputOf('used', 200)] },
      ...{ value: 60, unit: '%', clause: clauses.temporal },
    };
    expect(note).to.be.a('string');
    expect(stepsOf()).to.deep.equal([matched, renewable, share]);
    expect(stepsOf({ sameZone: false, supported: true })[1]).to.deep.equal({
      ...renewable,
      formula: 'renewable = 0 (not met: additionality, geographic)',
      value: 0,
    });
  });

  it('says which criteria are not met also where nothing is matched', () => {
    const months = [{ period: '2029-12', usedKWh: 200, renewableKWh: 0 }];
    expect(stepsOf({ periods: months })[1]?.formula).to.equal('renewable = matched');
    expect(stepsOf({ periods: months, sameZone: false })[1]?.formula).to.equal('renewable = 0 (not met: geographic)');
  });

  it('names each criterion with its clause, met or not', () => {
    const { clauses } = sets.red.rfnboElectricity;
    const criteria = (more: object) => of(more)['criteria'];
    const all = (agreement: boolean, additionality: boolean, geographic: boolean) => [
      { criterion: 'agreement', met: agreement, clause: clauses.agreement },
      { criterion: 'additionality', met: additionality, clause: clauses.additionality },
      { criterion: 'geographic', met: geographic, clause: clauses.geographic },
    ];
    expect(criteria({})).to.deep.equal(all(true, true, true));
    expect(criteria({ originsCancelled: false })).to.deep.equal(all(false, true, true));
    expect(criteria({ supported: true })).to.deep.equal(all(true, false, true));
    expect(criteria({ sameZone: false })).to.deep.equal(all(true, true, false));
  });

  it('counts for nothing without an agreement with who generates, with old or supported plant, or from another zone', () => {
    for (const lacking of [
      { agreementWithProducer: false },
      { originsCancelled: false },
      { sameZone: false },
      { supported: true },
      { renewableStartedOn: '2027-05-31' },
    ])
      expect(of(lacking), JSON.stringify(lacking)).to.include({ matchedKWh: 120, renewableKWh: 0 });
    expect(of({ renewableStartedOn: '2027-06-01' })).to.include({ renewableKWh: 120 });
    expect(of({ renewableStartedOn: '2027-06-01', plantStartedOn: '2030-06-02' })).to.include({ renewableKWh: 0 });
    expect(of({ renewableStartedOn: '2027-06-02' })).to.include({ renewableKWh: 120 });
    expect(of({ renewableStartedOn: '2035-01-01' })).to.include({ renewableKWh: 120 });
  });

  it('of a plant from before 2028 need not be additional until the end of 2037', () => {
    const early = { plantStartedOn: '2027-12-31', renewableStartedOn: '2010-01-01', supported: true };
    expect(of(early)).to.include({ renewableKWh: 120 });
    expect(of({ ...early, plantStartedOn: '2028-01-01' })).to.include({ renewableKWh: 0 });
    const hour = (period: string) => ({ period, usedKWh: 100, renewableKWh: 100 });
    const [last, later] = [hour('2037-12-31T23'), hour('2038-01-01T00')];
    expect(of({ ...early, periods: [last] })).to.include({ renewableKWh: 100 });
    for (const periods of [[later], [last, later], [later, last]]) expect(of({ ...early, periods })).to.include({ renewableKWh: 0 });
  });

  it('is never more than what was used or what was generated, in whatever order the periods come', () => {
    const hours = fc.array(fc.record({ usedKWh: fc.integer({ min: 0, max: 1e6 }), renewableKWh: fc.integer({ min: 0, max: 1e6 }) }), {
      minLength: 1,
      maxLength: 24,
    });
    fc.assert(
      fc.property(hours, (given) => {
        const named = given.map((one, hour) => ({ period: `2031-01-01T${String(hour).padStart(2, '0')}`, ...one }));
        const { usedKWh, matchedKWh } = of({ periods: named }) as { usedKWh: number; matchedKWh: number };
        expect(matchedKWh).to.be.at.most(usedKWh);
        expect(matchedKWh).to.be.at.most(given.reduce((sum, one) => sum + one.renewableKWh, 0));
        expect(of({ periods: [...named].reverse() })).to.deep.equal(of({ periods: named }));
      }),
    );
  });
});

describe('a green electricity certificate', () => {
  const on = (day: string, more: object) =>
    by('cn.gec.validity', { on: day, certificates: [{ generated: '2024-03', source: 'wind', count: 1, ...more }] });

  it('stands for two years, the month of generation being the first', () => {
    expect(on('2026-02-28', {})).to.deep.include({ validCertificates: 1, validKWh: 1_000 });
    expect(on('2026-03-01', {})).to.include({ validCertificates: 0, validKWh: 0 });
    expect(on('2024-02-29', {})).to.include({ validCertificates: 0 });
  });

  it('of generation before 2024 stands to the end of 2025', () => {
    expect(on('2025-12-31', { generated: '2023-01' })).to.include({ validCertificates: 1 });
    expect(on('2026-01-01', { generated: '2023-12' })).to.include({ validCertificates: 0 });
  });

  it('of older hydropower or of own use stands and may not be traded', () => {
    const day = '2025-06-01';
    expect(on(day, { selfUsed: true })).to.include({ validCertificates: 1, tradableCertificates: 0 });
    expect(on(day, { source: 'hydro', hydroStartedOn: '2022-12-31' })).to.include({ tradableCertificates: 0 });
    expect(on(day, { source: 'hydro' })).to.include({ tradableCertificates: 0 });
  });

  it('of hydropower since 2023 may be traded where all of it is sold on the market', () => {
    const hydro = (more: object) => on('2025-06-01', { source: 'hydro', hydroStartedOn: '2023-01-01', ...more });
    expect(hydro({ hydroFullyMarket: true })).to.include({ validCertificates: 1, tradableCertificates: 1 });
    expect(hydro({ hydroFullyMarket: false })).to.include({ validCertificates: 1, tradableCertificates: 0 });
    expect(hydro({})).to.include({ validCertificates: 1, tradableCertificates: 0 });
    for (const lacking of [{ hydroStartedOn: '2022-12-31' }, { hydroStartedOn: undefined }, { selfUsed: true }])
      expect(hydro({ hydroFullyMarket: true, ...lacking }), JSON.stringify(lacking)).to.include({ tradableCertificates: 0 });
  });

  it('that was cancelled or used in a declaration of consumption stands no longer', () => {
    for (const state of ['cancelled', 'declared'])
      expect(on('2025-06-01', { state }), state).to.include({ validCertificates: 0, tradableCertificates: 0, validKWh: 0 });
    expect(() => on('2025-06-01', { state: 'sold' })).to.throw('state');
  });
});
