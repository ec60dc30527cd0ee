import { Schema, type Connection, type Model } from 'mongoose';
import type { Work } from '../work.ts';
import type { Sounding } from './sounding.ts';

const exact = { strict: 'throw', versionKey: false } as const;
const part = { _id: false, ...exact } as const;
const text = { type: String, required: true } as const;
const maybe = { type: String, default: null } as const;
const figure = { type: Number, required: true } as const;
const moment = { type: Date, required: true } as const;

const soundingSchema = new Schema(
  {
    _id: text,
    tank: text,
    owner: text,
    at: moment,
    pumping: { type: Boolean, required: true },
    volumeM3: figure,
    temperatureC: figure,
    densityKgPerM3: figure,
    pressureMPa: { type: Number, default: null },
    massKg: figure,
    massBasis: text,
    conversion: { type: new Schema({ factor: figure, setting: text, clause: text, status: text }, part), default: null },
    verdict: text,
    why: maybe,
    bookKg: figure,
    differenceKg: { type: Number, default: null },
    allowedKg: figure,
    tolerancePct: figure,
    alert: maybe,
    person: text,
    recordedAt: moment,
  },
  { ...exact, collection: 'soundings' },
);
soundingSchema.index({ tank: 1, at: -1, _id: -1 });

type Within = Pick<Work, 'session'>;
const within = (work?: Within) => ({ session: work?.session ?? null });
type Row = Omit<Sounding, 'id' | 'at' | 'recordedAt'> & { _id: string; at: Date; recordedAt: Date };

/** What was read in the tanks, moment by moment. */
export function soundingStore(db: Connection) {
  const soundings = db.model('Sounding', soundingSchema);
  return {
    models: [soundings] as unknown as readonly Model<unknown>[],

    async add(work: Within, { id, at, recordedAt, ...rest }: Sounding): Promise<void> {
      await new soundings({ _id: id, ...rest, at: new Date(at), recordedAt: new Date(recordedAt) }).save({ session: work.session });
    },
    async sounding(id: string, work?: Within): Promise<Sounding | null> {
      return asSounding(await soundings.findById(id, null, within(work)).lean());
    },
    /** Newest first. */
    async list(tank: string, limit: number, after?: readonly [at: Date, id: string]): Promise<Sounding[]> {
      const beyond = after && { $or: [{ at: { $lt: after[0] } }, { at: after[0], _id: { $lt: after[1] } }] };
      const rows = await soundings
        .find({ tank, ...beyond })
        .sort({ tank: 1, at: -1, _id: -1 })
        .limit(limit)
        .lean();
      return rows.flatMap((row) => asSounding(row) ?? []);
    },
    /** Whether a later sounding of the tank was held against the book: an earlier one then no longer says what is there. */
    async superseded({ id, tank, at }: Pick<Sounding, 'id' | 'tank' | 'at'>, work: Within): Promise<boolean> {
      const moment = new Date(at);
      const later = { $or: [{ at: { $gt: moment } }, { at: moment, _id: { $gt: id } }] };
      return (await soundings.exists({ tank, verdict: { $ne: 'not-compared' }, ...later }).session(work.session)) !== null;
    },
  };
}

const asSounding = (row: unknown): Sounding | null => {
  if (!row) return null;
  const { _id, at, recordedAt, ...rest } = row as Row;
  return { id: _id, ...rest, at: at.toISOString(), recordedAt: recordedAt.toISOString() };
};
