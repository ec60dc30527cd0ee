import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { buoyancyFactor, massInAirKg, massInVacuumKg } from '../../src/measure/buoyancy.ts';
import { energyMj, mmbtuFromMj } from '../../src/measure/energy.ts';
import { gaugedMass } from '../../src/measure/gauged-mass.ts';
import { lngEnergy } from '../../src/measure/lng-energy.ts';
import { roundHalfAwayFromZero, roundKg } from '../../src/measure/rounding.ts';
import { buoyancySettingOn, parseMeasureSettings } from '../../src/measure/settings.ts';
import { kelvin } from '../../src/measure/temperature.ts';
import { massFromVolumeKg, volumeFromMassM3 } from '../../src/measure/volume.ts';

const settings = parseMeasureSettings(JSON.parse(readFileSync(new URL('../../config/measure.json', import.meta.url), 'utf8')));
const buoyancy = buoyancySettingOn(settings, '2026-01-01');

describe('mass, volume and density', () => {
  it('gives the mass of a gauged volume, rounded once when it is posted', () => {
    expect(roundKg(massFromVolumeKg(1000, 941.5204))).to.equal(941_520);
    expect(massFromVolumeKg(0, 950)).to.equal(0);
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        fc.double({ min: 400, max: 1100, noNaN: true }),
        (volumeM3, density) => {
          expect(volumeFromMassM3(massFromVolumeKg(volumeM3, density), density)).to.be.closeTo(volumeM3, volumeM3 * 1e-12);
        },
      ),
    );
  });

  it('throws on a density of nothing and on a negative volume', () => {
    expect(() => massFromVolumeKg(1, 0)).to.throw(RangeError, 'density');
    expect(() => massFromVolumeKg(-1, 950)).to.throw(RangeError, 'volume');
    expect(() => volumeFromMassM3(Number.NaN, 950)).to.throw(RangeError, 'mass');
    expect(() => volumeFromMassM3(1, Number.POSITIVE_INFINITY)).to.throw(RangeError, 'density');
  });
});

describe('mass in air', () => {
  it('is about a thousandth less than the true mass for fuel oil, more so for a lighter liquid', () => {
    expect(buoyancyFactor(950, buoyancy)).to.be.closeTo(0.99889, 0.00001);
    expect(buoyancyFactor(796, buoyancy)).to.be.below(buoyancyFactor(950, buoyancy));
    expect(roundKg(massInAirKg(1_000_000, 950, buoyancy))).to.equal(998_887);
  });

  it('is the true mass for a liquid as dense as the weights', () => {
    expect(buoyancyFactor(8000, buoyancy)).to.equal(1);
  });

  it('comes back to the true mass', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 400, max: 1100, noNaN: true }), (massKg, density) => {
        expect(massInVacuumKg(massInAirKg(massKg, density, buoyancy), density, buoyancy)).to.be.closeTo(massKg, massKg * 1e-12);
      }),
    );
  });

  it('of a gauged volume says by which factor and setting it was converted; a true mass needs none', () => {
    const oil = gaugedMass(1000, 950, 'air', buoyancy);
    expect(roundKg(oil.massKg)).to.equal(948_942);
    expect(oil.conversion).to.include({ factor: buoyancyFactor(950, buoyancy), setting: 'oiml-conventional', status: 'FROM-MEMORY' });
    expect(gaugedMass(7000, 450, 'vacuum', buoyancy)).to.deep.equal({ massKg: 3_150_000, basis: 'vacuum', conversion: null });
  });

  it('does not exist for what floats in air', () => {
    expect(() => buoyancyFactor(1.2, buoyancy)).to.throw(RangeError, 'float');
    expect(() => buoyancyFactor(0, buoyancy)).to.throw(RangeError);
  });

  it('rests on a setting that says it is from memory, in force since its day', () => {
    expect(buoyancy).to.include({ status: 'FROM-MEMORY', airDensityKgPerM3: 1.2, weightDensityKgPerM3: 8000 });
    expect(buoyancySettingOn(settings, '0001-01-01').id, 'before every setting the first one').to.equal(buoyancy.id);
    const newer = { ...buoyancy, id: 'newer', validFrom: '2025-01-01' };
    const both = { buoyancy: [newer, buoyancy] };
    expect(buoyancySettingOn(both, '2024-12-31').id).to.equal(buoyancy.id);
    expect(buoyancySettingOn(both, '2025-01-01').id).to.equal('newer');
    expect(Object.isFrozen(buoyancy)).to.equal(true);
    expect(() => parseMeasureSettings({ buoyancy: [{ ...buoyancy, airDensityKgPerM3: '1.2' }] })).to.throw('airDensityKgPerM3');
  });
});

describe('energy', () => {
  it('is mass times calorific value', () => {
    expect(energyMj(300_000, 37)).to.equal(11_100_000);
    expect(() => energyMj(1, 0)).to.throw(RangeError);
    expect(() => energyMj(-1, 37)).to.throw(RangeError);
  });

  it('is told in million British thermal units too', () => {
    expect(mmbtuFromMj(1055.05585262)).to.equal(1);
  });

  it('of temperatures knows absolute zero', () => {
    expect(kelvin(15)).to.equal(288.15);
    expect(kelvin(-273.15)).to.equal(0);
    expect(() => kelvin(-274)).to.throw(RangeError);
    expect(() => kelvin(Number.NaN)).to.throw(RangeError);
  });
});

describe('the energy of an LNG delivery', () => {
  const gauging = {
    liquidVolumeM3: 7000,
    densityKgPerM3: 450,
    hhvMjPerKg: 54.8,
    returnedGasVolumeM3: 7000,
    returnedGasPressureBarAbs: 1.12,
    returnedGasTemperatureC: -140,
    returnedGasHhvMjPerM3: 37.7,
  };

  it('is that of the liquid less that of the gas taken back', () => {
    const energy = lngEnergy(gauging);
    expect(roundHalfAwayFromZero(energy.energyMj, 1)).to.equal(171_988_725.5);
    expect(roundHalfAwayFromZero(energy.energyMmbtu, 1)).to.equal(163_013.9);
    expect(roundKg(energy.massKg)).to.equal(3_150_000);
    expect(energy.liquidMj - energy.returnedGasMj).to.equal(energy.energyMj);
  });

  it('is that of the liquid alone where no gas came back', () => {
    const energy = lngEnergy({ ...gauging, returnedGasVolumeM3: 0 });
    expect(energy.energyMj).to.equal(energy.liquidMj);
  });

  it('takes back less energy with warmer gas of the same volume', () => {
    const cold = lngEnergy(gauging).returnedGasMj;
    expect(lngEnergy({ ...gauging, returnedGasTemperatureC: -100 }).returnedGasMj).to.be.below(cold);
  });
});
