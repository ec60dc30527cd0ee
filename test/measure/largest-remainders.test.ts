import { expect } from 'chai';
import fc from 'fast-check';
import { combine, compositionMassKg, proportion } from '../../src/measure/composition.ts';
import { largestRemainders } from '../../src/measure/largest-remainders.ts';

const kilograms = fc.integer({ min: 0, max: 9_000_000_000_000 });

describe('a split by largest remainders', () => {
  it('gives the spare kilogram to the largest remainder', () => {
    expect(largestRemainders(10, [1, 1, 1])).to.deep.equal([4, 3, 3]);
    expect(largestRemainders(100, [33, 33, 35])).to.deep.equal([33, 33, 34]);
    expect(largestRemainders(7, [5, 3, 1])).to.deep.equal([4, 2, 1]);
  });

  it('settles a tie by the larger weight, then by the earlier place', () => {
    expect(largestRemainders(2, [1, 1, 1, 1])).to.deep.equal([1, 1, 0, 0]);
    // Both remainders are one half: 1.5 of weight 1 and 4.5 of weight 3.
    expect(largestRemainders(6, [1, 3])).to.deep.equal([1, 5]);
    expect(largestRemainders(6, [3, 1])).to.deep.equal([5, 1]);
    // Remainders of 2/3, 1/3 and 1: the largest weight is not the largest remainder.
    expect(largestRemainders(4, [2, 1, 3])).to.deep.equal([1, 1, 2]);
    expect(largestRemainders(2, [1, 1, 1])).to.deep.equal([1, 1, 0]);
  });

  it('has nothing to split where the whole is zero', () => {
    expect(largestRemainders(0, [0, 0])).to.deep.equal([0, 0]);
    expect(largestRemainders(0, [])).to.deep.equal([]);
    expect(largestRemainders(0, [3, 4])).to.deep.equal([0, 0]);
  });

  it('throws on what no caller may ask', () => {
    expect(() => largestRemainders(1, [])).to.throw(RangeError, 'sum to zero');
    expect(() => largestRemainders(1.5, [1])).to.throw(RangeError, 'safe integer');
    expect(() => largestRemainders(-1, [1])).to.throw(RangeError, 'zero or more');
    expect(() => largestRemainders(1, [0.5])).to.throw(RangeError, 'whole number');
    expect(() => largestRemainders(1, [-1, 3])).to.throw(RangeError, 'zero or more');
  });

  it('sums to the whole exactly and stays within one of each quota, at any size', () => {
    fc.assert(
      fc.property(kilograms, fc.array(kilograms, { minLength: 1, maxLength: 12 }), (total, weights) => {
        const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
        fc.pre(sum > 0n);
        const parts = largestRemainders(total, weights);
        expect(parts.reduce((all, part) => all + BigInt(part), 0n)).to.equal(BigInt(total));
        parts.forEach((part, place) => {
          const product = BigInt(total) * BigInt(weights[place] ?? 0);
          expect(BigInt(part) === product / sum || (product % sum > 0n && BigInt(part) === product / sum + 1n)).to.equal(true);
        });
      }),
    );
  });

  it('does not care in which unit the weights are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 1 }), (total, weights) => {
        const scaled = weights.map((weight) => BigInt(weight) * 10n ** 20n);
        expect(largestRemainders(total, scaled)).to.deep.equal(largestRemainders(total, weights));
      }),
    );
  });
});

describe('the composition of a part', () => {
  it('is that of the parcel in proportion, to the kilogram', () => {
    expect(proportion({ fossil: 774_917, FAME: 225_083 }, 1_000, 1_000_000)).to.deep.equal({ FAME: 225, fossil: 775 });
    expect(proportion({ LNG: 5 }, 5, 5)).to.deep.equal({ LNG: 5 });
    expect(proportion({ LNG: 5 }, 0, 5)).to.deep.equal({ LNG: 0 });
  });

  it('is of what the parcel holds, never of more', () => {
    expect(() => proportion({ LNG: 5 }, 6, 5)).to.throw(RangeError, 'cannot be 6 kg');
    expect(() => proportion({ LNG: 5 }, 1, 7)).to.throw(RangeError, 'holds 5 kg');
    expect(() => proportion({ LNG: 5 }, 0.5, 5)).to.throw(RangeError);
  });

  it('sums to the part, takes no group beyond what is there, and ignores the order of writing', () => {
    const groups = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        groups,
        fc.array(fc.integer({ min: 1, max: 1e12 }), { minLength: 6, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (names, masses, share) => {
          const entries = names.filter((name) => name !== '__proto__').map((name, place) => [name, masses[place] ?? 1] as const);
          fc.pre(entries.length > 0);
          const whole = Object.fromEntries(entries);
          const totalKg = compositionMassKg(whole);
          const ofKg = Math.floor(totalKg * share);
          const part = proportion(whole, ofKg, totalKg);
          expect(compositionMassKg(part)).to.equal(ofKg);
          for (const [group, massKg] of Object.entries(part)) expect(massKg).to.be.at.most(whole[group] ?? 0);
          expect(proportion(Object.fromEntries([...entries].reverse()), ofKg, totalKg)).to.deep.equal(part);
        },
      ),
    );
  });

  it('adds up again in a blend', () => {
    expect(combine([{ fossil: 700, FAME: 300 }, { fossil: 50 }, {}])).to.deep.equal({ FAME: 300, fossil: 750 });
  });
});
