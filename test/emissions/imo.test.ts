import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Calculation } from '../../src/emissions/calculation.ts';
import { circ905BlendCf, circ905Cf } from '../../src/emissions/imo-circ905.ts';
import { ratingFactorsOf, referenceLineOf } from '../../src/emissions/imo-cii-tables.ts';
import { imoCiiRating } from '../../src/emissions/imo-cii-rating.ts';
import { imoCii } from '../../src/emissions/imo-cii.ts';
import { parseImoFactors } from '../../src/emissions/imo-factors.ts';
import { imoLca } from '../../src/emissions/imo-lca.ts';
import { imoNzf } from '../../src/emissions/imo-nzf.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

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
    expect(steps.map(({ label }) => label)).to.deep.equal(['nzf.base', 'nzf.direct', 'nzf.tier1', 'nzf.tier2', 'nzf.cost']);
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
    expect(calculate(imoNzf, { year: 2040 }, sets).result).to.deep.equal({ status: 'NOT_ADOPTED', baseTargetGPerMj: 32.655 });
  });

  it('is refused for years without targets and for half of a ship’s year', () => {
    expect(refused(imoNzf, { year: 2027 })).to.deep.equal([['YEAR_UNCOVERED', 'year']]);
    expect(refused(imoNzf, { year: 2040, attainedGPerMj: 40, energyMj: 1 })).to.deep.equal([['YEAR_UNCOVERED', 'year']]);
    expect(refused(imoNzf, { year: 2028, attainedGPerMj: 90 })).to.deep.equal([['INPUT_UNFIT', 'energyMj']]);
    expect(refused(imoNzf, { year: 2036, energyMj: 90 })).to.deep.equal([
      ['INPUT_UNFIT', 'attainedGPerMj'],
      ['YEAR_UNCOVERED', 'year'],
    ]);
  });
});

const hfo = { fuel: 'HFO', massT: 80, cfCO2GPerG: 3.114 };
const bulk = { year: 2026, shipType: 'bulk', capacity: 50_000, capacityUnit: 'DWT', distanceNm: 1000, lines: [hfo] };

describe('the carbon intensity of a year', () => {
  const byShip = (type: string, size: number, unit: string, year: number, distanceNm: number, lines: unknown): Record<string, unknown> => ({
    ...{ year, shipType: type, capacity: size, capacityUnit: unit, distanceNm, lines, ship: { type, sizeDwtOrGt: size } },
  });

  it('of a bulk carrier of 50 000 DWT that burns 80 t in 1 000 nautical miles is 4.98 against 5.05: C', () => {
    const { result, steps } = calculate(imoCii, { ...bulk, ship: { type: 'BULK_CARRIER', sizeDwtOrGt: 50_000 } }, sets);
    expect(result['co2G']).to.equal(249_120_000);
    expect(result['attainedCii']).to.be.closeTo(4.9824, 1e-12);
    expect(result['requiredCii']).to.be.closeTo(5.04506633249618, 1e-9);
    expect(result['rating']).to.equal('C');
    expect(steps.find(({ label }) => label === 'cii.reference')?.value).to.be.closeTo(5.66861385673728, 1e-9);
    expect(steps).to.have.length(9);
  });

  it('takes the same line from the input or from the table', () => {
    const fromTable = calculate(imoCii, { ...bulk, ship: { type: 'bulk', sizeDwtOrGt: 50_000 } }, sets);
    const given = calculate(imoCii, { ...bulk, referenceLine: { a: 4745, c: 0.622 } }, sets);
    expect(given.result).to.deep.equal(fromTable.result);
  });

  it('caps the reference line where the table says so, and never the transport work', () => {
    const large = calculate(imoCii, byShip('BULK_CARRIER', 300_000, 'DWT', 2026, 10_000, [{ ...hfo, massT: 1000 }]), sets).result;
    expect(large).to.include({ rating: 'A' });
    expect(large['attainedCii']).to.be.closeTo(1.038, 1e-12);
    expect(large['requiredCii']).to.be.closeTo(1.73165116327, 1e-9);
    const flat = calculate(
      imoCii,
      byShip('LNG_CARRIER', 120_000, 'DWT', 2030, 60_000, [{ fuel: 'LNG', massT: 20_000, cfCO2GPerG: 2.75 }]),
      sets,
    ).result;
    expect(flat).to.include({ rating: 'C' });
    expect(flat['requiredCii']).to.be.closeTo(7.714195, 1e-9);
    const vehicles = calculate(
      imoCii,
      byShip('RO_RO_VEHICLE_CARRIER', 70_000, 'GT', 2027, 80_000, [
        { ...hfo, massT: 9000 },
        { fuel: 'DIESEL_GAS_OIL', massT: 300, cfCO2GPerG: 3.206 },
      ]),
      sets,
    ).result;
    expect(vehicles).to.include({ rating: 'D' });
    expect(vehicles['requiredCii']).to.be.closeTo(4.8623015142, 1e-9);
  });

  it('says where transcriptions of the table differ', () => {
    const small = byShip('LNG_CARRIER', 50_000, 'DWT', 2026, 10_000, [{ fuel: 'LNG', massT: 500, cfCO2GPerG: 2.75 }]);
    const { result, steps } = calculate(imoCii, small, sets);
    expect(result['requiredCii']).to.be.closeTo(17.9521989884, 1e-8);
    expect(steps.find(({ label }) => label === 'cii.reference')?.interpretation).to.include('14479E10');
  });

  it('does not depend on the order of the fuels, and doubles with them', () => {
    const mass = fc.double({ min: 0, max: 1e5, noNaN: true });
    fc.assert(
      fc.property(fc.array(mass, { minLength: 1, maxLength: 6 }), (masses) => {
        const lines = masses.map((massT, place) => ({ ...hfo, massT, cfCO2GPerG: 3 + place / 10 }));
        const of = (some: unknown): number =>
          Number(calculate(imoCii, { ...bulk, referenceLine: { a: 4745, c: 0.622 }, lines: some }, sets).result['attainedCii']);
        expect(of([...lines].reverse())).to.equal(of(lines));
        expect(of([...lines, ...lines])).to.be.closeTo(2 * of(lines), 1e-9 * of(lines) + 1e-12);
      }),
    );
  });

  it('is asked less of from year to year', () => {
    const required = imo.cii.reductions.map(({ year }) =>
      Number(calculate(imoCii, { ...bulk, year, ship: { type: 'bulk', sizeDwtOrGt: 50_000 } }, sets).result['requiredCii']),
    );
    expect(required).to.have.length(12);
    expect([...required].sort((a, b) => b - a)).to.deep.equal(required);
  });

  it('takes certified fuel with the Cf that the caller found for it', () => {
    const lines = [hfo, { fuel: 'BIODIESEL', massT: 20, cfCO2GPerG: 0.5 }];
    const { result } = calculate(imoCii, { ...bulk, lines, referenceLine: { a: 4745, c: 0.622 } }, sets);
    expect(result['co2G']).to.equal(259_120_000);
  });

  it('is refused with every reason at once', () => {
    expect(refused(imoCii, { ...bulk, year: 2031, lines: [{ ...hfo, fuel: 'COAL' }] })).to.deep.equal([
      ['FUEL_UNKNOWN', 'lines[0].fuel'],
      ['YEAR_UNCOVERED', 'year'],
      ['INPUT_UNFIT', 'referenceLine'],
    ]);
    const ship = { type: 'tanker', sizeDwtOrGt: 40_000 };
    expect(refused(imoCii, { ...bulk, capacityUnit: 'GT', ship })).to.deep.equal([
      ['INPUT_UNFIT', 'capacityUnit'],
      ['INPUT_UNFIT', 'ship.sizeDwtOrGt'],
      ['INPUT_UNFIT', 'shipType'],
    ]);
    expect(refused(imoCii, { ...bulk, ship: { type: 'rowing boat', sizeDwtOrGt: 50_000 } })).to.deep.equal([['INPUT_UNFIT', 'ship.type']]);
    expect(refused(imoCii, { ...bulk, ship, referenceLine: { a: 1, c: 1 } })[0]).to.deep.equal(['INPUT_UNFIT', 'referenceLine']);
  });
});

describe('the reference lines and rating factors', () => {
  it('hold for every type and every size, the lower bound of a class included', () => {
    const types = [...new Set(imo.cii.referenceLines.map(({ shipType }) => shipType))];
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.integer({ min: 1, max: 500_000 }), (type, size) => {
        const line = referenceLineOf(type, size, imo);
        const factors = ratingFactorsOf(type, size, imo);
        if ('code' in line || 'code' in factors) throw new Error(`${type} of ${size} has no line or no factors`);
        expect(line.row?.capacityUnit).to.equal(factors.capacityUnit);
        expect([...factors.factors].sort((a, b) => a - b)).to.deep.equal(factors.factors);
      }),
    );
    expect(referenceLineOf('GENERAL_CARGO_SHIP', 20_000, imo)).to.include({ a: 31_948, c: 0.792 });
    expect(referenceLineOf('GENERAL_CARGO_SHIP', 19_999, imo)).to.include({ a: 588, c: 0.3885 });
  });
});

describe('the rating', () => {
  const ratings = (input: object): unknown =>
    calculate(imoCiiRating, { requiredCii: 10, shipType: 'bulk', ...input }, sets).result['ratings'];

  it('gives a value on a boundary the better letter, also where the product misses it by its last bits', () => {
    expect(ratings({ attainedCii: [8.6, 9.4, 10.6, 11.8, 11.9, 0] })).to.deep.equal(['A', 'B', 'C', 'D', 'E', 'A']);
    const { steps } = calculate(imoCiiRating, { requiredCii: 10, shipType: 'bulk', attainedCii: [9.4, 9.5] }, sets);
    expect(steps.filter(({ label }) => label === 'cii.rating').map((step) => 'interpretation' in step)).to.deep.equal([true, false]);
  });

  it('never gets better with more emissions', () => {
    const value = fc.double({ min: 0, max: 30, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [less, more] = ratings({ attainedCii: [Math.min(a, b), Math.max(a, b)] }) as [string, string];
        expect(less <= more).to.equal(true);
      }),
    );
  });

  it('takes factors that are given in place of those of the type', () => {
    expect(ratings({ shipType: 'ropax', attainedCii: [7.7], ratingFactors: [0.76, 0.92, 1.14, 1.3] })).to.deep.equal(['B']);
  });

  it('is refused where the type is unknown, needs a size, or the factors do not rise', () => {
    const of = (input: object): unknown => refused(imoCiiRating, { requiredCii: 10, attainedCii: [9], ...input });
    expect(of({ shipType: 'ropax' })).to.deep.equal([['INPUT_UNFIT', 'shipType']]);
    expect(of({ shipType: 'constructor' })).to.deep.equal([['INPUT_UNFIT', 'shipType']]);
    expect(of({ shipType: 'GAS_CARRIER' })).to.deep.equal([['INPUT_UNFIT', 'shipType']]);
    expect(of({ shipType: 'bulk', ratingFactors: [0.8, 0.8, 1, 1.2] })).to.deep.equal([['INPUT_UNFIT', 'ratingFactors']]);
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
    expect(() => parseImoFactors({ ...file(), cii: { ...imo.cii, aliases: { bulk: 'BARGE' } } })).to.throw(RangeError, 'BARGE');
    expect(() => parseImoFactors({ ...file(), extra: 1 })).to.throw('extra');
  });
});
