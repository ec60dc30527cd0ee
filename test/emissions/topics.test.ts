import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { z } from 'zod';
import { calculate } from '../../src/emissions/calculate.ts';
import type { FactorSets } from '../../src/emissions/calculation.ts';
import { calculations } from '../../src/emissions/topics.ts';
import { workedExamplesFile } from '../../src/emissions/worked-example.ts';
import { readReference } from '../../src/reference.ts';

const { sets } = readReference();
const of = (topic: string) => calculations.get(topic) ?? expect.fail(`no calculation ${topic}`);
const file = JSON.parse(readFileSync(new URL('../../config/worked-examples.json', import.meta.url), 'utf8')) as unknown;

describe('every calculation', () => {
  it('reads the factor sets that it names, each of them and no other', () => {
    const read = new Map([...calculations.keys()].map((topic) => [topic, new Set<string>()]));
    for (const { topic, inputs } of workedExamplesFile.parse(file).examples) {
      const watched = new Proxy(sets, {
        get: (all, name: keyof FactorSets) => {
          read.get(topic)?.add(name);
          return all[name];
        },
      });
      calculate(of(topic), inputs, watched);
    }
    const told = [...calculations.values()].map(({ topic, reads }) => [topic, [...reads].sort()]);
    expect([...read].map(([topic, names]) => [topic, [...names].sort()])).to.deep.equal(told);
  });

  it('says of each number, word and day that a person gives what it is', () => {
    const silent = [...calculations.values()].flatMap(({ topic, input }) =>
      silentIn(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), topic),
    );
    expect(silent).to.deep.equal([]);
  });
});

type Schema = Readonly<Record<string, unknown>>;

/** The values of a schema that have no description; a list or a group speaks by its parts, a choice by its words. */
function silentIn(schema: Schema, path: string): string[] {
  const parts = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  const items = schema['items'] as Schema | undefined;
  const leaf = parts.length === 0 && items?.['properties'] === undefined;
  return [
    ...(leaf && schema['description'] === undefined && schema['enum'] === undefined ? [path] : []),
    ...parts.flatMap(([name, part]) => silentIn(part, `${path}.${name}`)),
    ...(items?.['properties'] === undefined ? [] : silentIn(items, `${path}[]`)),
  ];
}
