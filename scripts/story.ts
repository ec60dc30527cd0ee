// Lets real and constructed deliveries run through a service over its HTTP API, and ends 0 only if each ends as it must.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { settingsFrom } from '../src/settings.ts';
import { readDemoPeople } from './story/cast.ts';
import { scenarios } from './story/constructed/all.ts';
import { readExpected, readPublished } from './story/published-records.ts';
import { openState } from './story/state.ts';
import { tableOf, totalsOf } from './story/table.ts';
import { tellStory } from './story/tell.ts';

async function main(): Promise<number> {
  const settings = settingsFrom(process.env);
  const here = (file: string): string => join(import.meta.dirname, 'story', file);
  const { values: flags } = parseArgs({
    options: {
      url: { type: 'string', default: `http://127.0.0.1:${settings.port}` },
      out: { type: 'string', default: 'out' },
      people: { type: 'string', default: join(settings.dataDir, 'demo-people.json') },
      file: { type: 'string' },
      outcomes: { type: 'string' },
    },
  });
  if (!existsSync(flags.people))
    throw new Error(`${flags.people} is not there: start the service once, or name its people with --people FILE`);
  const records = readPublished(flags.file ?? here('published.json'));
  const outcomesFile = flags.outcomes ?? (flags.file === undefined ? here('published-outcomes.json') : null);
  const folder = resolve(flags.out);
  const bar = new SingleBar({ format: '  {bar} {value}/{total}  {step}', noTTYOutput: true, notTTYSchedule: 5_000, hideCursor: true });
  bar.start(records.length + scenarios.length + 1, 0, { step: 'laying what no record publishes' });
  const { outcomes, counted } = await tellStory({
    url: flags.url.replace(/\/+$/, ''),
    people: readDemoPeople(readFileSync(flags.people, 'utf8')),
    state: openState(join(dirname(flags.people), 'story-people.json')),
    folder,
    records,
    expected: outcomesFile === null ? new Map() : readExpected(outcomesFile),
    scenarios,
    onStep: (step) => bar.increment({ step }),
  }).finally(() => bar.stop());

  const table = `${tableOf(outcomes)}\n\n${totalsOf(outcomes)}`;
  writeFileSync(join(folder, 'story.txt'), `${table}\n`);
  const wrong = outcomes.filter(({ right }) => !right).length;
  const { fresh, repeated } = counted;
  const changed =
    fresh === 0
      ? `Nothing was changed: all ${repeated} commands stood already.`
      : `${fresh} commands carried out, ${repeated} stood already.`;
  console.log(`\n${table}\n\n${changed}\n${outcomes.length - wrong} passed, ${wrong} failed`);
  return wrong === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    console.error(`\nThe story could not be told: ${why}`);
    process.exitCode = 2;
  },
);
