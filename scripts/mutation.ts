// Changes the calculations a little, again and again, and names each change that no test notices, with the reason why none does.
// `npm run mutation` takes about forty minutes; arguments go to Stryker, such as `-- --mutate src/emissions/saving.ts`.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { survivorsIn, type MutationReport, type Reasoned } from './mutation/survivors.ts';

const stryker = ['stryker', 'run', 'scripts/tools/stryker.config.mjs', ...process.argv.slice(2)];
const { status } = spawnSync('npx', stryker, { stdio: 'inherit' });

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const report = read<MutationReport>('build/mutation.json');
const reasons = read<readonly Reasoned[]>('scripts/mutation/survivors.json');
const { survivors, noticed } = survivorsIn(report, reasons);
for (const { file, line, code, becomes, reason } of survivors)
  console.log(`${file}:${line}  ${code}  →  ${becomes}\n    ${reason ?? 'NO REASON IS KNOWN'}`);
const unknown = survivors.filter(({ reason }) => reason === undefined).length;
const all = noticed + survivors.length;
console.log(
  `\n${all} changes: ${noticed} noticed (${((100 * noticed) / all).toFixed(1)} %), ${survivors.length - unknown} not, for a reason, ${unknown} not, for none that is known.`,
);
process.exit(status ?? 1);
