import { Schema, type ClientSession, type Connection } from 'mongoose';
import { afterKey } from '../store/after-key.ts';
import type { Mandate } from './mandate.ts';

const required = { type: String, required: true } as const;

const mandateSchema = new Schema(
  {
    _id: required,
    line: required,
    agent: required,
    imo: { type: String, default: null },
    from: required,
    to: { type: String, default: null },
    givenAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
  },
  { strict: 'throw', versionKey: false, collection: 'mandates' },
);
mandateSchema.index({ agent: 1, line: 1 });
mandateSchema.index({ line: 1, givenAt: 1, _id: 1 });
mandateSchema.index({ agent: 1, givenAt: 1, _id: 1 });

/** Mandates from lines to agents; an ended one stays, with its last day. */
export function mandateStore(db: Connection) {
  const mandates = db.model('Mandate', mandateSchema);
  return {
    models: [mandates],

    mandate: (id: string, session?: ClientSession) => mandates.findById(id, null, { session }).lean<Mandate | null>(),

    between: (agent: string, line: string, session?: ClientSession) => mandates.find({ agent, line }, null, { session }).lean<Mandate[]>(),

    /** The mandates that an organisation gave (as a line) or holds (as an agent). */
    list(side: 'line' | 'agent', organisation: string, limit: number, after?: readonly [at: Date, id: string]) {
      return mandates
        .find({ [side]: organisation, ...(after && afterKey(['givenAt', '_id'], after)) })
        .sort({ givenAt: 1, _id: 1 })
        .limit(limit)
        .lean<Mandate[]>();
    },

    async give(mandate: Mandate, session: ClientSession): Promise<void> {
      await new mandates(mandate).save({ session });
    },

    async end(id: string, to: string, at: Date, session: ClientSession): Promise<void> {
      await mandates.updateOne({ _id: id }, { $set: { to, endedAt: at } }, { session });
    },
  };
}
