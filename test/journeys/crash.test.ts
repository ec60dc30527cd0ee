import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { faultsOf, storm } from '../../scripts/crash/storm.ts';
import { temporaryFolder } from './house.ts';

describe('The whole service, killed three times under load (embedded store)', () => {
  let folder = '';
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('has lost nothing that it acknowledged, and applied nothing twice', async function () {
    this.timeout(180_000);
    const result = await storm({ folder, program: ['--import', 'tsx', 'src/main.ts'], kills: 3, clients: 4 });
    expect(faultsOf(result)).to.deep.equal([]);
    expect(result.told.acknowledged.length).to.be.above(20);
    expect(result.told.unanswered).to.be.above(0);
  });
});
