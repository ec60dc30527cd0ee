// Lets real and constructed deliveries run through a service over its HTTP API, and ends 0 only if each ends as it must.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { settingsFrom } from '../src/settings.ts';
import { castOf } from './story/cast.ts';
import { scenarios } from './story/constructed/all.ts';
import { groundOf, type Authorities } from './story/ground.ts';
import type { Outcome } from './story/outcome.ts';
import { papersAt } from './story/papers.ts';
import { placesOf } from './story/places.ts';
import { readExpected, readPublished } from './story/published-records.ts';
import { layPublished, replay } from './story/published.ts';
import { openState } from './story/state.ts';
import { tableOf, totalsOf } from './story/table.ts';

const settings = settingsFrom(process.env);
const here = (file: string): string => join(import.meta.dirname, 'story', file);
const { values: flags } = parseArgs({
  options: {
    url: { type: 'string', default: `http://127.0.0.1:${settings.port}` },
    out: { type: 'string', default: 'out' },
    people: { type: 'string', default: join(settings.dataDir, 'demo-people.json') },
    file: { type: 'string', default: here('published.json') },
    outcomes: { type: 'string' },
  },
});

const counted = { fresh: 0, repeated: 0 };
const outcomesFile = flags.outcomes ?? (flags.file === here('published.json') ? here('published-outcomes.json') : undefined);
const records = readPublished(flags.file);
const expected = outcomesFile === undefined ? new Map<string, never>() : readExpected(outcomesFile);
const folder = resolve(flags.out);
const state = openState(folder);
const cast = castOf(flags.url, counted, state, flags.people);
const bar = new SingleBar({ format: '  {bar} {value}/{total}  {step}', noTTYOutput: true, notTTYSchedule: 5_000, hideCursor: true });
bar.start(records.length + scenarios.length + 1, 0, { step: 'laying what no record publishes' });

const places = await placesOf(cast.nobody);
const ports = places.all.map(({ unlocode }) => unlocode);
const [customs, portOperator, maritime, certifier, published, constructed] = await Promise.all([
  cast.admit({
    kind: 'customs',
    name: { en: 'Customs of the ports', zh: '各港海关' },
    districts: [...new Set(places.all.map(({ district }) => district))],
  }),
  cast.admit({ kind: 'port-operator', name: { en: 'Port operator of the ports', zh: '各港口经营人' }, ports }),
  cast.admit({ kind: 'maritime-authority', name: { en: 'Maritime authority of the ports', zh: '各港海事局' }, ports }),
  cast.admit({ kind: 'certifier', name: { en: 'Certifier 1', zh: '认证机构1' } }),
  cast.admit({ kind: 'shipping-line', name: { en: 'Line of the published ships', zh: '已公布船舶的航运公司' } }),
  cast.admit({ kind: 'shipping-line', name: { en: 'Line of the constructed ships', zh: '虚构船舶的航运公司' } }),
]);
const authorities: Authorities = { customs, portOperator, maritime, certifier };
const ground = groundOf(cast, authorities, places.districtOf);
const whole = { cast, authorities, ground, places, line: published };
const papers = papersAt(folder, cast.keeper);
const depots = await layPublished(whole, records);
bar.increment({ step: 'published deliveries' });

const outcomes: Outcome[] = [];
const tell = async (outcome: Outcome): Promise<void> => {
  outcomes.push(outcome);
  await papers.write(outcome);
  bar.increment({ step: outcome.title });
};
/** What throws did not end as it must; the story goes on, so that all of it is seen at once. */
const orWrong = (known: Pick<Outcome, 'id' | 'title' | 'port' | 'fuel'>, played: Promise<Outcome>): Promise<Outcome> =>
  played.catch((error: unknown) => ({
    ...known,
    right: false,
    result: 'failed',
    why: error instanceof Error ? error.message : String(error),
  }));

for (const record of records) {
  const known = { id: record.id, title: record.id, port: record.port ?? '?', fuel: record.fuel ?? '?' };
  await tell(await orWrong(known, replay(whole, record, expected.get(record.id), depots)));
}
for (const scenario of scenarios) {
  const { id, title, port, grade: fuel } = scenario;
  const known = { id, title, port, fuel };
  const played = scenario.play({ cast, authorities, ground, line: constructed, state });
  await tell(
    await orWrong(
      known,
      played.then((told) => ({ ...known, ...told })),
    ),
  );
}
bar.stop();

const table = `${tableOf(outcomes)}\n\n${totalsOf(outcomes)}`;
writeFileSync(join(folder, 'story.txt'), `${table}\n`);
console.log(`\n${table}\n`);
const wrong = outcomes.filter(({ right }) => !right).length;
console.log(
  counted.fresh === 0
    ? `Nothing was changed: all ${counted.repeated} commands stood already.`
    : `${counted.fresh} commands carried out, ${counted.repeated} stood already.`,
);
console.log(`${outcomes.length - wrong} passed, ${wrong} failed`);
process.exitCode = wrong === 0 ? 0 : 1;
