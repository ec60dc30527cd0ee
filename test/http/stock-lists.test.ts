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
      plan('proofs', { recipient: ground.supplier }, newest),
      plan('proofs', { coveredBy: '29' }, newest),
      plan('alerts', { owner: ground.supplier }, { state: -1, raisedAt: -1, _id: -1 }),
      plan('alerts', { coveredBy: '29' }, { state: -1, raisedAt: -1, _id: -1 }),
      plan('soundings', { tank: 'depot:T1' }, { at: -1, _id: -1 }),
      plan('sites', { coveredBy: '29', _id: { $gt: '' } }, { _id: 1 }),
      plan('tanks', { owner: ground.supplier, port: 'CNZOS' }, { _id: 1 }),
      plan('books', { enterprise: ground.supplier, _id: { $gt: '' } }, { _id: 1 }),
      plan('parcels', { owner: ground.supplier }, { bornAt: -1, _id: -1 }),
      plan('balances', { tank: 'depot:T1' }, { since: -1, _id: -1 }),
    ]);
    for (const one of plans)
      expect(one)
        .to.include('IXSCAN')
        .and.not.to.match(/COLLSCAN|"SORT"/);
  });
});
