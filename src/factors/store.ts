import { Schema, type ClientSession, type Connection } from 'mongoose';
import type { FactorSets } from '../emissions/calculation.ts';
import { addMissing } from '../store/add-missing.ts';
import { afterKey } from '../store/after-key.ts';
import { remembered } from '../store/remembered.ts';
import { parseSet, setInForce, type FactorSetHeading, type FactorSetKind, type FactorSetRecord } from './factor-set.ts';

const text = { type: String, required: true } as const;

const factorSetSchema = new Schema(
  { _id: text, kind: text, validFrom: text, hash: text, text, recordedAt: { type: Date, required: true }, recordedBy: text },
  { strict: 'throw', versionKey: false, collection: 'factorSets' },
);
factorSetSchema.index({ kind: 1, validFrom: 1, _id: 1 });

const heading = { kind: 1, validFrom: 1, hash: 1, recordedAt: 1, recordedBy: 1 } as const;
type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string };
const outOf = <T extends { id: string }>({ _id, ...rest }: Stored<T>): T => ({ id: _id, ...rest }) as unknown as T;
const into = ({ id, ...rest }: FactorSetRecord): Stored<FactorSetRecord> => ({ _id: id, ...rest });

type Within = { readonly session: ClientSession } | undefined;
const within = (work: Within) => ({ session: work?.session ?? null });

export type FactorSetKey = readonly [kind: string, validFrom: string, id: string];
export type FactorSetsStore = ReturnType<typeof factorSetsStore>;

/**
 * Every version of every set of factors; a version is added, and never changed nor taken away. This room stands one step
 * above `emissions`, whose parsers it needs and which knows no database; whatever keeps a result that rests on a set stands
 * above both, and the endpoints of `emissions` are handed the sets to compute with.
 */
export function factorSetsStore(db: Connection) {
  const sets = db.model('FactorSet', factorSetSchema);
  /** A version never changes, so it is parsed once. */
  const parsed = new Map<string, FactorSets[FactorSetKind]>();

  const headings = async (kind?: FactorSetKind, work?: Within): Promise<FactorSetHeading[]> => {
    const rows = sets.find(kind === undefined ? {} : { kind }, heading, within(work)).sort({ kind: 1, validFrom: 1, _id: 1 });
    return (await rows.lean<Stored<FactorSetHeading>[]>()).map(outOf);
  };
  const findSet = async (id: string, work?: Within): Promise<FactorSetRecord | undefined> => {
    const row = await sets.findById(id, null, within(work)).lean<Stored<FactorSetRecord>>();
    return row ? outOf(row) : undefined;
  };
  /** The set of that kind and name, ready to compute with. */
  const named = async <K extends FactorSetKind>(kind: K, id: string, work?: Within): Promise<FactorSets[K] | undefined> => {
    const key = `${kind} ${id}`;
    const known = parsed.get(key);
    if (known) return known as FactorSets[K];
    const record = await findSet(id, work);
    if (record?.kind !== kind) return undefined;
    const set = parseSet(kind, JSON.parse(record.text));
    parsed.set(key, set);
    return set;
  };

  /** Of a kind and a day; a start adds the sets of `config/`, so that there is one of each kind. */
  const chosen = async <K extends FactorSetKind>(kind: K, day: string, among: readonly FactorSetHeading[], work?: Within) => {
    const ofKind = among.filter((one) => one.kind === kind);
    const found = await named(kind, setInForce(ofKind, day)?.id ?? '', work);
    if (!found) throw new RangeError(`there is no factor set of kind ${kind}`);
    return found;
  };

  /** As they were at most two seconds ago: what is loaded here is known at once, what another service loads soon. */
  const recent = remembered(2_000, async (day): Promise<FactorSets> => {
    const all = await headings();
    return {
      fueleu: await chosen('fueleu', day, all),
      red: await chosen('red', day, all),
      imo: await chosen('imo', day, all),
      ets: await chosen('ets', day, all),
      china: await chosen('china', day, all),
      iso14067: await chosen('iso14067', day, all),
    };
  });

  return {
    models: [sets],
    headings,
    findSet,
    named,

    /** The set of a kind in force on a day. */
    inForce: async <K extends FactorSetKind>(kind: K, day: string, work?: Within): Promise<FactorSets[K]> =>
      chosen(kind, day, await headings(kind, work), work),

    /** Of each kind the set in force on a day, asked for at once: every calculation needs them. */
    allInForce: (day: string): Promise<FactorSets> => recent.get(day),

    async listSets(kind: FactorSetKind | undefined, limit: number, after?: FactorSetKey): Promise<FactorSetHeading[]> {
      const filter = { ...(kind !== undefined && { kind }), ...(after && afterKey(['kind', 'validFrom', '_id'], after)) };
      const rows = sets.find(filter, heading).sort({ kind: 1, validFrom: 1, _id: 1 }).limit(limit);
      return (await rows.lean<Stored<FactorSetHeading>[]>()).map(outOf);
    },

    async addMissing(records: readonly FactorSetRecord[]): Promise<void> {
      await addMissing(sets, records.map(into));
      recent.forget();
    },

    async addSet(work: { readonly session: ClientSession }, record: FactorSetRecord): Promise<void> {
      await sets.insertMany([into(record)], within(work));
      work.session.once('ended', () => recent.forget());
    },
  };
}
