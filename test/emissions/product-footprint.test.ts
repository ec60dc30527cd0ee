import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer } from '../../src/emissions/calculation.ts';
import { parseFootprintClauses } from '../../src/emissions/footprint-clauses.ts';
import { productFootprint } from '../../src/emissions/product-footprint.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';
import { figure } from './fueleu-ask.ts';

const { sets } = readReference();
type Given = Readonly<Record<string, unknown>>;

const ask = (line: Given, rest: Given = {}): Answer => calculate(productFootprint, { line, boundary: 'cradle-to-grave', ...rest }, sets);
const total = (line: Given, rest?: Given): number => ask(line, rest).result['totalKgCO2eqPerT'] as number;
const apart = (line: Given, rest?: Given): Record<string, number> => ask(line, rest).result['separately'] as Record<string, number>;
const share = (line: Given, rest?: Given): unknown => ask(line, rest).result['primaryDataPct'];
const refused = (line: Given): (string | undefined)[][] =>
  reasonsOf(() => ask(line)).map(({ code, field }) => [code, field?.replace(/^body\./, '')]);
const toGate = { boundary: 'cradle-to-gate' };

const terms = (values: Readonly<Record<string, number>>, more: Given = {}): Given =>
  Object.fromEntries(Object.entries(values).map(([name, gPerMj]) => [name, { gPerMj, method: 'AV', ...more }]));
const biofuel = { eec: 4, el: 1, ep: 9.5, etd: 1.5, eu: 0, esca: 2, eccs: 3, eccr: 0.5 };
const rfnbo = { ei: 12, ep: 3, etd: 1, eu: 68.9, eccs: 2 };

describe('the carbon footprint of a tonne delivered', () => {
  it('of heavy fuel oil can be worked out by hand', () => {
    expect(total({ fuel: 'HFO' }, toGate)).to.be.closeTo(13.5 * 40.5, 1e-9);
    expect(total({ fuel: 'HFO' })).to.be.closeTo(13.5 * 40.5 + 3114 + 0.05 * 25 + 0.18 * 298, 1e-9);
    expect(apart({ fuel: 'HFO' })).to.have.all.keys('fossilAndOtherKgCO2eqPerT');
    expect(share({ fuel: 'HFO' })).to.equal(0);
  });

  it('of biodiesel by its terms has a stage for each but the use, which is computed', () => {
    const { result, steps } = ask({ fuel: 'BIODIESEL', terms: terms(biofuel) });
    const stages = result['stages'] as { stage: string; of?: string; kgCO2eqPerT: number }[];
    expect(stages.map(({ stage, of }) => of ?? stage)).to.deep.equal([
      'eec',
      'el',
      'ep',
      'etd',
      'esca',
      'eccs',
      'eccr',
      'biogenic-uptake',
      'use',
    ]);
    expect(stages.slice(0, 5).map(({ kgCO2eqPerT }) => kgCO2eqPerT)).to.deep.equal([148, 37, 351.5, 55.5, -74]);
    expect(steps.map(({ label }) => label).filter((label, place, all) => all.indexOf(label) === place)).to.deep.equal([
      'red.total',
      'energy',
      'ttw',
      'footprint.stage',
      'footprint.uptake',
      'footprint.use',
      'footprint.total',
      'footprint.separate',
      'footprint.primary',
    ]);
  });

  it('to the gate has no carbon cycle, and states the biogenic carbon in the fuel beside the total', () => {
    const line = { fuel: 'BIODIESEL', terms: terms(biofuel) };
    expect(total(line, toGate)).to.be.closeTo(10.5 * 37, 1e-9);
    expect(apart(line, toGate)).to.deep.include({
      biogenicContentKgCO2PerT: 2834,
      landUseChangeKgCO2eqPerT: 37,
      soilCarbonKgCO2eqPerT: -74,
    });
    expect(apart(line, toGate)).not.to.have.property('biogenicKgCO2eqPerT');
  });

  it('leaves out the eu of a proof where it computes the use, and says so for a biofuel', () => {
    const withUse = ask({ fuel: 'BIODIESEL', terms: terms({ ...biofuel, eu: 2 }) });
    expect(withUse.result['totalKgCO2eqPerT']).to.be.closeTo(total({ fuel: 'BIODIESEL', terms: terms(biofuel) }), 1e-9);
    expect(withUse.steps.find(({ label }) => label === 'footprint.use')?.interpretation).to.include('eu of the proof is left out');
    expect(total({ fuel: 'E_METHANOL', terms: terms(rfnbo) }, toGate)).to.be.closeTo(14 * 19.9, 1e-9);
    expect(total({ fuel: 'E_METHANOL', eGPerMj: 82.9 }, toGate)).to.be.closeTo(14 * 19.9, 1e-9);
  });

  it('does not tell land-use change where the source does not', () => {
    expect(apart({ fuel: 'BIODIESEL', eGPerMj: 10.5 })).not.to.have.property('landUseChangeKgCO2eqPerT');
    const about = (line: Given): string[] => (ask(line).result['statements'] as { about: string }[]).map((one) => one.about);
    expect(about({ fuel: 'BIODIESEL', eGPerMj: 10.5 })).to.include('land-use-not-told');
    expect(about({ fuel: 'BIODIESEL', terms: terms(biofuel) })).to.include('land-use-separate');
  });

  it('adds the legs that are given, and warns against counting one twice', () => {
    const transport = [
      { name: 'pipeline', kgCO2eqPerT: 3 },
      { name: 'barge', kgCO2eqPerT: 12, primaryData: true },
    ];
    expect(total({ fuel: 'HFO' }, { transport }) - total({ fuel: 'HFO' })).to.be.closeTo(15, 1e-9);
    const leg = ask({ fuel: 'HFO' }, { transport }).steps.find(({ label }) => label === 'footprint.leg');
    expect(leg?.interpretation).to.include('none counts twice');
  });

  it('says in both languages what it rests on and what it is not', () => {
    const { result } = ask({ fuel: 'HFO' }, { delivery: 'BDN-1', certificate: 'C-1', gwpSet: 'AR6' });
    expect(result).to.include({ delivery: 'BDN-1', certificate: 'C-1', gwpSet: 'AR6' });
    const [statements, isNot] = [result['statements'], result['isNot']] as { about: string; en: string; zh: string }[][];
    expect(statements?.map(({ about }) => about)).to.include.members([
      'unit',
      'cradle-to-grave',
      'allocation-fossil',
      'gwp',
      'cut-off',
      'exclusions',
    ]);
    expect(statements?.map(({ about }) => about)).not.to.include('gwp-not-latest');
    expect(isNot?.map(({ about }) => about)).to.include.members(['not-verified', 'not-declaration', 'not-compliance']);
    for (const { en, zh } of [...(statements ?? []), ...(isNot ?? [])]) {
      expect(en).to.match(/^[^{}]+$/);
      expect(zh).to.match(/^[^{}]*[\u4e00-\u9fff][^{}]*$/);
    }
  });

  it('marks each clause of the standard as from memory', () => {
    for (const { clause } of ask({ fuel: 'BIODIESEL', eGPerMj: 10 }).steps)
      if (clause.includes('ISO 14067')) expect(clause).to.include('FROM-MEMORY');
    expect(() => parseFootprintClauses({ ...sets.iso14067, sources: {} })).to.throw(RangeError, 'ISO-CONTENTS');
  });

  it('says which potentials E keeps where the use follows others', () => {
    const use = ask({ fuel: 'BIODIESEL', eGPerMj: 10 }, { gwpSet: 'AR6' }).steps.find(({ label }) => label === 'footprint.use');
    expect(use?.interpretation).to.include('keeps the potentials of its own method (AR4)');
  });
});

describe('the share of primary data', () => {
  it('is by contribution, and a credit weighs as much as an emission', () => {
    const all = { ...terms({ ...biofuel, eec: 0, el: 0, etd: 0, esca: 0, eccr: 0 }), ep: { gPerMj: 9, method: 'AV', primaryData: true } };
    expect(share({ fuel: 'BIODIESEL', terms: all }, toGate)).to.equal(75);
  });

  it('of a total is as it was given, of nothing there is none', () => {
    expect(share({ fuel: 'BIODIESEL', eGPerMj: 10, primaryDataPct: 40 }, toGate)).to.equal(40);
    expect(share({ fuel: 'BIODIESEL', eGPerMj: 10 }, toGate)).to.equal(0);
    expect(share({ fuel: 'BIODIESEL', eGPerMj: 0 }, toGate)).to.equal(undefined);
  });
});

describe('a footprint is refused', () => {
  it('for a fuel that is not in the table or a renewable one without E', () => {
    expect(refused({ fuel: 'COAL' })).to.deep.equal([['FUEL_UNKNOWN', 'line.fuel']]);
    expect(refused({ fuel: 'COAL', terms: terms(biofuel) })).to.deep.equal([['FUEL_UNKNOWN', 'line.fuel']]);
    expect(refused({ fuel: 'BIODIESEL' })).to.deep.equal([['FACTOR_MISSING', 'line.eGPerMj']]);
  });

  it('with every reason at once', () => {
    const { eccs: _eccs, ...four } = rfnbo;
    const line = {
      fuel: 'E_METHANOL',
      terms: { ...terms(four), ...terms({ eec: 1 }), ep: { gPerMj: 9, method: 'DDV', primaryData: true } },
    };
    expect(refused({ ...line, eGPerMj: 5, euGPerMj: 1 })).to.deep.equal([
      ['INPUT_UNFIT', 'line.eGPerMj'],
      ['INPUT_UNFIT', 'line.euGPerMj'],
      ['INPUT_UNFIT', 'line.terms.ep.primaryData'],
      ['FACTOR_MISSING', 'line.terms.eccs'],
      ['FACTOR_MISSING', 'line.terms.eec'],
    ]);
  });

  it('where a fossil fuel has an E, or a share of primary data stands alone', () => {
    expect(refused({ fuel: 'HFO', eGPerMj: 5 })).to.deep.equal([['INPUT_UNFIT', 'line.eGPerMj']]);
    expect(refused({ fuel: 'HFO', terms: terms(biofuel) })).to.deep.equal([['INPUT_UNFIT', 'line.terms']]);
    expect(refused({ fuel: 'HFO', primaryDataPct: 5 })).to.deep.equal([['INPUT_UNFIT', 'line.primaryDataPct']]);
  });
});

const fuelLine = fc.constantFrom(...sets.fueleu.rows).chain((row) =>
  fc.record({
    fuel: fc.constant(row.id),
    ...(row.pathway === 'fossil' ? {} : { eGPerMj: fc.double({ min: -100, max: 100, noNaN: true }) }),
  }),
);

describe('the footprint, whatever the fuel', () => {
  it('to the grave is its well-to-wake intensity by FuelEU Maritime times its energy', () => {
    fc.assert(
      fc.property(fuelLine, fc.constantFrom('AR4', 'AR5', 'AR6'), (line, gwpSet) => {
        const lcv = sets.fueleu.rows.find(({ id }) => id === line.fuel)?.lcvMjPerG ?? NaN;
        const wtw = figure('fueleu.intensity', { lines: [line], gwpSet }, 'wtwGPerMj');
        expect(total(line, { gwpSet })).to.be.closeTo(wtw * lcv * 1e3, 1e-6);
      }),
    );
  });

  it('is the sum of its stages and of the parts that are stated separately', () => {
    fc.assert(
      fc.property(fuelLine, fc.constantFrom('cradle-to-gate', 'cradle-to-grave'), (line, boundary) => {
        const { result } = ask(line, { boundary });
        const add = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
        const stages = (result['stages'] as { kgCO2eqPerT: number }[]).map(({ kgCO2eqPerT }) => kgCO2eqPerT);
        const { fossilAndOtherKgCO2eqPerT = 0, biogenicKgCO2eqPerT = 0 } = result['separately'] as Record<string, number>;
        expect(add(stages)).to.be.closeTo(result['totalKgCO2eqPerT'] as number, 1e-6);
        expect(fossilAndOtherKgCO2eqPerT + biogenicKgCO2eqPerT).to.be.closeTo(result['totalKgCO2eqPerT'] as number, 1e-6);
      }),
    );
  });

  it('by terms is that by their total, and each term moves it by its sign', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('eec', 'el', 'ep', 'etd', 'esca', 'eccs', 'eccr'),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (name, value) => {
          const changed = { ...biofuel, [name]: value };
          const e = changed.eec + changed.el + changed.ep + changed.etd - changed.esca - changed.eccs - changed.eccr;
          expect(total({ fuel: 'HVO', terms: terms(changed) })).to.be.closeTo(total({ fuel: 'HVO', eGPerMj: e }), 1e-6);
        },
      ),
    );
  });
});
