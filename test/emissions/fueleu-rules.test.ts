import { expect } from 'chai';
import fc from 'fast-check';
import { ZodError } from 'zod';
import { parseFactors } from '../../src/emissions/factors.ts';
import { stepLabels } from '../../src/emissions/step.ts';
import { word } from '../../src/words/words.ts';
import { limitOf } from '../../src/emissions/fueleu-limit.ts';
import { scopePct, type Leg } from '../../src/emissions/fueleu-scope.ts';
import { windFactor } from '../../src/emissions/fueleu-wind.ts';
import { factors, fuelEuFile } from './factor-sets.ts';
import { ask, figure } from './fueleu-ask.ts';

const { rules } = factors;

describe('the rules of FuelEU Maritime that are figures', () => {
  const limitIn = (year: number): unknown => {
    const found = limitOf(rules, year);
    return 'code' in found ? found.code : found.limitGPerMj;
  };

  it('set a limit for each year from 2025 on, the last one set before it', () => {
    const years = [2025, 2029, 2030, 2034, 2035, 2040, 2045, 2049, 2050, 2077];
    expect(years.map(limitIn)).to.deep.equal([89.3368, 89.3368, 85.6904, 85.6904, 77.9418, 62.9004, 34.6408, 34.6408, 18.232, 18.232]);
    expect(limitOf(rules, 2024)).to.deep.equal({
      code: 'YEAR_UNCOVERED',
      field: 'year',
      values: { year: 2024, known: 'from 2025 on' },
      clause: rules.reference.clause,
    });
  });

  it('derive every limit from the reference and its reduction', () => {
    for (const { limitGPerMj, reductionPct } of rules.limits) expect(limitGPerMj).to.be.closeTo((91.16 * (100 - reductionPct)) / 100, 1e-9);
  });

  it('say of each rule where it stands and how far it was verified', () => {
    const { limits, ...rest } = rules;
    for (const rule of [...limits, ...Object.values(rest)]) {
      expect(rule.clause).to.match(/^Regulation \(EU\) 2023\/1805 (Art\. \d+|Annex [IV]+)/);
      expect(Object.hasOwn(factors.sources, rule.source)).to.equal(true);
      if (rule.status !== 'VERIFIED') expect(rule.interpretation, rule.clause).to.be.a('string');
    }
    expect(Object.isFrozen(rules) && Object.isFrozen(rules.limits[0])).to.equal(true);
  });

  it('stop the start where they do not hold together', () => {
    const broken = (change: (file: { rules: Record<string, Record<string, unknown>> }) => void): unknown => {
      const file = structuredClone(fuelEuFile) as { rules: Record<string, Record<string, unknown>> };
      change(file);
      return file;
    };
    const limits = broken(({ rules: { limits: rows } }) => Object.assign((rows as unknown as object[])[1] ?? {}, { limitGPerMj: 85.69 }));
    expect(() => parseFactors(limits)).to.throw(RangeError, 'the limit from 2030-01-01');
    const order = broken((file) => Object.assign(file.rules, { limits: [...rules.limits].reverse() }));
    expect(() => parseFactors(order)).to.throw(RangeError, 'do not follow each other');
    const twice = broken((file) => Object.assign(file.rules, { limits: [rules.limits[0], ...rules.limits] }));
    expect(() => parseFactors(twice)).to.throw(RangeError, 'do not follow each other');
    const wind = broken((file) => Object.assign(file.rules['wind'] ?? {}, { byRatio: [{ fromRatio: 0.1, factor: 0.97 }] }));
    expect(() => parseFactors(wind)).to.throw(RangeError, 'from the ratio 0');
    const hearsay = broken((file) => Object.assign(file.rules['ice'] ?? {}, { source: 'HEARSAY' }));
    expect(() => parseFactors(hearsay)).to.throw(RangeError, 'HEARSAY');
  });

  it('give each step a title in English and in Chinese', () => {
    for (const label of stepLabels) {
      const key = `step.${label.replaceAll('.', '-')}`;
      expect(word('en', key), label).to.not.equal('');
      expect(word('zh', key), label).to.match(/[\u4e00-\u9fff]/);
    }
  });
});

describe('the wind factor', () => {
  it('holds from the ratio of its row on', () => {
    const ratios = [0, 0.0499, 0.05, 0.0999, 0.1, 0.1499, 0.15, 2];
    expect(ratios.map((ratio) => windFactor(ratio, rules))).to.deep.equal([1, 1, 0.99, 0.99, 0.97, 0.97, 0.95, 0.95]);
  });

  it('follows from the two powers, in any unit, and no power below zero is taken', () => {
    expect(figure('fueleu.wind', { windKw: 599.9, propulsionKw: 12000 }, 'windFactor')).to.equal(1);
    expect(figure('fueleu.wind', { windKw: 600, propulsionKw: 12000 }, 'windFactor')).to.equal(0.99);
    expect(figure('fueleu.wind', { windKw: 0.05 * 2.987, propulsionKw: 2.987 }, 'windFactor')).to.equal(0.99);
    expect(figure('fueleu.wind', { windKw: 1800, propulsionKw: 12000 }, 'windFactor')).to.equal(0.95);
    const [step] = ask('fueleu.wind', { windKw: 1500, propulsionKw: 12000 }).steps;
    expect(step?.inputs.map(({ value }) => value)).to.deep.equal([1500, 12000, 0.125]);
    expect(step).to.include({ value: 0.97, clause: rules.wind.clause });
    for (const powers of [
      { windKw: -1, propulsionKw: 1 },
      { windKw: 1, propulsionKw: 0 },
    ])
      expect(() => ask('fueleu.wind', powers)).to.throw(ZodError);
  });
});

describe('the scope of a leg', () => {
  const voyage = (from: 'member-state' | 'outermost-region' | 'third-country', to: typeof from): Leg => ({ kind: 'voyage', from, to });

  it('is all of it in port and between Member States', () => {
    expect(scopePct({ kind: 'stay', at: 'member-state' }, rules)).to.equal(100);
    expect(scopePct({ kind: 'stay', at: 'outermost-region' }, rules)).to.equal(100);
    expect(scopePct(voyage('member-state', 'member-state'), rules)).to.equal(100);
  });

  it('is half of it to and from third countries and outermost regions, either way', () => {
    for (const other of ['third-country', 'outermost-region'] as const) {
      expect(scopePct(voyage('member-state', other), rules)).to.equal(50);
      expect(scopePct(voyage(other, 'member-state'), rules)).to.equal(50);
      expect(scopePct(voyage(other, 'outermost-region'), rules)).to.equal(50);
    }
  });

  it('is none of it elsewhere, and none where the leg is exempted', () => {
    expect(scopePct(voyage('third-country', 'third-country'), rules)).to.equal(0);
    expect(scopePct({ kind: 'stay', at: 'third-country' }, rules)).to.equal(0);
    expect(scopePct({ ...voyage('member-state', 'member-state'), exempted: true }, rules)).to.equal(0);
  });

  it('adds up to the energy in scope, leg by leg in their order, as the allocation takes them', () => {
    const legs = [
      { kind: 'stay', at: 'outermost-region', energyGj: 10 },
      { kind: 'voyage', from: 'member-state', to: 'third-country', energyGj: 400 },
      { kind: 'voyage', from: 'member-state', to: 'member-state', exempted: true, energyGj: 90 },
    ];
    const { result, steps } = ask('fueleu.scope', { legs });
    expect(result).to.deep.equal({
      totalGj: 500,
      scopeGj: 210,
      legs: [
        { energyGj: 10, scopePct: 100 },
        { energyGj: 400, scopePct: 50 },
        { energyGj: 90, scopePct: 0 },
      ],
    });
    expect(steps[0]?.inputs.map(({ value }) => value)).to.deep.equal([10, 100, 400, 50, 90, 0]);
    const lines = [{ fuel: 'HFO', massT: 100 }];
    expect(figure('fueleu.allocation', { legs: result['legs'], lines }, 'scopeGj')).to.equal(210);
    expect(() => ask('fueleu.scope', { legs: [] })).to.throw(ZodError);
  });

  it('is never below zero nor above the whole, less with an exemption, and the same in any order', () => {
    const port = fc.constantFrom('member-state', 'outermost-region', 'third-country');
    const energyGj = fc.integer({ min: 0, max: 1_000_000 });
    const leg = fc.oneof(
      fc.record({ kind: fc.constant('stay'), at: port, energyGj }),
      fc.record({ kind: fc.constant('voyage'), from: port, to: port, energyGj }),
    );
    fc.assert(
      fc.property(fc.array(leg, { minLength: 1, maxLength: 8 }), (legs) => {
        const { totalGj, scopeGj } = ask('fueleu.scope', { legs }).result as { totalGj: number; scopeGj: number };
        expect(scopeGj).to.be.within(0, totalGj);
        expect(figure('fueleu.scope', { legs: [...legs].reverse() }, 'scopeGj')).to.equal(scopeGj);
        expect(
          figure('fueleu.scope', { legs: legs.map((one, place) => (place === 0 ? { ...one, exempted: true } : one)) }, 'scopeGj'),
        ).to.be.at.most(scopeGj);
      }),
    );
  });
});
