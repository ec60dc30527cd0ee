import { expect } from 'chai';
import { byHand } from '../../src/emissions/by-hand.ts';
import { explain } from '../../src/emissions/explanation.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { readReference } from '../../src/reference.ts';

const { sets } = readReference();
const told = (topic: string, inputs: object): string[] => {
  const calculation = calculations.get(topic) ?? expect.fail(topic);
  return byHand(explain(calculation, calculation.input.parse(inputs), sets)).split('\n');
};

describe('A calculation to follow by hand', () => {
  it('goes from the fuel to the penalty, a line for each step with its inputs, its value and its clause', () => {
    const lines = told('fueleu.balance', { year: 2026, lines: [{ fuel: 'HFO', massT: 1000 }] });
    expect(lines.map((line) => line.slice(0, line.indexOf(': ')))).to.deep.equal([
      '1. **Well-to-tank, default value** (HFO)',
      '2. **Tank-to-wake** (HFO)',
      '3. **Well-to-wake** (HFO)',
      '4. **Energy of the fuel** (HFO)',
      '5. **Energy in scope**',
      '6. **Denominator with reward factor**',
      '7. **Well-to-tank part of the year**',
      '8. **Tank-to-wake part of the year**',
      '9. **Attained intensity**',
      '10. **Limit of the year**',
      '11. **Compliance balance**',
      '12. **Penalty of the period**',
    ]);
    expect(lines[3]).to.equal(
      '4. **Energy of the fuel** (HFO): energy = mass·10⁶·LCV, with mass = 1000 t, LCV = 0.0405 MJ/g (Regulation (EU) 2023/1805 Annex II column 3), is **40500000 MJ**. Regulation (EU) 2023/1805 Annex II column 3.',
    );
    expect(lines[5]).to.include('RWD 1 HFO = 1 (Regulation (EU) 2023/1805 Art. 5');
    expect(lines[9]).to.include('is **89.3368 gCO2eq/MJ**.');
    expect(lines.at(-1)).to.match(/is \*\*62208\.7\d+ EUR\*\*\. Regulation/);
  });

  it('marks what rests on a reading of the law', () => {
    const line = told('fueleu.intensity', { lines: [{ fuel: 'BIODIESEL', notCounted: 'no-proof' }] })[0];
    expect(line).to.match(/Art\. 10\(1\)\(a\)\. A reading of the law: /);
    expect(told('red.saving', { eGPerMj: 14.9 })[0]).to.not.include('A reading of the law');
  });
});
