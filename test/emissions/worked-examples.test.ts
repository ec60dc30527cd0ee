import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { compared, workedExamplesFile } from '../../src/emissions/worked-example.ts';
import { readReference } from '../../src/reference.ts';

const { examples } = workedExamplesFile.parse(JSON.parse(readFileSync(new URL('worked-examples.json', import.meta.url), 'utf8')));
const { sets } = readReference();

describe('the published answers', () => {
  for (const example of examples) {
    it(`${example.topic}: ${example.id} comes out as ${example.source.slice(0, 60)} has it`, () => {
      const calculation = calculations.get(example.topic) ?? expect.fail(`no calculation ${example.topic}`);
      const lines = compared(example, calculate(calculation, example.inputs, sets).result);
      expect(lines).to.not.have.length(0);
      expect(lines.filter(({ agrees }) => !agrees)).to.deep.equal([]);
    });
  }

  it('come with steps of which each can be followed by hand: named inputs with units, a formula, a clause', () => {
    for (const { id, topic, inputs } of examples) {
      const { steps } = calculate(calculations.get(topic) ?? expect.fail(topic), inputs, sets);
      expect(steps, id).to.not.have.length(0);
      for (const { label, inputs: given, ...step } of steps) {
        expect(given, `${id} ${label}`).to.not.have.length(0);
        for (const { name, value, unit } of given) {
          expect(name, `${id} ${label}`).to.be.a('string').and.not.equal('');
          expect(unit, `${id} ${label} ${name}`).to.be.a('string');
          expect(value, `${id} ${label} ${name}`).to.satisfy(Number.isFinite);
        }
        expect(step.value, `${id} ${label}`).to.satisfy(Number.isFinite);
        for (const text of [step.formula, step.clause, step.unit]) expect(text, `${id} ${label}`).to.be.a('string');
        expect(step.formula, `${id} ${label}`).to.not.equal('');
        expect(step.clause, `${id} ${label}`).to.not.equal('');
      }
    }
  });
});
