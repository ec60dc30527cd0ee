import { z } from 'zod';
import { query, type Endpoint } from '../http/endpoint.ts';
import { computed } from './calculate.ts';
import type { Calculation, FactorSets } from './calculation.ts';
import { factorSetId } from './factor-set-id.ts';
import { word } from '../words/words.ts';
import { stepLabels, type Step } from './step.ts';
import { stepReply } from './step-reply.ts';
import { calculations } from './topics.ts';
import type { WorkedExample } from './worked-example.ts';

const room = 'emissions';

interface Parts {
  /** The sets to compute with: those in force, but the FuelEU set of that name where one is given. */
  readonly setsWith: (fuelEu: string | undefined) => Promise<FactorSets>;
  /** A published answer per topic, whose inputs are the example of the API page. */
  readonly examples: readonly WorkedExample[];
}

const topicReply = z
  .strictObject({ topic: z.string(), summary: z.string(), basis: z.string(), address: z.string() })
  .meta({ id: 'CalculationTopic' });

/** Every calculation by its topic, open to anyone: nothing is kept. */
export const emissionsEndpoints = ({ setsWith, examples }: Parts): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/emissions',
    room,
    summary: 'The calculations there are, each with the text it follows',
    who: 'anyone',
    reply: z.strictObject({ items: z.array(topicReply) }),
    answer: () => Promise.resolve({ items: [...calculations.values()].map(listed) }),
  }),
  ...[...calculations.values()].map((calculation) => endpointOf(calculation, { setsWith, examples })),
];

const titledStep = stepReply.extend({ title: z.strictObject({ en: z.string(), zh: z.string() }) }).meta({ id: 'TitledStep' });
const titles = new Map(
  stepLabels.map((label) => {
    const key = `step.${label.replaceAll('.', '-')}`;
    return [label, { en: word('en', key), zh: word('zh', key) }] as const;
  }),
);
const titleOf = ({ label }: Step) => titles.get(label) ?? { en: label, zh: label };

const addressOf = (topic: string): string => `/v1/emissions/${topic}`;
const listed = ({ topic, summary, basis }: Calculation) => ({ topic, summary, basis, address: addressOf(topic) });

/** Another FuelEU set than the one in force, where the calculation reads one. */
const chosenSet = z.strictObject({ factorSet: factorSetId.optional() });

function endpointOf(calculation: Calculation, { setsWith, examples }: Parts): Endpoint {
  const { topic, summary, basis, input, result, reads } = calculation;
  const example = examples.find((one) => one.topic === topic);
  return query({
    method: 'POST',
    path: addressOf(topic),
    room,
    summary,
    description: `By ${basis}. Unrounded; every result comes with its steps.${example ? ` The example is a published answer (${example.source}).` : ''}`,
    who: 'anyone',
    ...(reads.includes('fueleu') && { query: chosenSet }),
    body: input,
    ...(example && { example: example.inputs }),
    reply: z.strictObject({
      topic: z.literal(topic),
      basis: z.string(),
      factorSets: z.record(z.string(), z.string()),
      result,
      interpretations: z.array(z.string()),
      steps: z.array(titledStep),
    }),
    refuses: [
      'FUEL_UNKNOWN',
      'FACTOR_MISSING',
      'INPUT_UNFIT',
      'YEAR_UNCOVERED',
      ...(reads.includes('fueleu') ? (['FACTOR_SET_UNKNOWN'] as const) : []),
    ],
    async answer({ body, query: asked }) {
      const sets = await setsWith(asked?.factorSet);
      const { result: found, steps } = computed(calculation, body, sets);
      return {
        topic,
        basis,
        factorSets: Object.fromEntries(reads.map((name) => [name, sets[name].set])),
        result: found,
        interpretations: [...new Set(steps.flatMap(({ interpretation }) => interpretation ?? []))],
        steps: steps.map((step) => ({ title: titleOf(step), ...step, inputs: [...step.inputs] })),
      };
    },
  });
}
