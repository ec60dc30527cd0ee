import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import { redBiomethane } from '../../src/emissions/red-biomethane.ts';
import { redRfnbo, redSaving } from '../../src/emissions/red-topics.ts';
import { redTotal } from '../../src/emissions/red-total.ts';
import { readReference } from '../../src/reference.ts';

const { sets } = readReference();

describe('saving and largest E', () => {
  it('take the comparator of transport fuels unless another is given', () => {
    const { result, steps } = calculate(redSaving, { eGPerMj: 47 }, sets);
    expect(result).to.deep.equal({ savingPct: 50 });
    expect(steps[0]?.inputs[0]?.from).to.include('Annex V');
    expect(calculate(redSaving, { eGPerMj: 20, comparatorGPerMj: 80 }, sets).result).to.deep.equal({ savingPct: 75 });
    expect(calculate(redRfnbo, { minSavingPct: 70 }, sets).result).to.deep.equal({ maxEGPerMj: 28.2 });
    expect(calculate(redRfnbo, { minSavingPct: 65 }, sets).result).to.deep.equal({ maxEGPerMj: 32.9 });
  });

  it('undo each other', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -100, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 200, noNaN: true }),
        (saving, comparatorGPerMj) => {
          const { maxEGPerMj } = calculate(redRfnbo, { minSavingPct: saving, comparatorGPerMj }, sets).result;
          const { savingPct } = calculate(redSaving, { eGPerMj: maxEGPerMj, comparatorGPerMj }, sets).result;
          expect(savingPct).to.be.closeTo(saving, 1e-9);
        },
      ),
    );
  });

  it('exceed 100 % where E is below zero', () => {
    expect(calculate(redSaving, { eGPerMj: -94 }, sets).result).to.deep.equal({ savingPct: 200 });
  });
});

describe('liquefied biomethane', () => {
  it('carries the electricity of its liquefaction, also on top of a negative E', () => {
    const { result, steps } = calculate(redBiomethane, { eGPerMj: -100, liquefactionKWhPerMj: 0.02, electricityGPerKWh: 300 }, sets);
    expect(result).to.deep.equal({ liquefactionGPerMj: 6, totalGPerMj: -94 });
    expect(steps.map(({ label }) => label)).to.deep.equal(['red.liquefaction', 'red.liquefied']);
  });
});

describe('E of a low-carbon fuel by its terms', () => {
  it('takes a saving that its formula from memory does not have, and one left out counts as 0', () => {
    const terms = { ei: { gPerMj: 20, method: 'AV' }, ep: { gPerMj: 12, method: 'AV' }, eccr: { gPerMj: 5, method: 'AV' } };
    const { result, steps } = calculate(redTotal, { kind: 'low-carbon', emissions: { method: 'ITEMISED', terms } }, sets);
    // 20 + 12 − 5, at most 28.2
    expect(result).to.deep.include({ eGPerMj: 27, met: true });
    expect(steps[0]?.interpretation)
      .to.include('does not have the term eccr')
      .and.to.include('The term etd is not stated and counts as 0.');
  });
});
