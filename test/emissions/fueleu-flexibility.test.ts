import { expect } from 'chai';
import fc from 'fast-check';
import { adjustedBalance, bank, borrow, type Borrowing } from '../../src/emissions/fueleu-flexibility.ts';
import { requirePool, type PoolShip } from '../../src/emissions/fueleu-pool.ts';
import { factors, reasonsOf } from './factor-sets.ts';
import { ask, figure, refusedFor } from './fueleu-ask.ts';

const { rules } = factors;
const fields = (act: () => unknown): (string | undefined)[] => reasonsOf(act).map(({ field }) => field);

describe('borrowing', () => {
  const deficit: Borrowing = { year: 2029, energyMj: 15000, balanceG: -20000, borrowG: 20000 };

  it('goes up to two per cent of the limit of the reporting year, also before a stricter one', () => {
    expect(figure('fueleu.borrowing', { year: 2029, energyMj: 15000 }, 'maxAcsG')).to.be.closeTo(0.02 * 89.3368 * 15000, 1e-9);
    expect(figure('fueleu.borrowing', { year: 2030, energyMj: 15000 }, 'maxAcsG')).to.be.closeTo(0.02 * 85.6904 * 15000, 1e-9);
    expect(refusedFor('fueleu.borrowing', { year: 2024, energyMj: 1 })).to.deep.equal([['YEAR_UNCOVERED', 'year']]);
  });

  it('settles the deficit and is given back with a tenth more', () => {
    const { balanceG, repayG, step } = borrow(deficit, rules);
    expect([balanceG, repayG]).to.deep.equal([0, 22000]);
    expect(step.value).to.be.closeTo(26801.04, 1e-6);
  });

  it('is refused above the cap, for another sum than the deficit, and where there is none', () => {
    expect(fields(() => borrow({ ...deficit, balanceG: -30000, borrowG: 30000 }, rules))).to.deep.equal(['borrowG']);
    expect(fields(() => borrow({ ...deficit, borrowG: 19999 }, rules))).to.deep.equal(['borrowG']);
    expect(fields(() => borrow({ ...deficit, balanceG: 5 }, rules))).to.deep.equal(['balanceG']);
  });

  it('is refused two periods running and beside a pool, every reason at once', () => {
    const act = (): unknown => borrow({ ...deficit, borrowG: 40000, borrowedPeriodsBefore: 1, pooled: true }, rules);
    expect(fields(act)).to.deep.equal(['borrowG', 'borrowG', 'borrowedPeriodsBefore', 'pooled']);
    expect(reasonsOf(act).every(({ code, clause }) => code === 'INPUT_UNFIT' && clause === rules.borrowing.clause)).to.equal(true);
    expect(reasonsOf(() => borrow({ ...deficit, year: 2020 }, rules))[0]).to.include({ code: 'YEAR_UNCOVERED' });
  });
});

describe('the adjusted balance', () => {
  it('is the initial one with what was banked and without what was borrowed, aggravated', () => {
    expect(adjustedBalance({ initialG: 1000, bankedG: 300, borrowedBeforeG: 200 }, rules).value).to.be.closeTo(1080, 1e-9);
    expect(adjustedBalance({ initialG: -7 }, rules)).to.include({ value: -7, label: 'fueleu.adjusted' });
  });

  it('carries a loan of one period into the next', () => {
    const { repayG } = borrow({ year: 2029, energyMj: 15000, balanceG: -20000, borrowG: 20000 }, rules);
    expect(adjustedBalance({ initialG: 25000, borrowedBeforeG: 20000 }, rules).value).to.be.closeTo(25000 - repayG, 1e-9);
  });
});

describe('banking', () => {
  it('keeps a surplus or a part of it', () => {
    expect(bank({ balanceG: 500, bankG: 500 }, rules)).to.deep.equal({ balanceG: 0, bankedG: 500 });
    expect(bank({ balanceG: 500, bankG: 200 }, rules)).to.deep.equal({ balanceG: 300, bankedG: 200 });
  });

  it('is refused for a deficit, for more than there is, for nothing, and after the document of compliance', () => {
    expect(fields(() => bank({ balanceG: -5, bankG: 5 }, rules))).to.deep.equal(['balanceG']);
    expect(fields(() => bank({ balanceG: 5, bankG: 6 }, rules))).to.deep.equal(['bankG']);
    expect(fields(() => bank({ balanceG: 5, bankG: 0, documentIssued: true }, rules))).to.deep.equal(['bankG', 'documentIssued']);
  });
});

describe('a pool', () => {
  const topic = 'fueleu.pooling';
  const pool = (...of: [string, number, number][]): PoolShip[] => of.map(([ship, beforeT, afterT]) => ({ ship, beforeT, afterT }));
  const good = pool(['A', 200, 120], ['B', -50, 0], ['C', -120, -90]);
  const brokenIn = (ships: readonly PoolShip[]): unknown[] => {
    const { valid, reasons } = ask(topic, { ships }).result as { valid: boolean; reasons: { rule: string; ship?: string }[] };
    expect(valid).to.equal(reasons.length === 0);
    return reasons.map(({ rule, ship }) => (ship === undefined ? rule : `${rule} ${ship}`));
  };

  it('is allowed where surplus covers deficit and nobody leaves worse than allowed', () => {
    expect(brokenIn(good)).to.deep.equal([]);
    expect(brokenIn(pool(['A', 50, 0], ['B', -50, 0]))).to.deep.equal([]);
    expect(brokenIn(pool(['A', 0.1, 0], ['B', 0.2, 0.30000000000000004]))).to.deep.equal([]);
  });

  it('is not allowed with a sum below zero, a changed sum, a larger deficit, or a surplus turned into one, all told at once', () => {
    expect(brokenIn(pool(['A', 10, 0], ['B', -20, -10]))).to.deep.equal(['sum-below-zero']);
    expect(brokenIn(pool(['A', 30, 20], ['B', -20, 0]))).to.deep.equal(['sum-changed']);
    expect(brokenIn(pool(['A', 30, 40], ['B', -20, -30]))).to.deep.equal(['deficit-made-worse B']);
    expect(brokenIn(pool(['A', 0, -5], ['B', 10, 15]))).to.deep.equal(['surplus-turned-deficit A']);
    expect(brokenIn(pool(['A', 1, -1], ['B', -20, -30]))).to.have.length(4);
  });

  it('is refused with a ship that borrowed or stands in it twice, and with a correction of another ship', () => {
    const [first, ...rest] = good;
    const ships = [{ ...first, borrowed: true }, ...rest, { ship: 'B', beforeT: 1, afterT: 1 }];
    expect(refusedFor(topic, { ships, correction: { ship: 'Z', beforeT: 1 } })).to.deep.equal([
      ['INPUT_UNFIT', 'ships[0].borrowed'],
      ['INPUT_UNFIT', 'ships[3].ship'],
      ['INPUT_UNFIT', 'correction.ship'],
    ]);
    expect(refusedFor(topic, { ships: [{ ...first, borrowed: false }, ...rest] })).to.deep.equal([]);
  });

  it('stays as it is when a balance is corrected later, and the ship alone bears it', () => {
    const { result } = ask(topic, { ships: good, correction: { ship: 'B', beforeT: -80 } });
    expect(result).to.include({ valid: true, sumT: 0, correctedShipT: -30 });
    expect(ask(topic, { ships: good }).result).to.not.have.property('correctedShipT');
    expect(figure(topic, { ships: good, correction: { ship: 'A', beforeT: 250 } }, 'correctedShipT')).to.equal(170);
  });

  it('can be required, and is refused with every reason and its ship', () => {
    expect(reasonsOf(() => requirePool(good, rules))).to.deep.equal([]);
    const bad = [...pool(['A', 1, -1], ['B', -20, -30]), { ship: 'A', beforeT: 0, afterT: 0, borrowed: true }];
    expect(fields(() => requirePool(bad, rules))).to.deep.equal([
      ...['ships[2].borrowed', 'ships[2].ship', 'ships', 'ships', 'ships[0].afterT', 'ships[1].afterT'],
    ]);
  });

  it('that shares out the sum without harm is allowed, in any order; one tonne from nowhere is not', () => {
    const balances = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(balances, (before) => {
        const total = before.reduce((one, other) => one + other, 0);
        fc.pre(total >= 0);
        const ships = before.map((beforeT, place) => ({ ship: `S${place}`, beforeT, afterT: place === 0 ? total : 0 }));
        expect(brokenIn(ships)).to.deep.equal([]);
        expect(brokenIn([...ships].reverse())).to.deep.equal([]);
        expect(brokenIn(ships.map((one, place) => (place === 0 ? { ...one, afterT: one.afterT + 1 } : one)))).to.deep.equal([
          'sum-changed',
        ]);
      }),
    );
  });
});
