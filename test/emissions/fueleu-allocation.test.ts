import { expect } from 'chai';
import fc from 'fast-check';
import { ask, refusedFor, stepValue } from './fueleu-ask.ts';

const topic = 'fueleu.allocation';
interface Allocated {
  readonly scopeGj: number;
  readonly allocations: readonly { fuel: string; energyGj: number; massT: number }[];
  readonly ghgIntensityGPerMj: number;
}
const allocate = (input: Readonly<Record<string, unknown>>): Allocated => ask(topic, input).result as unknown as Allocated;
const half = (energyGj: number): object[] => [{ energyGj, scopePct: 50 }];

describe('the allocation of fuels to the scope', () => {
  const hfo = { fuel: 'HFO', massT: 100 };
  const bio = { fuel: 'BIODIESEL', massT: 10, eGPerMj: 14.9 };

  it('fills the scope from the cleanest fuel upwards, wherever it was burnt', () => {
    const { scopeGj, allocations, ghgIntensityGPerMj } = allocate({ legs: half(4420), lines: [hfo, bio] });
    expect(scopeGj).to.equal(2210);
    expect(allocations.map(({ energyGj }) => energyGj)).to.deep.equal([1840, 370]);
    expect(allocations.map(({ massT }) => Math.round(massT * 1e6) / 1e6)).to.deep.equal([45.432099, 10]);
    expect(ghgIntensityGPerMj).to.be.closeTo((1840 * 91.744198 + 370 * 16.383514) / 2210, 1e-6);
  });

  it('counts each leg by its share and an exempted one not at all', () => {
    const legs = [
      { energyGj: 1000, scopePct: 100 },
      { energyGj: 1000, scopePct: 50 },
      { energyGj: 1000, scopePct: 0 },
    ];
    expect(allocate({ legs, lines: [hfo] }).scopeGj).to.equal(1500);
  });

  it('takes calorific value and intensity from the line where it gives them, also of a fuel without row', () => {
    const own = { fuel: 'measured blend', massT: 10, lcvMjPerG: 0.04, wtwGPerMj: 20 };
    const { allocations, ghgIntensityGPerMj } = allocate({ legs: half(800), lines: [own, hfo] });
    expect(allocations[0]).to.deep.equal({ fuel: 'measured blend', energyGj: 400, massT: 10 });
    expect(ghgIntensityGPerMj).to.equal(20);
    expect(refusedFor(topic, { legs: half(8), lines: [{ fuel: 'measured blend', massT: 10, wtwGPerMj: 20 }] })).to.deep.equal([
      ['FUEL_UNKNOWN', 'lines[0].fuel'],
    ]);
  });

  it('uses no reward factor, and a fossil row for what is not counted', () => {
    const rfnbo = { fuel: 'E_METHANOL', massT: 100, eGPerMj: 10 };
    expect(allocate({ legs: half(100), lines: [rfnbo] }).ghgIntensityGPerMj).to.be.closeTo(12.95377, 1e-5);
    expect(allocate({ legs: half(100), lines: [{ ...bio, notCounted: 'food-or-feed-crop' }] }).ghgIntensityGPerMj).to.be.closeTo(
      91.744198,
      1e-6,
    );
  });

  it('changes energy and intensity alike where a line brings its own calorific value, and says it is a reading', () => {
    const { steps, result } = ask(topic, { legs: half(100), lines: [{ fuel: 'HFO', massT: 100, lcvMjPerG: 0.04 }] });
    expect(result['ghgIntensityGPerMj']).to.be.closeTo(13.5 + 3.16889 / 0.04, 1e-9);
    expect(steps.find(({ label }) => label === 'ttw')?.interpretation).to.include('given with the line');
  });

  it('weighs by what was allocated where rounded legs exceed the fuels by a little', () => {
    const { scopeGj, ghgIntensityGPerMj } = allocate({ legs: half(2 * 4050.4), lines: [hfo] });
    expect(scopeGj).to.equal(4050.4);
    expect(ghgIntensityGPerMj).to.be.closeTo(91.744198, 1e-6);
  });

  it('tells in its steps what was filled before each fuel', () => {
    const answer = ask(topic, { legs: half(4420), lines: [hfo, bio] });
    const order = answer.steps.filter(({ label }) => label === 'fueleu.allocated').map(({ fuel }) => fuel);
    expect(order).to.deep.equal(['2 BIODIESEL', '1 HFO']);
    expect(stepValue(answer, 'fueleu.scope')).to.equal(2210);
    expect(answer.steps.at(-1)?.value).to.equal(answer.result['ghgIntensityGPerMj']);
  });

  it('is refused without scope, with too little fuel, and for a fuel it cannot count', () => {
    expect(refusedFor(topic, { legs: [{ energyGj: 5, scopePct: 0 }], lines: [hfo] })).to.deep.equal([['INPUT_UNFIT', 'legs']]);
    expect(refusedFor(topic, { legs: half(8200), lines: [hfo] })).to.deep.equal([['INPUT_UNFIT', 'lines']]);
    expect(refusedFor(topic, { legs: half(8100.1), lines: [hfo] })).to.deep.equal([]);
    expect(
      refusedFor(topic, {
        legs: half(10),
        lines: [
          { fuel: 'HVO', massT: 1 },
          { fuel: 'COAL', massT: 1 },
        ],
      }),
    ).to.deep.equal([
      ['FACTOR_MISSING', 'lines[0].eGPerMj'],
      ['FUEL_UNKNOWN', 'lines[1].fuel'],
    ]);
  });

  it('fills exactly the scope, never more of a fuel than there is, and no dirtier one before a cleaner', () => {
    const line = fc.record({
      fuel: fc.string({ minLength: 1, maxLength: 5, unit: fc.constantFrom('a', 'b', 'c') }),
      massT: fc.integer({ min: 0, max: 1000 }),
      lcvMjPerG: fc.constantFrom(0.02, 0.04, 0.05),
      wtwGPerMj: fc.integer({ min: -50, max: 130 }),
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 99 }), (lines, pct) => {
        const energies = lines.map(({ massT, lcvMjPerG }) => massT * 1e3 * lcvMjPerG);
        const all = energies.reduce((one, other) => one + other, 0);
        fc.pre(all > 0);
        const { scopeGj, allocations, ghgIntensityGPerMj } = allocate({ legs: [{ energyGj: all, scopePct: pct }], lines });
        const taken = allocations.map(({ energyGj }) => energyGj);
        expect(taken.reduce((one, other) => one + other, 0)).to.be.closeTo(scopeGj, 1e-9 * all);
        taken.forEach((energy, place) => {
          expect(energy).to.be.within(0, energies[place] ?? NaN);
          if (energy > 1e-9 * all)
            lines.forEach(({ wtwGPerMj }, other) => {
              if (wtwGPerMj < (lines[place]?.wtwGPerMj ?? NaN)) expect(taken[other]).to.equal(energies[other]);
            });
        });
        const turned = allocate({ legs: [{ energyGj: all, scopePct: pct }], lines: [...lines].reverse() });
        expect(turned.ghgIntensityGPerMj).to.be.closeTo(ghgIntensityGPerMj, 1e-9 * (1 + Math.abs(ghgIntensityGPerMj)));
      }),
    );
  });
});
