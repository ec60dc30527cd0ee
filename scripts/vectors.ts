// Runs a file of worked examples through the same functions as the endpoints and prints each expected value beside what came out.
import { readFileSync } from 'node:fs';
import { calculate, whyNot } from '../src/emissions/calculate.ts';
import { calculations } from '../src/emissions/topics.ts';
import { compared, workedExamplesFile, type Compared, type WorkedExample } from '../src/emissions/worked-example.ts';
import { readReference } from '../src/reference.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: npm run vectors -- FILE');
  process.exit(2);
}
const { sets } = readReference();

function outcome(example: WorkedExample): readonly Compared[] {
  const calculation = calculations.get(example.topic);
  const failed = (got: string): Compared[] => [{ where: 'topic', expected: example.topic, got, difference: null, agrees: false }];
  if (!calculation) return failed('not a topic');
  try {
    return compared(example, calculate(calculation, example.inputs, sets).result);
  } catch (error) {
    return failed(whyNot(error));
  }
}

const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : JSON.stringify(value));
const { examples } = workedExamplesFile.parse(JSON.parse(readFileSync(file, 'utf8')));
let passed = 0;
for (const example of examples) {
  const lines = outcome(example);
  const agrees = lines.every((line) => line.agrees);
  if (agrees) passed += 1;
  console.log(`${agrees ? 'passed' : 'FAILED'}  ${example.id}  (${example.topic})`);
  for (const { where, expected, got, difference, agrees: one } of lines) {
    const apart = difference === null ? '' : `, difference ${difference}`;
    console.log(`  ${one ? ' ' : '!'} ${where}: expected ${shown(expected)}, got ${shown(got)}${apart}`);
  }
}
console.log(`${passed} passed, ${examples.length - passed} failed`);
if (passed < examples.length) process.exitCode = 1;
