import { Schema, type ClientSession, type Connection } from 'mongoose';
import { afterKey } from '../store/after-key.ts';
import type { Recalculated, Recalculation, Report } from './report.ts';

const exact = { strict: 'throw', versionKey: false, minimize: false } as const;
const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;

const reportSchema = new Schema(
  {
    _id: text,
    owner: text,
    title: text,
    imo: { type: String, default: null },
    topic: text,
    input: text,
    factorSets: { type: Schema.Types.Mixed, required: true },
    result: text,
    recordedAt: moment,
    recordedBy: text,
  },
  { ...exact, collection: 'reports' },
);
reportSchema.index({ owner: 1, recordedAt: 1, _id: 1 });
reportSchema.index({ owner: 1, topic: 1, recordedAt: 1, _id: 1 });

const recalculationSchema = new Schema(
  {
    _id: text,
    owner: text,
    kind: text,
    factorSet: text,
    state: text,
    reached: { type: Schema.Types.Mixed, default: null },
    counts: { type: Schema.Types.Mixed, required: true },
    startedAt: moment,
    startedBy: text,
    endedAt: { type: Date, default: null },
  },
  { ...exact, collection: 'recalculations' },
);
recalculationSchema.index({ owner: 1, startedAt: 1, _id: 1 });
recalculationSchema.index({ state: 1, startedAt: 1, _id: 1 });

const recalculatedSchema = new Schema(
  {
    _id: text,
    recalculation: text,
    report: text,
    outcome: text,
    result: { type: String, default: null },
    refusal: { type: String, default: null },
  },
  { ...exact, collection: 'recalculatedReports' },
);
recalculatedSchema.index({ recalculation: 1, outcome: 1, _id: 1 });

type Row<T extends { id: string }> = Omit<T, 'id'> & { _id: string };
const outOf = <T extends { id: string }>({ _id, ...rest }: Row<T>): T => ({ id: _id, ...rest }) as unknown as T;
const into = <T extends { id: string }>({ id, ...rest }: T): Row<T> => ({ _id: id, ...rest });
type Within = { readonly session: ClientSession };
export type ListKey = readonly [at: Date, id: string];

export type ReportsStore = ReturnType<typeof reportsStore>;

/** The emissions reports that organisations keep, and what they are by other versions of the factors. */
export function reportsStore(db: Connection) {
  const reports = db.model('Report', reportSchema);
  const recalculations = db.model('Recalculation', recalculationSchema);
  const recalculated = db.model('RecalculatedReport', recalculatedSchema);
  return {
    models: [reports, recalculations, recalculated],

    async addReport({ session }: Within, report: Report): Promise<void> {
      await reports.insertMany([into(report)], { session });
    },

    async report(id: string): Promise<Report | undefined> {
      const row = await reports.findById(id).lean<Row<Report>>();
      return row ? outOf(row) : undefined;
    },

    /** Those of these ids, in no order. */
    async reportsOf(ids: readonly string[]): Promise<Report[]> {
      return (await reports.find({ _id: { $in: ids } }).lean<Row<Report>[]>()).map(outOf);
    },

    async listReports(owner: string, topic: string | undefined, limit: number, after?: ListKey): Promise<Report[]> {
      const filter = { owner, ...(topic !== undefined && { topic }), ...(after && afterKey(['recordedAt', '_id'], after)) };
      const rows = reports.find(filter).sort({ owner: 1, ...(topic !== undefined && { topic: 1 }), recordedAt: 1, _id: 1 });
      return (await rows.limit(limit).lean<Row<Report>[]>()).map(outOf);
    },

    /** The next reports of a recalculation, of any topic: those kept up to its start. */
    async nextReports({ owner, reached, startedAt }: Recalculation, limit: number): Promise<Report[]> {
      const beyond = reached && afterKey(['recordedAt', '_id'], [reached.recordedAt, reached.id]);
      const filter = { $and: [{ owner, recordedAt: { $lte: startedAt } }, ...(beyond ? [beyond] : [])] };
      const rows = reports.find(filter).sort({ owner: 1, recordedAt: 1, _id: 1 }).limit(limit);
      return (await rows.lean<Row<Report>[]>()).map(outOf);
    },

    async addRecalculation({ session }: Within, recalculation: Recalculation): Promise<void> {
      await recalculations.insertMany([into(recalculation)], { session });
    },

    async recalculation(id: string, work?: Within): Promise<Recalculation | undefined> {
      const row = await recalculations.findById(id, null, { session: work?.session ?? null }).lean<Row<Recalculation>>();
      return row ? outOf(row) : undefined;
    },

    async listRecalculations(owner: string, limit: number, after?: ListKey): Promise<Recalculation[]> {
      const filter = { owner, ...(after && afterKey(['startedAt', '_id'], after)) };
      const rows = recalculations.find(filter).sort({ owner: 1, startedAt: 1, _id: 1 }).limit(limit);
      return (await rows.lean<Row<Recalculation>[]>()).map(outOf);
    },

    /** The one that was asked for first of those that are not done. */
    async underWay(): Promise<Recalculation | undefined> {
      const [row] = await recalculations
        .find({ state: 'running' })
        .sort({ state: 1, startedAt: 1, _id: 1 })
        .limit(1)
        .lean<Row<Recalculation>[]>();
      return row && outOf(row);
    },

    async moveOn({ session }: Within, id: string, change: Partial<Recalculation>): Promise<void> {
      await recalculations.updateOne({ _id: id }, { $set: change }, { session });
    },

    async addRecalculated({ session }: Within, rows: readonly Recalculated[]): Promise<void> {
      const documents = rows.map((row) => ({ _id: `${row.recalculation}/${row.report}`, ...row }));
      await recalculated.collection.insertMany(documents as never, { session });
    },

    /** By the id of the report. */
    async listRecalculated(
      recalculation: string,
      outcome: Recalculated['outcome'],
      limit: number,
      after?: string,
    ): Promise<Recalculated[]> {
      const filter = { recalculation, outcome, ...(after !== undefined && { _id: { $gt: `${recalculation}/${after}` } }) };
      const rows = recalculated.find(filter).sort({ recalculation: 1, outcome: 1, _id: 1 }).limit(limit);
      return (await rows.lean<(Recalculated & { _id: string })[]>()).map(({ _id, ...rest }) => rest);
    },
  };
}
