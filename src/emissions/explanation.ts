import { z } from 'zod';
import { word } from '../words/words.ts';
import type { Calculation, FactorSets } from './calculation.ts';
import { computed } from './calculate.ts';
import { stepLabels, type Step, type StepLabel } from './step.ts';
import { stepReply } from './step-reply.ts';

const bothWords = z.strictObject({ en: z.string(), zh: z.string() });
export const titledStep = stepReply.extend({ title: bothWords }).meta({ id: 'TitledStep' });
export type TitledStep = Readonly<z.infer<typeof titledStep>>;

/** A calculation that explains itself: by which text and factors, the result, the readings of the law, and each step. */
export interface Explanation {
  readonly topic: string;
  readonly basis: string;
  /** Set by name, such as `fueleu`. */
  readonly factorSets: Readonly<Record<string, string>>;
  readonly result: Readonly<Record<string, unknown>>;
  readonly interpretations: readonly string[];
  readonly steps: readonly TitledStep[];
}

export const explanationReply = ({ topic, result }: Calculation) =>
  z.strictObject({
    topic: z.literal(topic),
    basis: z.string(),
    factorSets: z.record(z.string(), z.string()),
    result,
    interpretations: z.array(z.string()),
    steps: z.array(titledStep),
  });

/** The calculation on an input of its shape; refuses as `computed` does. */
export function explain(calculation: Calculation, input: unknown, sets: FactorSets): z.input<ReturnType<typeof explanationReply>> {
  const { topic, basis, reads } = calculation;
  const { result, steps } = computed(calculation, input, sets);
  return {
    topic,
    basis,
    factorSets: Object.fromEntries(reads.map((name) => [name, sets[name].set])),
    result,
    interpretations: [...new Set(steps.flatMap(({ interpretation }) => interpretation ?? []))],
    steps: steps.map(titled),
  };
}

/** Read, never written: the inputs are not copied. */
const titled = (step: Step) => ({ title: titles[step.label], ...step }) as z.input<typeof titledStep>;

const titles = Object.fromEntries(
  stepLabels.map((label) => {
    const key = `step.${label.replaceAll('.', '-')}`;
    return [label, { en: word('en', key), zh: word('zh', key) }];
  }),
) as Readonly<Record<StepLabel, z.infer<typeof bothWords>>>;
