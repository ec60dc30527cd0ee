import type { Connection, Model } from 'mongoose';
import type { Work } from '../work.ts';
import { out, within } from './rows.ts';
import { totaliserSchema } from './schemas.ts';
import type { TotaliserSpan } from './totaliser-chain.ts';

/** How many readings after a late one are looked at; only the first of them matters to it. */
const nearby = 50;

type Row = Omit<TotaliserSpan, 'from' | 'to'> & { _id: string; from: Date; to: Date };

/** What the non-resettable totalisers of the meters showed, ticket by ticket. */
export function totaliserStore(db: Connection) {
  const spans = db.model('TotaliserSpan', totaliserSchema);
  const read = (row: unknown): TotaliserSpan[] => {
    const found = out<Row & { id: string }>('id', row);
    if (!found) return [];
    const { id: _id, from, to, ...rest } = found;
    return [{ ...rest, from: from.toISOString(), to: to.toISOString() }];
  };
  return {
    models: [spans] as unknown as readonly Model<unknown>[],

    /** The last span of a meter that ended by `from`, and those that ended after it. */
    async spansAround(work: Work, meter: string, from: Date): Promise<TotaliserSpan[]> {
      const before = await spans
        .findOne({ meter, to: { $lte: from } }, null, within(work))
        .sort({ meter: 1, to: -1 })
        .lean();
      const after = await spans
        .find({ meter, to: { $gt: from } }, null, within(work))
        .sort({ meter: 1, to: 1 })
        .limit(nearby)
        .lean();
      return [before, ...after].flatMap(read);
    },
    async addSpans(work: Work, added: readonly TotaliserSpan[]): Promise<void> {
      const rows = added.map((span, place) => ({
        _id: `${span.delivery}/${place}`,
        ...span,
        from: new Date(span.from),
        to: new Date(span.to),
      }));
      await spans.insertMany(rows, within(work));
    },
  };
}
