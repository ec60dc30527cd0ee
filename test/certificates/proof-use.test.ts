import { expect } from 'chai';
import fc from 'fast-check';
import {
  assignmentFaults,
  deliveredComposition,
  excessUses,
  sumByGroup,
  type Assignment,
  type ProofUse,
} from '../../src/certificates/proof-use.ts';
import type { Proof } from '../../src/proofs/proof.ts';

const parcel = { id: 'p', massKg: 1_000_001, composition: { FAME: 240_001, RESIDUAL_OIL: 760_000 } };
const proof = (change: Partial<Proof> = {}): Proof =>
  ({ id: 'a', number: 'POS-1', recipient: 'supplier', site: 's', group: 'FAME', state: 'valid', ...change }) as Proof;
const assignment = (change: Partial<Assignment> = {}): Assignment => ({
  supplier: 'supplier',
  delivery: { id: 'd', massKg: 1_000_001 },
  composition: parcel.composition,
  usedKg: {},
  asked: [{ proof: 'a', massKg: 100 }],
  proofs: new Map([['a', proof()]]),
  freeKg: new Map([['a', 300_000]]),
  ...change,
});
const codes = (change: Partial<Assignment> = {}): string[] => assignmentFaults(assignment(change)).map(({ code }) => code);
const use = (id: string, massKg: number, assignedAt: string, group = 'FAME'): ProofUse => ({
  id,
  massKg,
  assignedAt,
  group,
  proof: 'a',
  delivery: 'd',
  supplier: 's',
  entry: 'e',
  assignedBy: 'p',
  certificate: null,
});

describe('what was delivered', () => {
  it('is composed of the parcels drawn, each in proportion, in whole kilograms that sum to the delivery', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 6 }), (parts) => {
        const composition = deliveredComposition(
          parts.map((massKg) => ({ parcel: 'p', massKg })),
          [parcel],
        );
        const total = parts.reduce((sum, massKg) => sum + massKg, 0);
        expect(Object.values(composition).reduce((sum, massKg) => sum + massKg, 0)).to.equal(total);
        expect(Math.abs((composition['FAME'] ?? 0) - (total * 240_001) / 1_000_001)).to.be.at.most(parts.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the use of a proof for a delivery', () => {
  it('is taken up to the last kilogram of the group and not one more', () => {
    expect(codes({ asked: [{ proof: 'a', massKg: 240_001 }] })).to.deep.equal([]);
    expect(codes({ asked: [{ proof: 'a', massKg: 240_002 }] })).to.deep.equal(['PROOF_OVER_DELIVERED']);
    expect(codes({ usedKg: { FAME: 240_000 }, asked: [{ proof: 'a', massKg: 2 }] })).to.deep.equal(['PROOF_OVER_DELIVERED']);
  });

  it('counts a proof named twice as one', () => {
    const twice = [
      { proof: 'a', massKg: 60 },
      { proof: 'a', massKg: 60 },
    ];
    expect(codes({ asked: twice, freeKg: new Map([['a', 120]]) })).to.deep.equal([]);
    expect(codes({ asked: twice, freeKg: new Map([['a', 119]]) })).to.deep.equal(['PROOF_SHORT']);
    expect(codes({ asked: twice, freeKg: new Map([['a', 60]]) })).to.deep.equal(['PROOF_USED']);
  });

  it('gives every reason at once', () => {
    const proofs = new Map([
      ['a', proof({ state: 'withdrawn' })],
      ['b', proof({ id: 'b', group: 'METHANOL' })],
      ['c', proof({ id: 'c', recipient: 'another' })],
    ]);
    const asked = ['a', 'b', 'c', 'd'].map((id) => ({ proof: id, massKg: 10 }));
    expect(
      codes({
        proofs,
        asked,
        freeKg: new Map([
          ['a', 10],
          ['b', 5],
        ]),
      }),
    ).to.deep.equal(['PROOF_WITHDRAWN', 'PROOF_SHORT', 'PROOF_GROUP_UNFIT', 'PROOF_UNKNOWN', 'PROOF_UNKNOWN']);
    expect(codes({ delivery: { id: 'd', massKg: null } })).to.deep.equal(['DELIVERY_NOT_MEASURED']);
  });
});

describe('uses above what was delivered after all', () => {
  it('are taken back from the latest first', () => {
    const uses = [use('1', 100, '2026-03-01'), use('2', 50, '2026-03-02'), use('3', 10, '2026-03-03', 'LNG')];
    const back = excessUses(uses, { FAME: 80, LNG: 10 }).map(({ use: { id }, massKg }) => [id, massKg]);
    expect(back).to.deep.equal([
      ['2', 50],
      ['1', 20],
    ]);
    expect(excessUses(uses, { FAME: 150, LNG: 10 })).to.deep.equal([]);
  });

  it('leave exactly what was delivered, or what was used where that is less', () => {
    const some = fc.array(fc.record({ massKg: fc.integer({ min: 1, max: 1000 }), group: fc.constantFrom('FAME', 'LNG') }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(some, fc.nat(5000), fc.nat(5000), (lines, FAME, LNG) => {
        const uses = lines.map(({ massKg, group }, place) => use(String(place), massKg, `2026-03-${10 + place}`, group));
        const back = excessUses(uses, { FAME, LNG });
        const left = uses.map((one) => ({ ...one, massKg: one.massKg - (back.find((two) => two.use.id === one.id)?.massKg ?? 0) }));
        expect(left.every(({ massKg }) => massKg >= 0)).to.be.true;
        const [used, kept] = [sumByGroup(uses), sumByGroup(left)];
        expect(kept['FAME'] ?? 0).to.equal(Math.min(used['FAME'] ?? 0, FAME));
        expect(kept['LNG'] ?? 0).to.equal(Math.min(used['LNG'] ?? 0, LNG));
      }),
      { numRuns: 200 },
    );
  });
});
