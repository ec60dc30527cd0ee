import { Schema, type Connection } from 'mongoose';

const keptSchema = new Schema(
  { _id: { type: String, required: true }, value: { type: String, required: true } },
  { strict: 'throw', versionKey: false, collection: 'kept' },
);

/** Few values that the service keeps about itself, such as the address that its signed documents carry. */
export function keptValues(db: Connection) {
  const kept = db.model('Kept', keptSchema);
  return {
    models: [kept],
    get: async (name: string): Promise<string | null> => (await kept.findById(name).lean())?.value ?? null,
    async put(name: string, value: string): Promise<void> {
      await kept.updateOne({ _id: name }, { $set: { value } }, { upsert: true });
    },
  };
}
