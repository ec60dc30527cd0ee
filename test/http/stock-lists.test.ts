import { expect } from 'chai';
import { stillWorld, withStore } from '../store/support.ts';
import { stockGroundOf, type StockGround } from './stock-ground.ts';

withStore('The lists of tanks, customs and proofs', (store) => {
  let ground: StockGround;
  before(async function () {
    this.timeout(30_000);
    ground = await stockGroundOf(store.db, stillWorld());
    await ground.parcelIn(await ground.tank(), 1000);
  });

  it('are found by an index', async () => {
    const plan = async (collection: string, filter: object, sort: Record<string, 1 | -1>): Promise<string> =>
      JSON.stringify(await store.db.collection(collection).find(filter).sort(sort).explain());
    const newest = { receivedAt: -1, _id: -1 } as const;
    const plans = await Promise.all([
      plan('proofs', { recipient: ground.supplier }, { recipient: 1, ...newest }),
      plan('proofs', { coveredBy: '29' }, { coveredBy: 1, ...newest }),
      plan('alerts', { owner: ground.supplier }, { owner: 1, state: -1, raisedAt: -1, _id: -1 }),
      plan('alerts', { coveredBy: '29' }, { coveredBy: 1, state: -1, raisedAt: -1, _id: -1 }),
      plan('soundings', { tank: 'depot:T1' }, { tank: 1, at: -1, _id: -1 }),
      plan('sites', { coveredBy: '29', _id: { $gt: '' } }, { coveredBy: 1, _id: 1 }),
      plan('tanks', { owner: ground.supplier, port: 'CNZOS' }, { owner: 1, port: 1, _id: 1 }),
      plan('books', { enterprise: ground.supplier, _id: { $gt: '' } }, { enterprise: 1, _id: 1 }),
      plan('parcels', { owner: ground.supplier }, { owner: 1, bornAt: -1, _id: -1 }),
      plan('balances', { tank: 'depot:T1' }, { since: -1, _id: -1 }),
    ]);
    for (const one of plans) expect(one).to.include('IXSCAN').and.not.to.include('COLLSCAN');
  });
});
