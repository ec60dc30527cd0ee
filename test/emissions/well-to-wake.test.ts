import { expect } from 'chai';
import { wellToWake, type ClassResult, type FuelComponent, type WellToWakeInput } from '../../src/emissions/well-to-wake.ts';
import { factors, reasonsOf } from './factor-sets.ts';

const of = (components: readonly FuelComponent[], engineClass?: WellToWakeInput['engineClass']): readonly ClassResult[] =>
  wellToWake({ components, engineClass, factors }).results;

/** The only result of fuels for which the engine makes no difference, or of the class asked for. */
function one(components: readonly FuelComponent[], engineClass?: WellToWakeInput['engineClass']): ClassResult {
  const [result, ...others] = of(components, engineClass);
  if (!result || others.length > 0) throw new Error('one result was expected');
  return result;
}

const ton = 1000;
const bioLng = { fuel: 'LNG', pathway: 'bio', massKg: 400 * ton, eGPerMj: 19.17 } as const;

describe('well-to-wake of one fuel', () => {
  it('of LNG differs by engine class, and names each where the ship does not say', () => {
    const results = of([{ fuel: 'LNG', pathway: 'fossil', massKg: 500 * ton }]);
    expect(results.map(({ engineClass, wtwGPerMj }) => [engineClass, Number(wtwGPerMj.toFixed(5))])).to.deep.equal([
      ['OTTO_MS', 89.20293],
      ['OTTO_SS', 82.86808],
      ['DIESEL_SS', 76.08074],
      ['LBSI', 86.94048],
      ['OTHER', 75.17576],
    ]);
  });

  it('of LNG is one where the ship says its class', () => {
    const result = one([bioLng], 'DIESEL_SS');
    expect(result.engineClass).to.equal('DIESEL_SS');
    expect(result.wtwGPerMj).to.be.closeTo(20.71429, 1e-5);
    expect(result.components[0]).to.include({ row: 'BIO_LNG_DIESEL_SS', fuel: 'LNG', countsAs: null });
  });

  it('of e-ammonia is that of a piston engine or a fuel cell, whichever piston engine it is', () => {
    const ammonia: FuelComponent = { fuel: 'AMMONIA', pathway: 'rfnbo', massKg: 100 * ton, eGPerMj: 10 };
    expect(of([ammonia]).map(({ engineClass }) => engineClass)).to.deep.equal(['ICE', 'FUEL_CELL']);
    expect(one([ammonia], 'DIESEL_SS').components[0]?.row).to.equal('E_NH3_ICE');
    expect(one([ammonia], 'FUEL_CELL').components[0]?.row).to.equal('E_NH3_FC');
    expect(one([ammonia], 'ICE').wtwGPerMj).to.be.closeTo(12.95108, 1e-5);
  });

  it('of LNG in a fuel cell has no listed slip, so none is counted', () => {
    expect(one([{ fuel: 'LNG', pathway: 'fossil', massKg: ton }], 'FUEL_CELL').components[0]?.row).to.equal('LNG_BOILER');
  });

  it('of methanol and FAME does not depend on the engine', () => {
    expect(one([{ fuel: 'METHANOL', pathway: 'bio', massKg: ton, eGPerMj: 10.4 }], 'OTTO_MS').engineClass).to.equal(null);
    expect(one([{ fuel: 'METHANOL', pathway: 'bio', massKg: ton, eGPerMj: 10.4 }]).wtwGPerMj).to.be.closeTo(13.1445, 1e-5);
    expect(one([{ fuel: 'METHANOL', pathway: 'rfnbo', massKg: ton, eGPerMj: 28.2 }]).wtwGPerMj).to.be.closeTo(31.15377, 1e-5);
    expect(one([{ fuel: 'METHANOL', pathway: 'fossil', massKg: ton }]).wtwGPerMj).to.be.closeTo(103.15377, 1e-5);
  });

  it('of manure bio-LNG may be below zero', () => {
    expect(one([{ ...bioLng, eGPerMj: -15 }], 'OTTO_MS').wtwGPerMj).to.be.closeTo(-0.56972, 1e-5);
  });

  it('takes another set of global warming potentials when asked, and says which', () => {
    const input = { components: [{ fuel: 'HFO', pathway: 'fossil', massKg: ton }] as const, factors };
    expect(wellToWake(input)).to.include({ factorSet: 'fueleu-2026-11', gwpSet: 'AR4' });
    const newer = wellToWake({ ...input, gwpSet: 'AR5' });
    expect(newer.gwpSet).to.equal('AR5');
    expect(newer.results[0]?.wtwGPerMj).to.be.closeTo(91.601, 1e-3);
  });
});

describe('a fuel that does not count as renewable', () => {
  it('without proof takes both parts of the least favourable fossil fuel of its type, and says that this is a reading', () => {
    const result = one([{ fuel: 'FAME', pathway: 'bio', massKg: 300 * ton }]);
    expect(result.wtwGPerMj).to.be.closeTo(91.7442, 1e-5);
    expect(result.energyMj).to.equal(11_100_000);
    expect(result.components[0]?.countsAs).to.deep.equal({ row: 'HFO', why: 'no-proof' });
    expect(result.interpretations).to.deep.equal([factors.fallback.interpretation]);
    expect(result.steps.filter((step) => step.interpretation).map((step) => step.label)).to.deep.equal(['wtt.fallback', 'ttw.fallback']);
  });

  it('says of ethanol and of a biofuel without a row that no source has a fossil row for it', () => {
    for (const fuel of ['ETHANOL', 'OTHER_BIOFUEL']) {
      const result = one([{ fuel, pathway: 'bio', massKg: ton }]);
      expect(result.components[0]?.countsAs, fuel).to.deep.equal({ row: 'HFO', why: 'no-proof' });
      expect(result.interpretations, fuel).to.deep.equal([factors.fallback.interpretations?.[fuel]]);
    }
    expect(factors.fallback.interpretations?.['ETHANOL']).to.include('no source was read that has a row for ethanol');
    const { interpretations: _own, ...fallback } = factors.fallback;
    const older = wellToWake({ components: [{ fuel: 'ETHANOL', pathway: 'bio', massKg: ton }], factors: { ...factors, fallback } });
    expect(older.results[0]?.interpretations).to.deep.equal([factors.fallback.interpretation]);
  });

  it('from a food crop or failing the criteria does so although it has an E', () => {
    for (const notCounted of ['food-or-feed-crop', 'criteria-not-met'] as const) {
      const result = one([{ fuel: 'FAME', pathway: 'bio', massKg: ton, eGPerMj: 14.9, notCounted }]);
      expect(result.wtwGPerMj, notCounted).to.be.closeTo(91.7442, 1e-5);
      expect(result.components[0]?.countsAs?.why).to.equal(notCounted);
    }
  });

  it('has a fossil row for each of the four fuels', () => {
    const fossil = (fuel: string, pathway: 'bio' | 'rfnbo'): number | undefined => of([{ fuel, pathway, massKg: ton }])[0]?.wtwGPerMj;
    expect(fossil('LNG', 'bio')).to.be.closeTo(89.20293, 1e-5);
    expect(fossil('METHANOL', 'rfnbo')).to.be.closeTo(103.15377, 1e-5);
    expect(fossil('AMMONIA', 'rfnbo')).to.be.closeTo(123.95108, 1e-5);
    expect(fossil('HYDROGEN', 'rfnbo')).to.be.closeTo(132.447, 1e-5);
  });

  it('rests on no reading of the law where the fuel is certified or fossil and its class is listed', () => {
    expect(one([bioLng], 'LBSI').interpretations).to.deep.equal([]);
    expect(one([{ fuel: 'LNG', pathway: 'fossil', massKg: ton }], 'OTHER').interpretations).to.have.length(1);
  });
});

describe('well-to-wake of a blend', () => {
  const fame: FuelComponent = { fuel: 'FAME', pathway: 'bio', massKg: 240 * 883, eGPerMj: 14.9 };
  const oil: FuelComponent = { fuel: 'HFO', pathway: 'fossil', massKg: 760 * 960 };

  it('of B24 is weighted by energy', () => {
    const result = one([fame, oil]);
    expect(result.wtwGPerMj).to.be.closeTo(75.940275, 1e-4);
    expect(result.components.map((line) => line.energyMj)).to.deep.equal([7_841_040, 29_548_800]);
    expect(result.energyMj).to.equal(37_389_840);
  });

  it('with two proofs of one fuel keeps them apart', () => {
    const result = one([fame, { ...fame, eGPerMj: 20.8 }, oil]);
    expect(result.components.map((line) => line.row)).to.deep.equal(['BIODIESEL', 'BIODIESEL', 'HFO']);
    expect(result.components[1]?.wtwGPerMj).to.be.closeTo((result.components[0]?.wtwGPerMj ?? 0) + 5.9, 1e-9);
  });

  it('of fossil and bio-LNG is told for each class, and of pinned rows once', () => {
    expect(of([bioLng, { fuel: 'LNG', pathway: 'fossil', massKg: ton }])).to.have.length(5);
    const pinned = one([
      { fuel: 'LNG_OTTO_MS', pathway: 'fossil', massKg: ton },
      { fuel: 'LNG_OTTO_SS', pathway: 'fossil', massKg: ton },
    ]);
    expect(pinned.engineClass).to.equal(null);
    expect(pinned.wtwGPerMj).to.be.closeTo((89.20293 + 82.86808) / 2, 1e-5);
  });

  it('keeps a pinned row where another fuel is told for each class', () => {
    const results = of([{ fuel: 'LNG_OTTO_MS', pathway: 'fossil', massKg: ton }, bioLng]);
    expect(results).to.have.length(5);
    expect(new Set(results.map((result) => result.components[0]?.row))).to.deep.equal(new Set(['LNG_OTTO_MS']));
  });
});

describe('well-to-wake refuses', () => {
  const refused = (components: readonly FuelComponent[], engineClass?: WellToWakeInput['engineClass']): (string | undefined)[][] =>
    reasonsOf(() => of(components, engineClass)).map((reason) => [reason.code, reason.field]);

  it('a stem without fuel, and a mass that is no positive whole number of kilograms', () => {
    expect(refused([])).to.deep.equal([['MASS_INVALID', 'components']]);
    for (const massKg of [0, -1, 1.5, Number.NaN, 1e16]) {
      expect(refused([{ fuel: 'HFO', pathway: 'fossil', massKg }]), String(massKg)).to.deep.equal([
        ['MASS_INVALID', 'components[0].massKg'],
      ]);
    }
  });

  it('a fuel that Annex II does not know, or not on that pathway, and says which it knows', () => {
    expect(refused([{ fuel: 'COAL', pathway: 'fossil', massKg: 1 }])).to.deep.equal([['FUEL_UNKNOWN', 'components[0].fuel']]);
    expect(refused([{ fuel: 'BIODIESEL', pathway: 'rfnbo', massKg: 1, eGPerMj: 1 }])).to.deep.equal([
      ['FUEL_UNKNOWN', 'components[0].fuel'],
    ]);
    const [reason] = reasonsOf(() => of([{ fuel: 'COAL', pathway: 'bio', massKg: 1 }]));
    expect(reason?.values?.['known']).to.equal('ETHANOL, FAME, HVO, LNG, METHANOL, OTHER_BIOFUEL');
  });

  it('a fuel for which Annex II has no usable value, and says why', () => {
    const [reason] = reasonsOf(() => of([{ fuel: 'HYDROGEN', pathway: 'bio', massKg: 1, eGPerMj: 1 }]));
    expect(reason).to.include({ code: 'FACTOR_MISSING', field: 'components[0].fuel' });
    expect(String(reason?.values?.['why'])).to.include('bio-hydrogen');
    expect(refused([{ fuel: 'E_DME', pathway: 'rfnbo', massKg: 1 }])).to.deep.equal([['FACTOR_MISSING', 'components[0].fuel']]);
  });

  it('an engine class that does not decide the slip, and a row of another class than the ship has', () => {
    expect(refused([{ fuel: 'LNG', pathway: 'fossil', massKg: 1 }], 'ICE')).to.deep.equal([['FACTOR_MISSING', 'engineClass']]);
    expect(refused([{ fuel: 'AMMONIA', pathway: 'fossil', massKg: 1 }], 'OTHER')).to.deep.equal([['FACTOR_MISSING', 'engineClass']]);
    expect(refused([{ fuel: 'LNG_OTTO_MS', pathway: 'fossil', massKg: 1 }], 'LBSI')).to.deep.equal([['FACTOR_MISSING', 'engineClass']]);
    expect(refused([{ fuel: 'LNG_OTTO_MS', pathway: 'fossil', massKg: 1 }], 'OTTO_MS')).to.deep.equal([]);
  });

  it('only the fuels that lack the engine class', () => {
    const lng: FuelComponent = { fuel: 'LNG', pathway: 'fossil', massKg: 1 };
    const missing = (act: () => unknown): unknown => reasonsOf(act).map(({ code, field, values }) => [code, field, values]);
    expect(missing(() => of([{ fuel: 'HFO', pathway: 'fossil', massKg: 1 }, lng], 'ICE'))).to.deep.equal([
      ['FACTOR_MISSING', 'engineClass', { fuel: 'LNG', engineClass: 'ICE' }],
    ]);
    const rows = factors.rows
      .filter(({ fuel, engineClass }) => fuel !== 'LNG' || engineClass === 'OTTO_MS' || engineClass === 'OTTO_SS')
      .map((row) => (row.id === 'E_NH3_ICE' ? { ...row, engineClass: 'OTHER' as const } : row));
    const ammonia: FuelComponent = { fuel: 'AMMONIA', pathway: 'rfnbo', massKg: 1, eGPerMj: 10 };
    expect(missing(() => wellToWake({ components: [lng, ammonia], factors: { ...factors, rows } }))).to.deep.equal([
      ['FACTOR_MISSING', 'engineClass', { fuel: 'LNG', engineClass: 'each' }],
      ['FACTOR_MISSING', 'engineClass', { fuel: 'AMMONIA', engineClass: 'each' }],
    ]);
  });

  it('a fuel that needs a fossil row and has none', () => {
    const without = { ...factors, fallback: { ...factors.fallback, rows: {} } };
    const act = (): unknown => wellToWake({ components: [{ fuel: 'FAME', pathway: 'bio', massKg: 1 }], factors: without });
    expect(reasonsOf(act)[0]).to.include({ code: 'FACTOR_MISSING', field: 'components[0].eGPerMj' });
  });

  it('with every reason at once', () => {
    expect(
      refused([
        { fuel: 'COAL', pathway: 'fossil', massKg: 0 },
        { fuel: 'HFO', pathway: 'fossil', massKg: 1 },
        { fuel: 'E_LPG', pathway: 'rfnbo', massKg: 1 },
      ]),
    ).to.deep.equal([
      ['MASS_INVALID', 'components[0].massKg'],
      ['FUEL_UNKNOWN', 'components[0].fuel'],
      ['FACTOR_MISSING', 'components[2].fuel'],
    ]);
  });

  it('and throws on what a schema keeps out: an E that is no number, an E of fossil fuel', () => {
    expect(() => of([{ ...bioLng, eGPerMj: Number.NaN }])).to.throw(RangeError, 'E of LNG');
    const fossilWithE = { fuel: 'HFO', pathway: 'fossil', massKg: 1, eGPerMj: 5 } as unknown as FuelComponent;
    expect(() => of([fossilWithE])).to.throw(RangeError, 'no E');
  });
});
