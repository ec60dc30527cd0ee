import { expect } from 'chai';
import { z, ZodError } from 'zod';
import { calculate, computed, whyNot } from '../../src/emissions/calculate.ts';
import { calculation, type Answer, type Calculation } from '../../src/emissions/calculation.ts';
import { explain, explanationReply } from '../../src/emissions/explanation.ts';
import type { Step } from '../../src/emissions/step.ts';
import { told } from '../../src/emissions/told.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { Refusal, refuse, refuseAll, type Reason } from '../../src/refusal.ts';
import { readReference } from '../../src/reference.ts';
import { word } from '../../src/words/words.ts';
import { reasonsOf } from './factor-sets.ts';

const { sets } = readReference();
const step: Step = { label: 'energy', formula: 'energy = mass', inputs: [], value: 1, unit: 'MJ', clause: 'none' };
const steps = [step];
const answering = (answer: () => Answer): Calculation =>
  calculation({
    topic: 'of.a.test',
    summary: 'a test',
    basis: 'none',
    reads: [],
    input: z.strictObject({}),
    result: z.looseObject({}),
    compute: answer,
  });
const faultsOf = (result: Readonly<Record<string, unknown>>, of = steps): readonly Reason[] =>
  reasonsOf(() =>
    computed(
      answering(() => ({ result, steps: of })),
      {},
      sets,
    ),
  );

describe('a calculation on an input that nobody has looked at', () => {
  const balance = calculations.get('fueleu.penalty') ?? expect.fail('no topic');

  it('answers with result and steps, and throws on an input and on a result of another shape', () => {
    const { result, steps: told } = calculate(balance, { penaltyEur: 100, consecutivePeriods: 2 }, sets);
    expect(result['totalEur']).to.be.closeTo(110, 1e-9);
    expect(told).to.have.length(1);
    expect(() => calculate(balance, { penaltyEur: 100 }, sets)).to.throw(ZodError, 'consecutivePeriods');
    const astray = { ...balance, compute: () => ({ result: { totalEur: 'much' }, steps }) };
    expect(() => calculate(astray, { penaltyEur: 1, consecutivePeriods: 1 }, sets)).to.throw(ZodError, 'totalEur');
  });

  it('is refused where the figures lead to no finite number, be it deep in the result, in one step or in what a step is made of', () => {
    const unfit = [{ code: 'INPUT_UNFIT', values: { why: 'the figures lead to no finite number' } }];
    expect(faultsOf({ energyMj: Number.POSITIVE_INFINITY })).to.deep.equal(unfit);
    expect(faultsOf({ lines: [{ energyMj: 1 }, { energyMj: Number.NaN }], more: 1 })).to.deep.equal(unfit);
    expect(faultsOf({ energyMj: 1 }, [step, { ...step, value: Number.NaN }])).to.deep.equal(unfit);
    expect(faultsOf({ energyMj: Number.NaN }, [{ ...step, value: Number.NaN }])).to.deep.equal(unfit);
    const given = (value: number): Step => ({
      ...step,
      inputs: [
        { name: 'mass', value: 1, unit: 't' },
        { name: 'LCV', value, unit: 'MJ/t' },
      ],
    });
    expect(faultsOf({ energyMj: 1 }, [step, given(Number.POSITIVE_INFINITY)])).to.deep.equal(unfit);
    expect(faultsOf({ energyMj: 1 }, [step, given(1)])).to.deep.equal([]);
  });

  it('is answered where the result holds words, nothing and empty lists', () => {
    expect(faultsOf({ energyMj: 1, name: 'HFO', none: null, absent: undefined, lines: [], met: true })).to.deep.equal([]);
  });

  it('tells each reason with the field of the body; one without a field has none', () => {
    const refusing = answering(() => {
      refuseAll([
        { code: 'FUEL_UNKNOWN', field: 'lines[0].fuel', values: { fuel: 'COAL', known: 'HFO' }, clause: 'Annex II' },
        { code: 'INPUT_UNFIT', values: { why: 'so' } },
      ]);
      return { result: {}, steps };
    });
    expect(reasonsOf(() => computed(refusing, {}, sets))).to.deep.equal([
      { code: 'FUEL_UNKNOWN', field: 'body.lines[0].fuel', values: { fuel: 'COAL', known: 'HFO' }, clause: 'Annex II' },
      { code: 'INPUT_UNFIT', values: { why: 'so' } },
    ]);
  });

  it('lets a bug through as the bug it is', () => {
    const bug = answering(() => {
      throw new RangeError('no such row');
    });
    expect(() => computed(bug, {}, sets)).to.throw(RangeError, 'no such row');
  });
});

describe('why an input was not answered, in a line', () => {
  const thrownBy = (act: () => unknown): unknown => {
    try {
      act();
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it('names the code and the field of each reason', () => {
    const refusal = new Refusal([{ code: 'FUEL_UNKNOWN', field: 'lines[0].fuel' }, { code: 'YEAR_UNCOVERED' }]);
    expect(whyNot(refusal)).to.equal('FUEL_UNKNOWN (lines[0].fuel), YEAR_UNCOVERED');
  });

  it('names the place of each fault of the shape', () => {
    const schema = z.strictObject({ lines: z.array(z.strictObject({ massT: z.number() })), year: z.number() });
    const line = whyNot(thrownBy(() => schema.parse({ lines: [{ massT: 'x' }] })));
    expect(line).to.match(/^lines\.0\.massT: .*; year: /);
  });

  it('throws again what is neither', () => {
    expect(() => whyNot(new TypeError('a bug'))).to.throw(TypeError, 'a bug');
  });
});

describe('what an act answers, or its reasons among the others', () => {
  const under = (field: string): string => `emissions.${field}`;

  it('is the answer itself, and no reason is added', () => {
    const reasons: Reason[] = [];
    expect(told(() => 7, under, reasons)).to.equal(7);
    expect(reasons).to.deep.equal([]);
  });

  it('are told under the field of the input, without one where the reason has none', () => {
    const reasons: Reason[] = [];
    const act = (): never => {
      refuseAll([{ code: 'INPUT_UNFIT', field: 'terms.ep', clause: 'Annex V' }, { code: 'FACTOR_MISSING' }]);
      throw new Error('not reached');
    };
    expect(told(act, under, reasons)).to.equal(undefined);
    expect(reasons).to.deep.equal([{ code: 'INPUT_UNFIT', field: 'emissions.terms.ep', clause: 'Annex V' }, { code: 'FACTOR_MISSING' }]);
  });

  it('are told once: the same code with the same field is the same reason, with another field or code it is not', () => {
    const known: Reason[] = [
      { code: 'INPUT_UNFIT', field: 'emissions.kind' },
      { code: 'FACTOR_MISSING', field: 'emissions.terms' },
    ];
    const reasons = [...known];
    told(() => refuse('INPUT_UNFIT', { field: 'kind' }), under, reasons);
    expect(reasons).to.deep.equal(known);
    told(() => refuse('FACTOR_MISSING', { field: 'kind' }), under, reasons);
    told(() => refuse('INPUT_UNFIT', { field: 'terms' }), under, reasons);
    expect(reasons.slice(2)).to.deep.equal([
      { code: 'FACTOR_MISSING', field: 'emissions.kind' },
      { code: 'INPUT_UNFIT', field: 'emissions.terms' },
    ]);
  });

  it('do not hide a bug', () => {
    const act = (): never => {
      throw new TypeError('a bug');
    };
    expect(() => told(act, under, [])).to.throw(TypeError, 'a bug');
  });
});

describe('a calculation that explains itself', () => {
  it('says by which text and factors, what came out, which readings it rests on once each, and titles every step', () => {
    const reading = { ...step, label: 'wtw', interpretation: 'So it is read.' } as const;
    const twice = {
      ...answering(() => ({ result: { energyMj: 5 }, steps: [step, reading, reading] })),
      reads: ['fueleu', 'red'] as const,
    };
    const title = { en: word('en', 'step.energy'), zh: word('zh', 'step.energy') };
    const wtw = { en: word('en', 'step.wtw'), zh: word('zh', 'step.wtw') };
    expect(explain(twice, {}, sets)).to.deep.equal({
      topic: 'of.a.test',
      basis: 'none',
      factorSets: { fueleu: sets.fueleu.set, red: sets.red.set },
      result: { energyMj: 5 },
      interpretations: ['So it is read.'],
      steps: [
        { title, ...step },
        { title: wtw, ...reading },
        { title: wtw, ...reading },
      ],
    });
  });

  it('rests on no reading where no step has one, and its reply has the shape that the API page promises', () => {
    const balance = calculations.get('fueleu.balance') ?? expect.fail('no topic');
    const explained = explain(balance, { year: 2025, lines: [{ fuel: 'HFO', massT: 1 }] }, sets);
    expect(explained.interpretations).to.deep.equal([]);
    const reply = explanationReply(balance);
    expect(reply.parse(explained)).to.deep.equal(explained);
    for (const [name, value] of Object.entries({
      ...explained,
      topic: 'fueleu.penalty',
      basis: 1,
      factorSets: [],
      result: {},
      steps: {},
    })) {
      if (name === 'interpretations') continue;
      expect(reply.safeParse({ ...explained, [name]: value }).success, name).to.equal(false);
    }
    expect(reply.safeParse({ ...explained, interpretations: [1] }).success).to.equal(false);
    const [first, ...rest] = explained.steps;
    expect(reply.safeParse({ ...explained, steps: [{ ...first, title: { en: 'Energy' } }, ...rest] }).success).to.equal(false);
    expect(reply.safeParse({ ...explained, steps: [{ ...first, title: { en: 'Energy', zh: 1 } }, ...rest] }).success).to.equal(false);
  });
});
