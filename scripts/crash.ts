// Kills the whole service again and again in the middle of its work, and looks whether it lost or doubled what it had acknowledged.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Presets, SingleBar } from 'cli-progress';
import { faultsOf, storm } from './crash/storm.ts';

const { values: flags } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    clients: { type: 'string', default: '6' },
    keep: { type: 'boolean', default: false },
  },
});
const [kills, clients] = [Number(flags.kills), Number(flags.clients)];
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(clients) || clients < 1)
  throw new Error('--kills and --clients are whole numbers from 1');

const built = spawnSync(process.execPath, ['scripts/tools/build.mjs'], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const folder = await mkdtemp(join(tmpdir(), 'plimsoll-crash-'));
const bar = new SingleBar(
  {
    format: '  {bar} {value} of {total} kills, {acknowledged} commands acknowledged, {unanswered} asked again',
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  },
  Presets.shades_classic,
);
bar.start(kills, 0, { acknowledged: 0, unanswered: 0 });
const result = await storm({
  folder,
  program: ['build/src/main.js'],
  kills,
  clients,
  killed: (count, { acknowledged, unanswered }) => bar.update(count, { acknowledged: acknowledged.length, unanswered }),
}).finally(() => bar.stop());

const faults = faultsOf(result);
const { told, documents, entries } = result;
console.log(
  `  ${told.acknowledged.length} commands acknowledged, ${told.refused.length} refused for want of stock, ${told.unanswered} had no answer at first and were repeated under their key.`,
);
console.log(`  lost ${result.lost.length}, applied twice ${result.twice.length}, answers that none may get ${told.faults.length}.`);
console.log(
  `  The store is ${result.unsound.length === 0 ? 'sound' : 'UNSOUND'}: ${documents} documents. The audit is ${result.broken.length === 0 ? 'green' : 'RED'}: ${entries} entries.`,
);
for (const fault of faults.slice(0, 50)) console.log(`    ${fault}`);
if (flags.keep || faults.length > 0) console.log(`  The data folder is kept: ${folder}`);
else await rm(folder, { recursive: true, force: true });
process.exitCode = faults.length === 0 ? 0 : 1;
