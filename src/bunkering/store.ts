import type { Connection, Model } from 'mongoose';
import { afterKey } from '../store/after-key.ts';
import type { Work } from '../work.ts';
import type { Delivery } from './delivery.ts';
import type { DeliveryNote } from './delivery-note.ts';
import type { Nomination } from './nomination.ts';
import { deliverySchema, nominationSchema, noteSchema, numberSchema, signLinkSchema, totaliserSchema } from './schemas.ts';
import type { Sight } from './sight.ts';

type Within = Pick<Work, 'session'> | undefined;
const within = (work?: Within) => (work ? { session: work.session } : {});

/** A stored note knows besides what it says: who asked, who drafted it, and the correction it brings when sealed. */
export interface StoredNote extends DeliveryNote {
  readonly askedBy: string;
  readonly draftedBy: string;
  readonly correction: { readonly massKg: number; readonly reason: string; readonly proposedBy: string } | null;
}

export interface StoredDelivery extends Delivery {
  readonly askedBy: string;
}

export interface SignLink {
  readonly tokenHash: string;
  readonly note: string;
  readonly contentHash: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export interface Totaliser {
  readonly meter: string;
  readonly closeT: string;
  readonly ticket: string;
  readonly delivery: string;
  readonly at: string;
}

type Page = { readonly limit: number; readonly after?: readonly [string, string] | undefined };

export type BunkeringStore = ReturnType<typeof bunkeringStore>;

const out = <T>(idName: string, row: unknown): T | null => {
  if (row === null || row === undefined) return null;
  const { _id, ...rest } = row as { _id: string };
  return { [idName]: _id, ...rest } as T;
};
const into = <T extends object>(idName: keyof T & string, noun: T): { _id: string } => {
  const { [idName]: _id, ...rest } = noun as Record<string, unknown>;
  return { _id: _id as string, ...rest };
};

const sightFilter = (sight: Sight, fields: Readonly<Record<string, string>> = {}): Record<string, unknown> =>
  'all' in sight ? {} : { [fields[sight.field] ?? sight.field]: { $in: [...sight.among] } };

export function bunkeringStore(db: Connection) {
  const nominations = db.model('Nomination', nominationSchema);
  const deliveries = db.model('Delivery', deliverySchema);
  const notes = db.model('Note', noteSchema);
  const links = db.model('SignLink', signLinkSchema);
  const numbers = db.model('NoteNumber', numberSchema);
  const totalisers = db.model('Totaliser', totaliserSchema);
  return {
    models: [nominations, deliveries, notes, links, numbers, totalisers] as unknown as readonly Model<unknown>[],

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
        .sort({ 'laycan.endsAt': 1 })
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

    note: async (number: string, work?: Within) => out<StoredNote>('number', await notes.findById(number, null, within(work)).lean()),
    notesOf: async (delivery: string, work?: Within) =>
      (await notes.find({ delivery }, null, within(work)).sort({ draftedAt: 1 }).lean()).flatMap(
        (row) => out<StoredNote>('number', row) ?? [],
      ),
    async addNote(work: Work, note: StoredNote): Promise<void> {
      await notes.insertMany([into('number', note)], within(work));
    },
    async changeNote(work: Work, number: string, change: Partial<StoredNote>): Promise<void> {
      await notes.updateOne({ _id: number }, { $set: change }, within(work));
    },
    async listNotes(sight: Sight, { limit, after }: Page): Promise<StoredNote[]> {
      const rows = await notes
        .find({ ...sightFilter(sight), ...(after && afterKey(['draftedAt', '_id'], after)) })
        .sort({ draftedAt: 1, _id: 1 })
        .limit(limit)
        .lean();
      return rows.flatMap((row) => out<StoredNote>('number', row) ?? []);
    },
    /** The next running number under a prefix (port and year); a number is never used again. */
    async nextNumber(work: Work, prefix: string): Promise<number> {
      const row = await numbers
        .findOneAndUpdate({ _id: prefix }, { $inc: { last: 1 } }, { ...within(work), upsert: true, returnDocument: 'after' })
        .lean();
      return row?.last ?? 1;
    },

    async addLink(work: Work, link: Omit<SignLink, 'usedAt'>): Promise<void> {
      await links.updateMany({ note: link.note, usedAt: null }, { $set: { usedAt: work.recordedAt } }, within(work));
      await links.insertMany(
        [{ _id: link.tokenHash, note: link.note, contentHash: link.contentHash, madeBy: work.actor.person, expiresAt: link.expiresAt }],
        within(work),
      );
    },
    link: async (tokenHash: string, work?: Within) =>
      out<SignLink>('tokenHash', await links.findById(tokenHash, null, within(work)).lean()),
    async useLink(work: Work, tokenHash: string): Promise<boolean> {
      const { matchedCount } = await links.updateOne({ _id: tokenHash, usedAt: null }, { $set: { usedAt: work.recordedAt } }, within(work));
      return matchedCount === 1;
    },

    totaliser: async (meter: string, work?: Within) => out<Totaliser>('meter', await totalisers.findById(meter, null, within(work)).lean()),
    async putTotaliser(work: Work, { meter, ...reading }: Totaliser): Promise<void> {
      await totalisers.updateOne({ _id: meter }, { $set: reading }, { ...within(work), upsert: true });
    },

    async *everyNomination(): AsyncGenerator<Pick<Nomination, 'id' | 'state' | 'heldKg'>> {
      for await (const row of nominations.find({}, { state: 1, heldKg: 1 }).lean().cursor({ batchSize: 1000 })) {
        yield { id: row._id, state: row.state as Nomination['state'], heldKg: row.heldKg };
      }
    },
    async *everyNote(): AsyncGenerator<Pick<DeliveryNote, 'number' | 'delivery' | 'massKg' | 'state'>> {
      for await (const row of notes.find({}, { delivery: 1, massKg: 1, state: 1 }).lean().cursor({ batchSize: 1000 })) {
        yield { number: row._id, delivery: row.delivery, massKg: row.massKg, state: row.state as DeliveryNote['state'] };
      }
    },
  };
}
