import { expect } from 'chai';
import fc from 'fast-check';
import { factorSetRecord, faultsOfSet, setInForce } from '../../src/factors/factor-set.ts';
import { readReference } from '../../src/reference.ts';
import { fuelEuFile } from '../emissions/factor-sets.ts';

interface File {
  readonly rows: readonly Record<string, unknown>[];
  readonly [member: string]: unknown;
}
const file = fuelEuFile as File;
const first = new Date('2026-03-01T00:00:00Z');
const recorded = { recordedAt: first, recordedBy: 'service' };
const version = (validFrom: string, recordedAt = first) => ({ validFrom, recordedAt });

describe('A version of a factor set', () => {
  it('holds from its day until the day before the next', () => {
    const all = [version('2030-01-01'), version('2025-01-01')];
    expect(setInForce(all, '2029-12-31')?.validFrom).to.equal('2025-01-01');
    expect(setInForce(all, '2030-01-01')?.validFrom).to.equal('2030-01-01');
  });

  it('that is the first there was holds for the days before it too', () => {
    expect(setInForce([version('2030-01-01'), version('2025-01-01')], '2019-05-01')?.validFrom).to.equal('2025-01-01');
    expect(setInForce([], '2026-01-01')).to.equal(undefined);
  });

  it('gives way to one of the same day that was recorded later', () => {
    const later = version('2025-01-01', new Date('2026-04-01T00:00:00Z'));
    expect(setInForce([later, version('2025-01-01')], '2026-05-01')).to.equal(later);
  });

  it('in force is never of a later day where an earlier one is there, and none in between is newer', () => {
    const day = fc.integer({ min: 0, max: 2_000 }).map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.array(day, { minLength: 1 }), day, (days, asked) => {
        const found = setInForce(
          days.map((one) => version(one)),
          asked,
        )?.validFrom;
        const until = days.filter((one) => one <= asked).sort();
        expect(found).to.equal(until.at(-1) ?? [...days].sort()[0]);
      }),
    );
  });

  it('is known by the hash of its canonical JSON, whatever the order of its members', () => {
    const turned = Object.fromEntries(Object.entries(file).reverse());
    const [one, other] = [file, turned].map((set) => factorSetRecord({ kind: 'fueleu', set }, recorded));
    expect(one?.hash)
      .to.match(/^[0-9a-f]{64}$/)
      .and.to.equal(other?.hash);
    expect(JSON.parse(one?.text ?? '')).to.deep.equal(file);
  });

  it('of every kind of config/ is in order', () => {
    const { factorSets } = readReference();
    expect(factorSets.map(({ kind }) => kind)).to.have.members(['fueleu', 'red', 'imo', 'ets', 'china', 'iso14067']);
    for (const one of factorSets) expect(faultsOfSet(one, 'body.set'), one.kind).to.deep.equal([]);
  });

  it('is refused for every fault at once, each by its path', () => {
    const rows = file.rows.map((row, place) => (place === 3 ? { ...row, slipPct: 101 } : row));
    const faults = faultsOfSet({ kind: 'fueleu', set: { ...file, set: 'not a name', validFrom: 'soon', rows } }, 'body.set');
    expect(faults.map(({ code, field }) => `${code} ${field}`)).to.have.members([
      'INPUT_UNFIT body.set.set',
      'INPUT_UNFIT body.set.validFrom',
      'INPUT_UNFIT body.set.rows.3.slipPct',
    ]);
  });

  it('is refused where it names a source that it does not have, or a row finds its value by the method of another pathway', () => {
    const [row, ...others] = file.rows;
    const cited = faultsOfSet({ kind: 'fueleu', set: { ...file, rows: [{ ...row, source: 'NOWHERE' }, ...others] } }, 'body.set');
    expect(cited.map(({ field, values }) => `${field}: ${values?.['why']}`).join()).to.match(/^body\.set: .*NOWHERE/);
    const turned = file.rows.map((one) => (one['id'] === 'HFO' ? { ...one, wtt: { method: 'E_MINUS_EU', euGPerMj: 80.6 } } : one));
    const method = faultsOfSet({ kind: 'fueleu', set: { ...file, rows: turned } }, 'body.set');
    expect(method.map(({ values }) => values?.['why']).join()).to.include('DEFAULT of HFO');
  });
});
