import type { Book } from '../ledger/book.ts';
import type { Entry } from '../ledger/entry.ts';
import type { LedgerStore } from '../ledger/store.ts';
import { refuse } from '../refusal.ts';
import { addToStock, statementOf, type HeadMark } from './statement.ts';
import { shownStatement, type StatementReply } from './statement-view.ts';

/** What one reply can carry; a longer period is asked for in parts, which re-add where they meet. */
const mostEntries = 5000;

/** The first moment of a day in China, where the books of this service are kept. */
const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`);
const dayMs = 86_400_000;

/**
 * The statement of a book from one day to another, both included, by when its entries were recorded. The opening stock is
 * added up from all entries before. Refuses PERIOD_INVERTED and STATEMENT_TOO_LONG.
 */
export async function readStatement(
  ledger: Pick<LedgerStore, 'entriesBefore' | 'entriesOf' | 'parcels'>,
  book: Book,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<StatementReply> {
  if (to < from) refuse('PERIOD_INVERTED', { field: 'query.to', values: { from, to } });
  const [start, end] = [startOf(from), new Date(startOf(to).getTime() + dayMs)];
  const entries: Entry[] = await ledger.entriesOf(book.id, start, end, mostEntries + 1);
  if (entries.length > mostEntries) refuse('STATEMENT_TOO_LONG', { field: 'query.to', values: { limit: mostEntries } });
  const opening = new Map<string, number>();
  let before: HeadMark | null = null;
  for await (const entry of ledger.entriesBefore(book.id, start)) {
    addToStock(opening, entry);
    before = { number: entry.number, hash: entry.hash };
  }
  const statement = statementOf(opening, entries, before);
  const parcels = await ledger.parcels(statement.lines.map(({ parcel }) => parcel));
  return shownStatement(book, { from, to }, statement, new Map(parcels.map((parcel) => [parcel.id, parcel])));
}
