import { expect } from 'chai';
import fc from 'fast-check';
import { formatTonnes, parseTonnes } from '../../src/measure/tonnes.ts';
import { meteredMassKg, totaliserGapTenthsKg, totaliserTenthsKg } from '../../src/measure/totaliser.ts';
import { Refusal } from '../../src/refusal.ts';

/** The first reason of the refusal that an act ends in. */
function reasonOf(act: () => unknown): { code: string; field: string | undefined } {
  try {
    act();
  } catch (no) {
    if (no instanceof Refusal) return { code: no.code, field: no.reasons[0].field };
    throw no;
  }
  return { code: 'none', field: undefined };
}

function valuesOf(act: () => unknown): Refusal['reasons'][0]['values'] {
  try {
    act();
  } catch (no) {
    if (no instanceof Refusal) return no.reasons[0].values;
    throw no;
  }
  return undefined;
}

describe('tonnes as text', () => {
  it('become kilograms digit by digit', () => {
    expect(parseTonnes('1250.5')).to.equal(1_250_500);
    expect(parseTonnes('0.001')).to.equal(1);
    expect(parseTonnes('4.35')).to.equal(4_350);
    expect(parseTonnes('007')).to.equal(7_000);
    expect(parseTonnes('9007199254740.991')).to.equal(Number.MAX_SAFE_INTEGER);
  });

  it('are refused with more than three decimals, a sign, a comma, a blank or a size beyond counting', () => {
    for (const text of ['1.2345', '-1', '+1', '1,5', '1 000', ' 1', '1.', '.5', '', '1e3', 'NaN', '9007199254740.992', '١']) {
      expect(
        reasonOf(() => parseTonnes(text, 'quantityT')),
        text,
      ).to.deep.equal({ code: 'MASS_INVALID', field: 'quantityT' });
    }
  });

  it('that are refused are told with what was given and what is expected', () => {
    expect(valuesOf(() => parseTonnes('1,5'))).to.deep.equal({ given: '1,5', expected: 'tonnes with at most three decimals, as 1250.5' });
    expect(valuesOf(() => parseTonnes('9007199254740.992'))).to.deep.equal({
      given: '9007199254740.992',
      expected: 'a mass that can be counted in kilograms',
    });
    expect(valuesOf(() => totaliserTenthsKg('1,5'))).to.deep.equal({
      given: '1,5',
      expected: 'tonnes with at most four decimals, as printed',
    });
    expect(valuesOf(() => meteredMassKg('2', '1.9999'))).to.deep.equal({ given: '1.9999', expected: 'not below the opening reading 2' });
  });

  it('come back as the same mass', () => {
    expect(formatTonnes(1_250_500)).to.equal('1250.500');
    expect(formatTonnes(7)).to.equal('0.007');
    expect(formatTonnes(-1_500)).to.equal('-1.500');
    expect(formatTonnes(0)).to.equal('0.000');
    expect(() => formatTonnes(0.5)).to.throw(RangeError);
    fc.assert(
      fc.property(fc.maxSafeNat(), (massKg) => {
        expect(parseTonnes(formatTonnes(massKg))).to.equal(massKg);
      }),
    );
  });
});

describe('a totaliser', () => {
  it('is read in tenths of a kilogram', () => {
    expect(totaliserTenthsKg('104233.4517')).to.equal(1_042_334_517n);
    expect(totaliserTenthsKg('12.3')).to.equal(123_000n);
    expect(totaliserTenthsKg('0')).to.equal(0n);
  });

  it('gives the metered mass, exact until it is rounded once', () => {
    expect(meteredMassKg('104233.4517', '105484.0022')).to.equal(1_250_551);
    expect(meteredMassKg('0.0000', '0.0004')).to.equal(0);
    expect(meteredMassKg('0.0000', '0.0005')).to.equal(1);
    expect(meteredMassKg('0.1', '0.4')).to.equal(300);
    expect(meteredMassKg('999999999998.9996', '999999999999.9999')).to.equal(1_000);
    expect(meteredMassKg('7', '7.0000')).to.equal(0);
  });

  it('never runs back, and is never other than digits', () => {
    expect(reasonOf(() => meteredMassKg('2', '1.9999'))).to.deep.equal({ code: 'MASS_INVALID', field: 'closing' });
    expect(reasonOf(() => meteredMassKg('x', '1'))).to.deep.equal({ code: 'MASS_INVALID', field: 'opening' });
    for (const reading of ['1.00001', '-1', '1,5', '', '1e5', '1234567890123']) {
      expect(reasonOf(() => totaliserTenthsKg(reading)).code, reading).to.equal('MASS_INVALID');
    }
  });

  it('continues from one delivery to the next, or shows the gap in either direction', () => {
    expect(totaliserGapTenthsKg('105484.0022', '105484.0022')).to.equal(0);
    expect(totaliserGapTenthsKg('105484.0022', '105484.0030')).to.equal(8);
    expect(totaliserGapTenthsKg('105484.0022', '105484')).to.equal(-22);
    expect(reasonOf(() => totaliserGapTenthsKg('?', '1'))).to.deep.equal({ code: 'MASS_INVALID', field: 'previousClosing' });
  });

  it('meters two deliveries in a row as it meters both together, within the rounding', () => {
    const reading = (tenths: number): string => `${Math.floor(tenths / 10_000)}.${String(tenths % 10_000).padStart(4, '0')}`;
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e8), fc.nat(1e8), (start, first, second) => {
        const [a, b, c] = [reading(start), reading(start + first), reading(start + first + second)];
        expect(Math.abs(meteredMassKg(a, b) + meteredMassKg(b, c) - meteredMassKg(a, c))).to.be.at.most(1);
        expect(meteredMassKg(a, b)).to.equal(Math.floor((first + 5) / 10));
      }),
    );
  });
});
