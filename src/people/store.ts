import { Schema, type ClientSession, type Connection } from 'mongoose';
import { refuse } from '../refusal.ts';
import { afterKey } from '../store/after-key.ts';
import type { Invitation } from './invitation.ts';
import { mandateStore } from './mandate-store.ts';
import type { Organisation } from './organisation.ts';
import type { Person } from './person.ts';
import { roles, type Role } from './roles.ts';
import { sessionStore } from './session-store.ts';

const exact = { strict: 'throw', versionKey: false } as const;
const required = { type: String, required: true } as const;
const spoken = { en: required, zh: { type: String } };

const organisationSchema = new Schema(
  {
    _id: required,
    kind: { type: String, enum: roles, required: true },
    name: spoken,
    creditCode: { type: String },
    address: { type: new Schema(spoken, { ...exact, _id: false }) },
    phone: { type: String },
    districts: { type: [String], default: undefined },
    ports: { type: [String], default: undefined },
    admittedAt: { type: Date, required: true },
  },
  { ...exact, collection: 'organisations' },
);
organisationSchema.index({ admittedAt: 1, _id: 1 });
organisationSchema.index({ kind: 1, admittedAt: 1, _id: 1 });
organisationSchema.index({ creditCode: 1 }, { unique: true, sparse: true });

const personSchema = new Schema(
  {
    _id: required,
    organisation: required,
    office: spoken,
    signInName: { type: String },
    passwordHash: { type: String },
    joinedAt: { type: Date, required: true },
    lastSignInAt: { type: Date },
    endedAt: { type: Date, default: null },
  },
  { ...exact, collection: 'persons' },
);
personSchema.index({ signInName: 1 }, { unique: true, sparse: true });
personSchema.index({ organisation: 1, joinedAt: 1, _id: 1 });

const invitationSchema = new Schema(
  {
    _id: required,
    organisation: required,
    office: spoken,
    tokenHash: required,
    invitedBy: required,
    invitedAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { ...exact, collection: 'invitations' },
);
invitationSchema.index({ tokenHash: 1 }, { unique: true });

type After = readonly [at: Date, id: string];

/** Whether an error says that this field's value is another record's. */
const isDuplicate = (error: unknown, field: string): boolean => {
  const { code, keyPattern } = (error ?? {}) as { code?: number; keyPattern?: Record<string, unknown> };
  return code === 11000 && keyPattern !== undefined && field in keyPattern;
};

export type PeopleStore = ReturnType<typeof peopleStore>;

/** Organisations, their persons, the links that admit them; mandates and sessions have stores of their own within it. */
export function peopleStore(db: Connection) {
  const organisations = db.model('Organisation', organisationSchema);
  const persons = db.model('Person', personSchema);
  const invitations = db.model('Invitation', invitationSchema);
  const mandates = mandateStore(db);
  const sessions = sessionStore(db);
  return {
    models: [organisations, persons, invitations, ...mandates.models, ...sessions.models],
    mandates,
    sessions,

    /** For what must be written whole outside a command: a sign-in, the demo. */
    inTransaction: <T>(write: (session: ClientSession) => Promise<T>): Promise<T> => db.transaction(write),

    async isEmpty(): Promise<boolean> {
      return (await organisations.exists({})) === null;
    },

    organisation: (id: string, session?: ClientSession) => organisations.findById(id, null, { session }).lean<Organisation | null>(),

    listOrganisations: (kind: Role | undefined, limit: number, after?: After) =>
      organisations
        .find({ ...(kind && { kind }), ...(after && afterKey(['admittedAt', '_id'], after)) })
        .sort({ admittedAt: 1, _id: 1 })
        .limit(limit)
        .lean<Organisation[]>(),

    /** Refuses CREDIT_CODE_TAKEN. */
    async admit(organisation: Organisation, session: ClientSession): Promise<void> {
      try {
        await new organisations(organisation).save({ session });
      } catch (error) {
        if (isDuplicate(error, 'creditCode')) refuse('CREDIT_CODE_TAKEN', { field: 'body.creditCode' });
        throw error;
      }
    },

    async correctContact(id: string, contact: Pick<Organisation, 'address' | 'phone'>, session: ClientSession): Promise<void> {
      await organisations.updateOne({ _id: id }, { $set: contact }, { session });
    },

    person: (id: string, session?: ClientSession) => persons.findById(id, null, { session }).lean<Person | null>(),

    personNamed: (signInName: string, session?: ClientSession) => persons.findOne({ signInName }, null, { session }).lean<Person | null>(),

    listPersons: (organisation: string, limit: number, after?: After) =>
      persons
        .find({ organisation, ...(after && afterKey(['joinedAt', '_id'], after)) })
        .sort({ joinedAt: 1, _id: 1 })
        .limit(limit)
        .lean<Person[]>(),

    /** Refuses SIGN_IN_NAME_TAKEN. */
    async addPerson(person: Person, session: ClientSession): Promise<void> {
      try {
        await new persons(person).save({ session });
      } catch (error) {
        if (isDuplicate(error, 'signInName')) refuse('SIGN_IN_NAME_TAKEN', { field: 'body.signInName' });
        throw error;
      }
    },

    /** Writes the person's record with every sign-in, so that ending the access meanwhile is a write conflict; false once ended. */
    async noteSignIn(id: string, at: Date, session: ClientSession): Promise<boolean> {
      const { matchedCount } = await persons.updateOne({ _id: id, endedAt: null }, { $set: { lastSignInAt: at } }, { session });
      return matchedCount === 1;
    },

    async changePassword(id: string, passwordHash: string, session: ClientSession): Promise<void> {
      await persons.updateOne({ _id: id, endedAt: null }, { $set: { passwordHash } }, { session });
    },

    /** Ends a person's access and erases its sign-in name and password. */
    async endPerson(id: string, at: Date, session: ClientSession): Promise<void> {
      await persons.updateOne(
        { _id: id, endedAt: null },
        { $set: { endedAt: at }, $unset: { signInName: 1, passwordHash: 1 } },
        { session },
      );
    },

    async addInvitation(invitation: Invitation, session: ClientSession): Promise<void> {
      await new invitations(invitation).save({ session });
    },

    invitation: (id: string, session?: ClientSession) => invitations.findById(id, null, { session }).lean<Invitation | null>(),

    invitationOf: (tokenHash: string, session: ClientSession) =>
      invitations.findOne({ tokenHash }, null, { session }).lean<Invitation | null>(),

    async endInvitation(id: string, at: Date, session: ClientSession): Promise<void> {
      await invitations.updateOne({ _id: id, usedAt: null }, { $set: { expiresAt: at } }, { session });
    },

    async useInvitation(id: string, at: Date, session: ClientSession): Promise<boolean> {
      const { matchedCount } = await invitations.updateOne({ _id: id, usedAt: null }, { $set: { usedAt: at } }, { session });
      return matchedCount === 1;
    },
  };
}
