import { expect } from 'chai';
import fc from 'fast-check';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer } from '../../src/emissions/calculation.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { massLineScales, withInterval } from '../../src/emissions/uncertainty.ts';
import { sum } from '../../src/measure/sum.ts';
import { readReference } from '../../src/reference.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
type Given = Readonly<Record<string, unknown>>;
type Ends = Readonly<Record<string, { readonly low: number; readonly high: number }>>;

const ask = (topic: string, input: Given): Answer =>
  calculate(calculations.get(topic) ?? expect.fail(`no calculation ${topic}`), input, sets);
const intervalOf = ({ result }: Answer): Ends => (result['interval'] ?? {}) as Ends;

const fame = { fuel: 'BIODIESEL', eGPerMj: 14.9, massT: 300 };
const hfo = { fuel: 'HFO', massT: 700 };
const b24 = [
  { fuel: 'BIODIESEL', bio: true, volumeM3: 240, densityKgPerM3: 883, lcvMjPerG: 0.037, sulphurPct: 0.001, eGPerMj: 14.9 },
  { fuel: 'HFO', volumeM3: 760, densityKgPerM3: 960, lcvMjPerG: 0.0405, sulphurPct: 0.48 },
];

describe('the interval of a result', () => {
  it('is given only where a line has an uncertainty', () => {
    expect(ask('fueleu.balance', { year: 2025, lines: [hfo] }).result).to.not.have.property('interval');
    expect(ask('blend', { lines: b24 }).result).to.not.have.property('interval');
  });

  it('of a tonne of fuel oil that weighs half a per cent more or less is half a per cent of its energy, balance and penalty', () => {
    const { result, steps } = ask('fueleu.balance', { year: 2025, lines: [{ fuel: 'HFO', massT: 1, uncertainty: { massPct: 0.5 } }] });
    const { energyMj, ghgIntensityGPerMj, balanceG, penaltyEur } = intervalOf({ result, steps });
    expect(energyMj?.low).to.be.closeTo(40297.5, 1e-6);
    expect(energyMj?.high).to.be.closeTo(40702.5, 1e-6);
    expect(ghgIntensityGPerMj?.high).to.be.closeTo(ghgIntensityGPerMj?.low ?? NaN, 1e-9);
    const balance = (89.3368 - (13.5 + (3.114 + 0.00005 * 25 + 0.00018 * 298) / 0.0405)) * 40500;
    expect(balanceG?.low).to.be.closeTo(1.005 * balance, 1e-6);
    expect(balanceG?.high).to.be.closeTo(0.995 * balance, 1e-6);
    expect(penaltyEur?.high).to.be.closeTo(1.005 * (result['penaltyEur'] as number), 1e-9);
  });

  it('of an intensity follows the calorific value alone', () => {
    const of = (uncertainty: object): Ends => intervalOf(ask('fueleu.intensity', { lines: [{ fuel: 'HFO', massT: 7, uncertainty }] }));
    const combustion = 3.114 + 0.00005 * 25 + 0.00018 * 298;
    expect(of({ lcvPct: 1 })['wtwGPerMj']?.low).to.be.closeTo(13.5 + combustion / (0.0405 * 1.01), 1e-9);
    expect(of({ lcvPct: 1 })['wtwGPerMj']?.high).to.be.closeTo(13.5 + combustion / (0.0405 * 0.99), 1e-9);
    const { low, high } = of({ massPct: 5, densityPct: 5 })['wtwGPerMj'] ?? expect.fail('no interval');
    expect(low).to.equal(high);
  });

  it('counts a density by which a volume became the mass as the mass, and beside it', () => {
    const of = (uncertainty: object): Ends => intervalOf(ask('fueleu.balance', { year: 2025, lines: [{ ...hfo, uncertainty }] }));
    expect(of({ densityPct: 1 })['energyMj']).to.deep.equal(of({ massPct: 1 })['energyMj']);
    expect(of({ massPct: 1, densityPct: 1 })['energyMj']?.high).to.be.closeTo(700e6 * 0.0405 * 1.01 * 1.01, 1e-3);
  });

  it('of a blend by volume moves its density and shares by the density of a component', () => {
    const [bio, fossil] = b24;
    const { densityKgPerM3, bioMassPct, bioVolumePct } = intervalOf(
      ask('blend', { lines: [{ ...bio, uncertainty: { densityPct: 1 } }, fossil] }),
    );
    expect(densityKgPerM3?.low).to.be.closeTo(0.24 * 883 * 0.99 + 0.76 * 960, 1e-9);
    expect(densityKgPerM3?.high).to.be.closeTo(0.24 * 883 * 1.01 + 0.76 * 960, 1e-9);
    expect(bioMassPct?.high).to.be.closeTo((100 * 240 * 883 * 1.01) / (240 * 883 * 1.01 + 760 * 960), 1e-9);
    expect(bioVolumePct?.high).to.be.closeTo(24, 1e-9);
  });

  it('names in its steps the ends by which a person comes to the same figure', () => {
    const { steps } = ask('fueleu.balance', {
      year: 2025,
      lines: [
        { ...fame, uncertainty: { massPct: 1 } },
        { ...hfo, uncertainty: { massPct: 2 } },
      ],
    });
    const low = steps.find(({ label, formula }) => label === 'uncertainty.low' && formula.includes('balanceG'));
    expect(low?.inputs.map(({ name, value, unit }) => [name, value, unit])).to.deep.equal([
      ['amount 1 BIODIESEL', -1, '%'],
      ['amount 2 HFO', 2, '%'],
    ]);
    const again = ask('fueleu.balance', {
      year: 2025,
      lines: [
        { ...fame, massT: 300 * 0.99 },
        { ...hfo, massT: 700 * 1.02 },
      ],
    });
    expect(low?.value).to.be.closeTo(again.result['balanceG'] as number, 1e-3);
    expect(low?.interpretation).to.include('independently');
  });

  it('is refused where more than six values are uncertain, and for more than half of a value', () => {
    const uncertainty = { massPct: 1, densityPct: 1, lcvPct: 1 };
    const lines = [1, 2, 3].map(() => ({ ...hfo, uncertainty }));
    expect(reasonsOf(() => ask('fueleu.balance', { year: 2025, lines })).map(({ code, field }) => [code, field])).to.deep.equal([
      ['INPUT_UNFIT', 'body.lines'],
    ]);
    expect(() => ask('fueleu.balance', { year: 2025, lines: [{ ...hfo, uncertainty: { massPct: 51 } }] })).to.throw('massPct');
  });
});

describe('the calculations of an interval', () => {
  interface Line {
    readonly fuel: string;
    readonly massT: number;
    readonly uncertainty?: { massPct?: number; densityPct?: number; lcvPct?: number };
  }
  const scaled = (line: Line, factor: number): Line => ({ ...line, massT: line.massT * factor });
  const same = (line: Line): Line => line;
  const scales = { massPct: scaled, densityPct: same, lcvPct: same };
  const line = (fuel: string, massT: number, uncertainty?: Line['uncertainty']): Line =>
    uncertainty === undefined ? { fuel, massT } : { fuel, massT, uncertainty };
  const run = (lines: readonly Line[]): { tried: number[][]; answer: Answer } => {
    const tried: number[][] = [];
    const answer = withInterval(lines, scales, { massT: 't', name: '1', stillT: 't' }, (now) => {
      tried.push(now.map(({ massT }) => massT));
      return { result: { massT: sum(now.map(({ massT }) => massT)), name: 'x', stillT: 5 }, steps: [] };
    });
    return { tried, answer };
  };

  it('are one at the stated values and one at every combination of the ends', () => {
    const { tried } = run([line('A', 100, { massPct: 1 }), line('B', 10), line('C', 200, { massPct: 2 })]);
    expect(tried.map((masses) => masses.map((massT) => Math.round(massT * 10) / 10))).to.deep.equal([
      [100, 10, 200],
      [99, 10, 196],
      [101, 10, 196],
      [99, 10, 204],
      [101, 10, 204],
    ]);
    expect(run([line('A', 100)]).tried).to.deep.equal([[100]]);
    expect(run([line('A', 100, {})]).tried).to.deep.equal([[100], [100]]);
    expect(run([line('A', 100, { massPct: 0 })]).answer.result).to.have.property('interval');
  });

  it('are told in two steps for each output that moved: the ends, how far each value is off, and by how many calculations', () => {
    const { answer } = run([line('A', 100, { massPct: 1, lcvPct: 3 })]);
    expect(answer.result['interval']).to.deep.equal({ massT: { low: 99, high: 101 }, stillT: { low: 5, high: 5 } });
    const from = 'uncertainty given with the line';
    expect(answer.steps.map(({ label, formula, inputs, value, unit }) => ({ label, formula, inputs, value, unit }))).to.deep.equal([
      {
        label: 'uncertainty.low',
        formula: 'lowest massT of 5 calculations: the same calculation with each value off by',
        inputs: [
          { name: 'amount 1 A', value: -1, unit: '%', from },
          { name: 'LCV 1 A', value: -3, unit: '%', from },
        ],
        value: 99,
        unit: 't',
      },
      {
        label: 'uncertainty.high',
        formula: 'highest massT of 5 calculations: the same calculation with each value off by',
        inputs: [
          { name: 'amount 1 A', value: 1, unit: '%', from },
          { name: 'LCV 1 A', value: -3, unit: '%', from },
        ],
        value: 101,
        unit: 't',
      },
    ]);
  });

  it('have the stated values as an end where an output turns there', () => {
    const turning = withInterval([line('A', 100, { massPct: 1 })], scales, { offT: 't' }, ([now]) => ({
      result: { offT: Math.abs((now?.massT ?? Number.NaN) - 100) },
      steps: [],
    }));
    expect(turning.result.interval).to.deep.equal({ offT: { low: 0, high: 1 } });
    expect(turning.steps.map(({ label, inputs }) => [label, inputs.map(({ name, value }) => [name, value])])).to.deep.equal([
      ['uncertainty.low', [['amount 1 A', 0]]],
      ['uncertainty.high', [['amount 1 A', -1]]],
    ]);
  });

  it('are at most those of six uncertain values', () => {
    const lines = (more: Line['uncertainty']): Line[] => [
      line('A', 1, { massPct: 1, densityPct: 1, lcvPct: 1 }),
      line('B', 1, { massPct: 1, densityPct: 1, lcvPct: 1 }),
      line('C', 1, more),
    ];
    expect(run(lines({ massPct: 0 })).tried).to.have.length(65);
    expect(reasonsOf(() => run(lines({ massPct: 1 })))).to.deep.equal([
      { code: 'INPUT_UNFIT', field: 'lines', values: { why: 'at most 6 values may be uncertain at once, not 7' } },
    ]);
  });

  it('leave a line without mass or without a row as it is, and take the calorific value of the line before that of the table', () => {
    const of = massLineScales(sets.fueleu);
    const odd: { fuel: string; massT?: number; lcvMjPerG?: number } = { fuel: 'COAL' };
    expect([of.massPct(odd, 2), of.densityPct(odd, 2), of.lcvPct(odd, 2)]).to.deep.equal([odd, odd, odd]);
    expect(of.massPct({ fuel: 'HFO', massT: 3 }, 2)).to.deep.equal({ fuel: 'HFO', massT: 6 });
    expect(of.lcvPct({ fuel: 'LFO' }, 2)).to.deep.equal({ fuel: 'LFO', lcvMjPerG: 0.082 });
    expect(of.lcvPct({ fuel: 'LFO', lcvMjPerG: 0.04 }, 2)).to.deep.equal({ fuel: 'LFO', lcvMjPerG: 0.08 });
  });
});

const pct = fc.double({ min: 0, max: 10, noNaN: true });
const uncertainty = fc.record({ massPct: pct, densityPct: pct, lcvPct: pct });
const massT = fc.double({ min: 1, max: 10_000, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const smaller = (of: Readonly<Record<string, number>>, by: number): Given =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, value * by]));

/** Inputs whose outputs each value moves one way only: no reward factor, and the penalty is left out. */
const inputs: Readonly<Record<string, (mass: number, more: number, given: Given) => Given>> = {
  'fueleu.intensity': (_, __, given) => ({ lines: [{ fuel: 'LNG_OTTO_MS', uncertainty: given }] }),
  'fueleu.balance': (mass, more, given) => ({
    year: 2030,
    lines: [
      { ...fame, massT: mass, uncertainty: given },
      { ...hfo, massT: more, uncertainty: given },
    ],
  }),
  blend: (mass, more, given) => ({
    lines: [
      { ...b24[0], volumeM3: mass, uncertainty: given },
      { ...b24[1], volumeM3: more, uncertainty: given },
    ],
  }),
  'stem.worth': (mass, more, given) => ({
    ...{ year: 2030, scopePct: 50, baseline: { fuel: 'MDO_MGO' }, priceEurPerAllowance: 70 },
    lines: [{ ...fame, massT: mass, compliant: true, uncertainty: given }],
    rest: [{ ...hfo, massT: more }],
  }),
};
const turning = ['penaltyEur', 'baselinePenaltyEur', 'penaltyAvoidedEur', 'worthEur'];

for (const [topic, inputOf] of Object.entries(inputs))
  describe(`the interval of ${topic}, whatever the uncertainty`, () => {
    it('contains the value', () => {
      fc.assert(
        fc.property(massT, massT, uncertainty, (mass, more, given) => {
          const answer = ask(topic, inputOf(mass, more, given));
          for (const [name, { low, high }] of Object.entries(intervalOf(answer))) expect(answer.result[name], name).to.be.within(low, high);
          expect(intervalOf(answer)).to.not.deep.equal({});
        }),
        { numRuns: 50 },
      );
    });

    it('grows with the uncertainty', () => {
      fc.assert(
        fc.property(massT, massT, uncertainty, share, (mass, more, given, by) => {
          const wide = intervalOf(ask(topic, inputOf(mass, more, given)));
          const narrow = intervalOf(ask(topic, inputOf(mass, more, smaller(given, by))));
          for (const [name, { low, high }] of Object.entries(wide)) {
            if (turning.includes(name)) continue;
            const bits = 1e-9 * (1 + Math.abs(low) + Math.abs(high) + mass + more);
            expect(narrow[name]?.low, name).to.be.at.least(low - bits);
            expect(narrow[name]?.high, name).to.be.at.most(high + bits);
          }
        }),
        { numRuns: 50 },
      );
    });

    it('is the value itself where the uncertainty is zero', () => {
      const answer = ask(topic, inputOf(300, 700, { massPct: 0, densityPct: 0, lcvPct: 0 }));
      for (const [name, { low, high }] of Object.entries(intervalOf(answer)))
        expect([low, high], name).to.deep.equal([answer.result[name], answer.result[name]]);
      expect(answer.steps.some(({ label }) => label.startsWith('uncertainty'))).to.equal(false);
    });
  });
