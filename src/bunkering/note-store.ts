import type { Connection, Model } from 'mongoose';
import { afterKey } from '../store/after-key.ts';
import type { Work } from '../work.ts';
import type { DeliveryNote } from './delivery-note.ts';
import { into, out, sightFilter, within, type Page, type Within } from './rows.ts';
import { noteSchema, numberSchema, signLinkSchema } from './schemas.ts';
import type { Sight } from './sight.ts';

/** What a superseding note corrects, beside the items it says anew. */
export interface Correction {
  /** Whole kilograms that were delivered after all; what the old note says where only items change. */
  readonly massKg: number;
  readonly reason: string;
  /** The first person of the two. */
  readonly proposedBy: string;
}

/** A stored note knows besides what it says: who asked, who drafted and signed it, and the correction it brings when sealed. */
export interface StoredNote extends DeliveryNote {
  readonly askedBy: string;
  readonly draftedBy: string;
  /** The person who signed for the supplier; null until then. */
  readonly signedBy: string | null;
  readonly correction: Correction | null;
}

export interface SignLink {
  readonly tokenHash: string;
  readonly note: string;
  readonly contentHash: string;
  readonly expiresAt: Date;
  /** When it was used, or ended by a newer link or another draft. */
  readonly usedAt: Date | null;
}

/** Delivery notes, their running numbers, and the links by which ships sign. */
export function noteStore(db: Connection) {
  const notes = db.model('Note', noteSchema);
  const links = db.model('SignLink', signLinkSchema);
  const numbers = db.model('NoteNumber', numberSchema);
  return {
    models: [notes, links, numbers] as unknown as readonly Model<unknown>[],

    note: async (number: string, work?: Within) => out<StoredNote>('number', await notes.findById(number, null, within(work)).lean()),
    /** Every note ever drafted for a delivery, in the order of their numbers. */
    notesOf: async (delivery: string, work?: Within) =>
      (await notes.find({ delivery }, null, within(work)).sort({ delivery: 1, draftedAt: 1, _id: 1 }).lean()).flatMap(
        (row) => out<StoredNote>('number', row) ?? [],
      ),
    /** The sealed note that no other has superseded; null while there is none. */
    noteInForce: async (delivery: string, work?: Within) =>
      out<StoredNote>('number', await notes.findOne({ delivery, state: 'sealed' }, null, within(work)).lean()),
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
      const counted = { ...within(work), upsert: true, returnDocument: 'after' } as const;
      const row = await numbers.findOneAndUpdate({ _id: prefix }, { $inc: { last: 1 } }, counted).lean();
      return row?.last ?? 1;
    },

    /** A new link ends those before it. */
    async addLink(work: Work, link: Omit<SignLink, 'usedAt'>): Promise<void> {
      await links.updateMany({ note: link.note, usedAt: null }, { $set: { usedAt: work.recordedAt } }, within(work));
      const { tokenHash: _id, note, contentHash, expiresAt } = link;
      await links.insertMany([{ _id, note, contentHash, madeBy: work.actor.person, expiresAt }], within(work));
    },
    async endLinks(work: Work, note: string): Promise<void> {
      await links.updateMany({ note, usedAt: null }, { $set: { usedAt: work.recordedAt } }, within(work));
    },
    link: async (tokenHash: string, work?: Within) =>
      out<SignLink>('tokenHash', await links.findById(tokenHash, null, within(work)).lean()),
    /** False where it was used meanwhile. */
    async useLink(work: Work, tokenHash: string): Promise<boolean> {
      const used = await links.updateOne({ _id: tokenHash, usedAt: null }, { $set: { usedAt: work.recordedAt } }, within(work));
      return used.matchedCount === 1;
    },

    async *everyNote(): AsyncGenerator<Pick<DeliveryNote, 'number' | 'delivery' | 'massKg' | 'state'>> {
      for await (const row of notes.find({}, { delivery: 1, massKg: 1, state: 1 }).lean().cursor({ batchSize: 1000 })) {
        yield { number: row._id, delivery: row.delivery, massKg: row.massKg, state: row.state as DeliveryNote['state'] };
      }
    },
  };
}
