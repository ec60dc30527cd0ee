import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';

describe('the embedded store', () => {
  it('has at most 3,000 lines, and no file more than 200', () => {
    const folder = new URL('../../src/embedded/', import.meta.url);
    const lines = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8').split('\n').length - 1);
    expect(Math.max(...lines)).to.be.at.most(200);
    expect(lines.reduce((sum, each) => sum + each, 0)).to.be.at.most(3_000);
  });
});
