import { z } from 'zod';
import { query, type Endpoint } from '../http/endpoint.ts';
import { byHand } from './by-hand.ts';
import type { Calculation, FactorSets } from './calculation.ts';
import { explain, explanationReply, type Explanation } from './explanation.ts';
import { factorSetId } from './factor-set-id.ts';
import { calculations } from './topics.ts';
import { tradingScheme, tradingSchemes } from './trading-schemes.ts';
import type { WorkedExample } from './worked-example.ts';

const room = 'emissions';

interface Parts {
  /** The sets to compute this input with: those in force, but the FuelEU set of that name where one is given. */
  readonly setsWith: (input: unknown, fuelEu: string | undefined) => Promise<FactorSets>;
  /** An answer to compare with per topic, whose inputs are the example of the API page; there it is worked out step by step. */
  readonly examples: readonly WorkedExample[];
  readonly setsOfExamples: FactorSets;
  /** Sets a calculation with its steps on paper. */
  readonly renderExplanation: (explanation: Explanation) => Promise<Buffer>;
}

const topicReply = z
  .strictObject({ topic: z.string(), summary: z.string(), basis: z.string(), address: z.string() })
  .meta({ id: 'CalculationTopic' });

/** Every calculation by its topic, open to anyone: nothing is kept. */
export const emissionsEndpoints = (parts: Parts): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/emissions',
    room,
    summary: 'The calculations there are, each with the text it follows',
    who: 'anyone',
    reply: z.strictObject({ items: z.array(topicReply) }),
    answer: () => Promise.resolve({ items: [...calculations.values()].map(listed) }),
  }),
  query({
    method: 'GET',
    path: '/v1/emissions/trading-schemes',
    room,
    summary: 'What the schemes of emission trading say of ships, each with its source',
    who: 'anyone',
    reply: z.strictObject({ items: z.array(tradingScheme) }),
    answer: async () => ({ items: tradingSchemes(await parts.setsWith({}, undefined)) }),
  }),
  ...[...calculations.values()].map((calculation) => endpointOf(calculation, parts)),
];

const addressOf = (topic: string): string => `/v1/emissions/${topic}`;
const listed = ({ topic, summary, basis }: Calculation) => ({ topic, summary, basis, address: addressOf(topic) });

/** Another FuelEU set than the one in force (of a year: in force when it began), where the calculation reads one. */
const chosenSet = z.strictObject({ factorSet: factorSetId.optional() });

function endpointOf(calculation: Calculation, { setsWith, examples, setsOfExamples, renderExplanation }: Parts): Endpoint {
  const { topic, summary, basis, input, reads } = calculation;
  const example = examples.find((one) => one.topic === topic);
  const choosesSet = reads.includes('fueleu');
  return query({
    method: 'POST',
    path: addressOf(topic),
    room,
    summary,
    description: `By ${basis}. Unrounded; every result comes with its steps, as JSON or as a paper in English and Chinese.${example ? workedOut(calculation, example, setsOfExamples) : ''}`,
    who: 'anyone',
    ...(choosesSet && { query: chosenSet }),
    body: input,
    ...(example && { example: example.inputs }),
    reply: explanationReply(calculation),
    renderings: { 'application/pdf': (reply) => renderExplanation(reply) },
    refuses: [
      ...(['FUEL_UNKNOWN', 'FACTOR_MISSING', 'INPUT_UNFIT', 'YEAR_UNCOVERED'] as const),
      ...(choosesSet ? (['FACTOR_SET_UNKNOWN'] as const) : []),
    ],
    answer: async ({ body, query: asked }) => explain(calculation, body, await setsWith(body, asked?.factorSet)),
  });
}

function workedOut(calculation: Calculation, { kind, source, inputs }: WorkedExample, sets: FactorSets): string {
  const whose = kind === 'DERIVED' ? 'worked out from published factors' : 'a published answer';
  const steps = byHand(explain(calculation, calculation.input.parse(inputs), sets));
  return ` The example is ${whose} (${source}). By hand:\n\n${steps}`;
}
