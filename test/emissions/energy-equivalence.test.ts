import { expect } from 'chai';
import fc from 'fast-check';
import { ask, refusedFor } from './fueleu-ask.ts';
import { inputsOf } from './inputs-of.ts';

const topic = 'energy-equivalence';
const baseline = { fuel: 'HFO' };
const ammonia = { fuel: 'E_NH3_ICE', massT: 1000, wtwGPerMj: 15 };
const figures = (input: Readonly<Record<string, unknown>>): Record<string, number> => ask(topic, input).result as Record<string, number>;

describe('a fuel against the fuel it replaces', () => {
  it('replaces it by energy, never tonne for tonne', () => {
    const found = figures({ lines: [ammonia], baseline });
    expect(found['totalEnergyMj']).to.equal(18_600_000);
    expect(found['equivalentMassT']).to.be.closeTo(18.6 / 0.0405, 1e-9);
    expect(found['candidateTCO2e']).to.equal(279);
    expect(found['baselineTCO2e']).to.be.closeTo(18.6 * 91.744198, 1e-4);
    expect(found['reductionPct']).to.be.closeTo((1 - 15 / 91.744198) * 100, 1e-6);
    expect(found['pilotEnergyMj']).to.equal(0);
  });

  it('reduces nothing against itself', () => {
    const found = figures({ lines: [{ fuel: 'HFO', massT: 3 }], baseline });
    expect(found).to.include({ avoidedTCO2e: 0, reductionPct: 0, equivalentMassT: 3 });
  });

  it('takes a pilot fuel by its share of the energy of all', () => {
    const found = figures({ lines: [ammonia, { fuel: 'MDO_MGO', energySharePct: 7 }], baseline });
    expect(found['totalEnergyMj']).to.be.closeTo(18_600_000 / 0.93, 1e-6);
    expect(found['pilotEnergyMj']).to.be.closeTo((18_600_000 / 0.93) * 0.07, 1e-6);
    expect(found['mixIntensityGPerMj']).to.be.closeTo(0.93 * 15 + 0.07 * 90.767447, 1e-5);
    expect(found['fuelWtwGPerMj']).to.equal(15);
  });

  it('adds the slip of N2O by the set of potentials that is named', () => {
    const slipping = { ...ammonia, n2oSlipGPerG: 0.0001 };
    const fuel = (gwpSet?: string): number | undefined =>
      figures({ lines: [slipping], baseline, ...(gwpSet ? { gwpSet } : {}) })['fuelWtwGPerMj'];
    expect(fuel()).to.be.closeTo(15 + (0.0001 * 298) / 0.0186, 1e-9);
    expect(fuel('AR5')).to.be.closeTo(15 + (0.0001 * 265) / 0.0186, 1e-9);
  });

  it('adds tank-to-wake of the row to a well-to-tank value that is given, also of a renewable fuel', () => {
    const given = figures({ lines: [{ fuel: 'METHANOL_NG', massT: 1, wttGPerMj: -10 }], baseline })['fuelWtwGPerMj'];
    expect(given).to.be.closeTo(-10 + 71.853769, 1e-5);
    const bio = figures({ lines: [{ fuel: 'BIODIESEL', massT: 1, wttGPerMj: -61.694595 }], baseline });
    expect(bio['fuelWtwGPerMj']).to.be.closeTo(16.383514, 1e-5);
    const own = figures({ lines: [ammonia], baseline: { fuel: 'a label', lcvMjPerG: 0.04, wtwGPerMj: 90 } });
    expect(own).to.include({ baselineWtwGPerMj: 90, equivalentMassT: 465 });
  });

  it('leads in its steps from the intensities to the figures', () => {
    const { steps, result } = ask(topic, { lines: [ammonia, { fuel: 'MDO_MGO', energySharePct: 7 }], baseline });
    expect(steps.slice(-6).map(({ label }) => label.slice('equivalence.'.length))).to.deep.equal([
      ...['mass', 'candidate', 'baseline', 'avoided', 'reduction', 'mix'],
    ]);
    expect(steps.find(({ label }) => label === 'equivalence.reduction')?.value).to.equal(result['reductionPct']);
  });

  it('can be followed from each fuel to the figures', () => {
    const { steps, result } = ask(topic, {
      lines: [
        { ...ammonia, n2oSlipGPerG: 0.0001 },
        { fuel: 'LNG_OTTO_MS', massT: 10 },
        { fuel: 'MDO_MGO', energySharePct: 7 },
      ],
      baseline: { fuel: 'BIODIESEL', wttGPerMj: -10, lcvMjPerG: 0.04 },
    });
    expect(steps.slice(0, -6).map(({ label, fuel }) => `${label} ${fuel ?? ''}`)).to.deep.equal([
      'equivalence.slip 1 E_NH3_ICE',
      ...['wtt.default', 'ttw', 'wtw'].map((label) => `${label} LNG_OTTO_MS`),
      ...['wtt.default', 'ttw', 'wtw'].map((label) => `${label} MDO_MGO`),
      ...['wtt.default', 'ttw', 'wtw'].map((label) => `${label} BIODIESEL`),
      ...['equivalence.energy ', 'equivalence.total ', 'equivalence.pilot '],
    ]);
    const redIi = 'Directive (EU) 2018/2001 Annex V part C point 4';
    expect(inputsOf(steps, 'equivalence.slip')).to.deep.equal([
      [
        ['WtW', 15, 'gCO2eq/MJ'],
        ['N2O slip', 0.0001, 'g/g', 'given with the line'],
        ['GWP_N2O', 298, 'g/g', redIi],
        ['LCV', 0.0186, 'MJ/g'],
      ],
    ]);
    expect(inputsOf(steps, 'equivalence.energy')).to.deep.equal([
      [
        ['mass 1 E_NH3_ICE', 1000, 't'],
        ['LCV 1 E_NH3_ICE', 0.0186, 'MJ/g'],
        ['mass 2 LNG_OTTO_MS', 10, 't'],
        ['LCV 2 LNG_OTTO_MS', 0.0491, 'MJ/g'],
      ],
    ]);
    const energies = inputsOf(steps, 'equivalence.candidate').flat();
    expect(energies.filter(([name]) => name.startsWith('energy'))).to.deep.equal([
      ['energy 1 E_NH3_ICE', 18_600_000, 'MJ'],
      ['energy 2 LNG_OTTO_MS', 491_000, 'MJ'],
      ['energy 3 MDO_MGO', result['pilotEnergyMj'], 'MJ'],
    ]);
  });

  it('says of a well-to-tank and a calorific value whether they were given or stand in the table', () => {
    const { steps } = ask(topic, {
      lines: [{ fuel: 'LNG_OTTO_MS', massT: 10 }],
      baseline: { fuel: 'HFO', wttGPerMj: 10, lcvMjPerG: 0.04 },
    });
    expect(inputsOf(steps, 'wtt.default')).to.deep.equal([
      [['WtT', 18.5, 'gCO2eq/MJ', 'Annex II, LNG_OTTO_MS (ESSF Table 2)']],
      [['WtT', 10, 'gCO2eq/MJ', 'given with the line']],
    ]);
    const told = steps.filter(({ label }) => label === 'wtt.default').map(({ formula, clause }) => `${formula}; ${clause}`);
    expect(told).to.deep.equal(['WtT = default; Regulation (EU) 2023/1805 Annex II column 4', 'WtT = as given; none: given with the line']);
    const [ofTable, given] = inputsOf(steps, 'ttw').map((inputs) => inputs.slice(-2));
    expect(ofTable).to.deep.equal([
      ['GWP_N2O', 298, 'g/g', 'Directive (EU) 2018/2001 Annex V part C point 4'],
      ['LCV', 0.0491, 'MJ/g', 'Regulation (EU) 2023/1805 Annex II column 3'],
    ]);
    expect(given?.[1]).to.deep.equal(['LCV', 0.04, 'MJ/g', 'given with the line']);
    expect(steps.filter(({ label }) => label === 'ttw').map(({ formula }) => formula.slice(0, 6))).to.deep.equal(['TtW = ', 'TtW = ']);
    expect(steps.some(({ label }) => label === 'equivalence.slip')).to.equal(false);
  });

  it('is refused where a line has both or neither of mass and share, or the shares leave nothing', () => {
    const refused = (lines: object[], base: object = baseline): unknown => refusedFor(topic, { lines, baseline: base });
    expect(refused([{ ...ammonia, energySharePct: 3 }])).to.deep.equal([['INPUT_UNFIT', 'lines[0]']]);
    expect(refused([{ fuel: 'HFO' }, ammonia])).to.deep.equal([['INPUT_UNFIT', 'lines[0]']]);
    expect(refused([{ fuel: 'HFO', energySharePct: 5 }])).to.deep.equal([['INPUT_UNFIT', 'lines']]);
    const pilot = { fuel: 'HFO', energySharePct: 50 };
    expect(refused([{ fuel: 'HFO', energySharePct: 5 }], { fuel: 'HFO', wtwGPerMj: 0 })).to.deep.equal([
      ['INPUT_UNFIT', 'lines'],
      ['INPUT_UNFIT', 'baseline'],
    ]);
    expect(refused([ammonia], { fuel: 'a label', lcvMjPerG: 0.04 })).to.deep.equal([['FUEL_UNKNOWN', 'baseline.fuel']]);
    expect(refused([ammonia, pilot, pilot])).to.deep.equal([['INPUT_UNFIT', 'lines']]);
    expect(refused([{ ...ammonia, massT: 0 }])).to.deep.equal([['INPUT_UNFIT', 'lines']]);
    expect(refused([ammonia], { fuel: 'HFO', wtwGPerMj: 0 })).to.deep.equal([['INPUT_UNFIT', 'baseline']]);
  });

  it('is refused for fuels it does not know and renewable ones without a value, every reason at once', () => {
    expect(
      refusedFor(topic, {
        lines: [
          { fuel: 'E_NH3_ICE', massT: 1 },
          { fuel: 'COAL', massT: 1 },
        ],
        baseline: { fuel: 'PEAT', wtwGPerMj: 90 },
      }),
    ).to.deep.equal([
      ['FACTOR_MISSING', 'lines[0].wttGPerMj'],
      ['FUEL_UNKNOWN', 'lines[1].fuel'],
      ['FUEL_UNKNOWN', 'baseline.fuel'],
    ]);
  });

  it('keeps its shares, its sums and its mean, whatever is mixed', () => {
    const wtwGPerMj = fc.integer({ min: -50, max: 130 });
    const byMass = fc.record({ fuel: fc.constantFrom('HFO', 'LFO', 'METHANOL_NG'), massT: fc.integer({ min: 1, max: 10_000 }), wtwGPerMj });
    const byShare = fc.record({ fuel: fc.constant('MDO_MGO'), energySharePct: fc.integer({ min: 0, max: 30 }), wtwGPerMj });
    const mixes = fc.tuple(fc.array(byMass, { minLength: 1, maxLength: 4 }), fc.array(byShare, { maxLength: 3 }));
    fc.assert(
      fc.property(mixes, ([masses, pilots]) => {
        const lines = [...masses, ...pilots];
        const found = figures({ lines, baseline });
        const { totalEnergyMj: total = NaN, pilotEnergyMj: pilot = NaN, mixIntensityGPerMj: mix = NaN } = found;
        const share = pilots.reduce((all, { energySharePct }) => all + energySharePct, 0);
        expect(pilot).to.be.closeTo((total * share) / 100, 1e-9 * total);
        const each = lines.map((one) => one.wtwGPerMj);
        expect(mix).to.be.within(Math.min(...each) - 1e-9, Math.max(...each) + 1e-9);
        expect((found['avoidedTCO2e'] ?? NaN) + (found['candidateTCO2e'] ?? NaN)).to.be.closeTo(
          found['baselineTCO2e'] ?? NaN,
          1e-9 * total,
        );
        const turned = figures({ lines: [...lines].reverse(), baseline });
        expect(turned['totalEnergyMj']).to.equal(total);
        expect(turned['candidateTCO2e']).to.equal(found['candidateTCO2e']);
      }),
    );
  });
});
