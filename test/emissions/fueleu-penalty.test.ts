import { expect } from 'chai';
import fc from 'fast-check';
import { penaltyStep } from '../../src/emissions/fueleu-penalty.ts';
import { factors } from './factor-sets.ts';
import { ask, figure, refusedFor } from './fueleu-ask.ts';

describe('the penalty for consecutive deficits', () => {
  const total = (penaltyEur: number, consecutivePeriods: number): number =>
    figure('fueleu.penalty', { penaltyEur, consecutivePeriods }, 'totalEur');

  it('adds a tenth for each period after the first', () => {
    expect([1, 2, 3, 11].map((n) => total(5000, n))).to.deep.equal([5000, 5500, 6000, 10000]);
    expect(total(0, 7)).to.equal(0);
  });

  it('is asked for whole periods from one on', () => {
    for (const consecutivePeriods of [0, -1, 1.5])
      expect(() => ask('fueleu.penalty', { penaltyEur: 1, consecutivePeriods }), String(consecutivePeriods)).to.throw();
  });

  it('never falls with the periods', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.integer({ min: 1, max: 40 }), (penaltyEur, n) => {
        expect(total(penaltyEur, n + 1)).to.be.at.least(total(penaltyEur, n));
      }),
    );
  });
});

describe('what a fuel costs per tonne of fuel oil equivalent', () => {
  const topic = 'fueleu.penalty-per-tonne';

  it('is a penalty above the limit, a worth below it', () => {
    const value = (line: object): number => figure(topic, { year: 2025, lines: [line] }, 'eurPerTonneVlsfoEq');
    expect(value({ fuel: 'HFO' })).to.be.closeTo(((89.3368 - 91.744198) / 91.744198) * 2400, 1e-4);
    expect(value({ fuel: 'BIODIESEL', eGPerMj: 14.9 })).to.be.closeTo(((89.3368 - 16.383514) / 16.383514) * 2400, 1e-2);
  });

  it('is the penalty of a year in which that fuel alone gave the energy of a tonne', () => {
    const massT = 41_000 / (1e6 * 0.0199);
    const penalty = figure('fueleu.balance', { year: 2025, lines: [{ fuel: 'METHANOL_NG', massT }] }, 'penaltyEur');
    expect(figure(topic, { year: 2025, lines: [{ fuel: 'METHANOL_NG' }] }, 'eurPerTonneVlsfoEq')).to.be.closeTo(-penalty, 1e-9);
  });

  it('cannot be told of a fuel without emissions or with less, nor of a year without limit', () => {
    expect(refusedFor(topic, { year: 2025, lines: [{ fuel: 'BIODIESEL', eGPerMj: -50 }] })).to.deep.equal([['INPUT_UNFIT', 'lines[0]']]);
    expect(refusedFor(topic, { year: 2025, lines: [{ fuel: 'E_H2_FC', eGPerMj: 0 }] })).to.deep.equal([['INPUT_UNFIT', 'lines[0]']]);
    expect(refusedFor(topic, { year: 2024, lines: [{ fuel: 'HVO' }] })).to.deep.equal([
      ['FACTOR_MISSING', 'lines[0].eGPerMj'],
      ['YEAR_UNCOVERED', 'year'],
    ]);
  });
});

describe('the penalty of a period', () => {
  it('is nothing without a deficit, and the formula says so, a balance of zero included', () => {
    const { rules } = factors;
    for (const balanceG of [0, 1])
      expect(penaltyStep(balanceG, 90, rules)).to.include({ formula: 'penalty = 0, the balance is no deficit', value: 0 });
    const owed = penaltyStep(-90 * 41_000, 90, rules);
    expect(owed).to.include({ formula: 'penalty = |balance| / (intensity·MJ per tonne)·EUR per tonne', value: 2400 });
  });
});
