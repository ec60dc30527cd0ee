import { expect } from 'chai';
import fc from 'fast-check';
import { inForce, type Licence } from '../../src/fleet/licence.ts';
import { certificateOn } from '../../src/fleet/meter.ts';
import { dayBefore, ownerOn, ownersAfter, voyageOn, type Voyage } from '../../src/fleet/ship.ts';

const recorded = { recordedAt: new Date('2026-01-01T00:00:00Z'), recordedBy: 'regulator' };
const licence = (parts: Partial<Licence> = {}): Licence => ({
  id: 'l',
  holder: { kind: 'organisation', id: 'supplier' },
  number: '1',
  issuer: 'Bureau of Commerce',
  ports: ['CNZOS'],
  fuels: ['LNG', 'FUEL_OIL'],
  from: '2024-01-01',
  to: '2025-12-31',
  endings: [],
  ...recorded,
  ...parts,
});

describe('a licence', () => {
  const day = '2025-06-01';
  it('allows its fuels at its ports on its days', () => {
    expect(inForce([licence()], { port: 'CNZOS', fuel: 'LNG', day })).to.have.length(1);
  });

  it('does not allow another port, another fuel or another day', () => {
    expect(inForce([licence()], { port: 'CNSHA', fuel: 'LNG', day })).to.deep.equal([]);
    expect(inForce([licence()], { port: 'CNZOS', fuel: 'METHANOL', day })).to.deep.equal([]);
    expect(inForce([licence()], { port: 'CNZOS', fuel: 'LNG', day: '2023-12-31' })).to.deep.equal([]);
    expect(inForce([licence()], { port: 'CNZOS', fuel: 'LNG', day: '2026-01-01' })).to.deep.equal([]);
  });

  it('holds on its first and on its last day', () => {
    for (const edge of ['2024-01-01', '2025-12-31'])
      expect(inForce([licence()], { port: 'CNZOS', fuel: 'LNG', day: edge })).to.have.length(1);
  });

  it('for any port allows each of them', () => {
    expect(inForce([licence({ ports: ['ANY'] })], { port: 'CNDLC', fuel: 'LNG', day })).to.have.length(1);
  });

  it('without an end holds for good', () => {
    expect(inForce([licence({ to: null })], { port: 'CNZOS', fuel: 'LNG', day: '2099-01-01' })).to.have.length(1);
  });
});

describe('the owner of a ship', () => {
  const owners = ownersAfter(ownersAfter([], 'first', '2020-01-01'), 'second', '2024-03-01');

  it('is the line that had it on the day', () => {
    expect(ownerOn({ owners }, '2019-12-31')).to.equal(undefined);
    expect(ownerOn({ owners }, '2024-02-29')).to.equal('first');
    expect(ownerOn({ owners }, '2024-03-01')).to.equal('second');
  });

  it('is exactly one on every day since the first', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 8 });
    const asDay = (offset: number): string => new Date(Date.UTC(2015, 0, 1 + offset)).toISOString().slice(0, 10);
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 5_500 }), (changes, asked) => {
        const sorted = changes.sort((a, b) => a - b);
        const history = sorted.reduce<ReturnType<typeof ownersAfter>>((before, at) => ownersAfter(before, `line ${at}`, asDay(at)), []);
        const day = asDay(asked);
        const covering = history.filter(({ from, to }) => from <= day && (to === null || day <= to));
        expect(covering).to.have.length(asked < (sorted[0] ?? 0) ? 0 : 1);
      }),
    );
  });

  it('leaves on the day before the next one comes', () => {
    expect(dayBefore('2024-03-01')).to.equal('2024-02-29');
    expect(dayBefore('2025-01-01')).to.equal('2024-12-31');
  });
});

describe('the voyage of a ship', () => {
  const voyage = (parts: Partial<Voyage>): Voyage => ({
    id: 'v',
    imo: '9074729',
    kind: 'international',
    from: '2026-03-01',
    to: '2026-03-20',
    basis: 'clearance',
    ...recorded,
    ...parts,
  });

  it('is what was recorded for the day, and unknown outside it', () => {
    expect(voyageOn([voyage({})], '2026-03-20')?.kind).to.equal('international');
    expect(voyageOn([voyage({})], '2026-03-21')).to.equal(undefined);
  });

  it('is what was recorded last where two records cover the day', () => {
    const corrected = voyage({ id: 'w', kind: 'domestic', from: '2026-03-10', recordedAt: new Date('2026-03-11T00:00:00Z') });
    expect(voyageOn([corrected, voyage({})], '2026-03-10')?.kind).to.equal('domestic');
    expect(voyageOn([corrected, voyage({})], '2026-03-09')?.kind).to.equal('international');
  });
});

describe('a meter', () => {
  const certificates = [
    { number: 'A', issuer: 'Metrology', from: '2024-01-01', to: '2025-01-31' },
    { number: 'B', issuer: 'Metrology', from: '2025-01-15', to: '2026-01-14' },
  ];

  it('is covered by the certificate of the day, the newer one where two overlap', () => {
    expect(certificateOn({ certificates }, '2024-06-01')?.number).to.equal('A');
    expect(certificateOn({ certificates }, '2025-01-20')?.number).to.equal('B');
    expect(certificateOn({ certificates }, '2026-01-15')).to.equal(undefined);
  });
});
