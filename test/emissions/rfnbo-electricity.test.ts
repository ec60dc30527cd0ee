import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
const by = (topic: string, input: object) => calculate(calculations.get(topic) ?? expect.fail(topic), input, sets).result;

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
    expect(reasonsOf(() => of({ periods: [...periods, ...periods] }))).to.have.length(2);
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
  });

  it('of a plant from before 2028 need not be additional until the end of 2037', () => {
    const early = { plantStartedOn: '2027-12-31', renewableStartedOn: '2010-01-01', supported: true };
    expect(of(early)).to.include({ renewableKWh: 120 });
    const later = [{ period: '2038-01-01T00', usedKWh: 100, renewableKWh: 100 }];
    expect(of({ ...early, periods: later })).to.include({ renewableKWh: 0 });
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
    expect(on(day, { source: 'hydro', hydroStartedOn: '2023-01-01' })).to.include({ tradableCertificates: 1 });
  });
});
