import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Calculation } from '../../src/emissions/calculation.ts';
import { ratingFactorsOf, referenceLineOf } from '../../src/emissions/imo-cii-tables.ts';
import { imoCiiRating } from '../../src/emissions/imo-cii-rating.ts';
import { ciiOfYear, imoCii } from '../../src/emissions/imo-cii.ts';
import { parseImoFactors } from '../../src/emissions/imo-factors.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';
import { inputsOf } from './inputs-of.ts';

const { sets } = readReference();
const { imo } = sets;
const refused = ({ compute, input: schema }: Calculation, input: unknown): unknown[] =>
  reasonsOf(() => compute(schema.parse(input) as never, sets)).map(({ code, field }) => [code, field]);

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

  it('says of each Cf whether it stands in the table for that fuel, came with its own place, or was given', () => {
    const lines = [
      { fuel: 'HFO', massT: 80, cfCO2GPerG: 3.114 },
      { fuel: 'LFO', massT: 8, cfCO2GPerG: 3.114 },
      { fuel: 'HFO', massT: 7, cfCO2GPerG: 3.2 },
      { fuel: 'BIODIESEL', massT: 1, cfCO2GPerG: 0.5, from: 'MEPC.1/Circ.905' },
    ];
    const { steps } = ciiOfYear({ ...bulk, capacityUnit: 'DWT', lines, referenceLine: { a: 4745, c: 0.622 } }, sets);
    expect(inputsOf(steps, 'cii.co2')).to.deep.equal([
      [
        ['mass HFO', 80, 't'],
        ['Cf HFO', 3.114, 'g/g', 'MEPC.364(79), HFO (OCII, VERIFIED)'],
        ['mass LFO', 8, 't'],
        ['Cf LFO', 3.114, 'g/g', 'given in the input'],
        ['mass HFO', 7, 't'],
        ['Cf HFO', 3.2, 'g/g', 'given in the input'],
        ['mass BIODIESEL', 1, 't'],
        ['Cf BIODIESEL', 0.5, 'g/g', 'MEPC.1/Circ.905'],
      ],
    ]);
  });

  it('marks a fuel of the table that is counted with another Cf, and refuses nothing', () => {
    const said = (...lines: readonly object[]): unknown => {
      const { steps } = calculate(imoCii, { ...bulk, lines, referenceLine: { a: 4745, c: 0.622 } }, sets);
      return steps.map(({ label, interpretation }) => [label, interpretation]).find(([, one]) => one !== undefined);
    };
    const marked = (names: string): unknown => [
      'cii.co2',
      `Counted with another Cf than that of the table, by MEPC.1/Circ.905 or another proof, as given: ${names}.`,
    ];
    const lfo = { fuel: 'LFO', massT: 1, cfCO2GPerG: 3.114 };
    expect(said(hfo, { fuel: 'BIODIESEL', massT: 1, cfCO2GPerG: 0.5 })).to.equal(undefined);
    expect(said(hfo, { ...hfo, cfCO2GPerG: 2 }, lfo, { ...hfo, cfCO2GPerG: 1 })).to.deep.equal(marked('HFO, LFO'));
    expect(said({ ...hfo, cfCO2GPerG: 0 })).to.deep.equal(marked('HFO'));
  });

  it('says of the capacity of the reference line where it stands only where the table fixes it', () => {
    const reference = (size: number): unknown =>
      inputsOf(calculate(imoCii, byShip('bulk', size, 'DWT', 2026, 1000, [hfo]), sets).steps, 'cii.reference')[0];
    const row = 'MEPC.353(78) Table 1, BULK_CARRIER (OCII, VERIFIED)';
    const [a, c] = [
      ['a', 4745, '1', row],
      ['c', 0.622, '1', row],
    ];
    expect(reference(279_000)).to.deep.equal([a, ['capacity', 279_000, 'DWT', row], c]);
    expect(reference(300_000)).to.deep.equal([a, ['capacity', 279_000, 'DWT', row], c]);
    expect(reference(278_999)).to.deep.equal([a, ['capacity', 278_999, 'DWT'], c]);
  });

  it('knows a ship type with blanks around it', () => {
    const named = (type: string): unknown => calculate(imoCii, byShip(type, 50_000, 'DWT', 2026, 1000, [hfo]), sets).result;
    expect(named(' bulk ')).to.deep.equal(named('bulk'));
    const rated = (shipType: string): unknown => calculate(imoCiiRating, { shipType, requiredCii: 10, attainedCii: [9] }, sets).result;
    expect(rated(' bulk ')).to.deep.equal(rated('bulk'));
    expect(() => named(' ')).to.throw('shipType');
  });

  it('warns of a reading of the table, not of a note on it', () => {
    const reference = (type: string, size: number, unit: string) =>
      calculate(imoCii, byShip(type, size, unit, 2026, 1000, [hfo]), sets).steps.find(({ label }) => label === 'cii.reference');
    expect(reference('LNG_CARRIER', 60_000, 'DWT')).to.have.property('interpretation');
    expect(reference('RO_RO_VEHICLE_CARRIER', 60_000, 'GT')).to.not.have.property('interpretation');
  });

  it('goes by its own capacity where the boundaries depend on the size and no ship is given', () => {
    const gas = (capacity: number) =>
      calculate(imoCii, { ...bulk, shipType: 'GAS_CARRIER', capacity, referenceLine: { a: 4745, c: 0.622 } }, sets);
    const factor = (capacity: number): unknown => inputsOf(gas(capacity).steps, 'cii.superior')[0]?.[1]?.[1];
    const [large, small] = imo.cii.ratings.filter(({ shipType }) => shipType === 'GAS_CARRIER').map(({ factors }) => factors[0]);
    expect([factor(65_000), factor(64_999)]).to.deep.equal([large, small]);
    expect(large).to.not.equal(small);
  });

  it('is refused with every reason at once', () => {
    const gross = { ...bulk, capacityUnit: 'GT', referenceLine: { a: 4745, c: 0.622 } };
    expect(refused(imoCii, gross)).to.deep.equal([['INPUT_UNFIT', 'capacityUnit']]);
    const fossil = { ...bulk, referenceLine: { a: 4745, c: 0.622 }, lines: [{ ...hfo, fuel: 'MDO_MGO' }] };
    expect(refused(imoCii, fossil)).to.deep.equal([['FUEL_UNKNOWN', 'lines[0].fuel']]);
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

describe('the tables of carbon intensity in another order of rows', () => {
  const turned = parseImoFactors({
    ...imo,
    cii: { ...imo.cii, referenceLines: [...imo.cii.referenceLines].reverse(), ratings: [...imo.cii.ratings].reverse() },
  });

  it('say the same of every ship, at each edge of a class too', () => {
    for (const { shipType, from = 1 } of [...imo.cii.referenceLines, ...imo.cii.ratings])
      for (const size of [from - 0.5, from, from + 0.5]) {
        expect(referenceLineOf(shipType, size, turned), `${shipType} ${size}`).to.deep.equal(referenceLineOf(shipType, size, imo));
        expect(ratingFactorsOf(shipType, size, turned), `${shipType} ${size}`).to.deep.equal(ratingFactorsOf(shipType, size, imo));
      }
  });

  it('name the types there are to whoever names another', () => {
    const [reason] = reasonsOf(() => calculate(imoCiiRating, { requiredCii: 10, attainedCii: [9], shipType: 'ropax' }, sets));
    expect(reason?.values).to.deep.equal({
      why:
        'ropax is not a ship type of the tables (bulk, tanker, container, BULK_CARRIER, GAS_CARRIER, TANKER, CONTAINER_SHIP, ' +
        'GENERAL_CARGO_SHIP, REFRIGERATED_CARGO_CARRIER, COMBINATION_CARRIER, LNG_CARRIER, RO_RO_VEHICLE_CARRIER, RO_RO_CARGO_SHIP, ' +
        'RO_RO_PASSENGER_SHIP, RO_RO_PASSENGER_HIGH_SPEED, CRUISE_PASSENGER_SHIP)',
    });
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

  it('can be followed from the required value to the boundaries, and warns where their row is a reading', () => {
    const steps = (shipType: string) => calculate(imoCiiRating, { requiredCii: 10, shipType, attainedCii: [9] }, sets).steps;
    const row = 'MEPC.354(78) Table 1, BULK_CARRIER (OCII, VERIFIED)';
    const boundaries = steps('bulk').slice(0, 4);
    expect(boundaries.map(({ formula, value, ...step }) => [formula, value, 'interpretation' in step])).to.deep.equal([
      ['superior = required·exp(d1)', 8.6, false],
      ['lower = required·exp(d2)', 9.399999999999999, false],
      ['upper = required·exp(d3)', 10.600000000000001, false],
      ['inferior = required·exp(d4)', 11.799999999999999, false],
    ]);
    expect(inputsOf(boundaries, 'cii.inferior')).to.deep.equal([
      [
        ['required', 10, 'g/(capacity·nm)'],
        ['exp(d4)', 1.18, '1', row],
      ],
    ]);
    const fast = steps('RO_RO_PASSENGER_HIGH_SPEED').map((step) => 'interpretation' in step);
    expect(fast).to.deep.equal([true, true, true, true, false]);
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
