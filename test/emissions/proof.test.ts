import { expect } from 'chai';
import fc from 'fast-check';
import { totalEmissions, type StatedEmissions, type StatedTerm } from '../../src/emissions/proof-emissions.ts';
import { proofEnergy } from '../../src/emissions/proof-energy.ts';
import { emissionTerms, parseRedFactors, type EmissionTerm, type FuelKind } from '../../src/emissions/red-factors.ts';
import { savingTest, savingThreshold } from '../../src/emissions/saving.ts';
import { factors, reasonsOf, red, redFile } from './factor-sets.ts';

const biofuelTerms = ['eec', 'el', 'ep', 'etd', 'eu', 'esca', 'eccs', 'eccr'] as const;
const actual = (gPerMj: number): StatedTerm => ({ gPerMj, method: 'AV' });

function itemised(values: Partial<Record<EmissionTerm, number>>, kind: FuelKind = 'biofuel'): StatedEmissions {
  const terms = Object.fromEntries(Object.entries(values).map(([term, value]) => [term, actual(value)]));
  return { kind, method: 'ITEMISED', terms };
}
const nothing = Object.fromEntries(biofuelTerms.map((term) => [term, 0]));

describe('E of a proof', () => {
  it('is its eight terms, the last three taken off', () => {
    const { eGPerMj, step } = totalEmissions(itemised({ eec: 4, el: 1, ep: 9.5, etd: 1.5, eu: 0, esca: 2, eccs: 3, eccr: 0.5 }), red);
    expect(eGPerMj).to.equal(10.5);
    expect(step.formula).to.equal('E = eec + el + ep + etd + eu − esca − eccs − eccr');
    expect(step).to.include({ label: 'red.total', value: 10.5, unit: 'gCO2eq/MJ' });
    expect(step.clause).to.include('Annex V part C point 1');
  });

  it('keeps the method of each term', () => {
    const terms = {
      ...Object.fromEntries(biofuelTerms.map((term) => [term, actual(0)])),
      eec: { gPerMj: 30, method: 'NUTS2' },
      ep: { gPerMj: 11, method: 'DDV' },
    } as const;
    const { step } = totalEmissions({ kind: 'biofuel', method: 'ITEMISED', terms }, red);
    expect(step.inputs.slice(0, 3).map(({ name, from }) => `${name}: ${from}`)).to.deep.equal([
      'eec: proof of sustainability (NUTS2)',
      'el: proof of sustainability (AV)',
      'ep: proof of sustainability (DDV)',
    ]);
  });

  it('of an RFNBO has terms of its own', () => {
    const { eGPerMj, step } = totalEmissions(itemised({ ei: 12, ep: 3, etd: 1, eu: 0, eccs: 2 }, 'rfnbo'), red);
    expect(eGPerMj).to.equal(14);
    expect(step.formula).to.equal('E = ei + ep + etd + eu − eccs');
  });

  it('may be the total default value, which has no terms', () => {
    const { eGPerMj, step } = totalEmissions({ kind: 'biofuel', method: 'TDV', eGPerMj: 14.9 }, red);
    expect(eGPerMj).to.equal(14.9);
    expect(step.label).to.equal('red.totalDefault');
  });

  it('may be below zero, and each term moves it by its sign', () => {
    fc.assert(
      fc.property(fc.constantFrom(...biofuelTerms), fc.double({ min: -200, max: 200, noNaN: true }), (term, value) => {
        const { eGPerMj } = totalEmissions(itemised({ ...nothing, [term]: value }), red);
        expect(eGPerMj).to.equal(['esca', 'eccs', 'eccr'].includes(term) ? 0 - value : value + 0);
      }),
    );
  });

  it('by a verified formula is refused with every term that is missing and every term that does not belong there', () => {
    const reasons = reasonsOf(() => totalEmissions(itemised({ ei: 5, etd: 1, eu: 0, eec: 0, eccr: 2 }, 'rfnbo'), red));
    const { clause } = red.formulas.rfnbo;
    const needed = 'the formula needs it; state 0 where there is none';
    const strange = 'the formula of this kind of fuel does not have it';
    expect(reasons).to.deep.equal([
      { code: 'FACTOR_MISSING', field: 'terms.ep', values: { term: 'ep', why: needed }, clause },
      { code: 'FACTOR_MISSING', field: 'terms.eccs', values: { term: 'eccs', why: needed }, clause },
      { code: 'FACTOR_MISSING', field: 'terms.eec', values: { term: 'eec', why: strange }, clause },
      { code: 'FACTOR_MISSING', field: 'terms.eccr', values: { term: 'eccr', why: strange }, clause },
    ]);
    expect(reasonsOf(() => totalEmissions(itemised({}, 'rfnbo'), red))).to.have.length(5);
    expect(emissionTerms).to.include.members([...biofuelTerms, 'ei']);
  });

  it('by a formula from memory counts a term that is not stated as 0 and takes a further one by its sign, and says so', () => {
    const { el: _el, eccr: _eccr, ...six }: Record<string, number> = { ...nothing, eec: 4, ep: 9, eccs: 3 };
    const { eGPerMj, step } = totalEmissions(itemised({ ...six, ei: 5 }), red);
    // 4 + 9 − 3 + 5
    expect(eGPerMj).to.equal(15);
    expect(step.formula).to.equal('E = eec + el + ep + etd + eu − esca − eccs − eccr + ei');
    expect(step.inputs.map(({ name, value }) => `${name} ${value}`)).to.deep.equal([
      ...['eec 4', 'el 0', 'ep 9', 'etd 0', 'eu 0', 'esca 0', 'eccs 3', 'eccr 0', 'ei 5'],
    ]);
    expect(step.inputs.map(({ from }) => from).filter((from) => from === 'not stated')).to.have.length(2);
    expect(step.interpretation).to.equal(
      [
        red.formulas.biofuel.note,
        'The term el is not stated and counts as 0.',
        'The term eccr is not stated and counts as 0.',
        'The formula as it is remembered does not have the term ei; it counts as it is stated.',
      ].join(' '),
    );
  });

  it('of a low-carbon fuel takes off a saving that its formula from memory does not have', () => {
    const { eGPerMj, step } = totalEmissions(itemised({ ei: 20, ep: 3, etd: 1, eu: 0, eccs: 2, eccr: 4 }, 'low-carbon'), red);
    // 20 + 3 + 1 − 2 − 4
    expect(eGPerMj).to.equal(18);
    expect(step.formula).to.equal('E = ei + ep + etd + eu − eccs − eccr');
    expect(step.interpretation).to.include('does not have the term eccr').and.not.include('counts as 0');
  });

  it('by a formula from memory without a note is marked for what is missing alone, and for nothing where all is stated', () => {
    const { note: _note, ...bare } = red.formulas.biofuel;
    const silent = { ...red, formulas: { ...red.formulas, biofuel: bare } };
    const { el: _el, ...seven } = nothing;
    expect(totalEmissions(itemised(nothing), silent).step).not.to.have.property('interpretation');
    expect(totalEmissions(itemised(seven), silent).step.interpretation).to.equal('The term el is not stated and counts as 0.');
  });

  it('by its terms has one of them at least', () => {
    for (const kind of ['biofuel', 'low-carbon'] as const)
      expect(
        reasonsOf(() => totalEmissions(itemised({}, kind), red)),
        kind,
      ).to.deep.equal([
        {
          code: 'FACTOR_MISSING',
          field: 'terms',
          values: { term: 'E', why: 'state at least one of its terms' },
          clause: red.formulas[kind]?.clause,
        },
      ]);
    expect(totalEmissions(itemised({ eec: 7 }), red).eGPerMj).to.equal(7);
  });

  it('is made of numbers', () => {
    expect(() => totalEmissions(itemised({ ...nothing, ep: Number.NaN }), red)).to.throw(RangeError);
    expect(() => totalEmissions({ kind: 'biofuel', method: 'TDV', eGPerMj: Number.POSITIVE_INFINITY }, red)).to.throw(RangeError);
  });
});

describe('the greenhouse-gas saving', () => {
  it('asked of a biofuel grows with the day its installation started', () => {
    const asked = (startedOn: string): number[] => {
      const { minSavingPct, maxEGPerMj } = savingThreshold({ kind: 'biofuel', startedOn }, red);
      return [minSavingPct, maxEGPerMj];
    };
    expect(asked('2009-01-01')).to.deep.equal([50, 47]);
    expect(asked('2015-10-05')).to.deep.equal([50, 47]);
    expect(asked('2015-10-06')).to.deep.equal([60, 37.6]);
    expect(asked('2020-12-31')).to.deep.equal([60, 37.6]);
    expect(asked('2021-01-01')).to.deep.equal([65, 32.9]);
    expect(asked('2040-06-30')).to.deep.equal([65, 32.9]);
  });

  it('asked of an RFNBO is 70 %, whatever the day', () => {
    expect(savingThreshold({ kind: 'rfnbo' }, red)).to.include({ minSavingPct: 70, maxEGPerMj: 28.2 });
    expect(savingThreshold({ kind: 'rfnbo', startedOn: '2010-01-01' }, red).minSavingPct).to.equal(70);
  });

  it('is met at the limit and missed above it', () => {
    const installation = { kind: 'biofuel', startedOn: '2021-01-01' } as const;
    expect(savingTest(32.9, installation, red).met).to.equal(true);
    expect(savingTest(32.91, installation, red).met).to.equal(false);
    const test = savingTest(14.9, installation, red);
    expect(test.savingPct).to.be.closeTo(84.15, 0.01);
    expect(test.steps.map((step) => step.label)).to.deep.equal(['red.saving', 'red.threshold']);
    expect(test.steps.map((step) => step.value)).to.deep.equal([test.savingPct, 32.9]);
    expect(savingTest(-20, installation, red).savingPct).to.be.above(100);
  });

  it('of a biofuel cannot be judged without the day its installation started', () => {
    const reasons = reasonsOf(() => savingTest(14.9, { kind: 'biofuel' }, red));
    expect(reasons[0]).to.include({ code: 'FACTOR_MISSING', field: 'installationStartedOn' });
    expect(reasons).to.deep.equal([
      { code: 'FACTOR_MISSING', field: 'installationStartedOn', values: { kind: 'biofuel' }, clause: red.directive },
    ]);
    for (const startedOn of ['2021', '2021-01-01T00:00', 'on 2021-01-01'])
      expect(() => savingThreshold({ kind: 'biofuel', startedOn }, red)).to.throw(RangeError, 'not a day');
  });

  it('is that of the days it holds for, in whatever order the thresholds stand, and of no other day', () => {
    const reversed = { ...red, savingThresholds: [...red.savingThresholds].reverse() };
    const asked = (startedOn: string): number => savingThreshold({ kind: 'biofuel', startedOn }, reversed).minSavingPct;
    expect(['2015-10-05', '2015-10-06', '2020-12-31', '2021-01-01'].map(asked)).to.deep.equal([50, 60, 60, 65]);
    const [oldest, ...others] = red.savingThresholds;
    const gap = { ...red, savingThresholds: others };
    expect(() => savingThreshold({ kind: 'biofuel', startedOn: '2015-10-05' }, gap)).to.throw(RangeError, 'biofuel started on 2015-10-05');
    const open = { ...red, savingThresholds: [{ ...oldest, startedTo: undefined }, ...others] as typeof red.savingThresholds };
    expect(savingThreshold({ kind: 'biofuel', startedOn: '1999-01-01' }, open).minSavingPct).to.equal(50);
    expect(reasonsOf(() => savingThreshold({ kind: 'biofuel' }, open))).to.have.length(1);
    const oneEnd = { ...red, savingThresholds: red.savingThresholds.slice(0, 1) };
    expect(reasonsOf(() => savingThreshold({ kind: 'biofuel' }, oneEnd))).to.have.length(1);
  });
});

describe('the energy of a proof', () => {
  it('is its mass times the calorific value that the law fixes', () => {
    expect(proofEnergy({ fuel: 'FAME', pathway: 'bio', massKg: 300_000 }, red)).to.include({ energyMj: 11_100_000, lcvMjPerKg: 37 });
    const ammonia = proofEnergy({ fuel: 'AMMONIA', pathway: 'rfnbo', massKg: 1_000_000 }, red);
    expect(ammonia.energyMj).to.equal(18_600_000);
    expect(ammonia.step.interpretation).to.be.a('string');
    expect(ammonia.step.clause).to.include('Annex II');
  });

  it('is told in one step, from the mass and the value of the annex; a reading only where the value rests on one', () => {
    const fame = red.lcv.find(({ fuel }) => fuel === 'FAME');
    expect(proofEnergy({ fuel: 'FAME', pathway: 'bio', massKg: 2 }, red).step).to.deep.equal({
      label: 'red.energy',
      fuel: 'FAME',
      formula: 'energy = mass·LCV',
      inputs: [
        { name: 'mass', value: 2, unit: 'kg' },
        { name: 'LCV', value: 37, unit: 'MJ/kg', from: fame?.clause },
      ],
      value: 74,
      unit: 'MJ',
      clause: fame?.clause,
    });
  });

  it('agrees with the calorific values of FuelEU Maritime, which refers to the same annex', () => {
    const shared = red.lcv.flatMap((entry) => {
      const row = factors.rows.find((one) => one.fuel === entry.fuel && one.pathway === entry.pathway);
      return row ? [[entry.lcvMjPerKg, row.lcvMjPerG * 1000] as const] : [];
    });
    expect(shared).to.have.length(10);
    for (const [red, fuelEu] of shared) expect(fuelEu).to.be.closeTo(red, 1e-9);
  });

  it('is refused for no mass and for a fuel without a value in law', () => {
    expect(reasonsOf(() => proofEnergy({ fuel: 'FAME', pathway: 'bio', massKg: 0 }, red))).to.deep.equal([
      { code: 'MASS_INVALID', field: 'massKg', values: { given: 0 } },
    ]);
    expect(reasonsOf(() => proofEnergy({ fuel: 'FAME', pathway: 'rfnbo', massKg: 1 }, red))).to.deep.equal([
      { code: 'FACTOR_MISSING', field: 'fuel', values: { fuel: 'FAME', pathway: 'rfnbo' }, clause: red.directive },
    ]);
  });

  it('and the other values of the directive come from a file that names its sources', () => {
    const unknown = structuredClone(redFile) as { comparator: { source: string } };
    unknown.comparator.source = 'HEARSAY';
    expect(() => parseRedFactors(unknown)).to.throw(RangeError, 'HEARSAY');
    expect(() => parseRedFactors({ ...(redFile as object), lcv: [{}] })).to.throw('lcvMjPerKg');
  });
});
