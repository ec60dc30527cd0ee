import { expect } from 'chai';
import fc from 'fast-check';
import { ask, refusedFor, stepValue } from './fueleu-ask.ts';

const topic = 'fueleu.ice';
const lfo = { fuel: 'LFO', massT: 51.25, iceMassT: 7.5 };
const ship = { year: 2025, iceClass: 'IA Super', distanceNm: 600, iceDistanceNm: 75, lines: [lfo] };
const figures = (input: Readonly<Record<string, unknown>>): Record<string, number> => ask(topic, input).result as Record<string, number>;

describe('the adjustment for ice', () => {
  it('can be followed by hand from the energy in ice to the mass that is left', () => {
    const answer = ask(topic, ship);
    expect(stepValue(answer, 'fueleu.iceEnergy')).to.be.closeTo(307_500, 1e-6);
    expect(stepValue(answer, 'fueleu.iceOpen')).to.be.closeTo(1_793_750, 1e-6);
    expect(stepValue(answer, 'fueleu.iceAdjusted')).to.be.closeTo(256_250, 1e-6);
    expect(stepValue(answer, 'fueleu.iceAdditional')).to.be.closeTo(51_250, 1e-6);
    expect(stepValue(answer, 'fueleu.iceClass')).to.be.closeTo(102_500, 1e-6);
    expect(stepValue(answer, 'fueleu.iceMass')).to.be.closeTo(47.5, 1e-9);
    expect(answer.steps.at(-1)?.value).to.equal(answer.result['penaltyAdjustedEur']);
  });

  it('leaves a balance to settle, with wind and on-shore power, which no ice adds to', () => {
    const more = { windFactor: 0.97, shorePowerMj: 100_000 };
    const adjusted = figures({ ...ship, ...more });
    expect(adjusted['additionalIceEnergyMj']).to.be.closeTo(51_250, 1e-6);
    expect(adjusted['additionalClassEnergyMj']).to.be.closeTo(102_500, 1e-6);
    const { energyMj, ghgIntensityGPerMj, balanceT, penaltyEur } = ask('fueleu.balance', {
      ...{ year: 2025, ...more, lines: [{ fuel: 'LFO', massT: 47.5 }] },
    }).result as Record<string, number>;
    for (const [name, value] of Object.entries({ energyMj, ghgIntensityGPerMj, balanceT, penaltyAdjustedEur: penaltyEur }))
      expect(adjusted[name], name).to.be.closeTo(value ?? NaN, 1e-6);
    expect(refusedFor(topic, { ...ship, windFactor: 0.5 })).to.deep.equal([['INPUT_UNFIT', 'windFactor']]);
    const allInIce = { ...lfo, iceMassT: 51.25 };
    expect(refusedFor(topic, { ...ship, ...more, lines: [allInIce] })).to.deep.equal([['INPUT_UNFIT', 'lines']]);
  });

  it('gives the share for the class to IA and IA Super alone, that for ice to all', () => {
    expect(figures({ ...ship, iceClass: 'IA' })['additionalClassEnergyMj']).to.be.closeTo(102_500, 1e-6);
    for (const iceClass of ['IB', 'IC']) {
      const { additionalClassEnergyMj, additionalIceEnergyMj } = figures({ ...ship, iceClass });
      expect(additionalClassEnergyMj).to.equal(0);
      expect(additionalIceEnergyMj).to.be.closeTo(51_250, 1e-6);
    }
  });

  it('gives a ship of the class its share without a mile in ice', () => {
    const { additionalIceEnergyMj, massAdjustedT } = figures({ ...ship, iceDistanceNm: 0, lines: [{ ...lfo, iceMassT: 0 }] });
    expect(additionalIceEnergyMj).to.equal(0);
    expect(massAdjustedT).to.be.closeTo(51.25 * 0.95, 1e-9);
  });

  it('is capped at 1.3 times the energy in open water, and says where the cap was read', () => {
    const input = { ...ship, iceClass: 'IB', distanceNm: 1000, iceDistanceNm: 10, lines: [{ fuel: 'LFO', massT: 100, iceMassT: 90 }] };
    expect(figures(input)['additionalIceEnergyMj']).to.be.closeTo(1.3 * 10 * 41_000, 1e-6);
    const step = ask(topic, input).steps.find(({ label }) => label === 'fueleu.iceAdditional');
    expect(step?.interpretation).to.include('not from the Official Journal');
  });

  it('is nothing where the ice took less than open water would have', () => {
    const { additionalIceEnergyMj, massAdjustedT } = figures({ ...ship, iceClass: 'IC', lines: [{ ...lfo, iceMassT: 1 }] });
    expect([additionalIceEnergyMj, massAdjustedT]).to.deep.equal([0, 51.25]);
  });

  it('takes the energy off the fuel of the highest intensity first, in whatever order they stand', () => {
    const mgo = { fuel: 'MDO_MGO', massT: 50, iceMassT: 10 };
    const hfo = { fuel: 'HFO', massT: 2, iceMassT: 1 };
    const { steps, result } = ask(topic, { ...ship, lines: [mgo, hfo] });
    const taken = steps.filter(({ label }) => label === 'fueleu.iceTaken');
    expect(taken.map(({ fuel }) => fuel)).to.deep.equal(['HFO', 'MDO_MGO']);
    expect(taken[0]?.value).to.equal(0);
    expect(ask(topic, { ...ship, lines: [hfo, mgo] }).result['massAdjustedT']).to.be.closeTo(Number(result['massAdjustedT']), 1e-9);
  });

  it('is refused for ice all year, and for more ice than there is distance or mass', () => {
    const refused = (change: object): unknown => refusedFor(topic, { ...ship, ...change });
    expect(refused({ iceDistanceNm: 600 })).to.deep.equal([['INPUT_UNFIT', 'iceDistanceNm']]);
    expect(refused({ iceDistanceNm: 601 })).to.deep.equal([['INPUT_UNFIT', 'iceDistanceNm']]);
    expect(refused({ iceDistanceNm: 0 })).to.deep.equal([['INPUT_UNFIT', 'iceDistanceNm']]);
    expect(refused({ lines: [{ ...lfo, iceMassT: 52 }] })).to.deep.equal([['INPUT_UNFIT', 'lines[0].iceMassT']]);
    expect(refused({ lines: [{ ...lfo, iceMassT: 51.25 }] })).to.deep.equal([['INPUT_UNFIT', 'lines']]);
    expect(refused({ lines: [{ fuel: 'LFO', massT: 0, iceMassT: 0 }] })).to.deep.equal([['INPUT_UNFIT', 'lines']]);
  });

  it('is refused after its last day and before the first limit, with every reason at once', () => {
    expect(refusedFor(topic, { ...ship, year: 2034 })).to.deep.equal([]);
    expect(refusedFor(topic, { ...ship, year: 2035, iceDistanceNm: 600 })).to.deep.equal([
      ['INPUT_UNFIT', 'iceDistanceNm'],
      ['YEAR_UNCOVERED', 'year'],
    ]);
    expect(refusedFor(topic, { ...ship, year: 2024, lines: [{ ...lfo, fuel: 'COAL' }] })).to.deep.equal([
      ['FUEL_UNKNOWN', 'lines[0].fuel'],
      ['YEAR_UNCOVERED', 'year'],
    ]);
  });

  it('never raises the mass and never takes it all, whatever the year was like', () => {
    const parts = fc.record({
      massT: fc.integer({ min: 1, max: 10_000 }),
      icePct: fc.integer({ min: 0, max: 99 }),
      distanceNm: fc.integer({ min: 2, max: 10_000 }),
      milesPct: fc.integer({ min: 1, max: 99 }),
      iceClass: fc.constantFrom('IC', 'IB', 'IA', 'IA Super'),
    });
    fc.assert(
      fc.property(parts, ({ massT, icePct, distanceNm, milesPct, iceClass }) => {
        const lines = [
          { fuel: 'HFO', massT, iceMassT: (massT * icePct) / 100 },
          { fuel: 'MDO_MGO', massT, iceMassT: 0 },
        ];
        const found = figures({ year: 2030, iceClass, distanceNm, iceDistanceNm: (distanceNm * milesPct) / 100, lines });
        expect(found['massAdjustedT']).to.be.within(0, 2 * massT);
        expect(found['massAdjustedT']).to.be.above(0);
        expect(found['additionalIceEnergyMj']).to.be.at.least(0);
        expect(found['penaltyAdjustedEur']).to.be.at.most((found['penaltyBaseEur'] ?? NaN) * (1 + 1e-9));
      }),
    );
  });
});
