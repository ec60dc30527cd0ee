import type { Connection, Model } from 'mongoose';
import { afterKey } from '../store/after-key.ts';
import type { Work } from '../work.ts';
import type { Delivery } from './delivery.ts';
import type { Nomination } from './nomination.ts';
import { noteStore } from './note-store.ts';
import { into, out, sightFilter, within, type Page, type Within } from './rows.ts';
import { deliverySchema, nominationSchema } from './schemas.ts';
import type { Sight } from './sight.ts';
import { totaliserStore } from './totaliser-store.ts';

export type { Correction, SignLink, StoredNote } from './note-store.ts';

export interface StoredDelivery extends Delivery {
  readonly askedBy: string;
}

export type BunkeringStore = ReturnType<typeof bunkeringStore>;

export function bunkeringStore(db: Connection) {
  const nominations = db.model('Nomination', nominationSchema);
  const deliveries = db.model('Delivery', deliverySchema);
  const notes = noteStore(db);
  const totalisers = totaliserStore(db);
  return {
    ...notes,
    ...totalisers,
    models: [nominations, deliveries, ...notes.models, ...totalisers.models] as unknown as readonly Model<unknown>[],

    nomination: async (id: string, work?: Within) => out<Nomination>('id', await nominations.findById(id, null, within(work)).lean()),
    async addNomination(work: Work, nomination: Nomination): Promise<void> {
      await nominations.insertMany([into('id', nomination)], within(work));
    },
    async changeNomination(work: Work, id: string, change: Partial<Nomination>): Promise<void> {
      await nominations.updateOne({ _id: id }, { $set: change }, within(work));
    },
    async listNominations(sight: Sight, filter: { state?: string | undefined }, { limit, after }: Page): Promise<Nomination[]> {
      const chosen = {
        ...sightFilter(sight, { askedBy: 'askedBy.organisation' }),
        ...(filter.state !== undefined && { state: filter.state }),
      };
      const rows = await nominations
        .find({ ...chosen, ...(after && afterKey(['nominatedAt', '_id'], after)) })
        .sort({ nominatedAt: 1, _id: 1 })
        .limit(limit)
        .lean();
      return rows.flatMap((row) => out<Nomination>('id', row) ?? []);
    },
    /** Nominations made for the future whose laycan is over and which have not begun. */
    async lapsed(at: Date, limit: number): Promise<Nomination[]> {
      const rows = await nominations
        .find({ state: { $in: ['nominated', 'accepted'] }, madeForFuture: true, 'laycan.endsAt': { $lt: at.toISOString() } })
        .limit(limit)
        .lean();
      return rows.flatMap((row) => out<Nomination>('id', row) ?? []);
    },

    delivery: async (id: string, work?: Within) => out<StoredDelivery>('id', await deliveries.findById(id, null, within(work)).lean()),
    deliveryOf: async (nomination: string, work?: Within) =>
      out<StoredDelivery>('id', await deliveries.findOne({ nomination }, null, within(work)).lean()),
    async addDelivery(work: Work, delivery: StoredDelivery): Promise<void> {
      await deliveries.insertMany([into('id', delivery)], within(work));
    },
    async changeDelivery(work: Work, id: string, change: Partial<Delivery>): Promise<void> {
      await deliveries.updateOne({ _id: id }, { $set: change }, within(work));
    },
    async listDeliveries(sight: Sight, { limit, after }: Page): Promise<StoredDelivery[]> {
      const rows = await deliveries
        .find({ ...sightFilter(sight), ...(after && afterKey(['begunAt', '_id'], after)) })
        .sort({ begunAt: 1, _id: 1 })
        .limit(limit)
        .lean();
      return rows.flatMap((row) => out<StoredDelivery>('id', row) ?? []);
    },

    async *everyNomination(): AsyncGenerator<Pick<Nomination, 'id' | 'state' | 'heldKg'>> {
      for await (const row of nominations.find({}, { state: 1, heldKg: 1 }).lean().cursor({ batchSize: 1000 })) {
        yield { id: row._id, state: row.state as Nomination['state'], heldKg: row.heldKg };
      }
    },
  };
}
