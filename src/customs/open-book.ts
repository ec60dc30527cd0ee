import type { Book } from '../ledger/book.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import { covers, stockSight } from '../tanks/sight.ts';
import type { Warning } from '../words/warning.ts';
import type { Work } from '../work.ts';
import { bookNumberWarnings } from './customs-number.ts';
import type { CustomsRooms } from './rooms.ts';

export interface BookDraft {
  readonly number: string;
  readonly procedure: 'bonded' | 'processing-trade';
  readonly port: string;
  /** May be left out by an officer of one district only. */
  readonly district?: string | undefined;
  readonly enterprise: string;
}

type Rooms = Pick<CustomsRooms, 'ledger' | 'people' | 'ports' | 'customsCodes'>;

/**
 * Customs opens an account book or handbook for a supplier, in a district of its own. Refuses BOOK_TAKEN, PORT_UNKNOWN,
 * DISTRICT_UNFIT and ENTERPRISE_UNFIT; a number of an unusual form is kept and warned of.
 */
export async function openAccountBook(rooms: Rooms, work: Work, draft: BookDraft): Promise<{ book: Book; warnings: Warning[] }> {
  const { number, procedure, enterprise } = draft;
  const sight = await stockSight(rooms.people, work.actor);
  const districts = 'districts' in sight ? sight.districts : [];
  const district = draft.district ?? (districts.length === 1 ? districts[0] : undefined);
  const port = await rooms.ports.findPort(draft.port);
  const reasons: Reason[] = [];
  if (!port) reasons.push({ code: 'PORT_UNKNOWN', field: 'body.port', values: { port: draft.port } });
  if (district === undefined || !covers(districts, district))
    reasons.push({ code: 'DISTRICT_UNFIT', field: 'body.district', values: { districts: districts.join(', ') } });
  if ((await rooms.people.organisation(enterprise, work.session))?.kind !== 'supplier')
    reasons.push({ code: 'ENTERPRISE_UNFIT', field: 'body.enterprise' });
  refuseAll(reasons);
  if (await rooms.ledger.book(number, work)) refuse('BOOK_TAKEN', { field: 'body.number', values: { book: number } });
  const place = { district: district ?? null, port: port?.unlocode ?? null };
  const book: Book = { id: number, kind: 'customs', enterprise, procedure, ...place, openedAt: work.recordedAt.toISOString() };
  await rooms.ledger.addBook(work, book);
  work.trace({ act: 'open-book', about: `book:${number}`, before: null, after: book });
  return { book, warnings: bookNumberWarnings(rooms.customsCodes, number, 'body.number') };
}
