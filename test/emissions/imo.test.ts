import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Calculation } from '../../src/emissions/calculation.ts';
import { circ905BlendCf, circ905Cf } from '../../src/emissions/imo-circ905.ts';
import { parseImoFactors } from '../../src/emissions/imo-factors.ts';
import { imoLca } from '../../src/emissions/imo-lca.ts';
import { imoNzf } from '../../src/emissions/imo-nzf.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';
import { inputsOf } from './inputs-of.ts';

const { sets } = readReference();
const { imo } = sets;
const refused = ({ compute, input: schema }: Calculation, input: unknown): unknown[] =>
  reasonsOf(() => compute(schema.parse(input) as never, sets)).map(({ code, field }) => [code, field]);
const file = (): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL('../../config/imo.json', import.meta.url), 'utf8')) as Record<string, unknown>;

const vlsfo = {
  fuel: 'HFO(VLSFO)_f_SR_gm',
  wttGPerMj: 16.8,
  lcvMjPerG: 0.0402,
  cfCO2GPerG: 3.114,
  cfCH4GPerG: 0.00005,
  cfN2OGPerG: 0.00018,
};

describe('well-to-wake by the IMO guidelines', () => {
  it('is the way to the tank plus what a gram of fuel becomes, over its calorific value', () => {
    const { result, steps } = calculate(imoLca, { lines: [vlsfo] }, sets);
    expect(result['wtwGPerMj']).to.be.closeTo(16.8 + (3.114 + 0.00005 * 28 + 0.00018 * 265) / 0.0402, 1e-12);
    expect(steps.map(({ label }) => label)).to.deep.equal(['imo.ttw', 'imo.wtw']);
    expect(steps[0]?.interpretation).to.include('memory');
  });

  it('counts slipped methane as methane that was not burnt', () => {
    const lng = { ...vlsfo, cfCO2GPerG: 2.75, cfCH4GPerG: 0, cfN2OGPerG: 0, lcvMjPerG: 0.048, wttGPerMj: 0, slipPct: 100 };
    expect(calculate(imoLca, { lines: [lng] }, sets).result['wtwGPerMj']).to.be.closeTo(28 / 0.048, 1e-9);
    expect(calculate(imoLca, { lines: [lng], gwpSet: 'AR4' }, sets).result['wtwGPerMj']).to.be.closeTo(25 / 0.048, 1e-9);
  });

  it('says of each factor whether it is the default of its pathway or the caller’s', () => {
    const [ttw] = calculate(imoLca, { lines: [{ ...vlsfo, cfCO2GPerG: 3.2 }] }, sets).steps;
    const from = (name: string): string | undefined => ttw?.inputs.find((input) => input.name === name)?.from;
    expect(from('CfN2O')).to.include('Appendix 2');
    expect(from('CfCO2')).to.equal('given in the input');
    expect(from('slip')).to.equal('given in the input, 0 where it is not');
  });

  it('is refused for a pathway that the table does not have', () => {
    expect(refused(imoLca, { lines: [{ ...vlsfo, fuel: 'COAL' }] })).to.deep.equal([['FUEL_UNKNOWN', 'lines[0].fuel']]);
  });
});

describe('the Net-Zero Framework', () => {
  const deficits = (attainedGPerMj: number): Readonly<Record<string, unknown>> =>
    calculate(imoNzf, { year: 2028, attainedGPerMj, energyMj: 1_000_000 }, sets).result;

  it('says in every answer and every step that it is not adopted', () => {
    const { result, steps } = calculate(imoNzf, { year: 2030, attainedGPerMj: 90, energyMj: 1e8 }, sets);
    expect(result['status']).to.equal('NOT_ADOPTED');
    expect(steps.map(({ label }) => label)).to.deep.equal(['nzf.base', 'nzf.direct', 'nzf.tier1', 'nzf.tier2', 'nzf.surplus', 'nzf.cost']);
    expect(steps.every(({ interpretation }) => interpretation?.includes('not adopted'))).to.equal(true);
  });

  it('once adopted says so and speaks of interpretation no more', () => {
    const adopted = parseImoFactors({ ...file(), netZero: { ...imo.netZero, adoption: 'ADOPTED' } });
    const { result, steps } = calculate(imoNzf, { year: 2028 }, { ...sets, imo: adopted });
    expect(result['status']).to.equal('ADOPTED');
    expect(steps.some((step) => 'interpretation' in step)).to.equal(false);
  });

  it('asks nothing below the direct target, tier 1 up to the base target and tier 2 above it', () => {
    expect(deficits(77.439)).to.include({ tier1DeficitT: 0, tier2DeficitT: 0, costUsd: 0 });
    expect(deficits(50)).to.include({ tier1DeficitT: 0, tier2DeficitT: 0, costUsd: 0 });
    expect(deficits(80)['tier1DeficitT']).to.be.closeTo(80 - 77.439, 1e-9);
    expect(deficits(80)['tier2DeficitT']).to.equal(0);
    expect(deficits(90)['tier1DeficitT']).to.be.closeTo(89.568 - 77.439, 1e-9);
    expect(deficits(90)['tier2DeficitT']).to.be.closeTo(90 - 89.568, 1e-9);
    expect(deficits(90)['costUsd']).to.be.closeTo(100 * 12.129 + 380 * 0.432, 1e-6);
  });

  it('has the two tiers together as the distance to the direct target, whatever the fuel', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 150, noNaN: true }), (attained) => {
        const { tier1DeficitT, tier2DeficitT } = deficits(attained);
        expect(Number(tier1DeficitT) + Number(tier2DeficitT)).to.be.closeTo(Math.max(attained - 77.439, 0), 1e-9);
      }),
    );
  });

  it('has no cost where the price is not set yet, and no direct target in 2040', () => {
    const { result } = calculate(imoNzf, { year: 2031, attainedGPerMj: 90, energyMj: 1_000_000 }, sets);
    expect(result['tier1DeficitT']).to.be.closeTo(81.7308 - 69.6018, 1e-9);
    expect(result).not.to.have.property('costUsd');
    const { result: far, steps } = calculate(imoNzf, { year: 2040 }, sets);
    expect(far).to.deep.equal({ status: 'NOT_ADOPTED', baseTargetGPerMj: 32.655 });
    expect(steps.map(({ label }) => label)).to.deep.equal(['nzf.base']);
  });

  it('has a price in the years for which it is set, the first and the last included', () => {
    const later = { ...imo.netZero, remedialUnits: imo.netZero.remedialUnits.map((one) => ({ ...one, fromYear: 2029, toYear: 2030 })) };
    const priced = [2028, 2029, 2030, 2031].map((year) => {
      const given = { year, attainedGPerMj: 90, energyMj: 1 };
      return 'costUsd' in calculate(imoNzf, given, { ...sets, imo: parseImoFactors({ ...file(), netZero: later }) }).result;
    });
    expect(priced).to.deep.equal([false, true, true, false]);
  });

  it('can be followed from the targets to the two tiers, each by what it is reckoned with', () => {
    const { steps } = calculate(imoNzf, { year: 2028, attainedGPerMj: 90, energyMj: 1_000_000 }, sets);
    const gfi = ['GFI', 90, 'gCO2eq/MJ'];
    const base = ['base', 89.568, 'gCO2eq/MJ'];
    const energy = ['energy', 1_000_000, 'MJ'];
    expect(inputsOf(steps, 'nzf.base')).to.deep.equal([
      [
        ['reference', 93.3, 'gCO2eq/MJ', imo.netZero.clause],
        ['reduction', 4, '%', imo.netZero.clause],
      ],
    ]);
    expect(inputsOf(steps, 'nzf.tier1')).to.deep.equal([[gfi, base, ['direct', 77.439, 'gCO2eq/MJ'], energy]]);
    expect(inputsOf(steps, 'nzf.tier2')).to.deep.equal([[gfi, base, energy]]);
  });

  it('is refused for years without targets and for half of a ship’s year', () => {
    const known = (given: object): unknown => reasonsOf(() => calculate(imoNzf, given, sets))[0]?.values?.['known'];
    const withDirect = '2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035';
    expect(known({ year: 2027 })).to.equal(`${withDirect}, 2040`);
    expect(known({ year: 2027, attainedGPerMj: 40, energyMj: 1 })).to.equal(withDirect);
    expect(refused(imoNzf, { year: 2027 })).to.deep.equal([['YEAR_UNCOVERED', 'year']]);
    expect(refused(imoNzf, { year: 2040, attainedGPerMj: 40, energyMj: 1 })).to.deep.equal([['YEAR_UNCOVERED', 'year']]);
    expect(refused(imoNzf, { year: 2028, attainedGPerMj: 90 })).to.deep.equal([['INPUT_UNFIT', 'energyMj']]);
    expect(refused(imoNzf, { year: 2036, energyMj: 90 })).to.deep.equal([
      ['INPUT_UNFIT', 'attainedGPerMj'],
      ['YEAR_UNCOVERED', 'year'],
    ]);
  });
});

describe('Cf by MEPC.1/Circ.905', () => {
  const fame = { fuel: 'BIODIESEL', certified: true, wtwGPerMj: 20, lcvMjPerG: 0.037, fossilCfGPerG: 3.206 };

  it('is WtW·LCV up to 33 gCO2eq/MJ, and the fossil Cf above it or without a certificate', () => {
    expect(circ905Cf(fame, imo).cfGPerG).to.be.closeTo(0.74, 1e-12);
    expect(circ905Cf({ ...fame, wtwGPerMj: 33 }, imo).cfGPerG).to.be.closeTo(1.221, 1e-12);
    expect(circ905Cf({ ...fame, wtwGPerMj: 33.1 }, imo).cfGPerG).to.equal(3.206);
    expect(circ905Cf({ ...fame, certified: false }, imo).cfGPerG).to.equal(3.206);
  });

  it('is never below zero, which is said to be from memory', () => {
    const { cfGPerG, step } = circ905Cf({ ...fame, wtwGPerMj: -5 }, imo);
    expect(cfGPerG).to.equal(0);
    expect(step.interpretation).to.include('memory');
  });

  it('of nothing emitted is nothing by the product itself, without a reading', () => {
    const { cfGPerG, step } = circ905Cf({ ...fame, wtwGPerMj: 0 }, imo);
    expect([cfGPerG, step.formula, 'interpretation' in step]).to.deep.equal([0, 'WtW ≤ largest WtW: Cf = WtW·LCV', false]);
  });

  it('can be followed, whichever way it is found', () => {
    const inputs = (of: object): unknown => inputsOf([circ905Cf({ ...fame, ...of }, imo).step], 'circ905.cf')[0];
    const limit = ['largest WtW', 33, 'gCO2eq/MJ', 'MEPC.1/Circ.905'];
    expect(inputs({})).to.deep.equal([['WtW', 20, 'gCO2eq/MJ', 'certificate'], limit, ['LCV', 0.037, 'MJ/g']]);
    expect(inputs({ certified: false })).to.deep.equal([['WtW', 20, 'gCO2eq/MJ', 'certificate'], limit, ['fossil Cf', 3.206, 'g/g']]);
    expect(inputs({ wtwGPerMj: -5 })).to.deep.equal([
      ...[['WtW', -5, 'gCO2eq/MJ', 'certificate'], limit],
      ...[
        ['LCV', 0.037, 'MJ/g'],
        ['least Cf', 0, 'g/g', 'MEPC.1/Circ.905'],
      ],
    ]);
    const parts = [
      { fuel: 'BIODIESEL', massT: 30, lcvMjPerG: 0.037, cfGPerG: 0.74 },
      { fuel: 'DIESEL_GAS_OIL', massT: 100, lcvMjPerG: 0.0427, cfGPerG: 3.206 },
    ];
    expect(inputsOf([circ905BlendCf(parts, imo).step], 'circ905.blend')).to.deep.equal([
      [
        ['energy BIODIESEL', 1_110_000, 'MJ'],
        ['Cf BIODIESEL', 0.74, 'g/g'],
        ['energy DIESEL_GAS_OIL', 4_270_000, 'MJ'],
        ['Cf DIESEL_GAS_OIL', 3.206, 'g/g'],
      ],
    ]);
  });

  it('of a blend is weighted by energy, not by mass', () => {
    const parts = [
      { fuel: 'BIODIESEL', massT: 30, lcvMjPerG: 0.037, cfGPerG: 0.74 },
      { fuel: 'DIESEL_GAS_OIL', massT: 70, lcvMjPerG: 0.0427, cfGPerG: 3.206 },
    ];
    const expected = (30 * 0.037 * 0.74 + 70 * 0.0427 * 3.206) / (30 * 0.037 + 70 * 0.0427);
    expect(circ905BlendCf(parts, imo).cfGPerG).to.be.closeTo(expected, 1e-12);
    expect(circ905BlendCf([...parts].reverse(), imo).cfGPerG).to.equal(circ905BlendCf(parts, imo).cfGPerG);
  });
});

describe('the factors of the IMO', () => {
  it('cannot be changed once read, and stop the start where the file is broken', () => {
    expect(Object.isFrozen(imo) && Object.isFrozen(imo.cii.referenceLines[0])).to.equal(true);
    expect(() => parseImoFactors({ ...file(), circ905: { ...imo.circ905, source: 'HEARSAY' } })).to.throw(RangeError, 'HEARSAY');
    expect(parseImoFactors(file())).to.deep.equal(imo);
    const hearsay = (rows: readonly object[]): object[] => rows.map((row) => ({ ...row, source: 'HEARSAY' }));
    const { cf, lca, netZero, cii } = imo;
    for (const broken of [
      { cf: hearsay(cf) },
      { lca: { ...lca, pathways: hearsay(lca.pathways) } },
      { netZero: { ...netZero, remedialUnits: hearsay(netZero.remedialUnits) } },
      { netZero: { ...netZero, surplusUnits: { ...netZero.surplusUnits, source: 'HEARSAY' } } },
      { cii: { ...cii, reductions: hearsay(cii.reductions) } },
      { cii: { ...cii, ratings: hearsay(cii.ratings) } },
    ])
      expect(() => parseImoFactors({ ...file(), ...broken }), Object.keys(broken).join()).to.throw(RangeError, 'HEARSAY');
    expect(() => parseImoFactors({ ...file(), cii: { ...imo.cii, aliases: { bulk: 'BARGE' } } })).to.throw(RangeError, 'BARGE');
    expect(() => parseImoFactors({ ...file(), extra: 1 })).to.throw('extra');
  });
});
