import { expect } from 'chai';
import { factorSetId } from '../../src/emissions/factor-set-id.ts';
import { pathwaySchema } from '../../src/emissions/red-pathways.ts';
import { tradingScheme, tradingSchemes } from '../../src/emissions/trading-schemes.ts';
import { workedExamplesFile } from '../../src/emissions/worked-example.ts';
import { parseMeasureSettings } from '../../src/measure/settings.ts';
import { readReference } from '../../src/reference.ts';
import { red } from './factor-sets.ts';
import { ask, refusedFor } from './fueleu-ask.ts';

const { sets } = readReference();

describe('The shape of what is read and told', () => {
  it('a set is named by letters, digits and . : _ - alone, a hundred at most', () => {
    const named = (name: string): boolean => factorSetId.safeParse(name).success;
    for (const name of ['fueleu-2026-11', 'a', 'x'.repeat(100), 'A.b:c_d-9']) expect(named(name), name).to.equal(true);
    for (const name of ['', 'x'.repeat(101), 'a b', 'a/b', '/ab', 'ab/', 'ab\n', 'a?b']) expect(named(name), name).to.equal(false);
  });

  it('a pathway is named by capitals, digits and _ alone, and begins with a capital', () => {
    const [pathway] = red.pathways ?? [];
    const named = (id: string): boolean => pathwaySchema.safeParse({ ...pathway, id }).success;
    for (const id of ['A', 'UCO_FAME', 'B2']) expect(named(id), id).to.equal(true);
    for (const id of ['', 'UCO-FAME', 'UCO FAME', 'UCOf', 'uUCO', '2B', '_B']) expect(named(id), id).to.equal(false);
  });

  it('a scheme of emission trading is told in full, with how far it covers ships', () => {
    const [first, ...others] = tradingSchemes(sets);
    for (const one of [first, ...others]) expect(tradingScheme.parse(one)).to.deep.equal(one);
    const told = (change: object): boolean => tradingScheme.safeParse({ ...first, ...change }).success;
    expect(told({ coversShipping: 'ALL' })).to.equal(false);
    expect(told({ source: {} })).to.equal(false);
    expect(told({ source: { publisher: 'x', title: 'y', date: '2026', more: 1 } })).to.equal(false);
    expect(told({ more: 1 })).to.equal(false);
  });

  it('a file of worked examples has examples', () => {
    expect(workedExamplesFile.safeParse({ readMe: 'none' }).success).to.equal(false);
    expect(workedExamplesFile.safeParse({ readMe: 'none', examples: [] }).success).to.equal(true);
    expect(workedExamplesFile.safeParse({ examples: [{ id: 'one' }] }).success).to.equal(false);
  });

  it('the settings of measuring have at least one of buoyancy, each with the day of its source', () => {
    const one = {
      ...{ id: 'one', validFrom: '2020-01-01', airDensityKgPerM3: 1.2, weightDensityKgPerM3: 8000, clause: 'x' },
      ...{ source: { publisher: 'p', title: 't', date: '2020-01-01' }, status: 'VERIFIED' as const },
    };
    const read = (buoyancy: readonly object[]): unknown => parseMeasureSettings({ buoyancy }).buoyancy;
    expect(read([one, { ...one, id: 'two' }])).to.have.length(2);
    expect(read([{ ...one, source: { ...one.source, date: '2020' } }])).to.have.length(1);
    expect(() => read([])).to.throw('buoyancy');
    expect(() => read([{ ...one, source: { ...one.source, date: '202' } }])).to.throw('date');
  });

  it('spaces around the name of a fuel or a ship are not part of it', () => {
    const intensity = (fuel: string) => ask('fueleu.intensity', { lines: [{ fuel }] }).result;
    expect(intensity(' HFO ')).to.deep.equal(intensity('HFO'));
    const pool = (ship: string) => ({
      ships: [
        { ship: 'Star', beforeT: 10, afterT: 0 },
        { ship, beforeT: -10, afterT: 0 },
      ],
    });
    expect(refusedFor('fueleu.pooling', pool(' Star '))).to.deep.equal(refusedFor('fueleu.pooling', pool('Star')));
    expect(refusedFor('fueleu.pooling', pool(' Star '))).to.have.length.above(0);
  });
});
