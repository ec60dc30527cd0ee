import { Schema, type Connection, type Model } from 'mongoose';
import { coveringDistricts } from '../ledger/book.ts';
import type { Work } from '../work.ts';
import type { Alert, AlertKind, Closure } from './alert.ts';
import { merged, walksOf, type StockSight } from './sight.ts';

const exact = { strict: 'throw', versionKey: false } as const;
const text = { type: String, required: true } as const;
const maybe = { type: String, default: null } as const;

const closureSchema = new Schema(
  { person: text, organisation: text, at: { type: Date, required: true }, reason: text, entries: { type: [String], required: true } },
  { ...exact, _id: false },
);

const alertSchema = new Schema(
  {
    _id: text,
    kind: text,
    state: text,
    district: maybe,
    coveredBy: { type: [String], required: true },
    port: text,
    owner: text,
    tank: maybe,
    craft: maybe,
    meter: maybe,
    entry: maybe,
    about: text,
    massKg: { type: Number, default: null },
    values: { type: Schema.Types.Mixed, required: true },
    raisedAt: { type: Date, required: true },
    raisedBy: text,
    closure: { type: closureSchema, default: null },
  },
  { ...exact, collection: 'alerts', minimize: false },
);
// Open ones come first, because "open" sorts after "closed" and the order is descending.
alertSchema.index({ owner: 1, state: -1, raisedAt: -1, _id: -1 });
alertSchema.index({ coveredBy: 1, state: -1, raisedAt: -1, _id: -1 });
alertSchema.index({ state: -1, raisedAt: -1, _id: -1 });
alertSchema.index({ about: 1 });

type Within = Pick<Work, 'session'>;
type Row = Omit<Alert, 'id' | 'raisedAt' | 'closure'> & {
  _id: string;
  coveredBy: readonly string[];
  raisedAt: Date;
  closure: (Omit<Closure, 'at'> & { at: Date }) | null;
};

export interface AlertFilter {
  readonly kind?: AlertKind | undefined;
  readonly state?: Alert['state'] | undefined;
}
export type AlertKey = readonly [state: string, raisedAt: Date, id: string];

/** The list of what measured facts left to be explained. */
export function alertStore(db: Connection) {
  const alerts = db.model('Alert', alertSchema);
  return {
    models: [alerts] as unknown as readonly Model<unknown>[],

    async add(work: Within, { id, raisedAt, ...rest }: Alert): Promise<void> {
      await alerts.insertMany([{ _id: id, ...rest, coveredBy: coveringDistricts(rest.district), raisedAt: new Date(raisedAt) }], {
        session: work.session,
      });
    },
    async alert(id: string, work?: Within): Promise<Alert | null> {
      return asAlert(await alerts.findById(id, null, { session: work?.session ?? null }).lean());
    },
    async alertsAbout(about: string): Promise<Alert[]> {
      return (await alerts.find({ about }).lean()).flatMap((row) => asAlert(row) ?? []);
    },
    /** False where another command closed it meanwhile. */
    async close(work: Within, id: string, closure: Closure): Promise<boolean> {
      const closed = { state: 'closed', closure: { ...closure, at: new Date(closure.at) } };
      const { matchedCount } = await alerts.updateOne({ _id: id, state: 'open' }, { $set: closed }, { session: work.session });
      return matchedCount === 1;
    },
    /** Open ones first, in each the newest first. */
    async list(sight: StockSight, { kind, state }: AlertFilter, limit: number, after?: AlertKey): Promise<Alert[]> {
      const chosen = { ...(kind !== undefined && { kind }), ...(state !== undefined && { state }), ...(after && beyond(after)) };
      const walk = async (seen: Readonly<Record<string, string>>): Promise<Alert[]> => {
        const found = alerts.find({ ...seen, ...chosen }).sort({ state: -1, raisedAt: -1, _id: -1 });
        return (await found.limit(limit).lean()).flatMap((row) => asAlert(row) ?? []);
      };
      return merged(await Promise.all(walksOf(sight).map(walk)), openFirst, limit);
    },
    async *everyAlert(): AsyncGenerator<Alert> {
      for await (const row of alerts.find().lean().cursor({ batchSize: 1000 })) {
        const alert = asAlert(row);
        if (alert) yield alert;
      }
    },
  };
}

const beyond = ([state, raisedAt, id]: AlertKey) => ({
  $or: [{ state: { $lt: state } }, { state, raisedAt: { $lt: raisedAt } }, { state, raisedAt, _id: { $lt: id } }],
});

const openFirst = (a: Alert, b: Alert): number =>
  descending(a.state, b.state) || descending(a.raisedAt, b.raisedAt) || descending(a.id, b.id);
const descending = (a: string, b: string): number => (a > b ? -1 : a < b ? 1 : 0);

const asAlert = (row: unknown): Alert | null => {
  if (!row) return null;
  const { _id, coveredBy: _coveredBy, raisedAt, closure, ...rest } = row as Row;
  return { id: _id, ...rest, raisedAt: raisedAt.toISOString(), closure: closure && { ...closure, at: closure.at.toISOString() } };
};
