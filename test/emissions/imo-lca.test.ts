import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer } from '../../src/emissions/calculation.ts';
import { imoLca } from '../../src/emissions/imo-lca.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';
import { inputsOf } from './inputs-of.ts';

const { sets } = readReference();
const { lca, clauses } = sets.imo;
const lng = { fuel: 'LNG (fossil)', wttGPerMj: 18.5, lcvMjPerG: 0.048, cfCO2GPerG: 2.75, cfCH4GPerG: 0, cfN2OGPerG: 0.00011 };
const mgo = {
  ...{ fuel: 'MDO/MGO(ULSFO)_f_SR_gm', wttGPerMj: 17.7, lcvMjPerG: 0.0427 },
  ...{ cfCO2GPerG: 3.206, cfCH4GPerG: 0.00005, cfN2OGPerG: 0.00018 },
};
const ask = (line: object): Answer => calculate(imoLca, { lines: [line] }, sets);
const slipOf = (line: object): unknown => inputsOf(ask(line).steps, 'imo.ttw')[0]?.[0];
const saidOf = (line: object): string | undefined => ask(line).steps[0]?.interpretation;
const refused = (line: object): unknown[] =>
  reasonsOf(() => ask(line)).map(({ code, field, values, clause }) => [code, field, values?.['why'] ?? values?.['fuel'], clause]);

describe('methane slip by the IMO guidelines', () => {
  it('is that of the consumer, in the tank-to-wake part too', () => {
    // 3.5 % slips: (0.965·(2.75 + 0.00011·265) + 0.035·28)/0.048 = 76.2893… gCO2eq/MJ
    const { result, steps } = ask({ ...lng, consumer: 'LNG_OTTO_MS' });
    expect(steps[0]?.value).to.be.closeTo((0.965 * (2.75 + 0.00011 * 265) + 0.035 * 28) / 0.048, 1e-12);
    expect(result['wtwGPerMj']).to.be.closeTo(18.5 + (0.965 * 2.77915 + 0.98) / 0.048, 1e-12);
    expect(steps[0]?.interpretation).to.equal(lca.ttwInterpretation);
  });

  it('stands in the table for each consumer', () => {
    const table = { LNG_OTTO_MS: 3.5, LNG_OTTO_SS: 1.7, LNG_DIESEL_SS: 0.15, LNG_LBSI: 2.6, STEAM_BOILER: 0.01 };
    expect(lca.slips.map(({ consumer }) => consumer)).to.deep.equal(Object.keys(table));
    for (const [consumer, slip] of Object.entries(table))
      expect(slipOf({ ...lng, consumer }), consumer).to.deep.equal([
        ...['slip', slip, '%'],
        `MEPC.391(81) Appendix 2, ${consumer} (H2MAP, VERIFIED)`,
      ]);
    expect(slipOf({ ...lng, consumer: ' LNG_LBSI ' })).to.deep.equal(slipOf({ ...lng, consumer: 'LNG_LBSI' }));
  });

  it('is taken as none where nobody names it, which is said of LNG alone', () => {
    const none =
      'Neither slip nor consumer is given: methane slip is taken as none, though the guidelines have one for every consumer of LNG.';
    expect(saidOf(lng)).to.equal(`${lca.ttwInterpretation} ${none}`);
    expect(slipOf(lng)).to.deep.equal(['slip', 0, '%', 'given in the input, 0 where it is not']);
    const pathways = [
      ...lca.pathways,
      { ...lca.pathways.find(({ code }) => code === lng.fuel), code: 'LNG_b_waste' },
    ] as typeof lca.pathways;
    const more = { ...sets, imo: { ...sets.imo, lca: { ...lca, pathways } } };
    const bio = calculate(imoLca, { lines: [{ ...lng, fuel: 'LNG_b_waste' }] }, more);
    expect(bio.steps[0]?.interpretation).to.equal(`${lca.ttwInterpretation} ${none}`);
    for (const line of [{ ...lng, slipPct: 0 }, { ...lng, slipPct: 2 }, { ...lng, consumer: 'STEAM_BOILER' }, mgo])
      expect(saidOf(line)).to.equal(lca.ttwInterpretation);
    expect(slipOf({ ...lng, slipPct: 2 })).to.deep.equal(['slip', 2, '%', 'given in the input, 0 where it is not']);
  });

  it('is refused where it is given beside a consumer, and by a consumer that the table does not have', () => {
    const unfit = (why: string): unknown => ['INPUT_UNFIT', 'body.lines[0].consumer', why, clauses.lcaTtw];
    const both = unfit('give the slip or the consumer by which it is taken, not both');
    const turbine = unfit(
      'TURBINE is not a consumer of the table of slips (LNG_OTTO_MS, LNG_OTTO_SS, LNG_DIESEL_SS, LNG_LBSI, STEAM_BOILER)',
    );
    expect(refused({ ...lng, slipPct: 0, consumer: 'LNG_LBSI' })).to.deep.equal([both]);
    expect(refused({ ...lng, consumer: 'TURBINE' })).to.deep.equal([turbine]);
    expect(refused({ ...lng, slipPct: 3.5, consumer: 'TURBINE' })).to.deep.equal([both, turbine]);
    const unknown = ['FUEL_UNKNOWN', 'body.lines[0].fuel', 'COAL', clauses.lca];
    expect(refused({ ...lng, fuel: 'COAL', consumer: 'TURBINE' })).to.deep.equal([unknown, turbine]);
    expect(refused({ ...lng, fuel: 'COAL', consumer: 'LNG_LBSI' })).to.deep.equal([unknown]);
    expect(() => ask({ ...lng, consumer: ' ' })).to.throw('consumer');
  });

  it('is refused by a consumer of LNG for a fuel that is not LNG', () => {
    expect(refused({ ...mgo, consumer: 'LNG_OTTO_MS' })).to.deep.equal([
      ['INPUT_UNFIT', 'body.lines[0].consumer', `the table of slips is of LNG, and ${mgo.fuel} is not LNG`, clauses.lcaTtw],
    ]);
  });
});

describe('factors given in place of a default of the IMO', () => {
  const other = (names: string): string =>
    `${lca.ttwInterpretation} Given with the line in place of the verified default of ${mgo.fuel}: ${names}.`;

  it('are marked where the default is verified: calorific value and Cf', () => {
    expect(saidOf({ ...mgo, lcvMjPerG: 0.043 })).to.equal(other('LCV'));
    expect(saidOf({ ...mgo, cfCO2GPerG: 3.2 })).to.equal(other('CfCO2'));
    expect(saidOf({ ...mgo, cfCH4GPerG: 0, cfN2OGPerG: 0 })).to.equal(other('CfCH4, CfN2O'));
    expect(saidOf({ ...mgo, wttGPerMj: 20 })).to.equal(lca.ttwInterpretation);
  });

  it('are not marked where the default is second-hand or there is none', () => {
    expect(saidOf({ ...lng, slipPct: 1, lcvMjPerG: 0.05 })).to.equal(lca.ttwInterpretation);
    const pathways = lca.pathways.map(({ cfCH4GPerG: _, ...one }) => one);
    const open = { ...sets, imo: { ...sets.imo, lca: { ...lca, pathways } } };
    expect(calculate(imoLca, { lines: [{ ...mgo, cfCH4GPerG: 1 }] }, open).steps[0]?.interpretation).to.equal(lca.ttwInterpretation);
  });
});
