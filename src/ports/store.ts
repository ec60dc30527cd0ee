import { Schema, type ClientSession, type Connection } from 'mongoose';
import { addMissing } from '../store/add-missing.ts';
import { afterKey } from '../store/after-key.ts';
import { remembered } from '../store/remembered.ts';
import type { Decision, Ending } from './decision.ts';
import { eligibility, type Eligibility } from './decision.ts';
import type { FuelKey } from './fuel-key.ts';
import { codesOf, newestPorts, portOf, type Port } from './port.ts';
import { settingValue, type Setting, type Subject } from './setting.ts';
import type { SettingKey, SettingValue } from './setting-kinds.ts';
import { unlocodeOf } from './unlocode.ts';

const exact = { strict: 'throw', versionKey: false } as const;
const text = { type: String, required: true } as const;
const textOrNull = { type: String, default: null } as const;
const mixed = Schema.Types.Mixed;
const recorded = { recordedAt: { type: Date, required: true }, recordedBy: text } as const;

/** Reference data of a port is kept whole, as it was configured; `codes` finds it by its main code or an alias. */
const portSchema = new Schema(
  { _id: String, unlocode: text, validFrom: text, codes: { type: [String], required: true }, port: { type: mixed, required: true } },
  { ...exact, collection: 'ports' },
);
portSchema.index({ codes: 1, validFrom: -1 });
portSchema.index({ unlocode: 1, validFrom: -1 });

const endingSchema = new Schema({ to: text, reason: text, ...recorded }, { ...exact, _id: false });

const decisionSchema = new Schema(
  {
    _id: String,
    port: text,
    fuel: text,
    bonded: { type: Boolean, default: null },
    authority: textOrNull,
    from: text,
    datePrecision: text,
    to: textOrNull,
    basis: text,
    source: { type: mixed, required: true },
    note: String,
    endings: { type: [endingSchema], required: true },
    ...recorded,
  },
  { ...exact, collection: 'decisions' },
);
decisionSchema.index({ port: 1, fuel: 1, from: 1, _id: 1 });

const settingSchema = new Schema(
  {
    _id: String,
    key: text,
    scope: text,
    value: { type: mixed, required: true },
    unit: textOrNull,
    validFrom: text,
    basis: text,
    status: text,
    source: { type: mixed, required: true },
    note: String,
    ...recorded,
  },
  { ...exact, collection: 'settings' },
);
settingSchema.index({ key: 1, scope: 1, validFrom: 1, _id: 1 });

type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string };
const outOf = <T extends { id: string }>({ _id, ...rest }: Stored<T>): T => ({ id: _id, ...rest }) as unknown as T;
const into = <T extends { id: string }>({ id, ...rest }: T): Stored<T> => ({ _id: id, ...rest });

export type DecisionFilter = { readonly port?: string | undefined; readonly fuel?: FuelKey | undefined; readonly on?: string | undefined };
export type DecisionKey = readonly [port: string, fuel: string, from: string, id: string];
export type SettingListKey = readonly [key: string, scope: string, validFrom: string, id: string];

interface Versions {
  readonly ports?: readonly Port[];
  readonly decisions?: readonly Decision[];
  readonly settings?: readonly Setting[];
}

export type PortsStore = ReturnType<typeof portsStore>;

/** Ports, what was decided for them, and the dated settings. */
export function portsStore(db: Connection) {
  const ports = db.model('Port', portSchema);
  const decisions = db.model('Decision', decisionSchema);
  const settings = db.model('Setting', settingSchema);
  const within = (session?: ClientSession | null) => ({ session: session ?? null });

  const settingsOf = async (key: SettingKey, session?: ClientSession): Promise<Setting[]> =>
    (await settings.find({ key }, null, within(session)).sort({ scope: 1, validFrom: 1, _id: 1 }).lean<Stored<Setting>[]>()).map(outOf);
  const decisionsOf = async (port: string, fuel: FuelKey, session?: ClientSession): Promise<Decision[]> =>
    (await decisions.find({ port, fuel }, null, within(session)).sort({ from: 1, _id: 1 }).lean<Stored<Decision>[]>()).map(outOf);

  /** A start adds ports and nothing else does; a service that runs meanwhile learns of them within a minute. */
  const byCode = remembered(60_000, async (code) => {
    const rows = await ports.find({ codes: code }).sort({ validFrom: -1 }).lean<{ port: Port }[]>();
    return portOf(newestPorts(rows.map((row) => row.port)), code);
  });

  return {
    models: [ports, decisions, settings],

    /** Adds what is not there yet and touches nothing that is. */
    async addMissing(versions: Versions): Promise<void> {
      await addMissing(ports, (versions.ports ?? []).map(portRow));
      byCode.forget();
      await addMissing(decisions, (versions.decisions ?? []).map(into));
      await addMissing(settings, (versions.settings ?? []).map(into));
    },

    /** The port of a printed code, an alias leading to its main port. */
    async findPort(printed: string): Promise<Port | undefined> {
      const code = unlocodeOf(printed);
      return code === undefined ? undefined : byCode.get(code);
    },

    /** Every port in its newest version: a register of dozens, not of thousands. */
    async allPorts(): Promise<Port[]> {
      return newestPorts((await ports.find().sort({ unlocode: 1, validFrom: -1 }).lean<{ port: Port }[]>()).map((row) => row.port));
    },

    decisionsOf,

    /** Whether the port (main code) admits bonded supply of the fuel on the day, with the decisions there are. */
    async eligibilityOn(port: string, fuel: FuelKey, day: string, session?: ClientSession): Promise<Eligibility> {
      return eligibility(await decisionsOf(port, fuel, session), port, fuel, day);
    },

    async findDecision(id: string, session?: ClientSession): Promise<Decision | undefined> {
      const row = await decisions.findById(id, null, within(session)).lean<Stored<Decision>>();
      return row ? outOf(row) : undefined;
    },

    async listDecisions({ port, fuel, on }: DecisionFilter, limit: number, after?: DecisionKey): Promise<Decision[]> {
      const chosen = { ...(port !== undefined && { port }), ...(fuel !== undefined && { fuel }) };
      const covering = on === undefined ? [] : [{ from: { $lte: on } }, { $or: [{ to: null }, { to: { $gte: on } }] }];
      const beyond = after === undefined ? [] : [afterKey(['port', 'fuel', 'from', '_id'], after)];
      const filter = { ...chosen, ...(covering.length + beyond.length > 0 && { $and: [...covering, ...beyond] }) };
      return (await decisions.find(filter).sort({ port: 1, fuel: 1, from: 1, _id: 1 }).limit(limit).lean<Stored<Decision>[]>()).map(outOf);
    },

    async addDecision(session: ClientSession, decision: Decision): Promise<void> {
      await decisions.insertMany([into(decision)], { session });
    },

    /** Puts an end to a decision, unless another command ended it meanwhile; false then. */
    async endDecision(session: ClientSession, before: Decision, ending: Ending): Promise<boolean> {
      const filter = { _id: before.id, to: before.to };
      const { matchedCount } = await decisions.updateOne(filter, { $set: { to: ending.to }, $push: { endings: ending } }, { session });
      return matchedCount === 1;
    },

    settingsOf,

    /** The value of a setting for a port (main code), fuel or book on a day. */
    async setting<K extends SettingKey>(key: K, subject: Subject, day: string, session?: ClientSession): Promise<SettingValue<K>> {
      return settingValue(await settingsOf(key, session), key, subject, day);
    },

    async listSettings(key: SettingKey | undefined, limit: number, after?: SettingListKey): Promise<Setting[]> {
      const filter = { ...(key !== undefined && { key }), ...(after && afterKey(['key', 'scope', 'validFrom', '_id'], after)) };
      return (await settings.find(filter).sort({ key: 1, scope: 1, validFrom: 1, _id: 1 }).limit(limit).lean<Stored<Setting>[]>()).map(
        outOf,
      );
    },

    async addSetting(session: ClientSession, setting: Setting): Promise<void> {
      await settings.insertMany([into(setting)], { session });
    },
  };
}

const portRow = (port: Port) => ({
  _id: `${port.unlocode}-${port.validFrom}`,
  unlocode: port.unlocode,
  validFrom: port.validFrom,
  codes: codesOf(port),
  port,
});
