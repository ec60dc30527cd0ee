import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { day, id, line, page, paging } from '../http/schemas.ts';
import type { Book } from '../ledger/book.ts';
import { refuse } from '../refusal.ts';
import { merged, seesStock, stockSight, walksOf, type StockSight } from '../tanks/sight.ts';
import { district } from '../tanks/site.ts';
import { warningReply } from '../words/warning.ts';
import type { Actor } from '../work.ts';
import { openAccountBook } from './open-book.ts';
import { readStatement } from './read-statement.ts';
import type { CustomsRooms } from './rooms.ts';
import { statementCsv, statementReply } from './statement-view.ts';

const bookReply = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['customs', 'mass-balance', 'issuer']),
    enterprise: z.string(),
    procedure: z.enum(['bonded', 'processing-trade']).nullable(),
    district: z.string().nullable(),
    port: z.string().nullable(),
    openedAt: z.iso.datetime(),
  })
  .meta({ id: 'Book', description: 'an account book or handbook, or the mass-balance book of an operator at a site' });

/** Letters and digits as customs prints them; also the id of a mass-balance book, which has colons. */
const bookId = z
  .string()
  .max(120)
  .regex(/^[\w.:-]+$/)
  .meta({ id: 'BookId', example: 'T2910A000001' });

const bookBody = z.strictObject({
  number: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9-]{4,40}$/),
  procedure: z.enum(['bonded', 'processing-trade']),
  port: line(8),
  district: district.optional().meta({ description: 'one of your own; may be left out where you have one' }),
  enterprise: id,
});

/** Books and their statements. */
export const bookEndpoints = (rooms: CustomsRooms): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/books',
    room: 'customs',
    summary: 'Books in your sight',
    who: 'book.read',
    query: z.strictObject(paging),
    reply: page(bookReply),
    answer: async ({ actor, query: { limit, after } }) => {
      const [from = ''] = after === undefined ? [] : (fromCursor(after, ['string']) as [string]);
      const books = await booksSeen(rooms, await stockSight(rooms.people, actor), limit + 1, from);
      return pageOf(books, limit, (book) => [book.id]);
    },
  }),
  command({
    method: 'POST',
    path: '/v1/books',
    room: 'customs',
    summary: 'Open an account book or handbook for a supplier',
    who: 'book.open',
    status: 201,
    body: bookBody,
    example: { number: 'T2910A000001', procedure: 'bonded', port: 'CNZOS', enterprise: '6f1c2a34-5b6d-4e7f-8a9b-0c1d2e3f4a5b' },
    reply: bookReply.extend({ warnings: z.array(warningReply) }),
    refuses: ['BOOK_TAKEN', 'PORT_UNKNOWN', 'DISTRICT_UNFIT', 'ENTERPRISE_UNFIT'],
    perform: async (work, { body }) => {
      const { book, warnings } = await openAccountBook(rooms, work, body);
      return { ...book, warnings };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/books/:id',
    room: 'customs',
    summary: 'A book',
    who: 'book.read',
    params: z.strictObject({ id: bookId }),
    reply: bookReply,
    refuses: ['NOT_FOUND'],
    answer: async ({ actor, params }) => seenBook(rooms, actor, params.id),
  }),
  query({
    method: 'GET',
    path: '/v1/books/:id/statement',
    room: 'customs',
    summary: 'Statement of a book between two days, as JSON or CSV',
    description: 'Both days included, China time, by when the entries were recorded.',
    who: 'book.read',
    params: z.strictObject({ id: bookId }),
    query: z.strictObject({ from: day, to: day }),
    reply: statementReply,
    renderings: { 'text/csv': statementCsv },
    refuses: ['NOT_FOUND', 'PERIOD_INVERTED', 'STATEMENT_TOO_LONG'],
    answer: async ({ actor, params, query: period }) => readStatement(rooms.ledger, await seenBook(rooms, actor, params.id), period),
  }),
];

async function booksSeen({ ledger }: CustomsRooms, sight: StockSight, limit: number, after: string): Promise<Book[]> {
  const walks = walksOf(sight).map(({ owner, ...seen }) => (owner === undefined ? seen : { enterprise: owner }));
  const lists = await Promise.all(walks.map((seen) => ledger.booksSeen(seen, limit, after)));
  return merged(lists, (a, b) => (a.id < b.id ? -1 : 1), limit);
}

async function seenBook(rooms: CustomsRooms, actor: Actor, wanted: string): Promise<Book> {
  const book = await rooms.ledger.book(wanted);
  const sight = await stockSight(rooms.people, actor);
  if (!book || !seesStock(sight, { owner: book.enterprise, district: book.district })) return refuse('NOT_FOUND', { field: 'path.id' });
  return book;
}
