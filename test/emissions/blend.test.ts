import { expect } from 'chai';
import fc from 'fast-check';
import { blendBasis } from '../../src/emissions/blend-basis.ts';
import { blend } from '../../src/emissions/blend-properties.ts';
import { calculate } from '../../src/emissions/calculate.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';
import { inputsOf } from './inputs-of.ts';

const { sets } = readReference();
const of = (lines: unknown, more = {}): Readonly<Record<string, unknown>> => calculate(blend, { lines, ...more }, sets).result;
const refused = (lines: unknown): unknown[] =>
  reasonsOf(() => blend.compute(blend.input.parse({ lines }) as never, sets)).map(({ code, field }) => [code, field]);

const fame = { fuel: 'BIODIESEL', bio: true, densityKgPerM3: 883, lcvMjPerG: 0.037, sulphurPct: 0.001, eGPerMj: 14.9 };
const hfo = { fuel: 'HFO', densityKgPerM3: 960, lcvMjPerG: 0.0405, sulphurPct: 0.48 };

describe('a blend', () => {
  it('of one component has the properties of the component', () => {
    const result = of([{ ...hfo, massT: 100 }]);
    expect(result['densityKgPerM3']).to.be.closeTo(960, 1e-9);
    expect(result['lcvMjPerKg']).to.be.closeTo(40.5, 1e-9);
    expect(result).to.include({ sulphurPct: 0.48, bioMassPct: 0, bioVolumePct: 0, bioEnergyPct: 0 });
    expect(result['intensityGPerMj']).to.be.closeTo(91.744, 0.001);
  });

  it('of 30 t of FAME and 70 t of oil is 30 % bio by mass, more by volume, less by energy', () => {
    const result = of([
      { ...fame, massT: 30 },
      { ...hfo, massT: 70 },
    ]);
    expect(result['bioMassPct']).to.be.closeTo(30, 1e-9);
    expect(result['bioVolumePct']).to.be.closeTo((100 * (30 / 883)) / (30 / 883 + 70 / 960), 1e-9);
    expect(result['bioEnergyPct']).to.be.closeTo((100 * 30 * 37) / (30 * 37 + 70 * 40.5), 1e-9);
    expect(result['sulphurPct']).to.be.closeTo(0.3363, 1e-9);
  });

  it('is the same told by mass or by volume', () => {
    const byVolume = of([
      { ...fame, volumeM3: 100 },
      { ...hfo, volumeM3: 300 },
    ]);
    const byMass = of([
      { ...fame, massT: 88.3 },
      { ...hfo, massT: 288 },
    ]);
    for (const [key, value] of Object.entries(byVolume)) expect(byMass[key], key).to.be.closeTo(Number(value), 1e-9);
  });

  it('lies between its components and does not depend on their order', () => {
    const mass = fc.double({ min: 0.001, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(mass, mass, (a, b) => {
        const lines = [
          { ...fame, massT: a },
          { ...hfo, massT: b },
        ];
        const result = of(lines);
        expect(of([...lines].reverse())).to.deep.equal(result);
        expect(result['densityKgPerM3']).to.be.within(883 - 1e-6, 960 + 1e-6);
        expect(result['lcvMjPerKg']).to.be.within(37 - 1e-6, 40.5 + 1e-6);
        expect(Number(result['bioEnergyPct'])).to.be.at.most(Number(result['bioMassPct']) + 1e-9);
        expect(Number(result['bioVolumePct'])).to.be.at.least(Number(result['bioMassPct']) - 1e-9);
      }),
    );
  });

  it('weighs a component by its measured calorific value and says that the intensity is that of the table', () => {
    const input = { lines: [{ ...hfo, massT: 1, lcvMjPerG: 0.041 }] };
    const { result, steps } = calculate(blend, input, sets);
    expect(result['intensityGPerMj']).to.be.closeTo(91.744, 0.001);
    expect(steps.find(({ label }) => label === 'blend.intensity')?.interpretation).to.include('Annex II');
  });

  it('is refused with every component that does not fit', () => {
    expect(
      refused([hfo, { ...hfo, massT: 1, volumeM3: 1 }, { ...hfo, massT: 1, bio: true }, { ...fame, massT: 1, fuel: 'COAL' }]),
    ).to.deep.equal([
      ['INPUT_UNFIT', 'lines[0].massT'],
      ['INPUT_UNFIT', 'lines[1].massT'],
      ['INPUT_UNFIT', 'lines[2].bio'],
      ['FUEL_UNKNOWN', 'lines[3].fuel'],
    ]);
    const { eGPerMj: _e, ...withoutE } = fame;
    expect(refused([{ ...withoutE, massT: 1 }])).to.deep.equal([['FACTOR_MISSING', 'lines[0].eGPerMj']]);
    expect(refused([{ ...hfo, massT: 0 }])).to.deep.equal([['INPUT_UNFIT', 'lines']]);
    expect(refused([{ ...hfo, massT: 0, fuel: 'COAL' }])).to.deep.equal([['FUEL_UNKNOWN', 'lines[0].fuel']]);
  });

  it('is refused where its mass, volume or energy is no number any more', () => {
    for (const beyond of [
      { massT: 1e308 },
      { massT: 5e-324, densityKgPerM3: 2000 },
      { massT: 1e-322, lcvMjPerG: 1e-10 },
      { massT: 1e304, lcvMjPerG: 0.2 },
    ])
      expect(refused([{ ...hfo, ...beyond }]), JSON.stringify(beyond)).to.deep.equal([['INPUT_UNFIT', 'lines']]);
  });

  it('can be followed from its lines to its properties', () => {
    const lines = [
      { ...fame, volumeM3: 100 },
      { ...hfo, massT: 288 },
    ];
    const { steps } = calculate(blend, { lines }, sets);
    expect(steps.map(({ label }) => label)).to.deep.equal([
      ...['blend.mass', 'blend.energy', 'blend.mass', 'blend.energy', 'blend.density', 'blend.lcv', 'blend.sulphur'],
      ...['wtt.bio', 'ttw', 'wtw', 'wtt.default', 'ttw', 'wtw'],
      ...['blend.intensity', 'blend.bioMass', 'blend.bioVolume', 'blend.bioEnergy'],
    ]);
    expect(steps.slice(0, 4).map(({ value, formula }) => [value, formula])).to.deep.equal([
      [88_300, 'mass = volume·ρ'],
      [3_267_100, 'energy = mass·1000·LCV'],
      [288_000, 'mass = 1000·mass'],
      [11_664_000, 'energy = mass·1000·LCV'],
    ]);
    expect(inputsOf(steps, 'blend.mass')).to.deep.equal([
      [
        ['volume', 100, 'm³'],
        ['ρ', 883, 'kg/m³'],
      ],
      [['mass', 288, 't']],
    ]);
    expect(inputsOf(steps, 'blend.energy')[1]).to.deep.equal([
      ['mass', 288_000, 'kg'],
      ['LCV', 0.0405, 'MJ/g', 'given in the input'],
    ]);
    expect(inputsOf(steps, 'blend.sulphur')).to.deep.equal([
      [
        ['mass BIODIESEL', 88_300, 'kg'],
        ['S BIODIESEL', 0.001, '%'],
        ['mass HFO', 288_000, 'kg'],
        ['S HFO', 0.48, '%'],
      ],
    ]);
    expect(inputsOf(steps, 'blend.bioVolume')).to.deep.equal([
      [
        ['volume BIODIESEL', 100, 'm³'],
        ['bio BIODIESEL', 1, '1'],
        ['volume HFO', 300, 'm³'],
        ['bio HFO', 0, '1'],
      ],
    ]);
    expect(steps.slice(-3).map(({ clause }) => clause)).to.deep.equal(['arithmetic', 'arithmetic: volumes at 15 °C add', 'arithmetic']);
  });

  it('says of an intensity by the table that it is, where one calorific value is another, and only there', () => {
    const intensity = (lines: unknown) => calculate(blend, { lines }, sets).steps.find(({ label }) => label === 'blend.intensity');
    const bio = { ...fame, massT: 30 };
    expect(intensity([bio, { ...hfo, massT: 70 }])).to.not.have.property('interpretation');
    expect(intensity([bio, { ...hfo, massT: 70, lcvMjPerG: 0.041 }])).to.have.property('interpretation');
  });

  it('has an interval by the mass or the volume as it is given, and by the calorific value', () => {
    const interval = (bio: object): Readonly<Record<string, { low: number; high: number }>> =>
      of([bio, { ...hfo, volumeM3: 75 }])['interval'] as never;
    const share = (bio: number): number => (100 * bio) / (bio + 72);
    const byMass = interval({ ...fame, massT: 24, uncertainty: { massPct: 1 } })['bioMassPct'];
    expect(byMass?.low).to.be.closeTo(share(23.76), 1e-9);
    expect(byMass?.high).to.be.closeTo(share(24.24), 1e-9);
    const byVolume = interval({ ...fame, volumeM3: 25, uncertainty: { massPct: 2 } })['bioVolumePct'];
    expect(byVolume?.low).to.be.closeTo(2450 / 99.5, 1e-9);
    expect(byVolume?.high).to.be.closeTo(2550 / 100.5, 1e-9);
    const lcv = interval({ ...fame, massT: 24, uncertainty: { lcvPct: 1 } })['lcvMjPerKg'];
    expect(lcv?.low).to.be.closeTo((24 * 36.63 + 72 * 40.5) / 96, 1e-9);
    expect(lcv?.high).to.be.closeTo((24 * 37.37 + 72 * 40.5) / 96, 1e-9);
  });
});

describe('one percentage on three bases', () => {
  const bio = { fuel: 'FAME', bio: true, densityKgPerM3: 890, lcvMjPerG: 0.0372, wtwGPerG: 0.8 };
  const oil = { fuel: 'oil', densityKgPerM3: 970, lcvMjPerG: 0.0402, wtwGPerG: 3.7 };
  const read = (bioFractionPct: number, lines: unknown = [bio, oil]): Readonly<Record<string, unknown>> =>
    calculate(blendBasis, { bioFractionPct, lines }, sets).result;

  it('is one and the same at nothing and at everything', () => {
    for (const value of Object.values(read(0))) expect(value).to.be.closeTo(3.7, 1e-12);
    for (const value of Object.values(read(100))) expect(value).to.be.closeTo(0.8, 1e-12);
  });

  it('read by energy takes more of a lighter fuel, read by volume less of a less dense one', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (share) => {
        const { byMassGPerG, byEnergyGPerG, byVolumeGPerG } = read(share);
        expect(Number(byEnergyGPerG)).to.be.at.most(Number(byMassGPerG) + 1e-12);
        expect(Number(byVolumeGPerG)).to.be.at.least(Number(byMassGPerG) - 1e-12);
        expect(read(share, [oil, bio])).to.deep.equal({ byMassGPerG, byEnergyGPerG, byVolumeGPerG });
      }),
    );
  });

  it('is refused unless one of the two is bio', () => {
    for (const lines of [
      [oil, oil],
      [bio, bio],
    ])
      expect(reasonsOf(() => blendBasis.compute(blendBasis.input.parse({ bioFractionPct: 30, lines }) as never, sets))[0]).to.include({
        ...{ code: 'INPUT_UNFIT', field: 'lines' },
      });
  });

  it('is refused where one calorific value is beyond all numbers', () => {
    for (const lines of [
      [bio, { ...oil, lcvMjPerG: 1e306 }],
      [{ ...bio, lcvMjPerG: 1e306 }, oil],
    ])
      expect(
        reasonsOf(() => blendBasis.compute({ bioFractionPct: 30, lines } as never, sets)).map(({ code, field }) => [code, field]),
      ).to.deep.equal([['INPUT_UNFIT', 'lines']]);
  });
});
