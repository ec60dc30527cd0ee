import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import { parseImoFactors, type ImoFactors } from '../../src/emissions/imo-factors.ts';
import { imoNzf } from '../../src/emissions/imo-nzf.ts';
import { imoZnz } from '../../src/emissions/imo-znz.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';
import { inputsOf } from './inputs-of.ts';

const { sets } = readReference();
const { imo } = sets;
const withNetZero = (netZero: object): typeof sets => ({
  ...sets,
  imo: parseImoFactors({ ...imo, netZero: { ...imo.netZero, ...netZero } }),
});
const draftLaw = 'draft MARPOL Annex VI chapter 5 as approved by MEPC 83';
const cited = `${draftLaw} (BIMCO, VERIFIED)`;

describe('surplus units of the Net-Zero Framework', () => {
  // The direct target of 2028 is 93.3·(100 − 17)/100 = 77.439 gCO2eq/MJ.
  const given = { year: 2028, attainedGPerMj: 50, energyMj: 2_000_000 };

  it('are the distance below the direct target by the energy of the year', () => {
    const { result, steps } = calculate(imoNzf, given, sets);
    // (77.439 − 50)·2 000 000/10⁶ = 54.878 t
    expect(result['surplusT']).to.be.closeTo(54.878, 1e-9);
    expect(result).to.include({ tier1DeficitT: 0, tier2DeficitT: 0, surplusValidYears: 2, surplusTransfers: 1 });
    expect(inputsOf(steps, 'nzf.surplus')).to.deep.equal([
      [
        ['direct', 77.439, 'gCO2eq/MJ'],
        ['GFI', 50, 'gCO2eq/MJ'],
        ['energy', 2_000_000, 'MJ'],
        ['valid', 2, 'years', cited],
        ['transfers', 1, '1', cited],
      ],
    ]);
    expect(steps.find(({ label }) => label === 'nzf.surplus')).to.include({
      formula: 'surplus = max(direct − GFI, 0)·energy/10⁶; a unit is valid for the years and transferable as often as stated',
      value: result['surplusT'],
      unit: 'tCO2eq',
      clause: draftLaw,
      interpretation: imo.netZero.adoptionNote,
    });
  });

  it('are none at the direct target and above it, and none is told without a year', () => {
    for (const attainedGPerMj of [77.439, 80, 95])
      expect(calculate(imoNzf, { ...given, attainedGPerMj }, sets).result['surplusT'], `${attainedGPerMj}`).to.equal(0);
    expect(calculate(imoNzf, { year: 2028 }, sets).result).to.not.have.any.keys('surplusT', 'surplusValidYears');
  });

  it('and the deficits are the distance to the direct target, one side or the other', () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 150, noNaN: true }), (attainedGPerMj) => {
        const { result } = calculate(imoNzf, { ...given, attainedGPerMj, energyMj: 1_000_000 }, sets);
        const { tier1DeficitT, tier2DeficitT, surplusT } = result as Record<string, number>;
        const deficit = (tier1DeficitT ?? NaN) + (tier2DeficitT ?? NaN);
        expect(deficit - (surplusT ?? NaN)).to.be.closeTo(attainedGPerMj - 77.439, 1e-9);
        expect(Math.min(deficit, surplusT ?? NaN)).to.equal(0);
      }),
    );
  });

  it('by a version of the factors without their rules are counted, and nothing is said of how long they are valid', () => {
    const { surplusUnits: _rules, ...older } = imo.netZero;
    const { result, steps } = calculate(imoNzf, given, { ...sets, imo: parseImoFactors({ ...imo, netZero: older }) });
    expect(result['surplusT']).to.be.closeTo(54.878, 1e-9);
    expect(result).to.not.have.any.keys('surplusValidYears', 'surplusTransfers');
    const step = steps.find(({ label }) => label === 'nzf.surplus');
    expect(step?.formula).to.equal('surplus = max(direct − GFI, 0)·energy/10⁶');
    expect(step?.inputs.map(({ name }) => name)).to.deep.equal(['direct', 'GFI', 'energy']);
  });
});

describe('a fuel that is zero or near-zero', () => {
  const tested = (year: number, wtwGPerMj: number, by = sets): unknown =>
    calculate(imoZnz, { year, lines: [{ fuel: 'E_METHANOL', wtwGPerMj }] }, by).result;
  const met = (year: number, wtwGPerMj: number): unknown =>
    (tested(year, wtwGPerMj) as { lines: { zeroOrNearZero: boolean }[] }).lines[0]?.zeroOrNearZero;

  it('has at most 19 gCO2eq/MJ to the end of 2034, and at most 14 from 2035 on', () => {
    expect([met(2028, 19), met(2034, 19), met(2034, 19.001), met(2034, -5)]).to.deep.equal([true, true, false, true]);
    expect([met(2035, 14), met(2035, 14.001), met(2035, 19), met(2100, 14)]).to.deep.equal([true, false, false, true]);
    expect(tested(2035, 15)).to.deep.equal({
      status: 'NOT_ADOPTED',
      maxWtwGPerMj: 14,
      lines: [{ fuel: 'E_METHANOL', wtwGPerMj: 15, zeroOrNearZero: false }],
    });
  });

  it('is tested by itself, whatever it is burnt with', () => {
    const lines = [
      { fuel: 'MDO_MGO', wtwGPerMj: 90.8 },
      { fuel: 'HVO', wtwGPerMj: 12 },
    ];
    const { result, steps } = calculate(imoZnz, { year: 2030, lines }, sets);
    expect(result['lines']).to.deep.equal([
      { fuel: 'MDO_MGO', wtwGPerMj: 90.8, zeroOrNearZero: false },
      { fuel: 'HVO', wtwGPerMj: 12, zeroOrNearZero: true },
    ]);
    expect(steps.map(({ fuel }) => fuel)).to.deep.equal(['MDO_MGO', 'HVO']);
    expect(() => calculate(imoZnz, { year: 2030, lines: [] }, sets)).to.throw('lines');
  });

  it('can be followed by its margin to the limit, which is a draft until it is adopted', () => {
    const lines = [{ fuel: 'HVO', wtwGPerMj: 12 }];
    const { steps } = calculate(imoZnz, { year: 2030, lines }, sets);
    expect(inputsOf(steps, 'nzf.znz')).to.deep.equal([
      [
        ['limit', 19, 'gCO2eq/MJ', cited],
        ['WtW', 12, 'gCO2eq/MJ', 'given in the input'],
      ],
    ]);
    expect(steps[0]).to.include({
      ...{ value: 7, unit: 'gCO2eq/MJ', clause: draftLaw, interpretation: imo.netZero.adoptionNote },
      formula: 'margin = limit − WtW; zero or near-zero where it is not below 0',
    });
    const adopted = calculate(imoZnz, { year: 2030, lines }, withNetZero({ adoption: 'ADOPTED' }));
    expect(adopted.result['status']).to.equal('ADOPTED');
    expect(adopted.steps[0]).to.not.have.property('interpretation');
  });

  it('is refused before the framework, and in a year without a limit, with the years that have one', () => {
    const refusedBy = (year: number, by = sets): unknown =>
      reasonsOf(() => tested(year, 1, by)).map(({ code, field, values, clause }) => [code, field, values?.['known'], clause]);
    const uncovered = (known: string): unknown => [['YEAR_UNCOVERED', 'body.year', known, draftLaw]];
    expect(refusedBy(2027)).to.deep.equal(uncovered('2028–2034, 2035–'));
    const limits = (rows: readonly Partial<ImoFactors['netZero']['zeroOrNearZero'][number]>[]): typeof sets =>
      withNetZero({ zeroOrNearZero: rows.map((row) => ({ ...imo.netZero.zeroOrNearZero[0], toYear: undefined, ...row })) });
    const early = limits([{ fromYear: 2020, toYear: 2029 }, { fromYear: 2031 }]);
    expect([2027, 2030].map((year) => refusedBy(year, early))).to.deep.equal(Array(2).fill(uncovered('2028–2029, 2031–')));
    expect([2028, 2029, 2031, 2100].map((year) => refusedBy(year, early))).to.deep.equal(Array(4).fill([]));
  });
});
