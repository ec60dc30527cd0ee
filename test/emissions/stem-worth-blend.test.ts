import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer } from '../../src/emissions/calculation.ts';
import { stemWorth } from '../../src/emissions/stem-worth.ts';
import { readReference } from '../../src/reference.ts';
import { inputsOf } from './inputs-of.ts';

const { sets } = readReference();
const fame = { fuel: 'BIODIESEL', massT: 30, eGPerMj: 20, compliant: true };
const hfo = { fuel: 'HFO', massT: 70 };
const mgo = { fuel: 'MDO_MGO', massT: 20 };
const lng = { fuel: 'LNG_OTTO_MS', massT: 10 };
const bioLng = { fuel: 'BIO_LNG_OTTO_MS', massT: 10, eGPerMj: 15, compliant: true };
const hvo = { fuel: 'HVO', massT: 15, eGPerMj: 10, compliant: true };
const methanol = { fuel: 'E_METHANOL', massT: 5, eGPerMj: 3, compliant: true };
const ship = { capacity: 50_000, capacityUnit: 'DWT', distanceNm: 1000 };
const ask = (lines: readonly object[], cii: object = ship, by = sets): Answer =>
  calculate(stemWorth, { year: 2026, scopePct: 100, lines, baseline: { fuel: 'HFO' }, priceEurPerAllowance: 80, cii }, by);
/** CO2 of the year in tonnes; the ship burns nothing beside the stem. */
const co2T = (lines: readonly object[]): number => Number(ask(lines).steps.find(({ label }) => label === 'cii.co2')?.value) / 1e6;
const blendsOf = (lines: readonly object[]): unknown[] =>
  inputsOf(ask(lines).steps, 'circ905.blend').map((inputs) => inputs.map(([name, value]) => [name, Number(value.toPrecision(9))]));

describe('the Cf of a stem that is a blend', () => {
  // FAME: 30·10⁶·0.037 = 1 110 000 MJ with 20·0.037 = 0.74 g/g; HFO: 70·10⁶·0.0405 = 2 835 000 MJ with 3.114 g/g.
  const cf = (1.11 * 0.74 + 2.835 * 3.114) / (1.11 + 2.835);

  it('is weighted by energy, and CO2 is the mass of the blend by it', () => {
    const { result, steps } = ask([fame, hfo]);
    expect(co2T([fame, hfo])).to.be.closeTo(100 * cf, 1e-9);
    // By mass it would be 30·0.74 + 70·3.114 = 240.18 t.
    expect(co2T([fame, hfo])).to.not.be.closeTo(240.18, 1);
    expect(result['attainedCii']).to.be.closeTo((100e6 * cf) / 5e7, 1e-12);
    expect(steps.map(({ label }) => label).slice(-6)).to.deep.equal([
      ...['circ905.cf', 'circ905.blend', 'cii.co2', 'cii.attained', 'cii.co2', 'cii.attained'],
    ]);
    expect(blendsOf([fame, hfo])).to.deep.equal([
      [
        ['energy BIODIESEL', 1_110_000],
        ['Cf BIODIESEL', 0.74],
        ['energy HFO', 2_835_000],
        ['Cf HFO', 3.114],
      ],
    ]);
  });

  it('says that the lines are read as one blend, and where the Cf of each line stands', () => {
    const { steps } = ask([fame, hfo]);
    expect(steps.find(({ label }) => label === 'circ905.blend')).to.include({
      formula: 'with the stem: Cf = Σ energy·Cf / Σ energy',
      interpretation:
        'The lines of the stem that mix (fuel oils and biofuels in their place; of other fuels, those of one substance) are taken as one blend: CO2 is its mass by the Cf of the blend.',
    });
    const [stem, baseline] = inputsOf(steps, 'cii.co2');
    expect(stem?.map(([name, , , from]) => [name, from])).to.deep.equal([
      ['mass BIODIESEL', undefined],
      ['Cf BIODIESEL', 'MEPC.1/Circ.905, Cf of the blend'],
      ['mass HFO', undefined],
      ['Cf HFO', 'MEPC.1/Circ.905, Cf of the blend'],
    ]);
    expect(baseline?.[1]?.[3]).to.equal('MEPC.364(79), HFO (OCII, VERIFIED)');
    expect(steps.filter(({ label }) => label === 'cii.co2').map(({ interpretation }) => interpretation)).to.deep.equal(
      Array(2).fill(sets.imo.cfInterpretation),
    );
  });

  it('has every fuel oil and biofuel of the stem in it, its step after the last of them', () => {
    // HVO: 15·10⁶·0.044 = 660 000 MJ with 10·0.044 = 0.44 g/g; gas oil: 20·10⁶·0.0427 = 854 000 MJ with 3.206 g/g.
    const of = (1.11 * 0.74 + 0.66 * 0.44 + 2.835 * 3.114 + 0.854 * 3.206) / (1.11 + 0.66 + 2.835 + 0.854);
    expect(co2T([fame, hfo, hvo, mgo])).to.be.closeTo(135 * of, 1e-9);
    expect(co2T([fame, hvo])).to.be.closeTo((45 * (1.11 * 0.74 + 0.66 * 0.44)) / 1.77, 1e-9);
    const labels = ask([fame, hfo, hvo]).steps.map(({ label }) => label);
    expect(labels.filter((label) => label.startsWith('circ905'))).to.deep.equal(['circ905.cf', 'circ905.cf', 'circ905.blend']);
  });

  it('takes a certified biofuel above the largest intensity with the fossil Cf, and one without proof in a blend alike', () => {
    const dear = { ...fame, eGPerMj: 40 };
    expect(co2T([dear, hfo])).to.be.closeTo(100 * 3.114, 1e-9);
    // Without a certified biofuel there is no blend of the circular: 30 t and 20 t by their own Cf, that of the baseline and of gas oil.
    const unproven = { ...fame, compliant: false };
    expect(blendsOf([unproven, mgo])).to.deep.equal([]);
    expect(co2T([unproven, mgo])).to.be.closeTo(30 * 3.114 + 20 * 3.206, 1e-9);
    const mixed = (1.11 * 3.114 + 0.854 * 3.206 + 0.66 * 0.44) / (1.11 + 0.854 + 0.66);
    expect(co2T([unproven, mgo, hvo])).to.be.closeTo(65 * mixed, 1e-9);
  });

  it('is that of a single line where there is one, and where the others weigh nothing', () => {
    expect(co2T([fame])).to.be.closeTo(30 * 0.74, 1e-9);
    expect(co2T([hfo])).to.be.closeTo(70 * 3.114, 1e-9);
    expect(co2T([hfo, mgo])).to.be.closeTo(70 * 3.114 + 20 * 3.206, 1e-9);
    for (const lines of [[fame], [hfo, mgo], [fame, { ...hfo, massT: 0 }], [{ ...fame, massT: 0 }, hfo]])
      expect(blendsOf(lines)).to.deep.equal([]);
  });

  it('is of fuels that mix: gas with gas, oil with oil, and a fuel of non-biological origin by itself', () => {
    expect(blendsOf([fame, lng, methanol])).to.deep.equal([]);
    // LNG 10·10⁶·0.0491 = 491 000 MJ with 2.75 g/g; bio-LNG 10·10⁶·0.05 = 500 000 MJ with 15·0.05 = 0.75 g/g.
    const gas = (0.491 * 2.75 + 0.5 * 0.75) / 0.991;
    expect(co2T([fame, lng, hfo, bioLng, methanol])).to.be.closeTo(100 * cf + 20 * gas + 5 * 1.375, 1e-9);
    expect(blendsOf([fame, lng, hfo, bioLng, methanol])).to.have.length(2);
    expect(blendsOf([{ ...methanol, fuel: 'E_DIESEL' }, fame])).to.deep.equal([]);
    expect(blendsOf([{ ...methanol, fuel: 'E_DIESEL' }, methanol])).to.deep.equal([]);
    const bioMethanol = { fuel: 'BIO_METHANOL', massT: 10, eGPerMj: 12, compliant: true };
    expect(blendsOf([methanol, bioMethanol])).to.deep.equal([]);
    expect(blendsOf([{ fuel: 'METHANOL_NG', massT: 5 }, bioMethanol])).to.have.length(1);
  });

  it('is not known where the factors do not say what a biofuel takes the place of', () => {
    const { FAME: _, ...rows } = sets.fueleu.fallback.rows;
    const fueleu = { ...sets.fueleu, fallback: { ...sets.fueleu.fallback, rows } };
    const { steps } = ask([fame, hfo], ship, { ...sets, fueleu });
    expect(inputsOf(steps, 'circ905.blend')).to.deep.equal([]);
  });

  it('does not depend on the order of the lines, and lies between those of its parts', () => {
    const mass = fc.double({ min: 0.01, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(mass, mass, (a, b) => {
        const lines = [
          { ...fame, massT: a },
          { ...hfo, massT: b },
        ];
        const one = co2T(lines);
        expect(one / (a + b)).to.be.within(0.74 - 1e-9, 3.114 + 1e-9);
        expect(co2T([...lines].reverse())).to.be.closeTo(one, 1e-9 * one);
      }),
      { numRuns: 50 },
    );
  });

  it('moves with the uncertainty of the calorific value of a line', () => {
    const { result } = ask([{ ...fame, uncertainty: { lcvPct: 10 } }, hfo]);
    const { low, high } = (result['interval'] as Record<string, { low: number; high: number }>)['attainedCii'] ?? expect.fail();
    // 10 % more or less: 0.0407 or 0.0333 MJ/g give 1.221 or 0.999 (10⁶ MJ) with 0.814 or 0.666 g/g.
    const ends = [(1.221 * 0.814 + 2.835 * 3.114) / 4.056, (0.999 * 0.666 + 2.835 * 3.114) / 3.834].map((of) => 2 * of);
    expect(low).to.be.below(high);
    for (const end of [low, high]) expect(ends.some((one) => Math.abs(one - end) < 1e-9)).to.equal(true);
  });

  it('is rated with the rest of the year, of which another Cf than the table’s is marked beside', () => {
    const rest = [{ fuel: 'LFO', massT: 10, cfCO2GPerG: 3 }];
    const { steps } = ask([fame, hfo], { ...ship, shipType: 'bulk', rest });
    const [co2] = steps.filter(({ label }) => label === 'cii.co2');
    expect(co2?.value).to.be.closeTo(100e6 * cf + 30e6, 1e-3);
    expect(co2?.interpretation).to.equal(
      `${sets.imo.cfInterpretation} Counted with another Cf than that of the table, by MEPC.1/Circ.905 or another proof, as given: LFO.`,
    );
  });
});
