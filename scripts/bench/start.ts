import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { childOn } from '../crash/child.ts';
import { median, type Finding } from './measure.ts';

/** A built service from its start to its first 200, on a folder that has been used before; and what it holds when idle. */
export async function startAndRest(): Promise<readonly Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'plimsoll-bench-'));
  try {
    const child = await childOn(folder, ['build/src/main.js']);
    await child.start();
    await child.stop();
    const starts: number[] = [];
    let restMb = 0;
    for (let round = 0; round < 3; round += 1) {
      const start = performance.now();
      await child.start();
      starts.push((performance.now() - start) / 1000);
      if (round === 2) {
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        restMb = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid())], { encoding: 'utf8' })) / 1024;
      }
      await child.stop();
    }
    const first = median(starts);
    return [
      { what: 'start of a built service to its first 200', ours: `${first.toFixed(2)} s`, beside: '', value: first, unit: 's', goal: 3 },
      { what: 'memory when idle', ours: `${restMb.toFixed(0)} MB`, beside: '', value: restMb, unit: 'MB', goal: 200 },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
