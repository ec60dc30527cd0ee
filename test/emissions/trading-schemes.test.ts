import { expect } from 'chai';
import { calculations } from '../../src/emissions/topics.ts';
import { tradingSchemes } from '../../src/emissions/trading-schemes.ts';
import { readReference } from '../../src/reference.ts';

const { sets } = readReference();

describe('What emission trading says of ships', () => {
  const all = (): ReturnType<typeof tradingSchemes> => tradingSchemes(sets);

  it('the scheme of the Union covers them and is computed; those of China are stated', () => {
    expect(all().map(({ scheme, coversShipping }) => `${scheme}: ${coversShipping}`)).to.deep.equal([
      'European Union: FROM_5000_GT',
      'China, national: NONE',
      'China, Shanghai pilot: NAMED_FIRMS',
    ]);
    expect(all().map((one) => one.calculations)).to.deep.equal([['ets.co2e', 'ets.surrender'], [], []]);
    for (const topic of all().flatMap((one) => one.calculations)) expect(calculations.has(topic), topic).to.equal(true);
  });

  it('that the national scheme is silent on ships is marked as a reading, and each has its publisher, title and clause', () => {
    expect(all().map(({ status }) => status)).to.deep.equal(['VERIFIED', 'INTERPRETATION', 'VERIFIED']);
    expect(all()[0]?.clause).to.equal('Directive 2003/87/EC Art. 3ga and Directive 2003/87/EC Art. 3gb');
    expect(all()[0]?.source.publisher).to.equal('European Commission');
    expect(all()[2]?.source.publisher).to.equal('Shanghai municipality');
    expect(all()[0]).not.to.have.property('note');
    expect(all()[1]?.note).to.match(/Nothing is computed/);
    for (const { source, clause } of all()) expect([source.publisher, source.title, source.date, clause]).to.not.include('');
  });

  it('has a note only where the file has one, and a source without its particulars where the file does not know it', () => {
    const [first] = sets.china.emissionTrading;
    if (!first) throw new Error('no scheme');
    const { note: _, ...plain } = { ...first, source: 'HEARSAY' };
    const china = { ...sets.china, emissionTrading: [plain, first] };
    expect(tradingSchemes({ ...sets, china }).slice(1)).to.deep.equal([
      {
        scheme: 'China, national',
        coversShipping: 'NONE',
        clause: first.clause,
        status: 'INTERPRETATION',
        source: { publisher: '', title: '', date: '' },
        calculations: [],
      },
      {
        scheme: 'China, national',
        coversShipping: 'NONE',
        clause: first.clause,
        status: 'INTERPRETATION',
        note: first.note,
        source: {
          publisher: 'State Council (China)',
          title: sets.china.sources['INTERIM']?.title,
          date: '2024-05-01',
        },
        calculations: [],
      },
    ]);
  });

  it('without a phase-in of the Union only the others are left', () => {
    expect(tradingSchemes({ ...sets, ets: { ...sets.ets, phaseIn: [] } })).to.have.length(2);
  });
});
