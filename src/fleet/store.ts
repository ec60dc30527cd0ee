import { Schema, type ClientSession, type Connection } from 'mongoose';
import { refuse } from '../refusal.ts';
import { afterKey } from '../store/after-key.ts';
import type { Craft } from './craft.ts';
import type { Licence } from './licence.ts';
import { licenceStore } from './licence-store.ts';
import { meterStore } from './meter-store.ts';
import { exact, recorded, textRequired, within, type Within } from './rows.ts';
import type { Ownership, Ship, Voyage } from './ship.ts';

const ownerSchema = new Schema(
  { organisation: textRequired, from: textRequired, to: { type: String, default: null } },
  { ...exact, _id: false },
);

const shipSchema = new Schema(
  {
    _id: textRequired,
    name: textRequired,
    flag: { type: String, default: null },
    type: textRequired,
    engineClasses: { type: [String], required: true },
    grossTonnage: Number,
    bunkerShip: { type: Boolean, required: true },
    owners: { type: [ownerSchema], required: true },
    ...recorded,
  },
  { ...exact, collection: 'ships' },
);
shipSchema.index({ name: 1, _id: 1 });

const voyageSchema = new Schema(
  {
    _id: textRequired,
    imo: textRequired,
    kind: textRequired,
    from: textRequired,
    to: { type: String, default: null },
    basis: textRequired,
    ...recorded,
  },
  { ...exact, collection: 'voyages' },
);
voyageSchema.index({ imo: 1, from: 1, _id: 1 });

const craftSchema = new Schema(
  { _id: textRequired, kind: textRequired, name: textRequired, imo: String, registration: String, owner: textRequired, ...recorded },
  { ...exact, collection: 'craft' },
);
craftSchema.index({ name: 1, _id: 1 });
craftSchema.index({ owner: 1, name: 1, _id: 1 });

type Row<T extends { id: string }> = Omit<T, 'id'> & { _id: string };
type ShipRow = Omit<Ship, 'imo'> & { _id: string };
const shipOf = ({ _id, ...rest }: ShipRow): Ship => ({ imo: _id, ...rest });
const outOf = <T extends { id: string }>({ _id, ...rest }: Row<T>): T => ({ id: _id, ...rest }) as unknown as T;
const into = <T extends { id: string }>({ id, ...rest }: T): Row<T> => ({ _id: id, ...rest });

export type FleetStore = ReturnType<typeof fleetStore>;

/** Ships with their owners and voyages, the craft that bring fuel, licences and meters. */
export function fleetStore(db: Connection) {
  const ships = db.model('Ship', shipSchema);
  const voyages = db.model('Voyage', voyageSchema);
  const craft = db.model('Craft', craftSchema);
  const licences = licenceStore(db);
  const meters = meterStore(db);
  return {
    models: [ships, voyages, craft, ...licences.models, ...meters.models],
    licences,
    meters,

    async ship(imo: string, work?: Within): Promise<Ship | undefined> {
      const row = await ships.findById(imo, null, within(work)).lean<ShipRow>();
      return row ? shipOf(row) : undefined;
    },

    /** Refuses SHIP_KNOWN. */
    async addShip(session: ClientSession, { imo, ...rest }: Ship): Promise<void> {
      if (await ships.exists({ _id: imo }).session(session)) refuse('SHIP_KNOWN', { field: 'body.imo', values: { imo } });
      await ships.insertMany([{ _id: imo, ...rest }], { session });
    },

    async setOwners(session: ClientSession, imo: string, owners: readonly Ownership[]): Promise<void> {
      await ships.updateOne({ _id: imo }, { $set: { owners } }, { session });
    },

    async listShips(limit: number, after?: readonly [name: string, imo: string]): Promise<Ship[]> {
      const rows = ships.find(after ? afterKey(['name', '_id'], after) : {}).sort({ name: 1, _id: 1 });
      return (await rows.limit(limit).lean<ShipRow[]>()).map(shipOf);
    },

    async voyagesOf(imo: string, work?: Within): Promise<Voyage[]> {
      return (await voyages.find({ imo }, null, within(work)).sort({ imo: 1, from: 1, _id: 1 }).lean<Row<Voyage>[]>()).map(outOf);
    },

    async listVoyages(imo: string, limit: number, after?: readonly [from: string, id: string]): Promise<Voyage[]> {
      const rows = voyages.find({ imo, ...(after && afterKey(['from', '_id'], after)) }).sort({ imo: 1, from: 1, _id: 1 });
      return (await rows.limit(limit).lean<Row<Voyage>[]>()).map(outOf);
    },

    async addVoyage(session: ClientSession, voyage: Voyage): Promise<void> {
      await voyages.insertMany([into(voyage)], { session });
    },

    async craft(id: string, work?: Within): Promise<Craft | undefined> {
      const row = await craft.findById(id, null, within(work)).lean<Row<Craft>>();
      return row ? outOf(row) : undefined;
    },

    async listCraft(owner: string | undefined, limit: number, after?: readonly [name: string, id: string]): Promise<Craft[]> {
      const filter = { ...(owner !== undefined && { owner }), ...(after && afterKey(['name', '_id'], after)) };
      return (await craft.find(filter).sort({ name: 1, _id: 1 }).limit(limit).lean<Row<Craft>[]>()).map(outOf);
    },

    async addCraft(session: ClientSession, added: Craft): Promise<void> {
      await craft.insertMany([into(added)], { session });
    },

    /** The licences of a supplier or of a craft, to be judged by `inForce`. */
    licencesOf: (holder: Licence['holder'], work?: Within): Promise<Licence[]> => licences.ofHolder(holder, work),
  };
}
