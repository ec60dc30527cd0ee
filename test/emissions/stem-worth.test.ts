import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer } from '../../src/emissions/calculation.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
type Given = Readonly<Record<string, unknown>>;
const ask = (topic: string, input: Given): Answer =>
  calculate(calculations.get(topic) ?? expect.fail(`no calculation ${topic}`), input, sets);

const fame = { fuel: 'BIODIESEL', massT: 100, eGPerMj: 14.9, compliant: true };
const stem = { year: 2026, scopePct: 100, lines: [fame], baseline: { fuel: 'HFO' }, priceEurPerAllowance: 80 };
const rest = [{ fuel: 'HFO', massT: 1000 }];
const ship = { capacity: 80_000, capacityUnit: 'DWT', distanceNm: 50_000, rest: [{ fuel: 'HFO', massT: 1000, cfCO2GPerG: 3.114 }] };

const worth = (more: Given = {}): Given => ask('stem.worth', { ...stem, ...more }).result;
const figure = (name: string, more: Given = {}): number => {
  const value = worth(more)[name];
  return typeof value === 'number' ? value : expect.fail(`no number ${name}`);
};
const refusedFor = (more: Given): (string | undefined)[][] =>
  reasonsOf(() => ask('stem.worth', { ...stem, ...more })).map(({ code, field }) => [code, field?.replace(/^body\./, '')]);

describe('what a stem is worth', () => {
  it('against heavy fuel oil can be worked out by hand', () => {
    const energy = 100e6 * 0.037;
    const baselineT = energy / 40_500;
    const burnt = 13.5 + (3.114 + 0.00005 * 25 + 0.00018 * 298) / 0.0405;
    const clean = 14.9 + (0.00005 * 25 + 0.00018 * 298) / 0.037;
    const slight = 28 * 0.00005 + 265 * 0.00018;
    const result = worth();
    expect(result['energyMj']).to.equal(energy);
    expect(result['baselineMassT']).to.be.closeTo(baselineT, 1e-9);
    expect(result['balanceChangeT']).to.be.closeTo((energy * (burnt - clean)) / 1e6, 1e-9);
    expect(result['penaltyEur']).to.equal(0);
    expect(result['penaltyAvoidedEur']).to.be.closeTo((((burnt - 89.3368) * energy) / (burnt * 41_000)) * 2400, 1e-6);
    expect(result['surplusT']).to.be.closeTo(((89.3368 - clean) * energy) / 1e6, 1e-9);
    expect(result['allowancesT']).to.be.closeTo(100 * slight, 1e-9);
    expect(result['allowancesAvoidedT']).to.be.closeTo(baselineT * (3.114 + slight) - 100 * slight, 1e-9);
    expect(result['allowanceCostAvoidedEur']).to.be.closeTo(80 * (result['allowancesAvoidedT'] as number), 1e-9);
    expect(result['worthEur']).to.be.closeTo((result['penaltyAvoidedEur'] as number) + (result['allowanceCostAvoidedEur'] as number), 1e-9);
  });

  it('has the figures of the balance and of the allowances themselves', () => {
    const { fuel, massT, eGPerMj } = fame;
    const balance = ask('fueleu.balance', { year: 2026, lines: [{ fuel, massT, eGPerMj }, ...rest] }).result;
    const owed = ask('ets.surrender', { years: [2026], scopePct: 100, lines: [{ fuel, massT, compliant: true }, ...rest] }).result;
    const result = worth({ rest });
    expect(result['balanceT']).to.equal(balance['balanceT']);
    expect(result['penaltyEur']).to.equal(balance['penaltyEur']);
    expect(owed).to.have.nested.property('years[0].surrenderT', result['allowancesT']);
  });

  it('gives a surplus no value unless its price is given', () => {
    expect(worth()).to.not.have.property('surplusGainedEur');
    const priced = worth({ priceEurPerTonneSurplus: 100 });
    expect(priced['surplusGainedEur']).to.be.closeTo(100 * figure('surplusGainedT'), 1e-9);
    expect(priced['worthEur']).to.be.closeTo(figure('worthEur') + 100 * figure('surplusGainedT'), 1e-9);
  });

  it('is half on a voyage to a third country and nothing outside the scope', () => {
    expect(figure('balanceChangeT', { scopePct: 50 })).to.be.closeTo(figure('balanceChangeT') / 2, 1e-9);
    expect(figure('allowancesAvoidedT', { scopePct: 50 })).to.be.closeTo(figure('allowancesAvoidedT') / 2, 1e-9);
    for (const more of [{ scopePct: 0 }, { scopePct: 0, rest }])
      expect(worth(more)).to.include({ balanceChangeT: 0, penaltyAvoidedEur: 0, allowancesAvoidedT: 0, worthEur: 0 });
    expect(figure('energyMj', { scopePct: 0 })).to.equal(3.7e6);
  });

  it('counts a voyage by another share for emissions trading where it has one, and tells both', () => {
    const apart = { scopePct: 50, etsScopePct: 100 };
    expect(figure('allowancesAvoidedT', apart)).to.be.closeTo(figure('allowancesAvoidedT'), 1e-9);
    expect(figure('balanceChangeT', apart)).to.be.closeTo(figure('balanceChangeT', { scopePct: 50 }), 1e-9);
    expect(worth({ scopePct: 50, etsScopePct: 50 })).to.deep.equal(worth({ scopePct: 50 }));
    const scopes = (more: Given) => {
      const { steps } = ask('stem.worth', { ...stem, ...more });
      return steps.flatMap(({ label, value, interpretation = '' }) => (label === 'worth.scope' ? [[value, interpretation] as const] : []));
    };
    expect(scopes(apart).map(([massT]) => Math.round(massT * 1e4) / 1e4)).to.deep.equal([50, 100, 45.679, 91.358]);
    expect(scopes(apart)[0]?.[1]).to.not.include('the same share');
    expect(scopes(apart)[1]?.[1]).to.equal('The share of the EU ETS, where it is another than that of FuelEU Maritime.');
    expect(scopes({ scopePct: 50 })).to.have.length(2);
    expect(scopes({ scopePct: 50 })[0]?.[1]).to.include('the same share is taken for FuelEU Maritime and the EU ETS, and no fuel');
  });

  it('of a fuel that does not meet the criteria is that of a fossil fuel', () => {
    const more = { lines: [{ ...fame, compliant: false }] };
    expect(figure('balanceChangeT', more)).to.be.closeTo(0, 1e-9);
    expect(figure('allowancesAvoidedT', more)).to.be.below(20);
    const cii = { shipType: 'bulk', ...ship };
    expect(figure('attainedCii', { ...more, cii })).to.be.closeTo(((100 + 1000) * 3.114e6) / 4e9, 1e-12);
  });

  it('rewards e-methanol while the reward lasts', () => {
    const more = { lines: [{ fuel: 'E_METHANOL', massT: 100, eGPerMj: 10, compliant: true }], baseline: { fuel: 'MDO_MGO' }, rest };
    const plain = { ...more, lines: more.lines.map((line) => ({ ...line, rewardFactor: 1 })) };
    expect(figure('balanceT', more)).to.be.above(figure('balanceT', plain));
    expect(figure('balanceT', { ...more, year: 2034 })).to.equal(figure('balanceT', { ...plain, year: 2034 }));
  });
});

describe('the carbon intensity with a stem', () => {
  it('takes Cf of certified biofuel by MEPC.1/Circ.905 and rates where a ship type is given', () => {
    const result = worth({ rest, cii: { shipType: 'bulk', ...ship } });
    expect(result['attainedCii']).to.be.closeTo((100e6 * 14.9 * 0.037 + 1000 * 3.114e6) / 4e9, 1e-12);
    expect(result['baselineAttainedCii']).to.be.closeTo(((3700 / 40.5 + 1000) * 3.114e6) / 4e9, 1e-12);
    expect(result['requiredCii']).to.be.closeTo(0.89 * 4745 * 80_000 ** -0.622, 1e-12);
    expect(result).to.include({ rating: 'A', baselineRating: 'A' });
    expect(worth({ rest, cii: { shipType: 'bulk', ...ship, distanceNm: 11_300 } })).to.include({ rating: 'B', baselineRating: 'C' });
  });

  it('is the attained one alone without a ship type', () => {
    const result = worth({ rest, cii: ship });
    expect(result['attainedCii']).to.equal(worth({ rest, cii: { shipType: 'bulk', ...ship } })['attainedCii']);
    expect(result).to.not.have.any.keys('requiredCii', 'rating', 'baselineRating');
  });

  it('takes a reference line and rating factors that are given', () => {
    const cii = { ...ship, shipType: 'own', referenceLine: { a: 4745, c: 0.622 }, ratingFactors: [0.86, 0.94, 1.06, 1.18] };
    expect(worth({ rest, cii })).to.deep.equal(worth({ rest, cii: { shipType: 'bulk', ...ship } }));
  });

  it('counts fossil fuel of the stem by the table, and e-fuel by the Cf of its substance or the one given', () => {
    const of = (line: object): number => figure('attainedCii', { lines: [line], cii: { ...ship, rest: [] } }) * 4e9;
    expect(of({ fuel: 'MDO_MGO', massT: 10 })).to.be.closeTo(32.06e6, 1e-3);
    expect(of({ fuel: 'E_METHANOL', massT: 10, eGPerMj: 5, compliant: true })).to.be.closeTo(13.75e6, 1e-3);
    expect(of({ fuel: 'E_NH3_ICE', massT: 10, eGPerMj: 5, compliant: true, cfCO2GPerG: 0 })).to.equal(0);
  });

  it('is refused with the field of the input', () => {
    const ammonia = { fuel: 'E_NH3_ICE', massT: 10, eGPerMj: 5, compliant: true };
    expect(refusedFor({ lines: [ammonia], cii: ship })).to.deep.equal([['FACTOR_MISSING', 'lines[0].cfCO2GPerG']]);
    expect(refusedFor({ cii: { ...ship, shipType: 'raft' } })).to.deep.equal([['INPUT_UNFIT', 'cii.shipType']]);
    expect(refusedFor({ cii: { ...ship, shipType: 'bulk', capacityUnit: 'GT' } })).to.deep.equal([['INPUT_UNFIT', 'cii.capacityUnit']]);
    expect(refusedFor({ cii: { ...ship, referenceLine: { a: 1, c: 1 } } })).to.deep.equal([['INPUT_UNFIT', 'cii.shipType']]);
    const coal = { ...ship, shipType: 'bulk', rest: [{ fuel: 'COAL', massT: 1, cfCO2GPerG: 3 }] };
    expect(refusedFor({ cii: coal })).to.deep.equal([['FUEL_UNKNOWN', 'cii.rest[0].fuel']]);
    expect(refusedFor({ year: 2031, cii: { ...ship, shipType: 'bulk' } })).to.deep.equal([['YEAR_UNCOVERED', 'year']]);
  });
});

describe('a stem that cannot be valued', () => {
  it('is refused with every reason at once, each once', () => {
    expect(
      refusedFor({
        year: 2023,
        lines: [
          { fuel: 'COAL', massT: 1 },
          { fuel: 'HVO', massT: 1, compliant: true },
          { ...fame, compliant: undefined },
        ],
        baseline: { fuel: 'PEAT' },
        rest: [
          { fuel: 'HFO', massT: 1, compliant: true },
          { fuel: 'WOOD', massT: 1 },
        ],
      }),
    ).to.have.deep.members([
      ['INPUT_UNFIT', 'lines[2].compliant'],
      ['INPUT_UNFIT', 'rest[0].compliant'],
      ['FUEL_UNKNOWN', 'lines[0].fuel'],
      ['FACTOR_MISSING', 'lines[1].eGPerMj'],
      ['FUEL_UNKNOWN', 'rest[1].fuel'],
      ['YEAR_UNCOVERED', 'year'],
      ['FUEL_UNKNOWN', 'baseline.fuel'],
    ]);
    expect(refusedFor({ rest: [{ fuel: 'HFO', massT: 1, compliant: true }] })).to.deep.equal([['INPUT_UNFIT', 'rest[0].compliant']]);
    expect(refusedFor({ baseline: { fuel: 'BIODIESEL' } })).to.deep.include(['INPUT_UNFIT', 'baseline.fuel']);
    expect(refusedFor({ lines: [{ ...fame, massT: 0 }] })).to.deep.equal([['INPUT_UNFIT', 'lines']]);
  });

  it('is refused by a share that the law does not have, each scheme by its own', () => {
    expect(refusedFor({ scopePct: 40, etsScopePct: 60 })).to.deep.equal([
      ['INPUT_UNFIT', 'scopePct'],
      ['INPUT_UNFIT', 'etsScopePct'],
    ]);
    const [ofFuelEu, ofEts] = reasonsOf(() => worth({ scopePct: 40, etsScopePct: 60 }));
    expect(ofFuelEu).to.deep.include({
      clause: sets.fueleu.rules.scope.clause,
      values: { why: 'FuelEU Maritime knows no share of 40 %; the shares there are: 0, 50, 100' },
    });
    expect(ofEts).to.deep.include({
      clause: sets.ets.clauses.scope,
      values: { why: 'the EU ETS knows no share of 60 %; the shares there are: 0, 50, 100' },
    });
    for (const etsScopePct of [0, 50, 100]) expect(refusedFor({ etsScopePct })).to.deep.equal([]);
    expect(() => worth({ scopePct: 101 })).to.throw('scopePct');
    expect(() => worth({ scopePct: -1 })).to.throw('scopePct');
  });

  it('is refused where a fuel is called compliant that saves too little in any installation', () => {
    const high = { ...fame, eGPerMj: 47.1 };
    const methanol = { fuel: 'E_METHANOL', massT: 1, eGPerMj: 28.3, compliant: true };
    expect(refusedFor({ lines: [high], rest: [methanol] })).to.deep.equal([
      ['INPUT_UNFIT', 'lines[0].compliant'],
      ['INPUT_UNFIT', 'rest[0].compliant'],
    ]);
    const [reason] = reasonsOf(() => worth({ lines: [high] }));
    expect(reason?.values?.['why']).to.equal('E of BIODIESEL is 47.1 gCO2eq/MJ, and a saving of 50 %, the least that is asked, allows 47');
    expect(
      refusedFor({
        lines: [
          { ...high, compliant: false },
          { ...fame, eGPerMj: 47 },
        ],
        rest: [{ ...methanol, eGPerMj: 28.2 }],
      }),
    ).to.deep.equal([]);
  });
});

describe('what a stem is worth, whatever the stem', () => {
  const tonnes = fc.double({ min: 1, max: 10_000, noNaN: true });
  const fossil = fc.constantFrom('HFO', 'MDO_MGO', 'LNG_OTTO_MS', 'METHANOL_NG');
  const year = fc.integer({ min: 2025, max: 2050 });

  it('is nothing where the stem is the baseline', () => {
    fc.assert(
      fc.property(year, tonnes, fossil, (y, massT, fuel) => {
        const result = worth({ year: y, lines: [{ fuel, massT }], baseline: { fuel }, rest }) as Record<string, number>;
        for (const name of ['balanceChangeT', 'penaltyAvoidedEur', 'allowancesAvoidedT', 'worthEur'])
          expect(result[name], name).to.be.closeTo(0, 1e-6 * massT);
      }),
      { numRuns: 50 },
    );
  });

  it('is less in the balance the higher E of its proof', () => {
    const e = fc.double({ min: -50, max: 47, noNaN: true });
    fc.assert(
      fc.property(year, tonnes, fossil, e, e, (y, massT, fuel, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((eGPerMj) =>
          figure('balanceChangeT', { year: y, lines: [{ ...fame, massT, eGPerMj }], baseline: { fuel }, rest }),
        );
        expect(low).to.be.at.least((high ?? NaN) - 1e-6);
      }),
      { numRuns: 50 },
    );
  });
});
