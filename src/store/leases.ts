import { Schema, type Connection } from 'mongoose';

const leaseSchema = new Schema(
  { _id: { type: String, required: true }, holder: { type: String, required: true }, until: { type: Date, required: true } },
  { strict: 'throw', versionKey: false, collection: 'leases' },
);

/** One lease per job, so that of several services on one database a single one does it. */
export function leases(db: Connection) {
  const model = db.model('Lease', leaseSchema);
  return {
    models: [model],
    /** Whether this holder has the lease until then: it is free, run out, or its own. */
    async take(name: string, holder: string, now: Date, until: Date): Promise<boolean> {
      try {
        const free = { _id: name, $or: [{ holder }, { until: { $lt: now } }] };
        const done = await model.updateOne(free, { $set: { holder, until } }, { upsert: true });
        return done.matchedCount + done.upsertedCount === 1;
      } catch (error) {
        if ((error as { code?: number }).code === 11000) return false;
        throw error;
      }
    },
  };
}

export type Leases = ReturnType<typeof leases>;
