import { expect } from 'chai';
import { compared, type WorkedExample } from '../../src/emissions/worked-example.ts';

const example: WorkedExample = {
  id: 'one',
  kind: 'DERIVED',
  topic: 'blend',
  source: 'arithmetic',
  inputs: {},
  expected: {},
  tolerance: 0.1,
};
const agreed = (expected: Record<string, unknown>, got: Record<string, unknown>, tolerance: WorkedExample['tolerance'] = 0.1): unknown[] =>
  compared({ ...example, expected, tolerance }, got).map(({ where, agrees }) => [where, agrees]);

describe('what came out, beside what an example expects', () => {
  it('agrees within the tolerance, the tolerance itself included, and shows the difference', () => {
    expect(compared({ ...example, expected: { massT: 10 }, tolerance: 0.5 }, { massT: 10.5, more: 1 })).to.deep.equal([
      { where: 'massT', expected: 10, got: 10.5, difference: 0.5, agrees: true },
    ]);
    expect(compared({ ...example, expected: { massT: 10 }, tolerance: 0.5 }, { massT: 9 })).to.deep.equal([
      { where: 'massT', expected: 10, got: 9, difference: -1, agrees: false },
    ]);
    expect(agreed({ massT: 10 }, { massT: 10.51 }, 0.5)).to.deep.equal([['massT', false]]);
    expect(agreed({ massT: 10 }, { massT: -10 }, 0.5)).to.deep.equal([['massT', false]]);
  });

  it('has the tolerance of its outermost key; a key without one must be met to the last bit', () => {
    const expected = { balance: { g: 10, t: [1, 2] }, penaltyEur: 5 };
    expect(agreed(expected, { balance: { g: 10.4, t: [1.4, 2.6] }, penaltyEur: 5.01 }, { balance: 0.5 })).to.deep.equal([
      ['balance.g', true],
      ['balance.t[0]', true],
      ['balance.t[1]', false],
      ['penaltyEur', false],
    ]);
    expect(agreed({ penaltyEur: 5 }, { penaltyEur: 5 }, {})).to.deep.equal([['penaltyEur', true]]);
  });

  it('is compared word by word where it is no number, and a number never agrees with a word', () => {
    expect(compared({ ...example, expected: { rating: 'A' } }, { rating: 'A' })).to.deep.equal([
      { where: 'rating', expected: 'A', got: 'A', difference: null, agrees: true },
    ]);
    expect(compared({ ...example, expected: { rating: 'A' } }, { rating: 'B' })).to.deep.equal([
      { where: 'rating', expected: 'A', got: 'B', difference: null, agrees: false },
    ]);
    expect(compared({ ...example, expected: { rating: 1 } }, { rating: '1' })).to.deep.equal([
      { where: 'rating', expected: 1, got: '1', difference: null, agrees: false },
    ]);
    expect(compared({ ...example, expected: { rating: '1' } }, { rating: 1 })).to.deep.equal([
      { where: 'rating', expected: '1', got: 1, difference: null, agrees: false },
    ]);
    expect(agreed({ none: null, valid: true }, { none: null, valid: false })).to.deep.equal([
      ['none', true],
      ['valid', false],
    ]);
  });

  it('does not agree where a list is missing, no list, or of another length', () => {
    const expected = [{ massT: 1 }, { massT: 2 }];
    for (const got of [undefined, 'two', { length: 2 }, [{ massT: 1 }], [...expected, { massT: 3 }]])
      expect(compared({ ...example, expected: { lines: expected } }, { lines: got })).to.deep.equal([
        { where: 'lines', expected, got, difference: null, agrees: false },
      ]);
    expect(agreed({ lines: expected }, { lines: [{ massT: 2 }, { massT: 1 }] })).to.deep.equal([
      ['lines[0].massT', false],
      ['lines[1].massT', false],
    ]);
  });

  it('does not agree where an object is missing', () => {
    expect(agreed({ balance: { g: 1 } }, {})).to.deep.equal([['balance.g', false]]);
  });
});
