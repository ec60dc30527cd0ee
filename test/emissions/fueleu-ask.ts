import { expect } from 'chai';
import { calculate } from '../../src/emissions/calculate.ts';
import type { Answer, FactorSets } from '../../src/emissions/calculation.ts';
import { fueleuTopics } from '../../src/emissions/fueleu-topics.ts';
import { stepLabels, type Step, type StepInput } from '../../src/emissions/step.ts';
import { factors, reasonsOf, red } from './factor-sets.ts';

const sets = { fueleu: factors, red } as FactorSets;
type Given = Readonly<Record<string, unknown>>;

/** The answer to an input, as an endpoint would give it; each of its steps has what a person needs to follow it. */
export function ask(topic: string, input: Given, others: Partial<FactorSets> = {}): Answer {
  const calculation = fueleuTopics.find((one) => one.topic === topic);
  if (!calculation) throw new Error(`no topic ${topic}`);
  const answer = calculate(calculation, input, { ...sets, ...others });
  for (const step of answer.steps) {
    expect(stepLabels, step.label).to.include(step.label);
    expect(Number.isFinite(step.value) && step.unit !== '' && step.clause !== '' && step.formula !== '', step.label).to.equal(true);
    expect(
      step.inputs.every(({ value, unit }) => Number.isFinite(value) && unit !== ''),
      step.label,
    ).to.equal(true);
  }
  return answer;
}

/** One number of the result. */
export function figure(topic: string, input: Given, name: string): number {
  const value = ask(topic, input).result[name];
  if (typeof value !== 'number') throw new Error(`${topic} gives no number ${name}`);
  return value;
}

/** The value of the first step with a label. */
export function stepValue({ steps }: Answer, label: string): number {
  return steps.find((step) => step.label === label)?.value ?? Number.NaN;
}

/** Code and field (in the input) of each reason of a refusal; none where the topic answers. */
export function refusedFor(topic: string, input: Given): (string | undefined)[][] {
  return reasonsOf(() => ask(topic, input)).map(({ code, field }) => [code, field?.replace(/^body\./, '')]);
}

/** The steps with a label. */
export const stepsOf = (topic: string, input: Given, label: string): Step[] =>
  ask(topic, input).steps.filter((step) => step.label === label);

export type Told = readonly [name: string, value: number, unit: string, from?: string];
export const told = ({ name, value, unit, from }: StepInput): Told =>
  from === undefined ? [name, value, unit] : [name, value, unit, from];

/** The inputs of each step with a label, as a reader sees them. */
export const inputsOf = (topic: string, input: Given, label: string): Told[][] =>
  stepsOf(topic, input, label).map(({ inputs }) => inputs.map(told));
