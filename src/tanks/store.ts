import { Schema, type Connection, type Model } from 'mongoose';
import { coveringDistricts } from '../ledger/book.ts';
import type { Work } from '../work.ts';
import { alertStore } from './alert-store.ts';
import { merged, walksOf, type StockSight } from './sight.ts';
import type { Site } from './site.ts';
import { soundingStore } from './sounding-store.ts';
import type { AttributeFrom, Tank } from './tank.ts';

const exact = { strict: 'throw', versionKey: false } as const;
const part = { _id: false, ...exact } as const;
const text = { type: String, required: true } as const;
const maybe = { type: String, default: null } as const;
const figure = { type: Number, required: true } as const;
const moment = { type: Date, required: true } as const;

const siteSchema = new Schema(
  {
    _id: text,
    kind: text,
    owner: text,
    port: text,
    district: text,
    coveredBy: { type: [String], required: true },
    craft: maybe,
    name: { type: new Schema({ en: text, zh: { type: String } }, part), required: true },
    openedAt: moment,
  },
  { ...exact, collection: 'sites' },
);
siteSchema.index({ owner: 1, _id: 1 });
siteSchema.index({ coveredBy: 1, _id: 1 });
siteSchema.index({ craft: 1 }, { unique: true, partialFilterExpression: { craft: { $type: 'string' } } });

const setBy = new Schema({ organisation: text, person: text }, part);
const tankSchema = new Schema(
  {
    _id: text,
    site: text,
    name: text,
    owner: text,
    port: text,
    district: text,
    craft: maybe,
    capacityM3: figure,
    fillingLimit: figure,
    mayHold: { type: [String], required: true },
    attributes: {
      type: [new Schema({ attribute: text, from: text, reason: text, setBy: { type: setBy, required: true }, recordedAt: moment }, part)],
      required: true,
    },
    addedAt: moment,
  },
  { ...exact, collection: 'tanks' },
);
tankSchema.index({ site: 1, _id: 1 });
tankSchema.index({ owner: 1, port: 1, _id: 1 });
tankSchema.index({ craft: 1, _id: 1 });

type Within = Pick<Work, 'session'>;
const within = (work?: Within) => ({ session: work?.session ?? null });
type Row<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

type SiteRow = Omit<Row<Site>, 'openedAt'> & { openedAt: unknown; coveredBy: readonly string[] };

export type TanksStore = ReturnType<typeof tanksStore>;

/** Sites and their tanks, soundings, and the alerts of everything measured. What lies in a tank stands in the ledger. */
export function tanksStore(db: Connection) {
  const sites = db.model('Site', siteSchema);
  const tanks = db.model('Tank', tankSchema);
  const soundings = soundingStore(db);
  const alerts = alertStore(db);
  return {
    models: [sites, tanks, ...soundings.models, ...alerts.models] as unknown as readonly Model<unknown>[],
    soundings,
    alerts,
    everyAlert: () => alerts.everyAlert(),

    async addSite(work: Within, site: Site): Promise<void> {
      await sites.insertMany([{ ...rowOf(site, 'openedAt'), coveredBy: coveringDistricts(site.district) }], within(work));
    },
    async site(id: string, work?: Within): Promise<Site | null> {
      return asSite(await sites.findById(id, null, within(work)).lean<SiteRow>());
    },
    async siteOfCraft(craft: string, work?: Within): Promise<Site | null> {
      return asSite(await sites.findOne({ craft }, null, within(work)).lean<SiteRow>());
    },
    async sitesSeen(sight: StockSight, limit: number, after = ''): Promise<Site[]> {
      const walk = (seen: Readonly<Record<string, string>>) =>
        sites
          .find({ ...seen, _id: { $gt: after } })
          .sort({ _id: 1 })
          .limit(limit)
          .lean<SiteRow[]>();
      const lists = await Promise.all(walksOf(sight).map(async (seen) => (await walk(seen)).flatMap((row) => asSite(row) ?? [])));
      return merged(lists, (a, b) => (a.id < b.id ? -1 : 1), limit);
    },

    async addTank(work: Within, tank: Tank): Promise<void> {
      await tanks.insertMany([rowOf(tank, 'addedAt')], within(work));
    },
    async tank(id: string, work?: Within): Promise<Tank | null> {
      return asTank(await tanks.findById(id, null, within(work)).lean());
    },
    async tanks(ids: readonly string[], work?: Within): Promise<Tank[]> {
      return (await tanks.find({ _id: { $in: [...ids] } }, null, within(work)).lean()).flatMap((row) => asTank(row) ?? []);
    },
    /** A site has dozens of tanks, not thousands. */
    async tanksOfSite(site: string, work?: Within): Promise<Tank[]> {
      return (await tanks.find({ site }, null, within(work)).sort({ site: 1, _id: 1 }).limit(500).lean()).flatMap(
        (row) => asTank(row) ?? [],
      );
    },
    /** A supplier's tanks at a port, its craft that work from there included. */
    async tanksAt(owner: string, port: string, work?: Within): Promise<Tank[]> {
      return (await tanks.find({ owner, port }, null, within(work)).sort({ owner: 1, port: 1, _id: 1 }).limit(1000).lean()).flatMap(
        (row) => asTank(row) ?? [],
      );
    },
    async tanksOfCraft(craft: string, work?: Within): Promise<Tank[]> {
      return (await tanks.find({ craft }, null, within(work)).sort({ craft: 1, _id: 1 }).limit(200).lean()).flatMap(
        (row) => asTank(row) ?? [],
      );
    },
    async setAttribute(work: Within, tank: string, line: AttributeFrom): Promise<void> {
      await tanks.updateOne(
        { _id: tank },
        { $push: { attributes: { ...line, recordedAt: new Date(line.recordedAt) } } },
        { session: work.session },
      );
    },
    async *everyTank(): AsyncGenerator<Tank> {
      for await (const row of tanks.find().lean().cursor({ batchSize: 1000 })) {
        const tank = asTank(row);
        if (tank) yield tank;
      }
    },
  };
}

const rowOf = <T extends Site | Tank>(record: T, dated: keyof T & string) => {
  const { id, ...rest } = record;
  return { _id: id, ...rest, [dated]: new Date(String(record[dated])) };
};

const asSite = (row: SiteRow | null): Site | null => {
  if (!row) return null;
  const { _id, openedAt, coveredBy: _coveredBy, ...rest } = row;
  return { id: _id, ...rest, openedAt: iso(openedAt) };
};

const asTank = (row: unknown): Tank | null => {
  if (!row) return null;
  const { _id, addedAt, attributes, ...rest } = row as Row<Tank>;
  return { id: _id, ...rest, attributes: attributes.map((line) => ({ ...line, recordedAt: iso(line.recordedAt) })), addedAt: iso(addedAt) };
};

const iso = (date: unknown): string => (date as Date).toISOString();
