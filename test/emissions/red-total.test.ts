import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer, FactorSets } from '../../src/emissions/calculation.ts';
import { parseRedFactors, type RedFactors } from '../../src/emissions/red-factors.ts';
import { redTotal } from '../../src/emissions/red-total.ts';
import { savingThreshold } from '../../src/emissions/saving.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf, red, redFile } from './factor-sets.ts';

const { sets } = readReference();
type Given = Readonly<Record<string, unknown>>;

const ask = (input: Given, by: FactorSets = sets): Answer => calculate(redTotal, input, by);
const refusedFor = (input: Given, by: FactorSets = sets): string[] =>
  reasonsOf(() => ask(input, by)).map(({ code, field }) => `${code} ${field?.replace(/^body\./, '')}`);
const whyOf = (input: Given): string[] => reasonsOf(() => ask(input)).map(({ values }) => String(values?.['why'] ?? values?.['known']));

const table = (pathway: string, fuel: string, more: Given = {}): Given => ({
  kind: 'biofuel',
  emissions: { method: 'TABLE', pathway, fuel, ...more },
  installationStartedOn: '2021-06-01',
});
const of = (values: Readonly<Record<string, number>>): Given =>
  Object.fromEntries(Object.entries(values).map(([name, gPerMj]) => [name, { gPerMj, method: 'AV' }]));
const none = { eec: 0, el: 0, ep: 0, etd: 0, eu: 0, esca: 0, eccs: 0, eccr: 0 };
const itemised = (values: Readonly<Record<string, number>>, more: Given = {}): Given => ({
  kind: 'biofuel',
  emissions: { method: 'ITEMISED', terms: of({ ...none, ...values }), ...more },
  installationStartedOn: '2021-06-01',
});
const synthetic = { ei: 20, ep: 5, etd: 3, eu: 2, eccs: 1.8 };

/** The factors with one part of the file changed. */
function changed(change: (file: RedFactors) => object): FactorSets {
  const file = structuredClone(redFile) as RedFactors;
  return { ...sets, red: parseRedFactors({ ...file, ...change(file) }) };
}

const biofuelRead = changed(({ formulas }) => ({ formulas: { ...formulas, biofuel: { ...formulas.biofuel, status: 'VERIFIED' } } }));

describe('E by a total default of the table', () => {
  it('is the default of its pathway, with the saving it gives', () => {
    const { result, steps } = ask(table('UCO_FAME', 'FAME'));
    expect(result).to.deep.equal({
      eGPerMj: 14.9,
      savingPct: ((94 - 14.9) / 94) * 100,
      minSavingPct: 65,
      maxEGPerMj: 32.9,
      met: true,
      foodOrFeedCrop: false,
    });
    expect(steps.map(({ label }) => label)).to.deep.equal(['red.totalDefault', 'red.saving', 'red.threshold']);
    expect(steps[0]?.clause).to.equal('Directive (EU) 2018/2001 Annex V part D');
    expect(steps[0]?.inputs[0]?.from).to.equal('Directive (EU) 2018/2001 Annex V part D, UCO_FAME (CHATZIP, VERIFIED)');
    expect(steps[0]).to.not.have.property('interpretation');
  });

  it('takes the fuel by its name or by any of its rows', () => {
    expect(ask(table('UCO_FAME', 'BIODIESEL'))).to.deep.equal(ask(table('UCO_FAME', 'FAME')));
    expect(ask(table('MANURE_CLOSED_OFF', 'BIO_LNG_OTTO_MS')).result).to.include({ eGPerMj: -100, met: true });
  });

  it('of rape seed does not save enough, and says that it is a food or feed crop', () => {
    expect(ask(table('RAPE_FAME', 'FAME')).result).to.include({ eGPerMj: 50.1, met: false, foodOrFeedCrop: true });
    expect(ask({ ...table('SOY_FAME', 'FAME'), installationStartedOn: '2015-10-05' }).result).to.include({ minSavingPct: 50, met: true });
  });

  it('of biomethane is that up to the grid; liquefaction or compression comes on top', () => {
    const plain = ask(table('BIOWASTE_CLOSED_OFF', 'LNG'));
    expect(plain.result).to.include({ eGPerMj: 14 });
    expect(plain.steps[0]?.interpretation).to.include('up to the grid').and.not.include('from memory');
    const liquid = ask(table('BIOWASTE_CLOSED_OFF', 'LNG', { addition: 'LIQUEFACTION' }));
    expect(liquid.result['eGPerMj']).to.equal(14 + 0.0168 * 308);
    expect(liquid.steps.map(({ label, value }) => [label, value])).to.deep.include.members([
      ['red.addition', 0.0168 * 308],
      ['red.carried', 14 + 0.0168 * 308],
    ]);
    expect(liquid.steps[1]).to.not.have.property('interpretation');
    expect(liquid.steps[1]?.inputs.map(({ value, unit }) => [value, unit])).to.deep.equal([
      [0.0168, 'kWh/MJ'],
      [308, 'gCO2eq/kWh'],
    ]);
    const pressed = ask(table('BIOWASTE_CLOSED_OFF', 'LNG', { addition: 'COMPRESSION' }));
    expect(pressed.result['eGPerMj']).to.equal(18.6);
    expect(pressed.steps[1]?.interpretation).to.include('from memory');
    expect(pressed.steps[1]?.inputs.map(({ name, value }) => [name, value])).to.deep.equal([['default value', 4.6]]);
    expect(pressed.steps[2]?.inputs.map(({ value }) => value)).to.deep.equal([14, 4.6]);
  });

  it('says which value is from memory and which is unresolved', () => {
    expect(ask(table('BIOWASTE_OPEN_OFF', 'LNG')).steps[0]?.interpretation)
      .to.include('from memory')
      .and.include('BIOWASTE_OPEN_OFF');
    expect(ask(table('PALM_FAME_OPEN', 'FAME')).steps[0]?.interpretation).to.include('75.7');
  });

  it('is refused for another fuel, an unknown pathway or fuel, and an addition to what is no biomethane', () => {
    expect(refusedFor(table('UCO_FAME', 'HVO'))).to.deep.equal(['INPUT_UNFIT emissions.pathway']);
    expect(whyOf(table('UCO_FAME', 'HVO'))[0]).to.include('UCO_FAME is a default of FAME, not of HVO');
    expect(refusedFor(table('COAL_FAME', 'FAME'))).to.deep.equal(['FUEL_UNKNOWN emissions.pathway']);
    expect(whyOf(table('COAL_FAME', 'FAME'))[0]).to.equal(red.pathways.map(({ id }) => id).join(', '));
    expect(refusedFor(table('UCO_FAME', 'COAL'))).to.deep.equal(['FUEL_UNKNOWN emissions.fuel']);
    expect(refusedFor(table('UCO_HVO', 'HVO', { addition: 'LIQUEFACTION' }))).to.deep.equal(['INPUT_UNFIT emissions.addition']);
    expect(refusedFor({ ...table('COAL', 'COAL'), kind: 'rfnbo' })).to.deep.equal([
      'INPUT_UNFIT emissions.method',
      'FUEL_UNKNOWN emissions.fuel',
      'FUEL_UNKNOWN emissions.pathway',
    ]);
  });
});

describe('E by what the proof prints', () => {
  it('is a total default, or every term with its method', () => {
    const total = ask({ kind: 'biofuel', emissions: { method: 'TDV', eGPerMj: 20.8 }, installationStartedOn: '2016-01-01' });
    expect(total.result).to.deep.include({ eGPerMj: 20.8, minSavingPct: 60, maxEGPerMj: 37.6, met: true });
    expect(total.result).to.not.have.property('foodOrFeedCrop');
    expect(total.steps.map(({ label }) => label)).to.deep.equal(['red.totalDefault', 'red.saving', 'red.threshold']);
    expect(total.steps[0]?.inputs[0]?.from).to.equal('proof of sustainability (TDV)');
    const terms = {
      ...of(none),
      eec: { gPerMj: 20, method: 'NUTS2' },
      ep: { gPerMj: 10, method: 'DDV_AV' },
      eccr: { gPerMj: 4, method: 'DDV' },
    };
    const { result, steps } = ask({ ...itemised({}), emissions: { method: 'ITEMISED', terms } });
    expect(result['eGPerMj']).to.equal(26);
    expect(steps[0]?.inputs.map(({ from }) => from)).to.include.members([
      'proof of sustainability (NUTS2)',
      'proof of sustainability (DDV_AV)',
      'proof of sustainability (DDV)',
    ]);
  });

  it('is enough at the largest E and not above it', () => {
    expect(ask(itemised({ ep: 32.9 })).result).to.include({ eGPerMj: 32.9, met: true });
    expect(ask(itemised({ ep: 32.9001 })).result['met']).to.equal(false);
  });

  it('of RFNBO and of low-carbon fuel has terms of its own and 70 %, whatever the day', () => {
    for (const kind of ['rfnbo', 'low-carbon']) {
      const { result, steps } = ask({ kind, emissions: { method: 'ITEMISED', terms: of(synthetic) } });
      expect(result, kind).to.deep.equal({ eGPerMj: 28.2, savingPct: 70, minSavingPct: 70, maxEGPerMj: 28.2, met: true });
      expect(steps[0]?.formula).to.equal('E = ei + ep + etd + eu − eccs');
    }
  });

  it('says where the formula itself is from memory', () => {
    const by = (kind: string) => ask({ kind, emissions: { method: 'ITEMISED', terms: of(synthetic) } }).steps[0];
    expect(by('low-carbon')?.interpretation).to.include('from memory');
    expect(by('low-carbon')?.clause).to.include('2025/2359');
    expect(by('rfnbo')).to.not.have.property('interpretation');
    expect(by('rfnbo')?.clause).to.include('2023/1185');
    expect(ask(itemised({})).steps[0]?.interpretation).to.include('from memory');
    expect(ask(itemised({}), biofuelRead).steps[0]).to.not.have.property('interpretation');
  });

  it('is held against another comparator where one is given', () => {
    const { result, steps } = ask({ ...itemised({ ep: 28 }), comparatorGPerMj: 80 });
    expect(result).to.deep.include({ savingPct: 65, maxEGPerMj: 28, met: true });
    for (const step of steps.slice(1)) expect(step.inputs[0]).to.include({ name: 'comparator', value: 80, from: 'given in the input' });
    expect(ask({ ...itemised({ ep: 28.01 }), comparatorGPerMj: 80 }).result['met']).to.equal(false);
    expect(ask(itemised({})).steps[1]?.inputs[0]?.from).to.include('Annex V part C point 19');
  });

  it('is refused with every term that is missing or foreign by a verified formula, and without the day of a biofuel, at once', () => {
    const { el: _el, ...rest } = none;
    const input = { kind: 'biofuel', emissions: { method: 'ITEMISED', terms: of({ ...rest, ei: 1 }) } };
    expect(refusedFor(input, biofuelRead)).to.deep.equal([
      'FACTOR_MISSING emissions.terms.el',
      'FACTOR_MISSING emissions.terms.ei',
      'FACTOR_MISSING installationStartedOn',
    ]);
    const noTerm = refusedFor({ ...input, emissions: { method: 'ITEMISED', terms: {} } });
    expect(noTerm).to.deep.equal(['FACTOR_MISSING emissions.terms', 'FACTOR_MISSING installationStartedOn']);
    expect(refusedFor({ ...input, emissions: { method: 'TDV', eGPerMj: 1 } })).to.deep.equal(['FACTOR_MISSING installationStartedOn']);
  });
});

describe('soil carbon', () => {
  it('takes off up to 25 gCO2eq/MJ, with biochar up to 45', () => {
    expect(ask(itemised({ ep: 40, esca: 25 })).result['eGPerMj']).to.equal(15);
    expect(refusedFor(itemised({ ep: 40, esca: 25.01 }))).to.deep.equal(['INPUT_UNFIT emissions.terms.esca.gPerMj']);
    expect(whyOf(itemised({ ep: 40, esca: 25.01 }))[0]).to.equal('esca of 25.01 is above the 25 gCO2eq/MJ that count without biochar');
    expect(ask(itemised({ ep: 60, esca: 45 }, { biochar: true })).result['eGPerMj']).to.equal(15);
    expect(whyOf(itemised({ esca: 46 }, { biochar: true }))[0]).to.include('45 gCO2eq/MJ that count with biochar');
    expect(ask(itemised({ esca: 25 })).steps[0]?.interpretation).to.not.include('esca');
  });

  it('above a cap that is only remembered is marked and not refused', () => {
    const remembered = changed(({ escaCap }) => ({ escaCap: { ...escaCap, status: 'FROM-MEMORY' } }));
    const { result, steps } = ask(itemised({ ep: 40, esca: 30 }), remembered);
    expect(result['eGPerMj']).to.equal(10);
    expect(steps[0]?.interpretation).to.match(/from memory.* esca of 30 is above/);
    const { escaCap } = remembered.red;
    const alone = { ...sets, red: { ...biofuelRead.red, escaCap } };
    expect(ask(itemised({ ep: 40, esca: 30 }), alone).steps[0]?.interpretation).to.match(/^esca of 30 is above the 25 gCO2eq\/MJ/);
  });

  it('has no cap in a set that names none', () => {
    expect(
      ask(
        itemised({ ep: 40, esca: 30 }),
        changed(() => ({ escaCap: undefined })),
      ).result['eGPerMj'],
    ).to.equal(10);
  });
});

describe('the table of pathways', () => {
  it('has the pathways of Annex V, of its part E and of Annex VI, each with a fuel of the fuel table', () => {
    const count = (annex: string): number => red.pathways.filter((one) => one.annex === annex).length;
    expect([count('V'), count('V-E'), count('VI')]).to.deep.equal([17, 7, 12]);
    for (const { id, fuel } of red.pathways)
      expect(
        sets.fueleu.rows.some((row) => row.fuel === fuel && row.pathway === 'bio'),
        id,
      ).to.equal(true);
  });

  it('has no default below what is typical', () => {
    for (const { id, typical, default: value } of red.pathways) expect(value.gPerMj, id).to.be.at.least(typical.gPerMj);
  });

  it('gives the savings of Annex V part A to the per cent', () => {
    const saving = (pathway: string): number =>
      Math.round(((94 - (red.pathways.find(({ id }) => id === pathway)?.default.gPerMj ?? NaN)) / 94) * 100);
    const published = {
      SUGARCANE_ETOH: 70,
      MAIZE_ETOH_NGB: 40,
      RAPE_FAME: 47,
      SUNFLOWER_FAME: 52,
      SOY_FAME: 50,
      PALM_FAME_OPEN: 20,
      PALM_FAME_CH4CAP: 45,
    };
    const more = {
      UCO_FAME: 84,
      TALLOW_FAME: 78,
      RAPE_HVO: 47,
      SUNFLOWER_HVO: 54,
      SOY_HVO: 51,
      PALM_HVO_OPEN: 22,
      PALM_HVO_CH4CAP: 49,
      UCO_HVO: 83,
      TALLOW_HVO: 77,
      UCO_PVO: 98,
    };
    for (const [id, pct] of Object.entries({ ...published, ...more })) expect(saving(id), id).to.equal(pct);
  });

  it('is refused where an id stands twice or a source is not there', () => {
    const twice = (name: 'pathways' | 'biomethaneAdditions') => () => changed((file) => ({ [name]: [...file[name], file[name][0]] }));
    expect(twice('pathways')).to.throw(RangeError, 'more than one SUGARCANE_ETOH');
    expect(twice('biomethaneAdditions')).to.throw(RangeError, 'more than one COMPRESSION');
    const [first, ...others] = red.pathways;
    for (const value of ['typical', 'default'] as const) {
      const pathways = [{ ...first, [value]: { ...first?.[value], source: 'HEARSAY' } }, ...others];
      expect(() => changed(() => ({ pathways }))).to.throw(RangeError, 'HEARSAY');
    }
    expect(() => changed((file) => ({ escaCap: { ...file.escaCap, source: 'HEARSAY' } }))).to.throw(RangeError, 'HEARSAY');
    const biomethaneAdditions = red.biomethaneAdditions.map((one) => ({ ...one, source: 'HEARSAY' }));
    expect(() => changed(() => ({ biomethaneAdditions }))).to.throw(RangeError, 'HEARSAY');
  });

  it('is empty in a set from before, which knows no low-carbon fuel either', () => {
    const { pathways: _p, biomethaneAdditions: _b, escaCap: _e, ...file } = structuredClone(redFile) as RedFactors;
    const { 'low-carbon': _formula, ...formulas } = file.formulas;
    const savingThresholds = file.savingThresholds.filter(({ kind }) => kind !== 'low-carbon');
    const before = { ...sets, red: parseRedFactors({ ...file, formulas, savingThresholds }) };
    expect(before.red).to.deep.include({ pathways: [], biomethaneAdditions: [] });
    expect(refusedFor(table('UCO_FAME', 'FAME'), before)).to.deep.equal(['FUEL_UNKNOWN emissions.pathway']);
    expect(refusedFor({ kind: 'low-carbon', emissions: { method: 'ITEMISED', terms: of(synthetic) } }, before)).to.deep.equal([
      'FACTOR_MISSING kind',
    ]);
    const [formula] = reasonsOf(() => ask({ kind: 'low-carbon', emissions: { method: 'ITEMISED', terms: of(synthetic) } }, before));
    const [threshold] = reasonsOf(() => savingThreshold({ kind: 'low-carbon' }, before.red));
    for (const reason of [formula, threshold]) expect(reason?.values).to.deep.equal({ kind: 'low-carbon', factorSet: 'red-2026-11' });
    expect(ask({ kind: 'rfnbo', emissions: { method: 'TDV', eGPerMj: 5 } }, before).result['met']).to.equal(true);
  });
});

describe('E of a fuel, whatever its terms', () => {
  const figure = fc.integer({ min: 0, max: 2500 }).map((hundredths) => hundredths / 100);
  const names = Object.keys(none) as (keyof typeof none)[];

  it('is enough exactly where the saving is what is asked, and saves less the larger it is', () => {
    fc.assert(
      fc.property(fc.tuple(...names.map(() => figure)), figure, (values, more) => {
        const given = Object.fromEntries(names.map((name, place) => [name, values[place] ?? 0]));
        const { eGPerMj, savingPct, maxEGPerMj, met } = ask(itemised(given)).result as Record<string, number>;
        expect(met).to.equal((eGPerMj ?? NaN) <= (maxEGPerMj ?? NaN));
        const worse = ask(itemised({ ...given, ep: (given['ep'] ?? 0) + more })).result as Record<string, number>;
        expect(worse['eGPerMj']).to.be.closeTo((eGPerMj ?? NaN) + more, 1e-9);
        expect(worse['savingPct']).to.be.at.most((savingPct ?? NaN) + 1e-9);
      }),
    );
  });
});
