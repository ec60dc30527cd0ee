import { expect } from 'chai';
import fc from 'fast-check';
import { bioMassFraction, bioShare, blendProperties, type BlendComponent } from '../../src/measure/blend.ts';

const fame = { densityKgPerM3At15C: 883, lcvMjPerKg: 37, sulphurPct: 0.001, bio: true };
const oil = { densityKgPerM3At15C: 960, lcvMjPerKg: 40.5, sulphurPct: 0.48, bio: false };
/** 240 m³ of FAME in 760 m³ of fuel oil: 24 % by volume. */
const b24: BlendComponent[] = [
  { ...fame, massKg: 240 * 883 },
  { ...oil, massKg: 760 * 960 },
];

const component = fc.record({
  massKg: fc.integer({ min: 1, max: 1e9 }),
  densityKgPerM3At15C: fc.double({ min: 700, max: 1100, noNaN: true }),
  lcvMjPerKg: fc.double({ min: 18, max: 50, noNaN: true }),
  sulphurPct: fc.double({ min: 0, max: 3.5, noNaN: true }),
  bio: fc.boolean(),
});

describe('a blend', () => {
  it('of 24 % FAME by volume is 22.5 % by mass and 21.0 % by energy', () => {
    const { bioShare: share } = blendProperties(b24);
    expect(share.byVolumePct).to.be.closeTo(24, 1e-9);
    expect(share.byMassPct).to.be.closeTo(22.508284, 1e-6);
    expect(share.byEnergyPct).to.be.closeTo(20.971045, 1e-6);
  });

  it('adds volumes, and takes calorific value and sulphur by mass', () => {
    const blend = blendProperties(b24);
    expect(blend.massKg).to.equal(941_520);
    expect(blend.densityKgPerM3At15C).to.be.closeTo(941.52, 1e-9);
    expect(blend.lcvMjPerKg).to.be.closeTo(39.71221, 1e-5);
    expect(blend.sulphurPct).to.be.closeTo(0.372185, 1e-6);
  });

  it('is the same in whatever order its components are named', () => {
    fc.assert(
      fc.property(fc.array(component, { minLength: 1, maxLength: 6 }), (components) => {
        expect(blendProperties([...components].reverse())).to.deep.equal(blendProperties(components));
      }),
    );
  });

  it('lies between its components and keeps their energy and sulphur', () => {
    fc.assert(
      fc.property(fc.array(component, { minLength: 1, maxLength: 6 }), (components) => {
        const blend = blendProperties(components);
        for (const property of ['densityKgPerM3At15C', 'lcvMjPerKg', 'sulphurPct'] as const) {
          const values = components.map((one) => one[property]);
          expect(blend[property]).to.be.within(Math.min(...values) - 1e-9, Math.max(...values) + 1e-9);
        }
        const energyMj = components.reduce((all, one) => all + one.massKg * one.lcvMjPerKg, 0);
        expect(blend.massKg * blend.lcvMjPerKg).to.be.closeTo(energyMj, energyMj * 1e-12);
      }),
    );
  });

  it('of nothing has no properties', () => {
    expect(() => blendProperties([])).to.throw(RangeError);
    expect(() => blendProperties([{ ...fame, massKg: 0 }])).to.throw(RangeError);
    expect(() => bioShare([{ ...fame, massKg: -1 }])).to.throw(RangeError);
  });
});

describe('a stated bio share', () => {
  it('by volume, by mass or by energy is three different blends', () => {
    expect(bioMassFraction(24, 'volume', fame, oil)).to.be.closeTo(0.22508284, 1e-8);
    expect(bioMassFraction(24, 'mass', fame, oil)).to.be.closeTo(0.24, 1e-12);
    expect(bioMassFraction(24, 'energy', fame, oil)).to.be.closeTo(0.256871, 1e-7);
  });

  it('of nothing or of everything is the same on every basis', () => {
    for (const basis of ['volume', 'mass', 'energy'] as const) {
      expect(bioMassFraction(0, basis, fame, oil), basis).to.equal(0);
      expect(bioMassFraction(100, basis, fame, oil), basis).to.equal(1);
    }
  });

  it('is what the blend made by it then has', () => {
    const bases = { volume: 'byVolumePct', mass: 'byMassPct', energy: 'byEnergyPct' } as const;
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 99.9, noNaN: true }), fc.constantFrom('volume', 'mass', 'energy'), (sharePct, basis) => {
        const fraction = bioMassFraction(sharePct, basis, fame, oil);
        const share = bioShare([
          { ...fame, massKg: fraction * 1e6 },
          { ...oil, massKg: (1 - fraction) * 1e6 },
        ]);
        expect(share[bases[basis]]).to.be.closeTo(sharePct, 1e-9);
      }),
    );
  });

  it('is between 0 and 100 %', () => {
    expect(() => bioMassFraction(101, 'mass', fame, oil)).to.throw(RangeError);
    expect(() => bioMassFraction(-1, 'mass', fame, oil)).to.throw(RangeError);
    expect(() => bioMassFraction(24, 'volume', { ...fame, densityKgPerM3At15C: 0 }, oil)).to.throw(RangeError, 'density');
    expect(() => bioMassFraction(24, 'energy', { ...fame, lcvMjPerKg: 0 }, oil)).to.throw(RangeError, 'calorific');
  });
});
