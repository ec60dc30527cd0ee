import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer, FactorSets } from '../../src/emissions/calculation.ts';
import { parseRedFactors, type RedFactors } from '../../src/emissions/red-factors.ts';
import { redHydrogen } from '../../src/emissions/red-hydrogen.ts';
import { hydrogenOrigins } from '../../src/emissions/red-hydrogen-input.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf, redFile } from './factor-sets.ts';

const { sets } = readReference();
type Given = Readonly<Record<string, unknown>>;
interface Result {
  readonly leastHydrogenKg: number;
  readonly hydrogenMjPerMj: number;
  readonly contributionGPerMj: number;
  readonly origins: readonly { origin: string; sharePct: number }[];
  readonly eGPerMj: number;
  readonly savingPct: number;
  readonly met: boolean;
}

const ask = (input: Given, by: FactorSets = sets): Answer => calculate(redHydrogen, input, by);
const of = (input: Given): Result => ask(input).result as unknown as Result;
const refusedFor = (input: Given, by: FactorSets = sets): string[] =>
  reasonsOf(() => ask(input, by)).map(({ code, field }) => `${code} ${field?.replace(/^body\./, '')}`);
const green = (massKg: number, eGPerMj = 3) => ({ massKg, eGPerMj, origin: 'rfnbo' });
const ammonia = (...lots: object[]): Given => ({ product: 'AMMONIA', massKg: 1000, lots });

/** The factors with one part of the file changed. */
function changed(change: (file: RedFactors) => object): RedFactors {
  const file = structuredClone(redFile) as RedFactors;
  return parseRedFactors({ ...file, ...change(file) });
}

describe('hydrogen as feedstock', () => {
  it('cannot be reckoned by a set without the calorific value of hydrogen, which no start would accept', () => {
    const by = { ...sets, red: { ...sets.red, lcv: [] } };
    expect(() => ask(ammonia(green(200)), by)).to.throw(RangeError, 'no calorific value for');
  });

  it('of ammonia contributes by the energy that goes in to a megajoule that comes out', () => {
    const { result, steps } = ask({ ...ammonia(green(180, 10)), terms: { ep: 2, etd: 1, ei: 0.5, eu: 0.25, eccs: 1.5 } });
    expect(result['hydrogenMjPerMj']).to.equal((180 * 120) / (1000 * 18.6));
    expect(result['contributionGPerMj']).to.be.closeTo((10 * 180 * 120) / 18_600, 1e-12);
    expect(result['eGPerMj']).to.be.closeTo((10 * 180 * 120) / 18_600 + 2.25, 1e-12);
    expect(result['savingPct']).to.be.closeTo(((94 - (result['eGPerMj'] as number)) / 94) * 100, 1e-12);
    const asked = { minSavingPct: 70, maxEGPerMj: 28.2, met: true };
    expect(result).to.deep.include({ ...asked, rfnboAsAWhole: true, origins: [{ origin: 'rfnbo', sharePct: 100, ...asked }] });
    expect(steps.map(({ label }) => label)).to.deep.equal([
      'hydrogen.least',
      'hydrogen.energy',
      'hydrogen.product',
      'hydrogen.ratio',
      'hydrogen.contribution',
      'hydrogen.share',
      'hydrogen.total',
      'red.saving',
      'red.threshold',
    ]);
  });

  it('tells in its steps from which figures each comes', () => {
    const { steps } = ask({ ...ammonia(green(100), { massKg: 80, eGPerMj: 90, origin: 'fossil' }), terms: { ep: 2 } });
    const inputs = (label: string) =>
      steps.filter((step) => step.label === label).map((step) => step.inputs.map(({ name, value, unit }) => `${name} ${value} ${unit}`));
    expect(inputs('hydrogen.energy')).to.deep.equal([['mass 1 rfnbo 100 kg', 'mass 2 fossil 80 kg', 'LCV 120 MJ/kg']]);
    expect(inputs('hydrogen.product')).to.deep.equal([['mass 1000 kg', 'LCV 18.6 MJ/kg']]);
    expect(inputs('hydrogen.ratio')).to.deep.equal([['energy of the hydrogen 21600 MJ', 'energy of the product 18600 MJ']]);
    expect(inputs('hydrogen.contribution')[0]).to.include.members([
      'E 1 rfnbo 3 gCO2eq/MJ',
      'E 2 fossil 90 gCO2eq/MJ',
      'mass 2 fossil 80 kg',
    ]);
    expect(inputs('hydrogen.contribution')[0]).to.include.members(['LCV 120 MJ/kg', 'energy of the product 18600 MJ']);
    expect(inputs('hydrogen.share')).to.deep.equal([
      ['energy rfnbo 12000 MJ', 'energy of the hydrogen 21600 MJ'],
      ['energy fossil 9600 MJ', 'energy of the hydrogen 21600 MJ'],
    ]);
    expect(inputs('hydrogen.total')[0]?.slice(1)).to.have.members([
      'ei 0 gCO2eq/MJ',
      'ep 2 gCO2eq/MJ',
      'etd 0 gCO2eq/MJ',
      'eu 0 gCO2eq/MJ',
      'eccs 0 gCO2eq/MJ',
    ]);
    expect(steps.find(({ label }) => label === 'hydrogen.share')?.interpretation).to.include('in proportion of the energy of its inputs');
    expect(steps.find(({ label }) => label === 'hydrogen.energy')?.interpretation).to.include('Taken from FuelEU Maritime');
    expect(steps.find(({ label }) => label === 'hydrogen.total')).to.not.have.property('interpretation');
    expect(steps.every(({ clause }) => clause !== '')).to.equal(true);
  });

  it('is at least what the reaction takes, and exactly that is enough', () => {
    const least = (product: string, massKg: number): number => of({ product, massKg, lots: [green(massKg)] }).leastHydrogenKg;
    expect(least('AMMONIA', 17_031)).to.be.closeTo(3024, 1e-9);
    expect(least('METHANOL', 32_042)).to.be.closeTo(6048, 1e-9);
    expect(least('METHANE', 16_043)).to.be.closeTo(8064, 1e-9);
    for (const [product, massKg] of [
      ['AMMONIA', 17_031],
      ['METHANOL', 1000],
      ['METHANE', 777],
    ] as const) {
      const exactly = least(product, massKg);
      expect(of({ product, massKg, lots: [green(exactly)] }).leastHydrogenKg, product).to.equal(exactly);
      expect(refusedFor({ product, massKg, lots: [green(exactly * (1 - 1e-12))] }), product).to.deep.equal(['INPUT_UNFIT lots']);
    }
    const [reason] = reasonsOf(() => ask(ammonia(green(100), green(70))));
    expect(reason?.values?.['why']).to.equal('1000 kg of the product take at least 177.5585696670777 kg of hydrogen, not 170 kg');
    expect(reason?.clause).to.include('IUPAC');
  });

  it('of methanol, methane and HVO goes by the calorific value of each', () => {
    const ratio = (product: string, more: Given = {}): number => of({ product, massKg: 1000, lots: [green(600)], ...more }).hydrogenMjPerMj;
    expect(ratio('METHANOL')).to.be.closeTo((600 * 120) / 19_900, 1e-12);
    expect(ratio('METHANE')).to.be.closeTo((600 * 120) / 49_100, 1e-12);
    expect(ratio('HVO', { hydrogenKgPerT: 35 })).to.be.closeTo((600 * 120) / 44_000, 1e-12);
  });

  it('says by which reaction and which atomic weights it is found', () => {
    const [least] = ask(ammonia(green(180))).steps;
    expect(least?.formula).to.include('½ N2 + 3/2 H2 → NH3');
    expect(least?.inputs.map(({ name, value }) => [name, Number(value.toFixed(6))])).to.deep.equal([
      ['mass of the product', 1000],
      ['n', 1.5],
      ['M(H2)', 2.016],
      ['M(product)', 17.031],
    ]);
    expect(least?.inputs[3]?.from).to.equal('IUPAC standard atomic weights 2021, abridged (IUPAC, SECOND-HAND)');
    expect(least?.value).to.equal(177.5585696670777);
  });

  it('of HVO is told by its user for want of a reaction, and of nothing else', () => {
    const hvo = { product: 'HVO', massKg: 2000, lots: [green(70, 20)] };
    const { result, steps } = ask({ ...hvo, hydrogenKgPerT: 35 });
    expect(result['leastHydrogenKg']).to.equal(70);
    expect(steps[0]?.inputs.map(({ name, value }) => [name, value])).to.deep.equal([
      ['mass of the product', 2000],
      ['hydrogen per tonne', 35],
    ]);
    expect(steps.find(({ label }) => label === 'hydrogen.total')?.interpretation).to.include('biofuel');
    expect(refusedFor({ ...hvo, hydrogenKgPerT: 35.001 })).to.deep.equal(['INPUT_UNFIT lots']);
    expect(refusedFor(hvo)).to.deep.equal(['FACTOR_MISSING hydrogenKgPerT']);
    expect(reasonsOf(() => ask(hvo))[0]?.values).to.include({ fuel: 'HVO' });
    expect(refusedFor({ ...ammonia(green(180)), hydrogenKgPerT: 180 })).to.deep.equal(['INPUT_UNFIT hydrogenKgPerT']);
  });

  it('of several origins makes one intensity for all of the product', () => {
    const { origins, eGPerMj, contributionGPerMj } = of(
      ammonia({ massKg: 60, eGPerMj: 90, origin: 'fossil' }, green(60), green(30, 6), { massKg: 50, eGPerMj: 25, origin: 'low-carbon' }),
    );
    expect(origins.map(({ origin, sharePct }) => [origin, sharePct])).to.deep.equal([
      ['rfnbo', 45],
      ['low-carbon', 25],
      ['fossil', 30],
    ]);
    expect(eGPerMj).to.equal(contributionGPerMj);
    expect(eGPerMj).to.be.closeTo(((60 * 90 + 60 * 3 + 30 * 6 + 50 * 25) * 120) / 18_600, 1e-12);
  });

  it('meets the threshold of an RFNBO at 28.2 gCO2eq/MJ and not above', () => {
    const met = (ep: number): boolean => of({ ...ammonia(green(180, 0)), terms: { ep } }).met;
    expect([met(28.2), met(28.200001)]).to.deep.equal([true, false]);
  });

  it('is refused by a set from before, which knows no products', () => {
    const before = { ...sets, red: changed(() => ({ hydrogen: undefined })) };
    expect(refusedFor(ammonia(green(180)), before)).to.deep.equal(['FACTOR_MISSING product']);
    const fewer = { ...sets, red: changed(({ hydrogen }) => ({ hydrogen: { ...hydrogen, products: [] } })) };
    expect(refusedFor(ammonia(green(180)), fewer)).to.deep.equal(['FACTOR_MISSING product']);
    const [reason] = reasonsOf(() => ask(ammonia(green(180)), fewer));
    expect(reason?.values).to.deep.equal({ fuel: 'AMMONIA', factorSet: 'red-2026-11' });
  });

  it('stands in the file with sources that are there and calorific values for every product', () => {
    expect(() => changed(({ hydrogen }) => ({ hydrogen: { ...hydrogen, source: 'HEARSAY' } }))).to.throw(RangeError, 'HEARSAY');
    expect(() =>
      changed(({ hydrogen }) => ({ hydrogen: { ...hydrogen, atomicWeights: { ...hydrogen?.atomicWeights, source: 'HEARSAY' } } })),
    ).to.throw(RangeError, 'HEARSAY');
    const without = (fuel: string, pathway: string) => () =>
      changed(({ lcv }) => ({ lcv: lcv.filter((one) => one.fuel !== fuel || one.pathway !== pathway) }));
    expect(without('HYDROGEN', 'rfnbo')).to.throw(RangeError, 'no calorific value for HYDROGEN');
    expect(without('LNG', 'rfnbo')).to.throw(RangeError, 'no calorific value for METHANE');
    expect(without('HVO', 'bio')).to.throw(RangeError, 'no calorific value for HVO');
    expect(without('LNG', 'bio')).to.not.throw();
  });
});

describe('what hydrogen contributes, whatever the lots', () => {
  const lot = fc.record({
    massKg: fc.integer({ min: 1, max: 500 }),
    eGPerMj: fc.integer({ min: -50, max: 150 }),
    origin: fc.constantFrom(...hydrogenOrigins),
  });
  const lots = fc.array(lot, { minLength: 1, maxLength: 6 }).map((some) => [...some, green(200)]);
  const product = fc.constantFrom('AMMONIA', 'METHANOL');

  it('is linear in E of the hydrogen', () => {
    fc.assert(
      fc.property(product, lots, fc.integer({ min: -3, max: 3 }), fc.integer({ min: -40, max: 40 }), (name, some, by, more) => {
        const contribution = (change: (e: number) => number): number =>
          of({ product: name, massKg: 1000, lots: some.map((one) => ({ ...one, eGPerMj: change(one.eGPerMj) })) }).contributionGPerMj;
        const { hydrogenMjPerMj } = of({ product: name, massKg: 1000, lots: some });
        expect(contribution((e) => by * e + more)).to.be.closeTo(by * contribution((e) => e) + more * hydrogenMjPerMj, 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of the lots, nor on how a lot is split', () => {
    fc.assert(
      fc.property(product, lots, (name, some) => {
        const forth = of({ product: name, massKg: 1000, lots: some });
        expect(of({ product: name, massKg: 1000, lots: [...some].reverse() })).to.deep.equal(forth);
        const halves = some.flatMap((one) => [one, one].map((half) => ({ ...half, massKg: half.massKg / 2 })));
        expect(of({ product: name, massKg: 1000, lots: halves }).eGPerMj).to.be.closeTo(forth.eGPerMj, 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  it('has shares that sum to a hundred, and E grows with each lot’s own', () => {
    fc.assert(
      fc.property(product, lots, fc.nat(5), fc.integer({ min: 1, max: 50 }), (name, some, at, more) => {
        const { origins, eGPerMj } = of({ product: name, massKg: 1000, lots: some });
        expect(origins.reduce((total, { sharePct }) => total + sharePct, 0)).to.be.closeTo(100, 1e-9);
        expect(origins.map(({ origin }) => origin)).to.have.members([...new Set(some.map(({ origin }) => origin))]);
        const dirtier = some.map((one, place) => (place === at % some.length ? { ...one, eGPerMj: one.eGPerMj + more } : one));
        expect(of({ product: name, massKg: 1000, lots: dirtier }).eGPerMj).to.be.above(eGPerMj);
      }),
      { numRuns: 60 },
    );
  });
});
