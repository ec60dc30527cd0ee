import { Schema, type ClientSession, type Connection } from 'mongoose';
import type { Ending } from '../ports/decision.ts';
import { refuse } from '../refusal.ts';
import { afterKey } from '../store/after-key.ts';
import type { Licence } from './licence.ts';
import { exact, recorded, textRequired, within, type Within } from './rows.ts';

const endingSchema = new Schema({ to: textRequired, reason: textRequired, ...recorded }, { ...exact, _id: false });

/** The holder is one text, `organisation:<id>` or `craft:<id>`, so that one index serves both. */
const licenceSchema = new Schema(
  {
    _id: textRequired,
    holder: textRequired,
    number: textRequired,
    issuer: textRequired,
    ports: { type: [String], required: true },
    fuels: { type: [String], required: true },
    from: textRequired,
    to: { type: String, default: null },
    endings: { type: [endingSchema], required: true },
    ...recorded,
  },
  { ...exact, collection: 'licences' },
);
licenceSchema.index({ holder: 1, from: 1, _id: 1 });
licenceSchema.index({ from: 1, _id: 1 });
licenceSchema.index({ issuer: 1, number: 1, from: 1 });

type Row = Omit<Licence, 'id' | 'holder'> & { _id: string; holder: string };
const textOf = ({ kind, id }: Licence['holder']): string => `${kind}:${id}`;
const holderOf = (text: string): Licence['holder'] => {
  const colon = text.indexOf(':');
  return { kind: text.slice(0, colon) === 'craft' ? 'craft' : 'organisation', id: text.slice(colon + 1) };
};
const outOf = ({ _id, holder, ...rest }: Row): Licence => ({ id: _id, holder: holderOf(holder), ...rest });

/** Licences of suppliers and of their craft. */
export function licenceStore(db: Connection) {
  const licences = db.model('Licence', licenceSchema);
  return {
    models: [licences],

    async find(id: string, work?: Within): Promise<Licence | undefined> {
      const row = await licences.findById(id, null, within(work)).lean<Row>();
      return row ? outOf(row) : undefined;
    },

    async ofHolder(holder: Licence['holder'], work?: Within): Promise<Licence[]> {
      const rows = licences.find({ holder: textOf(holder) }, null, within(work)).sort({ from: 1, _id: 1 });
      return (await rows.lean<Row[]>()).map(outOf);
    },

    async list(holder: Licence['holder'] | undefined, limit: number, after?: readonly [from: string, id: string]): Promise<Licence[]> {
      const filter = { ...(holder && { holder: textOf(holder) }), ...(after && afterKey(['from', '_id'], after)) };
      return (await licences.find(filter).sort({ from: 1, _id: 1 }).limit(limit).lean<Row[]>()).map(outOf);
    },

    /** Refuses LICENCE_KNOWN: one issuer gives a number once from one day. One that was ended may be entered anew. */
    async add(session: ClientSession, { id, holder, ...rest }: Licence): Promise<void> {
      const { issuer, number, from } = rest;
      const standing = await licences.exists({ issuer, number, from, endings: { $size: 0 } }).session(session);
      if (standing) refuse('LICENCE_KNOWN', { field: 'body.number', values: { number } });
      await licences.insertMany([{ _id: id, holder: textOf(holder), ...rest }], { session });
    },

    /** Puts an end to a licence, unless another command ended it meanwhile; false then. */
    async end(session: ClientSession, before: Licence, ending: Ending): Promise<boolean> {
      const filter = { _id: before.id, to: before.to };
      const { matchedCount } = await licences.updateOne(filter, { $set: { to: ending.to }, $push: { endings: ending } }, { session });
      return matchedCount === 1;
    },
  };
}
