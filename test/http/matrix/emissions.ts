import { readReference } from '../../../src/reference.ts';
import { calculations } from '../../../src/emissions/topics.ts';
import { anew, type Case } from './case.ts';

const { examples } = readReference();

/** Anyone computes with the example of the API page; without one, with what any month has. */
export const emissionsCases: Readonly<Record<string, Case>> = {
  'GET /v1/emissions': anew(() => '/v1/emissions'),
  'GET /v1/emissions/trading-schemes': anew(() => '/v1/emissions/trading-schemes'),
  ...Object.fromEntries(
    [...calculations.keys()].map((topic): [string, Case] => {
      const inputs = examples.find((example) => example.topic === topic)?.inputs ?? { generatedKWh: 2_750 };
      return [`POST /v1/emissions/${topic}`, anew(() => [`/v1/emissions/${topic}`, inputs])];
    }),
  ),
};
