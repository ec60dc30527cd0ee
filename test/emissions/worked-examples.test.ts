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
});
