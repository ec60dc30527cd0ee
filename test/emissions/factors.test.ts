import { expect } from 'chai';
import { gwpSetOf, parseFactors } from '../../src/emissions/factors.ts';
import { factors, fuelEuFile, reasonsOf } from './factor-sets.ts';

/** A copy of the file with one part changed, as an administrator might break it. */
function broken(change: (file: Record<string, unknown> & { rows: Record<string, unknown>[] }) => void): unknown {
  const file = structuredClone(fuelEuFile) as Record<string, unknown> & { rows: Record<string, unknown>[] };
  change(file);
  return file;
}

describe('the factors of FuelEU Maritime', () => {
  it('hold every row of Annex II, those without usable defaults by name', () => {
    expect(factors.rows.filter((row) => row.inAnnexII)).to.have.length(36);
    expect(factors.rows.map((row) => row.id)).to.include.members([
      'HFO',
      'LNG_OTTO_MS',
      'BIODIESEL',
      'BIO_METHANOL',
      'E_NH3_ICE',
      'ETHANE',
    ]);
    expect(factors.withoutDefaults.map((row) => row.id)).to.deep.equal(['BIO_H2', 'E_LPG', 'E_DME', 'OPS_ELECTRICITY']);
  });

  it('fill what Annex II leaves open with the highest default of the class and the column, and remember it', () => {
    const ammonia = factors.rows.find((row) => row.id === 'E_NH3_ICE');
    expect(ammonia).to.include({ cfCH4GPerG: 0.00005, cfN2OGPerG: 0.00018 });
    expect(ammonia?.filled).to.deep.equal(['cfCH4GPerG', 'cfN2OGPerG']);
    const hydrogen = factors.rows.find((row) => row.id === 'H2_NG_ICE');
    expect(hydrogen).to.include({ cfCH4GPerG: 0, cfN2OGPerG: 0.00018 });
    expect(hydrogen?.filled).to.deep.equal(['cfN2OGPerG']);
    expect(factors.rows.find((row) => row.id === 'HFO')?.filled).to.deep.equal([]);
  });

  it('take a filled cell from the same class of fuel, never from another', () => {
    const raised = parseFactors(broken((file) => Object.assign(rowOf(file.rows, 'LFO'), { cfN2OGPerG: 0.5 })));
    expect(raised.rows.find((row) => row.id === 'METHANOL_NG')?.cfN2OGPerG).to.equal(0.5);
    expect(raised.rows.find((row) => row.id === 'BIO_METHANOL')?.cfN2OGPerG).to.equal(0.00018);
    const none = broken((file) => {
      for (const row of file.rows) if (row['pathway'] === 'rfnbo') row['cfCH4GPerG'] = 'TBM';
    });
    expect(() => parseFactors(none)).to.throw(RangeError, 'rfnbo');
  });

  it('count a slip that Annex II does not list as nothing, in every pathway, and say it is a reading', () => {
    for (const id of ['LNG_BOILER', 'BIO_LNG_BOILER', 'E_LNG_BOILER']) {
      const row = factors.rows.find((one) => one.id === id);
      expect(row, id).to.include({ engineClass: 'OTHER', slipPct: 0 });
      expect(row?.interpretation, id).to.include('not listed');
    }
  });

  it('know the law of today and another set of global warming potentials', () => {
    expect(gwpSetOf(factors)).to.include({ id: 'AR4', ch4: 25, n2o: 298 });
    expect(gwpSetOf(factors, 'AR5')).to.include({ ch4: 28, n2o: 265 });
    const why = 'the factor set fueleu-2026-11 has no global warming potentials AR3; it has AR4, AR5, AR6';
    expect(reasonsOf(() => gwpSetOf(factors, 'AR3'))).to.deep.equal([{ code: 'INPUT_UNFIT', field: 'gwpSet', values: { why } }]);
  });

  it('cannot be changed once read', () => {
    expect(Object.isFrozen(factors) && factors.rows.every((row) => Object.isFrozen(row) && Object.isFrozen(row.wtt))).to.equal(true);
  });

  it('stop the start where the file is broken, naming the place', () => {
    expect(() => parseFactors(broken((file) => Object.assign(rowOf(file.rows, 'HFO'), { lcvMjPerG: -1 })))).to.throw('lcvMjPerG');
    expect(() => parseFactors(broken((file) => Object.assign(rowOf(file.rows, 'HFO'), { slipPercent: 1 })))).to.throw('slipPercent');
    expect(() => parseFactors(broken((file) => Object.assign(rowOf(file.rows, 'HFO'), { source: 'HEARSAY' })))).to.throw('HEARSAY');
    expect(() => parseFactors(broken((file) => Object.assign(rowOf(file.rows, 'LFO'), { id: 'HFO' })))).to.throw('HFO');
    expect(() => parseFactors(broken((file) => Object.assign(file, { gwpSet: 'AR9' })))).to.throw('AR9');
    const fallback = { interpretation: 'x', rows: { LNG: 'BIODIESEL' } };
    expect(() => parseFactors(broken((file) => Object.assign(file, { fallback })))).to.throw('BIODIESEL');
    const nowhere = { interpretation: 'x', rows: { LNG: 'NO_ROW' } };
    expect(() => parseFactors(broken((file) => Object.assign(file, { fallback: nowhere })))).to.throw(RangeError, 'NO_ROW');
    const unread = { interpretation: 'x', rows: { FAME: 'HFO' }, interpretations: { PEAT: 'y' } };
    expect(() => parseFactors(broken((file) => Object.assign(file, { fallback: unread })))).to.throw(RangeError, 'PEAT');
    const strange = broken((file) => Object.assign(rowOf(file.rows, 'BIODIESEL'), { wtt: { method: 'DEFAULT', gPerMj: 1 } }));
    expect(() => parseFactors(strange)).to.throw(RangeError, /does not have: E_MINUS_CFCO2_OVER_LCV of BIODIESEL$/);
  });
});

function rowOf(rows: readonly Record<string, unknown>[], id: string): Record<string, unknown> {
  const found = rows.find((row) => row['id'] === id);
  if (!found) throw new Error(`no row ${id}`);
  return found;
}
