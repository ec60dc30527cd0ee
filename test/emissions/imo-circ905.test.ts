import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer } from '../../src/emissions/calculation.ts';
import { imoCirc905 } from '../../src/emissions/imo-circ905-blend.ts';
import { circ905Cf } from '../../src/emissions/imo-circ905.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';
import { inputsOf } from './inputs-of.ts';

const { sets } = readReference();
const fame = { fuel: 'FAME', massT: 30, lcvMjPerG: 0.037, certified: true, wtwGPerMj: 20, fossilCfGPerG: 3.114 };
const hfo = { fuel: 'HFO', massT: 70, lcvMjPerG: 0.0402, fossilCfGPerG: 3.114 };
const ask = (...lines: readonly object[]): Answer => calculate(imoCirc905, { lines }, sets);
const refused = (...lines: readonly object[]): unknown[] =>
  reasonsOf(() => ask(...lines)).map(({ code, field, values, clause }) => [code, field, values, clause]);

describe('Cf of a blend by MEPC.1/Circ.905', () => {
  it('is that of each component weighted by its energy', () => {
    const { result, steps } = ask(fame, hfo);
    // FAME: 20·0.037 = 0.74 g/g and 30·10⁶·0.037 = 1 110 000 MJ; HFO: 70·10⁶·0.0402 = 2 814 000 MJ.
    expect(result['cfCO2GPerG']).to.be.closeTo((1.11 * 0.74 + 2.814 * 3.114) / (1.11 + 2.814), 1e-12);
    expect(result['lines']).to.deep.equal([
      { fuel: 'FAME', cfCO2GPerG: 0.74 },
      { fuel: 'HFO', cfCO2GPerG: 3.114 },
    ]);
    expect(steps.map(({ label, fuel, formula }) => [label, fuel, formula])).to.deep.equal([
      ['circ905.cf', 'FAME', 'WtW ≤ largest WtW: Cf = WtW·LCV'],
      ['circ905.cf', 'HFO', 'not certified: Cf = fossil Cf'],
      ['circ905.blend', undefined, 'Cf = Σ energy·Cf / Σ energy'],
    ]);
    expect(steps.some((step) => 'interpretation' in step)).to.equal(false);
    expect(inputsOf(steps, 'circ905.cf')[1]).to.deep.equal([['fossil Cf', 3.114, 'g/g']]);
    expect(inputsOf(steps, 'circ905.blend')).to.deep.equal([
      [
        ['energy FAME', 1_110_000, 'MJ'],
        ['Cf FAME', 0.74, 'g/g'],
        ['energy HFO', 2_814_000, 'MJ'],
        ['Cf HFO', 3.114, 'g/g'],
      ],
    ]);
  });

  it('is that of the fossil fuel where no component qualifies', () => {
    expect(ask({ ...fame, wtwGPerMj: 33.01 }, hfo).result['cfCO2GPerG']).to.be.closeTo(3.114, 1e-12);
    expect(ask({ ...fame, certified: false }, hfo).result['cfCO2GPerG']).to.be.closeTo(3.114, 1e-12);
    const { certified: _certified, ...unsaid } = fame;
    expect(ask(unsaid, hfo).result['cfCO2GPerG']).to.be.closeTo(3.114, 1e-12);
  });

  it('lies between those of its components, whatever their order', () => {
    const mass = fc.double({ min: 0.001, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(mass, mass, fc.double({ min: -10, max: 40, noNaN: true }), (a, b, wtwGPerMj) => {
        const lines = [
          { ...fame, massT: a, wtwGPerMj },
          { ...hfo, massT: b },
        ];
        const { cfCO2GPerG, lines: each } = ask(...lines).result as { cfCO2GPerG: number; lines: { cfCO2GPerG: number }[] };
        const of = each.map((one) => one.cfCO2GPerG);
        expect(cfCO2GPerG).to.be.within(Math.min(...of) - 1e-12, Math.max(...of) + 1e-12);
        expect(ask(...lines.reverse()).result['cfCO2GPerG']).to.equal(cfCO2GPerG);
      }),
    );
  });

  it('warns of a fossil Cf that no fuel of the table has, where it is used', () => {
    const said = (line: object): unknown => ask(line).steps[0]?.interpretation;
    expect(said({ ...hfo, fossilCfGPerG: 3.2 })).to.equal('The fossil Cf is taken as given; no fuel of the Cf table has it.');
    const warned = said({ ...hfo, fossilCfGPerG: 3.2 });
    expect(said({ ...fame, fossilCfGPerG: 3.2, wtwGPerMj: 40 })).to.equal(warned);
    expect(said({ ...fame, fossilCfGPerG: 3.2 })).to.equal(undefined);
    expect(said(hfo)).to.equal(undefined);
    expect(said({ ...fame, wtwGPerMj: -1 })).to.equal(sets.imo.circ905.note);
  });

  it('is refused where a certified component brings no intensity, or there is no energy', () => {
    const { wtwGPerMj: _wtw, ...silent } = fame;
    const clause = 'MEPC.1/Circ.905';
    const empty = ['INPUT_UNFIT', 'body.lines', { why: 'a blend needs a mass and an energy above zero' }, clause];
    const missing = ['FACTOR_MISSING', 'body.lines[1].wtwGPerMj', { fuel: 'FAME' }, clause];
    expect(refused(hfo, silent)).to.deep.equal([missing]);
    expect(refused({ ...hfo, massT: 0 })).to.deep.equal([empty]);
    expect(refused({ ...hfo, massT: 0 }, { ...silent, massT: 0 })).to.deep.equal([missing, empty]);
    expect(refused({ ...silent, certified: false })).to.deep.equal([]);
    expect(refused({ ...hfo, massT: 0 }, fame)).to.deep.equal([]);
  });
});

describe('Cf of a fuel without an intensity', () => {
  it('is the fossil one, and no intensity is named', () => {
    const { cfGPerG, step } = circ905Cf({ fuel: 'FAME', certified: false, lcvMjPerG: 0.037, fossilCfGPerG: 3.206 }, sets.imo);
    expect([cfGPerG, step.formula]).to.deep.equal([3.206, 'not certified: Cf = fossil Cf']);
    expect(inputsOf([step], 'circ905.cf')).to.deep.equal([[['fossil Cf', 3.206, 'g/g']]]);
  });
});
