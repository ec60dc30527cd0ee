import { expect } from 'chai';
import { factors } from './factor-sets.ts';
import { ask, inputsOf, stepsOf, told, type Told } from './fueleu-ask.ts';

const { rules } = factors;

describe('the steps of a pool', () => {
  const topic = 'fueleu.pooling';
  const ships = [
    { ship: 'A', beforeT: 200, afterT: 120 },
    { ship: 'B', beforeT: -50, afterT: 30 },
  ];

  it('name each ship with its balance before and after, and as it would have been right', () => {
    const input = { ships, correction: { ship: 'A', beforeT: 170 } };
    const sums = ask(topic, input).steps.map(({ label, inputs, value }) => [label, inputs.map(told), value]);
    expect(sums).to.deep.equal([
      [
        'fueleu.poolBefore',
        [
          ['balance A', 200, 'tCO2eq'],
          ['balance B', -50, 'tCO2eq'],
        ],
        150,
      ],
      [
        'fueleu.poolAfter',
        [
          ['balance A', 120, 'tCO2eq'],
          ['balance B', 30, 'tCO2eq'],
        ],
        150,
      ],
      ['fueleu.poolRules', [['ships', 2, '1']], 0],
      [
        'fueleu.poolCorrectedSum',
        [
          ['balance A', 170, 'tCO2eq'],
          ['balance B', -50, 'tCO2eq'],
        ],
        120,
      ],
      [
        'fueleu.poolCorrection',
        [
          ['after', 120, 'tCO2eq'],
          ['before', 200, 'tCO2eq'],
          ['corrected before', 170, 'tCO2eq'],
        ],
        90,
      ],
    ]);
    expect(ask(topic, { ships }).steps).to.have.length(3);
  });

  it('name each broken rule, with its ship where it is about one', () => {
    const worse = [
      { ship: 'A', beforeT: 1, afterT: -1 },
      { ship: 'B', beforeT: -20, afterT: -30 },
    ];
    expect(inputsOf(topic, { ships: worse }, 'fueleu.poolRules')).to.deep.equal([
      [
        ['ships', 2, '1'],
        ['sum-below-zero', 19, 'tCO2eq'],
        ['sum-changed', -12, 'tCO2eq'],
        ['surplus-turned-deficit A', 1, 'tCO2eq'],
        ['deficit-made-worse B', 10, 'tCO2eq'],
      ],
    ]);
  });
});

describe('the steps of a settlement', () => {
  const topic = 'fueleu.settlement';
  const period = { year: 2025, energyMj: 1e8, ghgIntensityGPerMj: 90, initialG: -1000 };
  const step = (given: object, label: string): unknown => {
    const [found] = stepsOf(topic, { ...period, ...given }, label);
    return found && [found.inputs.map(told), found.value, found.unit];
  };
  const { borrowing } = rules;

  it('say what was adjusted, and what a pool gave or took', () => {
    expect(step({ bankedBeforeG: 300, borrowedBeforeG: 100 }, 'fueleu.adjusted')).to.deep.equal([
      [
        ['initial', -1000, 'gCO2eq'],
        ['banked', 300, 'gCO2eq'],
        ['aggravation', 1.1, '1', borrowing.clause],
        ['borrowed before', 100, 'gCO2eq'],
      ],
      -1000 + 300 - 1.1 * 100,
      'gCO2eq',
    ]);
    expect(step({ pool: { afterG: -400 } }, 'fueleu.pooled')).to.deep.equal([
      [
        ['adjusted', -1000, 'gCO2eq'],
        ['what the pool gives or takes', 600, 'gCO2eq'],
      ],
      -400,
      'gCO2eq',
    ]);
  });

  it('say what was borrowed, what it takes from the next period, and what is due without a call', () => {
    const penalty = (1000 / (90 * 41_000)) * 2400;
    const borrow = { borrow: { borrowG: 1000 } };
    expect(step(borrow, 'fueleu.borrowed')).to.deep.equal([
      [
        ['balance before', -1000, 'gCO2eq'],
        ['borrowed', 1000, 'gCO2eq'],
      ],
      0,
      'gCO2eq',
    ]);
    expect(step(borrow, 'fueleu.repaid')).to.deep.equal([
      [
        ['aggravation', 1.1, '1', borrowing.clause],
        ['borrowed', 1000, 'gCO2eq'],
      ],
      1100,
      'gCO2eq',
    ]);
    const [inputs] = step(borrow, 'fueleu.noCall') as [Told[], number];
    expect(inputs[0]).to.deep.equal(['aggravation', 1.1, '1', borrowing.clause]);
    expect(inputs[1]?.[1]).to.be.closeTo(penalty, 1e-12);
  });

  it('say what was banked of a surplus', () => {
    expect(step({ initialG: 1000, bank: { bankG: 400 } }, 'fueleu.banked')).to.deep.equal([
      [
        ['balance before', 1000, 'gCO2eq'],
        ['banked', 400, 'gCO2eq'],
      ],
      600,
      'gCO2eq',
    ]);
  });
});
