import { expect } from 'chai';
import fc from 'fast-check';
import { figuresCompared } from '../../src/reports/comparison.ts';

describe('The figures of two results side by side', () => {
  it('stand in the order of the old one, each with new − old, by the path to where they stand', () => {
    const old = { penaltyEur: 100, lines: [{ fuel: 'HFO', wtwGPerMj: 91.5 }], balanceG: -3 };
    const now = { penaltyEur: 120, lines: [{ fuel: 'HFO', wtwGPerMj: 91 }], balanceG: -3 };
    expect(figuresCompared(old, now)).to.deep.equal([
      { figure: 'penaltyEur', old: 100, new: 120, difference: 20 },
      { figure: 'lines.0.wtwGPerMj', old: 91.5, new: 91, difference: -0.5 },
      { figure: 'balanceG', old: -3, new: -3, difference: 0 },
    ]);
  });

  it('a figure that only one of the two has is there, without a difference', () => {
    expect(figuresCompared({ lowT: 1, word: 'a', gone: null }, { highT: 2 })).to.deep.equal([
      { figure: 'lowT', old: 1, new: null, difference: null },
      { figure: 'highT', old: null, new: 2, difference: null },
    ]);
  });

  it('a result beside itself differs nowhere, and turned round every difference turns its sign', () => {
    const result = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.oneof(fc.integer(), fc.array(fc.record({ massT: fc.integer() }), { maxLength: 3 })),
    );
    fc.assert(
      fc.property(result, result, (one, other) => {
        expect(figuresCompared(one, one).every(({ difference }) => difference === 0)).to.equal(true);
        const turned = new Map(figuresCompared(other, one).map((line) => [line.figure, line]));
        for (const { figure, old, new: now, difference } of figuresCompared(one, other)) {
          const back = turned.get(figure);
          expect([back?.new, back?.old]).to.deep.equal([old, now]);
          if (difference !== null) expect((back?.difference ?? NaN) + difference).to.equal(0);
        }
      }),
    );
  });
});
