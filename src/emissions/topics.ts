import type { Calculation } from './calculation.ts';
import { fueleuTopics } from './fueleu-topics.ts';
import { otherTopics } from './other-topics.ts';

/** Every calculation there is, by topic. */
export const calculations: ReadonlyMap<string, Calculation> = new Map([...fueleuTopics, ...otherTopics].map((one) => [one.topic, one]));
