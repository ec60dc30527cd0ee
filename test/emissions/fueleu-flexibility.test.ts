import { expect } from 'chai';
import fc from 'fast-check';
import { borrowFaults } from '../../src/emissions/fueleu-flexibility.ts';
import type { PoolShip } from '../../src/emissions/fueleu-pool.ts';
import { factors, reasonsOf } from './factor-sets.ts';
import { ask, figure, refusedFor } from './fueleu-ask.ts';

const { rules } = factors;

/** The balance before pool, advance and bank is (89.3368 − 90) gCO2eq/MJ · 10⁸ MJ = −66.32 t. */
const deficit = { year: 2025, energyMj: 1e8, ghgIntensityGPerMj: 90 };
/** … and (89.3368 − 89) · 10⁸ = 33.68 t. */
const surplus = { ...deficit, ghgIntensityGPerMj: 89 };
const settle = (given: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> =>
  ask('fueleu.settlement', given).result as Readonly<Record<string, number>>;
const settledFor = (given: Readonly<Record<string, unknown>>): (string | undefined)[] =>
  refusedFor('fueleu.settlement', given).map(([, field]) => field);
const penaltyOf = (deficitG: number): number => (deficitG / (90 * 41000)) * 2400;

describe('a period that is settled', () => {
  it('without pool, advance or bank pays for its deficit, the more the longer it lasts', () => {
    const once = settle(deficit);
    expect(once['initialG']).to.be.closeTo(-66_320_000, 0.01);
    expect(once['adjustedG']).to.equal(once['initialG']);
    expect(once['balanceG']).to.equal(once['initialG']);
    expect(once['penaltyEur']).to.be.closeTo(penaltyOf(66_320_000), 1e-5);
    expect([once['borrowedG'], once['repayG'], once['noCallPenaltyEur'], once['bankedG']]).to.deep.equal([0, 0, 0, 0]);
    expect(settle({ ...deficit, consecutivePeriods: 3 })['penaltyEur']).to.be.closeTo(1.2 * (once['penaltyEur'] ?? 0), 1e-5);
    expect(settle(surplus)['penaltyEur']).to.equal(0);
    expect(refusedFor('fueleu.settlement', { ...deficit, year: 2024 })).to.deep.equal([['YEAR_UNCOVERED', 'year']]);
  });

  it('counts what was banked the year before, and takes what was borrowed then with a tenth more', () => {
    const { adjustedG, balanceG } = settle({ ...deficit, bankedBeforeG: 3_000_000, borrowedBeforeG: 2_000_000 });
    expect(adjustedG).to.be.closeTo(-66_320_000 + 3_000_000 - 2_200_000, 0.01);
    expect(balanceG).to.equal(adjustedG);
  });

  it('takes the balance as it was verified where that is known, to the gram', () => {
    const verified = { ...deficit, initialG: -66_320_000, borrow: { borrowG: 66_320_000 } };
    expect(settle(verified)).to.include({ initialG: -66_320_000, adjustedG: -66_320_000, balanceG: 0, borrowedG: 66_320_000 });
    expect(ask('fueleu.settlement', verified).steps.map(({ label }) => label)).to.not.include('fueleu.balance');
  });

  it('has no penalty for a deficit where the intensity is not above zero: the formula has no answer', () => {
    const owed = { ...deficit, ghgIntensityGPerMj: -5, borrowedBeforeG: 1e11 };
    expect(settledFor(owed)).to.deep.equal(['ghgIntensityGPerMj']);
    expect(settledFor({ ...owed, ghgIntensityGPerMj: 0 })).to.deep.equal(['ghgIntensityGPerMj']);
    expect(settledFor({ ...deficit, ghgIntensityGPerMj: 0, initialG: -1000, borrow: {} })).to.deep.equal(['ghgIntensityGPerMj']);
    expect(settle({ ...owed, pool: { afterG: 0 } })['penaltyEur']).to.equal(0);
    expect(settle({ ...owed, borrowedBeforeG: 0 })['penaltyEur']).to.equal(0);
  });

  it('tells its steps: those of what was chosen and no others', () => {
    const labels = (given: object) => ask('fueleu.settlement', { ...deficit, ...given }).steps.map(({ label }) => label.slice(7));
    const ends = ['penalty', 'surcharge'];
    expect(labels({})).to.deep.equal(['limit', 'balance', 'adjusted', ...ends]);
    expect(labels({ borrow: {} })).to.deep.equal(['limit', 'balance', 'adjusted', 'borrowing', 'borrowed', 'repaid', 'noCall', ...ends]);
    expect(labels({ pool: { afterG: 5 }, bank: { bankG: 5 } })).to.deep.equal([
      'limit',
      'balance',
      'adjusted',
      'pooled',
      'banked',
      ...ends,
    ]);
  });
});

describe('borrowing', () => {
  it('goes up to two per cent of the limit of the reporting year, also before a stricter one', () => {
    expect(figure('fueleu.borrowing', { year: 2029, energyMj: 15000 }, 'maxAcsG')).to.be.closeTo(0.02 * 89.3368 * 15000, 1e-9);
    expect(figure('fueleu.borrowing', { year: 2030, energyMj: 15000 }, 'maxAcsG')).to.be.closeTo(0.02 * 85.6904 * 15000, 1e-9);
    expect(refusedFor('fueleu.borrowing', { year: 2024, energyMj: 1 })).to.deep.equal([['YEAR_UNCOVERED', 'year']]);
  });

  it('settles the deficit, is given back with a tenth more, and costs a tenth more than the penalty without a call', () => {
    const found = settle({ ...deficit, borrow: {} });
    expect(found['balanceG']).to.equal(0);
    expect(found['penaltyEur']).to.equal(0);
    expect(found['borrowedG']).to.be.closeTo(66_320_000, 0.01);
    expect(found['repayG']).to.be.closeTo(72_952_000, 0.01);
    expect(found['noCallPenaltyEur']).to.be.closeTo(1.1 * penaltyOf(66_320_000), 1e-5);
    const { borrowedG = 0 } = found;
    expect(settle({ ...deficit, borrow: { borrowG: borrowedG } })).to.deep.equal(found);
  });

  it('carries the loan of one period into the next', () => {
    const { borrowedG = 0, repayG = 0 } = settle({ ...deficit, borrow: {} });
    expect(settle({ ...surplus, borrowedBeforeG: borrowedG })['adjustedG']).to.be.closeTo(33_680_000 - repayG, 0.01);
  });

  it('is refused for another sum than the deficit, above the cap, and where there is none', () => {
    expect(settledFor({ ...deficit, borrow: { borrowG: 66_319_000 } })).to.deep.equal(['borrow.borrowG']);
    expect(settledFor({ ...deficit, borrow: { borrowG: 66_321_000 } })).to.deep.equal(['borrow.borrowG']);
    // 2 % of 89.3368 is 1.786736 gCO2eq/MJ.
    expect(settledFor({ ...deficit, ghgIntensityGPerMj: 89.3368 + 1.7867, borrow: {} })).to.deep.equal([]);
    expect(settledFor({ ...deficit, ghgIntensityGPerMj: 89.3368 + 1.7868, borrow: {} })).to.deep.equal(['borrow.borrowG']);
    expect(settledFor({ ...surplus, borrow: {} })).to.deep.equal(['borrow']);
    expect(settledFor({ ...surplus, pool: { afterG: 0 }, borrow: {} })).to.deep.equal(['borrow', 'borrow']);
  });

  it('is refused two periods running and beside a pool, every reason at once', () => {
    const given = { ...deficit, borrowedBeforeG: 1, pool: { afterG: -10_000_000 }, borrow: { borrowG: 400_000_000 } };
    expect(settledFor(given)).to.deep.equal(['borrow.borrowG', 'borrow.borrowG', 'borrow', 'borrow']);
    const reasons = reasonsOf(() => ask('fueleu.settlement', given));
    expect(reasons.every(({ code, clause }) => code === 'INPUT_UNFIT' && clause === rules.borrowing.clause)).to.equal(true);
    expect(reasons.map(({ values }) => String(values?.['why']))).to.deep.equal([
      'the advance must be the deficit, 10000000 gCO2eq',
      'no more than 178673600 gCO2eq may be borrowed',
      'a ship may not borrow in consecutive periods',
      'a ship that is in a pool may not borrow in the same period',
    ]);
  });
});

describe('the edges of an advance', () => {
  const faults = (change: object, of = rules): (string | undefined)[] =>
    borrowFaults({ balanceG: -1e9, borrowG: 1e9, capG: 1e10, borrowedBeforeG: 0, pooled: false, ...change }, of).map(({ field }) => field);
  const withConditions = (change: object): typeof rules => ({
    ...rules,
    borrowing: { ...rules.borrowing, conditions: { ...rules.borrowing.conditions, ...change } },
  });

  it('are the deficit but for its last bits, and the cap itself', () => {
    expect(faults({})).to.deep.equal([]);
    expect(faults({ borrowG: 1e9 + 1 })).to.deep.equal([]);
    expect(faults({ borrowG: 1e9 - 1 })).to.deep.equal([]);
    expect(faults({ borrowG: 1e9 + 1.001 })).to.deep.equal(['borrow.borrowG']);
    expect(faults({ capG: 1e9 })).to.deep.equal([]);
    expect(faults({ capG: 1e9 - 1e-6 })).to.deep.equal(['borrow.borrowG']);
  });

  it('leave nothing to borrow for where the balance is exactly zero, and say that once', () => {
    expect(faults({ balanceG: 0, borrowG: 5 })).to.deep.equal(['borrow']);
  });

  it('follow the conditions of the rules: periods running, a pool, another sum', () => {
    expect(faults({ borrowedBeforeG: 1 })).to.deep.equal(['borrow']);
    expect(faults({ borrowedBeforeG: 1 }, withConditions({ periodsRunning: 2 }))).to.deep.equal([]);
    expect(faults({ pooled: true }, withConditions({ withPooling: true }))).to.deep.equal([]);
    expect(faults({ borrowG: 5 }, withConditions({ equalsDeficit: false }))).to.deep.equal([]);
  });
});

describe('banking', () => {
  it('keeps a surplus or a part of it, also one that a pool left', () => {
    const all = settle(surplus)['balanceG'] ?? 0;
    expect(settle({ ...surplus, bank: { bankG: all } })).to.include({ balanceG: 0, bankedG: all, penaltyEur: 0 });
    expect(settle({ ...surplus, bank: { bankG: 33_000_000 } })['balanceG']).to.be.closeTo(680_000, 0.01);
    expect(settle({ ...deficit, pool: { afterG: 700 }, bank: { bankG: 500 } })).to.include({ balanceG: 200, bankedG: 500 });
  });

  it('is refused for a deficit, for more than there is, and after the document of compliance', () => {
    expect(settledFor({ ...deficit, bank: { bankG: 1 } })).to.deep.equal(['bank']);
    expect(settledFor({ ...surplus, bank: { bankG: 33_680_001 } })).to.deep.equal(['bank.bankG']);
    expect(settledFor({ ...surplus, bank: { bankG: 40_000_000, documentIssued: true } })).to.deep.equal([
      'bank.bankG',
      'bank.documentIssued',
    ]);
    expect(settledFor({ ...deficit, pool: { afterG: 0 }, bank: { bankG: 1 } })).to.deep.equal(['bank']);
    const [reason] = reasonsOf(() => ask('fueleu.settlement', { ...deficit, bank: { bankG: 1 } }));
    expect(reason?.clause).to.equal(rules.banking.clause);
  });
});

describe('a ship in a pool', () => {
  it('leaves with what the pool gives it, and pays for what is still missing', () => {
    expect(settle({ ...deficit, pool: { afterG: 0 } })).to.include({ balanceG: 0, penaltyEur: 0 });
    expect(settle({ ...deficit, pool: { afterG: -1_000_000 } })['penaltyEur']).to.be.closeTo(penaltyOf(1_000_000), 1e-6);
    expect(settle({ ...surplus, pool: { afterG: 0 } })['balanceG']).to.equal(0);
  });

  it('is refused where it would leave with a larger deficit, or with one where it had none', () => {
    expect(settledFor({ ...deficit, pool: { afterG: -66_330_000 } })).to.deep.equal(['pool.afterG']);
    expect(settledFor({ ...surplus, pool: { afterG: -1 } })).to.deep.equal(['pool.afterG']);
    const why = (given: object) => reasonsOf(() => ask('fueleu.settlement', { ...deficit, ...given }))[0];
    expect(String(why({ ghgIntensityGPerMj: 89, pool: { afterG: -7 } })?.values?.['why'])).to.match(/had no deficit .* one of 7 gCO2eq$/);
    expect(String(why({ pool: { afterG: -1e9 } })?.values?.['why'])).to.match(/deficit that is 9336\d* ?.*larger$/);
    expect(why({ pool: { afterG: -1e9 } })?.clause).to.equal(rules.pooling.clause);
  });
});

describe('any settlement', () => {
  const given = fc.record({
    year: fc.integer({ min: 2025, max: 2060 }),
    energyMj: fc.double({ min: 1, max: 1e10, noNaN: true }),
    ghgIntensityGPerMj: fc.double({ min: 1, max: 130, noNaN: true }),
    bankedBeforeG: fc.double({ min: 0, max: 1e10, noNaN: true }),
    borrowedBeforeG: fc.double({ min: 0, max: 1e10, noNaN: true }),
  });

  it('adds up: initial, banked and borrowed before, one for one and 1.1 for one', () => {
    fc.assert(
      fc.property(given, (one) => {
        const { initialG = 0, adjustedG = 0, balanceG, penaltyEur = 0 } = settle(one);
        const expected = initialG + one.bankedBeforeG - 1.1 * one.borrowedBeforeG;
        expect(adjustedG).to.be.closeTo(expected, 1e-9 * (Math.abs(initialG) + one.bankedBeforeG + one.borrowedBeforeG + 1));
        expect(balanceG).to.equal(adjustedG);
        expect(penaltyEur > 0).to.equal(adjustedG < 0);
      }),
    );
  });

  it('banks no more than its surplus, and an advance leaves neither deficit nor surplus', () => {
    fc.assert(
      fc.property(given, fc.double({ min: 1e-3, max: 1, noNaN: true }), (one, part) => {
        const { adjustedG = 0 } = settle(one);
        if (adjustedG > 0) {
          const { balanceG = 0, bankedG = 0 } = settle({ ...one, bank: { bankG: adjustedG * part } });
          expect(balanceG).to.be.at.least(0);
          expect(bankedG + balanceG).to.be.closeTo(adjustedG, 1e-9 * adjustedG);
          expect(settledFor({ ...one, bank: { bankG: adjustedG * (1 + part) } })).to.deep.equal(['bank.bankG']);
        } else if (adjustedG < 0) {
          const refusals = settledFor({ ...one, borrow: {} });
          if (refusals.length === 0) expect(settle({ ...one, borrow: {} })['balanceG']).to.equal(0);
          else expect(refusals).to.satisfy((all: string[]) => all.every((field) => field.startsWith('borrow')));
        }
      }),
    );
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

  it('keeps its sum but for the last bits, whatever its size, and a deficit may stay as it is', () => {
    expect(brokenIn(pool(['A', 0, 0], ['B', 0, 0]))).to.deep.equal([]);
    expect(brokenIn(pool(['A', 0.1, 0.3], ['B', 0.2, 0]))).to.deep.equal([]);
    expect(brokenIn(pool(['A', 1e8, 1e8 + 0.1], ['B', 1, 1]))).to.deep.equal([]);
    expect(brokenIn(pool(['A', 1e8, 1e8 + 1], ['B', 1, 1]))).to.deep.equal(['sum-changed']);
    expect(brokenIn(pool(['A', 20, 20], ['B', -20, -20]))).to.deep.equal([]);
  });

  it('tells by how much each rule is broken', () => {
    const { reasons } = ask(topic, { ships: pool(['A', 5, -1], ['B', -20, -26]) }).result;
    expect(reasons).to.deep.equal([
      { rule: 'sum-below-zero', byT: 15 },
      { rule: 'sum-changed', byT: -12 },
      { rule: 'surplus-turned-deficit', ship: 'A', byT: 1 },
      { rule: 'deficit-made-worse', ship: 'B', byT: 6 },
    ]);
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
