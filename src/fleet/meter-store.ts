import { Schema, type ClientSession, type Connection } from 'mongoose';
import { refuse } from '../refusal.ts';
import { afterKey } from '../store/after-key.ts';
import type { Meter, MeterCertificate, SealReport } from './meter.ts';
import { exact, recorded, textRequired, within, type Within } from './rows.ts';

const part = { ...exact, _id: false } as const;
const certificateSchema = new Schema(
  { number: textRequired, issuer: textRequired, from: textRequired, to: { type: String, default: null } },
  part,
);
const sealSchema = new Schema({ report: textRequired, numbers: { type: [String], required: true }, on: textRequired }, part);

const meterSchema = new Schema(
  {
    _id: textRequired,
    serial: textRequired,
    mountedOn: { type: new Schema({ kind: textRequired, id: textRequired }, part), required: true },
    certificates: { type: [certificateSchema], required: true },
    seals: { type: [sealSchema], required: true },
    lastTotaliser: textRequired,
    lastReadAt: { type: Date, required: true },
    ...recorded,
  },
  { ...exact, collection: 'meters' },
);
meterSchema.index({ serial: 1 }, { unique: true });
meterSchema.index({ 'mountedOn.id': 1, serial: 1 });

type Row = Omit<Meter, 'id'> & { _id: string };
const outOf = ({ _id, ...rest }: Row): Meter => ({ id: _id, ...rest });

/** Mass flow meters, by their id or by the serial on their tickets. */
export function meterStore(db: Connection) {
  const meters = db.model('Meter', meterSchema);
  const one = (row: Row | null): Meter | undefined => (row ? outOf(row) : undefined);
  return {
    models: [meters],

    find: async (id: string, work?: Within): Promise<Meter | undefined> => one(await meters.findById(id, null, within(work)).lean<Row>()),

    findBySerial: async (serial: string, work?: Within): Promise<Meter | undefined> =>
      one(await meters.findOne({ serial }, null, within(work)).lean<Row>()),

    async list(mountedOn: string | undefined, limit: number, after?: readonly [serial: string]): Promise<Meter[]> {
      const filter = { ...(mountedOn !== undefined && { 'mountedOn.id': mountedOn }), ...(after && afterKey(['serial'], after)) };
      return (await meters.find(filter).sort({ serial: 1 }).limit(limit).lean<Row[]>()).map(outOf);
    },

    /** Refuses METER_KNOWN. */
    async add(session: ClientSession, { id, ...rest }: Meter): Promise<void> {
      const { serial } = rest;
      if (await meters.exists({ serial }).session(session)) refuse('METER_KNOWN', { field: 'body.serial', values: { serial } });
      await meters.insertMany([{ _id: id, ...rest }], { session });
    },

    async addCertificate(session: ClientSession, id: string, certificate: MeterCertificate): Promise<void> {
      await meters.updateOne({ _id: id }, { $push: { certificates: certificate } }, { session });
    },

    async addSeals(session: ClientSession, id: string, seals: SealReport): Promise<void> {
      await meters.updateOne({ _id: id }, { $push: { seals } }, { session });
    },

    /** Keeps the closing reading of a delivery; false where a later reading stands already (a late entry). */
    async keepReading(session: ClientSession, id: string, lastTotaliser: string, lastReadAt: Date): Promise<boolean> {
      const filter = { _id: id, lastReadAt: { $lte: lastReadAt } };
      const { matchedCount } = await meters.updateOne(filter, { $set: { lastTotaliser, lastReadAt } }, { session });
      return matchedCount === 1;
    },
  };
}
