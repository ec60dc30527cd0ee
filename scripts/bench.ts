// Measures the service beside what it stands on, in one run on one machine, and prints each ratio beside its goal; a missed one as missed.
// `npm run bench` builds it as it is run, without the TypeScript loader; with `-- emissions` it measures the greenhouse-gas calculations alone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoCast } from '../test/journeys/cast.ts';
import { layGround, receive } from '../test/journeys/ground.ts';
import { openHouse, type House } from '../test/journeys/house.ts';
import { shipYearAgainstJson } from './bench/emissions.ts';
import { postingAsTheBookGrows } from './bench/growth.ts';
import type { Finding } from './bench/measure.ts';
import { postingAgainstDriver } from './bench/posting.ts';
import { readingAgainstExpress } from './bench/reading.ts';
import { recalculationAgainstCopy } from './bench/recalculation.ts';
import { startAndRest } from './bench/start.ts';

const say = (text: string): void => void process.stderr.write(`  ${text}\n`);
const findings: Finding[] = [];
const asked = process.argv[2];
if (asked === undefined) {
  say('starting a built service three times');
  findings.push(...(await startAndRest()));
}

const folder = await mkdtemp(join(tmpdir(), 'plimsoll-bench-'));
const house = await openHouse({ folder });
try {
  if (asked === undefined) await ofTheLedger(house);
  say("a ship's year through its endpoint");
  findings.push(...(await shipYearAgainstJson(house)));
} finally {
  await house.close();
  await rm(folder, { recursive: true, force: true });
}

findings.push(...(await recalculationAgainstCopy(say)));

async function ofTheLedger(house: House): Promise<void> {
  const ground = await layGround(house, demoCast(house));
  await receive(ground, 20_000_000);
  say('a posting command beside the driver');
  findings.push(...(await postingAgainstDriver(house, ground)));
  say('reads beside bare Express');
  findings.push(...(await readingAgainstExpress(house, ground)));
  const grown = await layGround(house, demoCast(house));
  await receive(grown, 20_000_000);
  say('a posting command as the book grows to 20,000 entries');
  findings.push(...(await postingAsTheBookGrows(house, grown)));
}

const line = (what: string, ours: string, beside: string, value: string, goal: string, verdict: string): string =>
  `  ${what.padEnd(44)}${ours.padStart(11)}  ${beside.padEnd(20)}${value.padStart(9)}  ${goal.padStart(8)}  ${verdict}`;
console.log(line('', 'ours', 'beside', 'value', 'goal', ''));
for (const { what, ours, beside, value, unit, goal } of findings)
  console.log(
    line(
      what,
      ours,
      beside,
      `${value.toFixed(2)}${unit && ` ${unit}`}`,
      `≤ ${goal}${unit && ` ${unit}`}`,
      value <= goal ? 'met' : 'MISSED',
    ),
  );
