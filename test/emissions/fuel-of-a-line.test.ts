import { expect } from 'chai';
import { rowsOf } from '../../src/emissions/annex-rows.ts';
import type { FuelRow } from '../../src/emissions/factors.ts';
import { fuelIntensity, lcvClause } from '../../src/emissions/fuel-intensity.ts';
import { fuelOfLine } from '../../src/emissions/fuel-line.ts';
import { countedFuel, unfit } from '../../src/emissions/fueleu-line.ts';
import { quantity } from '../../src/emissions/fueleu-quantity.ts';
import { fillMissingCells } from '../../src/emissions/missing-cells.ts';
import { parseFactors, type RawFuelRow } from '../../src/emissions/factors.ts';
import { factors, fuelEuFile, red } from './factor-sets.ts';

const row = (id: string): FuelRow => factors.rows.find((one) => one.id === id) ?? expect.fail(id);
const field = 'lines[3]';

describe('the fuel of a line', () => {
  const given = (line: object): FuelRow => {
    const found = fuelOfLine({ fuel: 'LNG_OTTO_MS', ...line }, factors, field);
    return 'row' in found ? found.row : expect.fail('refused');
  };

  it('is the row of the table itself where the line gives nothing in its cells', () => {
    expect(given({})).to.equal(row('LNG_OTTO_MS'));
  });

  it('has the cells that the line gives, by name, and the rest of the table', () => {
    expect(given({ slipPct: 0 })).to.deep.equal({ ...row('LNG_OTTO_MS'), slipPct: 0, given: ['slipPct'] });
    expect(given({ lcvMjPerG: 0.05 })).to.deep.equal({ ...row('LNG_OTTO_MS'), lcvMjPerG: 0.05, given: ['lcvMjPerG'] });
    const e = given({ fuel: 'E_LNG_OTTO_MS', eGPerMj: 20, euGPerMj: 50, slipPct: 1, lcvMjPerG: 0.05 });
    expect(e).to.deep.include({ given: ['euGPerMj', 'slipPct', 'lcvMjPerG'], wtt: { method: 'E_MINUS_EU', euGPerMj: 50 } });
    expect(given({ fuel: 'E_LNG_OTTO_MS', eGPerMj: 20, slipPct: 1 }).wtt).to.equal(row('E_LNG_OTTO_MS').wtt);
    expect(given({ euGPerMj: 50 }).wtt).to.deep.equal({ method: 'DEFAULT', gPerMj: 18.5 });
  });

  it('that is renewable and brings no E, or has no values in the table, is refused with what is known', () => {
    expect(fuelOfLine({ fuel: 'E_METHANOL' }, factors, field)).to.deep.equal([
      {
        code: 'FACTOR_MISSING',
        field: 'lines[3].eGPerMj',
        values: { fuel: 'E_METHANOL', pathway: 'rfnbo' },
        clause: factors.clauses.fallback,
      },
    ]);
    const open = factors.withoutDefaults.find(({ id }) => id === 'E_DME');
    expect(fuelOfLine({ fuel: 'E_DME' }, factors, field)).to.deep.equal([
      {
        code: 'FACTOR_MISSING',
        field: 'lines[3].fuel',
        values: { fuel: 'E_DME', why: open?.why },
        clause: 'Regulation (EU) 2023/1805 Annex II',
      },
    ]);
    expect(fuelOfLine({ fuel: 'COAL' }, { ...factors, rows: [row('HFO'), row('LFO')] }, field)).to.deep.equal([
      { code: 'FUEL_UNKNOWN', field: 'lines[3].fuel', values: { fuel: 'COAL', known: 'HFO, LFO' } },
    ]);
  });

  it('that counts as fossil has no factors where its fuel has no fossil row, or is not known at all', () => {
    const without = { ...factors, fallback: { ...factors.fallback, rows: {} } };
    expect(countedFuel({ fuel: 'BIODIESEL', notCounted: 'no-proof' }, { fueleu: without, red }, undefined, field)).to.deep.equal([
      {
        code: 'FACTOR_MISSING',
        field: 'lines[3].eGPerMj',
        values: { fuel: 'BIODIESEL', pathway: 'bio' },
        clause: factors.clauses.fallback,
      },
    ]);
    expect(countedFuel({ fuel: 'BIO_H2', notCounted: 'no-proof' }, { fueleu: factors, red }, undefined, field)).to.have.nested.property(
      '[0].field',
      'lines[3].fuel',
    );
  });

  it('is looked up by the pathway also where the annex leaves it open', () => {
    expect(rowsOf(factors, 'HYDROGEN', 'bio', 'fuel')).to.include({ code: 'FACTOR_MISSING' });
    const [ofFossil] = [rowsOf(factors, 'DME', 'bio', 'fuel')];
    expect(ofFossil).to.deep.include({ code: 'FUEL_UNKNOWN', field: 'fuel' });
    expect(ofFossil).to.have.nested.property('values.known', 'ETHANOL, FAME, HVO, LNG, METHANOL, OTHER_BIOFUEL');
  });
});

describe('the intensity of a fuel', () => {
  it('weighs its carbon dioxide too by the potential of the set', () => {
    const doubled = { ...factors, gwpSets: factors.gwpSets.map((set) => ({ ...set, co2: 2 })) };
    const { ttwGPerMj } = fuelIntensity(row('HFO'), { kind: 'fossil' }, doubled);
    expect(ttwGPerMj).to.be.closeTo((2 * 3.114 + 0.00005 * 25 + 0.00018 * 298) / 0.0405, 1e-9);
  });

  it('of a renewable fuel has no default that could stand for it', () => {
    expect(() => fuelIntensity(row('BIODIESEL'), { kind: 'fossil' }, factors)).to.throw(RangeError, 'BIODIESEL has no default');
  });

  it('rests on a reading of its own for recycled-carbon and low-carbon fuel, on none for an RFNBO', () => {
    const readingOf = (origin?: 'rfnbo' | 'recycled-carbon' | 'low-carbon'): string | undefined =>
      fuelIntensity(row('E_METHANOL'), { kind: 'certified', eGPerMj: 1, origin }, factors).steps[0]?.interpretation;
    expect(readingOf('recycled-carbon')).to.match(/^A recycled-carbon fuel/);
    expect(readingOf('low-carbon')).to.match(/^A low-carbon fuel/);
    for (const origin of ['rfnbo', undefined] as const)
      expect(fuelIntensity(row('E_METHANOL'), { kind: 'certified', eGPerMj: 1, origin }, factors).steps[0]).to.not.have.property(
        'interpretation',
      );
  });

  it('has its calorific value by the directive for biofuel and by Annex II for the rest', () => {
    expect(['BIODIESEL', 'HFO', 'E_METHANOL'].map((id) => lcvClause(row(id), factors))).to.deep.equal([
      factors.clauses.lcvBio,
      factors.clauses.lcv,
      factors.clauses.lcv,
    ]);
  });
});

describe('what an input and a reason have, and what they leave out', () => {
  it('an input without a place has no `from`, a reason without a clause no `clause`', () => {
    expect(quantity('mass', 1, 't')).to.deep.equal({ name: 'mass', value: 1, unit: 't' });
    expect(quantity('LCV', 1, 'MJ/g', 'Annex II')).to.deep.equal({ name: 'LCV', value: 1, unit: 'MJ/g', from: 'Annex II' });
    expect(unfit('lines', 'so')).to.deep.equal({ code: 'INPUT_UNFIT', field: 'lines', values: { why: 'so' } });
    expect(unfit('lines', 'so', 'Art. 21')).to.deep.equal({
      code: 'INPUT_UNFIT',
      field: 'lines',
      values: { why: 'so' },
      clause: 'Art. 21',
    });
  });
});

describe('the cells that Annex II leaves open', () => {
  const raw = (id: string, cells: Partial<RawFuelRow>): RawFuelRow => ({ ...(row('HFO') as unknown as RawFuelRow), id, ...cells });

  it('are filled with the highest of the class, and only they are', () => {
    const filled = fillMissingCells([
      raw('a', { cfCH4GPerG: 0.1, cfN2OGPerG: 'TBM' }),
      raw('b', { cfCH4GPerG: 0.3, cfN2OGPerG: 0.02 }),
      raw('c', { cfCH4GPerG: 'N/A', cfN2OGPerG: 'TBM' }),
      raw('d', { cfCH4GPerG: 9, cfN2OGPerG: 9, pathway: 'bio' }),
    ]);
    expect(filled.map(({ id, cfCH4GPerG, cfN2OGPerG, filled: which }) => [id, cfCH4GPerG, cfN2OGPerG, which])).to.deep.equal([
      ['a', 0.1, 0.02, ['cfN2OGPerG']],
      ['b', 0.3, 0.02, []],
      ['c', 0.3, 0.02, ['cfCH4GPerG', 'cfN2OGPerG']],
      ['d', 9, 9, []],
    ]);
  });

  it('are named as the file names them, with their source, in the annex and outside', () => {
    const { rows } = parseFactors(fuelEuFile);
    expect(rows.find(({ id }) => id === 'HFO')?.cell).to.match(/^Annex II, HFO \(/);
    const outside = rows.find(({ inAnnexII }) => !inAnnexII);
    expect(outside?.cell).to.equal(`${outside?.id} (${outside?.source} ${outside?.where})`);
  });
});
