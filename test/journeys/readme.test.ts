import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { withHouse } from './house.ts';

const run = promisify(execFile);
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const walk = /<!-- walk -->\n```sh\n([\s\S]+?)```/.exec(readme)?.[1] ?? '';

withHouse('the first walk of the README', (house) => {
  let folder = '';

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plimsoll-walk-'));
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'demo-people.json'), JSON.stringify(house().people));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('computes by the service what the README computes by hand', async () => {
    const [, body = '{}'] = /emissions\/fueleu\.balance.+\n +-d '(.+)'/.exec(readme) ?? [];
    const { result } = await house().nobody.done<{ result: { balanceG: number; penaltyEur: number } }>(
      '/v1/emissions/fueleu.balance',
      JSON.parse(body) as object,
    );
    expect(readme).to.include(`−${Math.round(-result.balanceG).toLocaleString('en')} gCO2eq`);
    expect(readme).to.include(`${Math.round(result.penaltyEur).toLocaleString('en')} EUR`);
  });

  it('works as it is printed, word by word', async function () {
    this.timeout(60_000);
    const script = walk.replaceAll('http://localhost:8080', house().service.url);
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder });
    expect(walk).to.include('/v1/nominations/preflight');
    expect(stdout).to.include('"bonded"').and.to.include('"wouldBeTaken":false').and.to.include('"code":"IMO_INVALID"');
  });
});
