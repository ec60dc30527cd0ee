import { expect } from 'chai';
import { isCountry } from '../../src/customs/country.ts';
import { bookNumberWarnings, entryNumberWarnings } from '../../src/customs/customs-number.ts';
import { readFuels } from '../../src/fuels/fuels.ts';

const { customs } = readFuels();

describe('A customs number', () => {
  it('of the known shape passes without a word', () => {
    for (const number of ['290120250000012345', '290120251000012345', '29012025E000012345', 'QD290125E000000123'])
      expect(entryNumberWarnings(customs, number, 'body.declaration'), number).to.deep.equal([]);
    expect(bookNumberWarnings(customs, 'T2910A000001', 'body.number')).to.deep.equal([]);
  });

  it('of another shape is warned of in both languages and never refused, because the shape is from memory', () => {
    for (const number of ['2901202500000123', '290120252000012345', 'QD2901250000000123']) {
      const [warning] = entryNumberWarnings(customs, number, 'body.declaration');
      expect(warning).to.include({ code: 'NUMBER_UNUSUAL', field: 'body.declaration' });
      expect(warning?.en).to.include(number);
      expect(warning?.zh).to.include(number);
    }
    expect(bookNumberWarnings(customs, '12', 'body.number')).to.have.length(1);
  });

  it('of a country is an assigned element of ISO 3166-1', () => {
    expect(['CN', 'SG', 'MY', 'NL', 'HK'].every(isCountry)).to.equal(true);
    expect(['XX', 'EU', 'UK', 'cn', 'CHN'].some(isCountry)).to.equal(false);
  });
});
