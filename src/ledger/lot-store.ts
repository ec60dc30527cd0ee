import type { Connection } from 'mongoose';
import type { Work } from '../work.ts';
import type { Lot } from './lots.ts';
import { balanceSchema, type BalanceRow } from './schemas.ts';

const lotOf = (row: BalanceRow): Lot => ({
  account: row.account,
  tank: row.tank ?? '',
  item: row.item,
  massKg: row.massKg,
  since: row.since.toISOString(),
});

/** A lot with whose hold it is under, if any, and the book it stands in. */
export type TankLot = Lot & { readonly nomination: string | null; readonly book: string };

const tankLotOf = (row: BalanceRow): TankLot => ({ ...lotOf(row), nomination: row.nomination, book: row.book ?? '' });

const oldestFirst = (a: BalanceRow, b: BalanceRow): number => a.since.getTime() - b.since.getTime() || (a._id < b._id ? -1 : 1);

/** Stock as lots: kilograms of a parcel in an account of a tank. */
export function lotReading(db: Connection) {
  const balances = db.model('Balance', balanceSchema);
  return {
    /** Free stock of an owner in tanks, of one grade, the oldest first: what a nomination may hold. */
    async freeStock(
      work: Pick<Work, 'session'>,
      owner: string,
      grade: string,
      tanks: readonly string[],
    ): Promise<(Lot & { book: string })[]> {
      const query = { owner, grade, nomination: null, tank: { $in: [...tanks] }, massKg: { $gt: 0 } };
      const rows = await balances.find(query, null, { session: work.session }).lean<BalanceRow[]>();
      return [...rows].sort(oldestFirst).map((row) => ({ ...lotOf(row), book: row.book ?? '' }));
    },
    /** Free stock of an owner in its tanks at a port, summed by book. */
    async freeKgByBook(
      owner: string,
      grade: string,
      tanks: readonly string[],
      work?: Pick<Work, 'session'>,
    ): Promise<ReadonlyMap<string, number>> {
      const match = { owner, grade, nomination: null, tank: { $in: [...tanks] }, massKg: { $gt: 0 } };
      const sums = balances.aggregate<{ _id: string; massKg: number }>([
        { $match: match },
        { $group: { _id: '$book', massKg: { $sum: '$massKg' } } },
      ]);
      return new Map((await (work ? sums.session(work.session) : sums)).map(({ _id, massKg }) => [_id, massKg]));
    },
    /** Stock in the account of a tank or a hold. */
    async lotsIn(accounts: readonly string[], work?: Pick<Work, 'session'>): Promise<Lot[]> {
      const rows = await balances
        .find({ account: { $in: [...accounts] }, massKg: { $gt: 0 } }, null, work && { session: work.session })
        .lean<BalanceRow[]>();
      return rows.map(lotOf);
    },
    /** Everything in a tank: free and held, whatever the book. */
    async lotsOfTank(tank: string, work?: Pick<Work, 'session'>): Promise<TankLot[]> {
      const rows = await balances.find({ tank, massKg: { $gt: 0 } }, null, work && { session: work.session }).lean<BalanceRow[]>();
      return rows.map(tankLotOf);
    },
    /** The same of several tanks at once. */
    async lotsOfTanks(tanks: readonly string[], work?: Pick<Work, 'session'>): Promise<TankLot[]> {
      const query = { tank: { $in: [...tanks] }, massKg: { $gt: 0 } };
      return (await balances.find(query, null, work && { session: work.session }).lean<BalanceRow[]>()).map(tankLotOf);
    },
    async lotsOfNomination(nomination: string, work?: Pick<Work, 'session'>): Promise<Lot[]> {
      const rows = await balances.find({ nomination, massKg: { $gt: 0 } }, null, work && { session: work.session }).lean<BalanceRow[]>();
      return rows.map(lotOf);
    },
  };
}
