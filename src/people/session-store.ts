import { Schema, type ClientSession, type Connection } from 'mongoose';
import { recentAdmissions } from './recent-admissions.ts';
import type { EndOfSession, RefreshToken, Session } from './session.ts';

const exact = { strict: 'throw', versionKey: false } as const;
const required = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;

const sessionSchema = new Schema(
  {
    _id: required,
    person: required,
    organisation: required,
    startedAt: moment,
    expiresAt: moment,
    endedAt: { type: Date, default: null },
    endedBecause: { type: String, default: null },
  },
  { ...exact, collection: 'sessions' },
);
sessionSchema.index({ person: 1, expiresAt: 1 });

const refreshTokenSchema = new Schema(
  { _id: required, session: required, person: required, expiresAt: moment, spentAt: { type: Date, default: null } },
  { ...exact, collection: 'refreshtokens' },
);
refreshTokenSchema.index({ person: 1, expiresAt: 1 });

const failureSchema = new Schema(
  { _id: required, count: { type: Number, required: true }, until: moment },
  { ...exact, collection: 'signinfailures' },
);
failureSchema.index({ until: 1 });

/** Sessions, the hashes of their refresh tokens, and the failed sign-ins of a name (hashed, so that unknown names lock alike). */
export function sessionStore(db: Connection) {
  const sessions = db.model('Session', sessionSchema);
  const refreshTokens = db.model('RefreshToken', refreshTokenSchema);
  const failures = db.model('SignInFailure', failureSchema);
  const recent = recentAdmissions();
  return {
    models: [sessions, refreshTokens, failures],

    admit: (...given: Parameters<typeof recent.admit>) => recent.admit(...given),

    session: (id: string) => sessions.findById(id).lean<Session | null>(),

    /** Begins a session with its first refresh token and clears away what has expired of the same person. */
    async begin(begun: Session, token: RefreshToken, session: ClientSession): Promise<void> {
      const stale = { person: begun.person, expiresAt: { $lte: begun.startedAt } };
      await refreshTokens.deleteMany(stale, { session });
      await sessions.deleteMany(stale, { session });
      await new sessions(begun).save({ session });
      await new refreshTokens({ ...token, person: begun.person }).save({ session });
    },

    async end(id: string, because: EndOfSession, at: Date): Promise<void> {
      await sessions.updateOne({ _id: id, endedAt: null }, { $set: { endedAt: at, endedBecause: because } });
      recent.forget();
    },

    async endAllOf(person: string, because: EndOfSession, at: Date, session: ClientSession, except?: string): Promise<void> {
      const others = except === undefined ? {} : { _id: { $ne: except } };
      await sessions.updateMany({ person, endedAt: null, ...others }, { $set: { endedAt: at, endedBecause: because } }, { session });
      session.once('ended', () => recent.forget());
    },

    refreshToken: (hash: string) => refreshTokens.findById(hash).lean<RefreshToken | null>(),

    /** Stores the next token, then spends this one; false where a rival has spent it, and the next one stays unknown to all. */
    async rotate(spent: RefreshToken, next: RefreshToken, person: string, at: Date): Promise<boolean> {
      await new refreshTokens({ ...next, person }).save();
      const { matchedCount } = await refreshTokens.updateOne({ _id: spent._id, spentAt: null }, { $set: { spentAt: at } });
      return matchedCount === 1;
    },

    async failuresOf(nameHash: string, now: Date): Promise<number> {
      const found = await failures.findOne({ _id: nameHash, until: { $gt: now } }).lean<{ count: number } | null>();
      return found?.count ?? 0;
    },

    /** Counts one more failure until the given time; what has run out, of any name, is cleared away first. */
    async countFailure(nameHash: string, now: Date, until: Date): Promise<void> {
      await failures.deleteMany({ until: { $lte: now } });
      await failures.updateOne({ _id: nameHash }, { $inc: { count: 1 }, $set: { until } }, { upsert: true });
    },

    async forgetFailures(nameHash: string): Promise<void> {
      await failures.deleteOne({ _id: nameHash });
    },
  };
}
