import { expect } from 'chai';
import fc from 'fast-check';
import { isMassKg, isPositiveMassKg } from '../../src/measure/mass.ts';
import { roundHalfAwayFromZero, roundKg } from '../../src/measure/rounding.ts';

describe('rounding', () => {
  it('sends a half away from zero, up and down', () => {
    expect(roundHalfAwayFromZero(2.5, 0)).to.equal(3);
    expect(roundHalfAwayFromZero(-2.5, 0)).to.equal(-3);
    expect(roundHalfAwayFromZero(0.5, 0)).to.equal(1);
    expect(roundHalfAwayFromZero(-0.125, 2)).to.equal(-0.13);
    expect(roundHalfAwayFromZero(2.4, 0)).to.equal(2);
  });

  it('reads a number as it is printed, so binary error does not decide a half', () => {
    expect(roundHalfAwayFromZero(1.005, 2)).to.equal(1.01);
    expect(roundHalfAwayFromZero(8.345, 2)).to.equal(8.35);
    expect(roundHalfAwayFromZero(0.285, 2)).to.equal(0.29);
  });

  it('copes with the very small, the very large and zero', () => {
    expect(roundHalfAwayFromZero(1e-9, 2)).to.equal(0);
    expect(Object.is(roundHalfAwayFromZero(-1e-9, 2), 0)).to.equal(true);
    expect(roundHalfAwayFromZero(5e-7, 6)).to.equal(0.000001);
    expect(roundHalfAwayFromZero(1.5e21, 3)).to.equal(1.5e21);
    expect(roundHalfAwayFromZero(3, 20)).to.equal(3);
  });

  it('knows no rounding of what is no number, nor to half a decimal', () => {
    expect(() => roundHalfAwayFromZero(Number.NaN, 0)).to.throw(RangeError);
    expect(() => roundHalfAwayFromZero(Number.POSITIVE_INFINITY, 0)).to.throw(RangeError);
    expect(() => roundHalfAwayFromZero(1, 0.5)).to.throw(RangeError);
    expect(() => roundHalfAwayFromZero(1, -1)).to.throw(RangeError);
    expect(() => roundHalfAwayFromZero(1, 21)).to.throw(RangeError);
  });

  it('is odd, changes nothing twice, and is never more than half a step away', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const rounded = roundHalfAwayFromZero(value, decimals);
        expect(roundHalfAwayFromZero(-value, decimals) + rounded).to.equal(0);
        expect(roundHalfAwayFromZero(rounded, decimals)).to.equal(rounded);
        // A double of this size cannot say its own sixth decimal exactly.
        expect(Math.abs(rounded - value)).to.be.at.most(0.5 * 10 ** -decimals + Math.abs(value) * Number.EPSILON);
      }),
    );
  });

  it('makes whole kilograms that can be counted exactly, and refuses to lose any', () => {
    expect(roundKg(1250.5)).to.equal(1251);
    expect(roundKg(1250.4999)).to.equal(1250);
    expect(() => roundKg(1e17)).to.throw(RangeError, 'whole kilogram');
  });
});

describe('a mass in kilograms', () => {
  it('is a whole number, zero or more, that a double counts exactly', () => {
    for (const mass of [0, 1, 1_250_500, Number.MAX_SAFE_INTEGER]) expect(isMassKg(mass), String(mass)).to.equal(true);
    for (const other of [-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1, '7', null, undefined, 7n]) {
      expect(isMassKg(other), String(other)).to.equal(false);
    }
  });

  it('is above zero where there is something to post', () => {
    expect(isPositiveMassKg(0)).to.equal(false);
    expect(isPositiveMassKg(1)).to.equal(true);
    expect(isPositiveMassKg(1.5)).to.equal(false);
  });
});
