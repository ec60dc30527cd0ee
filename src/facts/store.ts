import { Schema, type ClientSession, type Connection } from 'mongoose';
import { hashOf } from '../canonical.ts';
import type { Fact, Trace } from '../work.ts';
import type { Command } from './command.ts';
import type { StoredFact, Subscriber } from './subscriber.ts';

const exact = { strict: 'throw', versionKey: false } as const;

const replySchema = new Schema(
  {
    _id: { type: String, required: true },
    inputHash: { type: String, required: true },
    reply: { type: String, required: true },
    recordedAt: { type: Date, required: true },
  },
  { ...exact, collection: 'replies' },
);

const trailSchema = new Schema(
  {
    _id: { type: String, required: true },
    recordedAt: { type: Date, required: true },
    occurredAt: { type: Date, required: true },
    organisation: { type: String, required: true },
    person: { type: String, required: true },
    act: { type: String, required: true },
    about: { type: String, required: true },
    before: { type: String, default: null },
    after: { type: String, default: null },
    lateReason: { type: String },
  },
  { ...exact, collection: 'trail' },
);
trailSchema.index({ about: 1, recordedAt: 1, _id: 1 });
trailSchema.index({ recordedAt: 1, _id: 1 });

const attemptSchema = new Schema(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    organisation: { type: String, required: false },
    person: { type: String, required: false },
    act: { type: String, required: true },
    inputHash: { type: String, required: true },
    code: { type: String, required: true },
  },
  { ...exact, collection: 'attempts' },
);
attemptSchema.index({ at: 1, _id: 1 });

const factSchema = new Schema(
  {
    _id: { type: String, required: true },
    recordedAt: { type: Date, required: true },
    kind: { type: String, required: true },
    about: { type: String, required: true },
    data: { type: Schema.Types.Mixed },
    /** Names of the subscribers that have not handled it yet. */
    waiting: { type: [String], required: true },
  },
  { ...exact, collection: 'facts' },
);
factSchema.index({ recordedAt: 1, _id: 1 });
factSchema.index({ waiting: 1, recordedAt: 1, _id: 1 });

export interface TrailLine {
  readonly _id: string;
  readonly recordedAt: Date;
  readonly occurredAt: Date;
  readonly organisation: string;
  readonly person: string;
  readonly act: string;
  readonly about: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly lateReason?: string;
}

interface Conclusion {
  readonly once: string;
  readonly inputHash: string;
  readonly reply: unknown;
  readonly command: Command;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly traces: readonly Trace[];
  readonly told: readonly Fact[];
  readonly newId: () => string;
}

export type FactsStore = ReturnType<typeof factsStore>;

/** What happened (facts), who did what (trail), what was refused (attempts), what was answered (replies). */
export function factsStore(db: Connection, subscribers: readonly Pick<Subscriber, 'name' | 'kinds'>[] = []) {
  const whoWaits = (kind: string): string[] => subscribers.filter(({ kinds }) => kinds.includes(kind)).map(({ name }) => name);
  const replies = db.model('Reply', replySchema);
  const trail = db.model('TrailLine', trailSchema);
  const attempts = db.model('Attempt', attemptSchema);
  const facts = db.model('Fact', factSchema);
  return {
    models: [replies, trail, attempts, facts],

    async replyOf(once: string): Promise<{ inputHash: string; reply: unknown } | null> {
      const found = await replies.findById(once).lean();
      return found && { inputHash: found.inputHash, reply: JSON.parse(found.reply) as unknown };
    },

    /** The last writes of a command's transaction: its reply under its key, its lines in the trail, its facts. */
    async conclude(session: ClientSession, end: Conclusion): Promise<void> {
      const { recordedAt, newId } = end;
      if (end.traces.length > 0)
        await trail.insertMany(
          end.traces.map((line) => trailLine(line, end, newId())),
          { session },
        );
      if (end.told.length > 0) {
        const rows = end.told.map((fact) => ({ _id: newId(), recordedAt, ...fact, waiting: whoWaits(fact.kind) }));
        await facts.insertMany(rows, { session });
      }
      const reply = JSON.stringify(end.reply ?? null);
      await replies.insertMany([{ _id: end.once, inputHash: end.inputHash, reply, recordedAt }], { session });
    },

    /** Facts that wait for a subscriber, oldest first. */
    async waitingFor(subscriber: string, limit: number): Promise<StoredFact[]> {
      const rows = await facts.find({ waiting: subscriber }).sort({ recordedAt: 1, _id: 1 }).limit(limit).lean();
      return rows.map(({ _id, recordedAt, kind, about, data }) => ({
        id: _id,
        recordedAt: recordedAt.toISOString(),
        kind,
        about,
        data: (data ?? {}) as StoredFact['data'],
      }));
    },
    async told(session: ClientSession, id: string, subscriber: string): Promise<void> {
      await facts.updateOne({ _id: id }, { $pull: { waiting: subscriber } }, { session });
    },

    async noteAttempt(attempt: Readonly<Record<string, unknown>>): Promise<void> {
      await attempts.insertMany([attempt]);
    },

    /** Ids of the entries that concluded commands left in the trail. */
    async *everyTracedEntry(): AsyncGenerator<string> {
      const lines = trail.find({ about: { $gte: 'entry:', $lt: 'entry;' } }, { about: 1 }).lean();
      for await (const { about } of lines.cursor({ batchSize: 1000 })) yield about.slice('entry:'.length);
    },

    async trailOf(about: string, limit: number, after?: readonly [recordedAt: Date, id: string]): Promise<TrailLine[]> {
      const beyond = after && { $or: [{ recordedAt: { $gt: after[0] } }, { recordedAt: after[0], _id: { $gt: after[1] } }] };
      return trail
        .find({ about, ...beyond })
        .sort({ recordedAt: 1, _id: 1 })
        .limit(limit)
        .lean<TrailLine[]>();
    },
  };
}

const trailLine = (line: Trace, { command, occurredAt, recordedAt }: Conclusion, _id: string) => ({
  _id,
  recordedAt,
  occurredAt,
  organisation: command.actor.organisation,
  person: command.actor.person,
  act: line.act,
  about: line.about,
  before: line.before === null || line.before === undefined ? null : hashOf(line.before),
  after: line.after === null || line.after === undefined ? null : hashOf(line.after),
  ...(command.lateReason !== undefined && { lateReason: command.lateReason }),
});
