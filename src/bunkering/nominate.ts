import { draw, holdPostings, inOrder } from '../ledger/lots.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import { refuse, refuseAll } from '../refusal.ts';
import type { Work } from '../work.ts';
import { checksOf, failuresOf } from './checks.ts';
import { gather, type Gathered } from './gather.ts';
import type { Ask, Laycan, Nomination, Remark } from './nomination.ts';
import type { BunkeringRooms } from './rooms.ts';

/**
 * A line (or its agent) asks a supplier for fuel from bond: every check of the preflight, then a hold on the supplier's free
 * stock, first in first out unless the book's setting says otherwise. Refused with every reason at once, and with the whole
 * list of checks.
 */
export async function nominate(rooms: BunkeringRooms, work: Work, ask: Ask): Promise<Nomination> {
  const { ledger, ports, bunkering } = rooms;
  const before = await gather(rooms, work.actor, ask, work.recordedAt);
  const checks = checksOf(ask, before);
  refuseAll(failuresOf(checks), checks);
  const book = fullestBook(before);
  const head = await openBook(ledger, work, book);

  const known = await gather(rooms, work.actor, ask, work.recordedAt, work);
  const settled = checksOf(ask, known);
  refuseAll(failuresOf(settled), settled);
  const nomination = nominationOf(rooms, work, ask, known, book, await districtOf(rooms, book), await asksOf(rooms, work, known));
  if (await bunkering.nomination(nomination.id, work)) refuse('ID_TAKEN', { field: 'body.id' });
  const order = await ports.setting('book.parcel-order', { book, port: nomination.port }, nomination.laycan.firstDay, work.session);
  const lots = (await ledger.freeStock(work, nomination.supplier, nomination.grade, known.tanks)).filter((lot) => lot.book === book);
  const { drawn, shortKg } = draw(inOrder(lots, order), nomination.massKg);
  if (shortKg > 0) refuse('STOCK_SHORT', { field: 'massKg', ...(known.seesStock && { values: { shortKg } }) });

  await postEntry(ledger, work, head, {
    act: 'nominate',
    about: [`nomination:${nomination.id}`],
    document: null,
    postings: holdPostings(drawn, nomination.id),
  });
  await bunkering.addNomination(work, nomination);
  work.trace({ act: 'nominate', about: `nomination:${nomination.id}`, before: null, after: nomination });
  work.tell({
    kind: 'nomination made',
    about: `nomination:${nomination.id}`,
    data: { supplier: nomination.supplier, port: nomination.port },
  });
  return nomination;
}

/** One nomination draws from one book: the one with the most free stock. */
function fullestBook({ freeKg }: Gathered): string {
  const books = [...(freeKg ?? [])].sort(([a, aKg], [b, bKg]) => bKg - aKg || (a < b ? -1 : 1));
  return books[0]?.[0] ?? refuse('STOCK_SHORT', { field: 'massKg' });
}

const districtOf = async ({ ledger }: BunkeringRooms, book: string): Promise<string | null> => (await ledger.book(book))?.district ?? null;

const asksOf = async ({ ports }: BunkeringRooms, work: Work, { port, grade, firstDay }: Gathered) =>
  ports.setting('clearance.asked-of', { port: port?.unlocode, fuel: grade?.fuel }, firstDay?.day ?? '', work.session);

function nominationOf(
  { newId }: BunkeringRooms,
  work: Work,
  ask: Ask,
  known: Gathered,
  book: string,
  district: string | null,
  asks: Nomination['asks'],
): Nomination {
  const { line, supplier, portRecord, gradeRecord, massKg, shipName } = known;
  if (!line || !supplier || !portRecord || !gradeRecord || massKg === null || shipName === null)
    throw new Error('a nomination that passed its checks lacks what they test');
  const laycan = laycanOf(ask, known);
  return Object.freeze({
    id: ask.id ?? newId(),
    state: 'nominated',
    askedBy: { organisation: work.actor.organisation, person: work.actor.person },
    line: line.id,
    supplier,
    port: portRecord.unlocode,
    place: ask.place ?? null,
    district,
    ship: { imo: (ask.imo ?? '').replace(/\D/g, ''), name: shipName },
    voyage: 'international',
    grade: gradeRecord.grade,
    fuelKey: gradeRecord.eligibilityFuel,
    massKg,
    laycan,
    book,
    heldKg: massKg,
    craft: ask.craft ?? null,
    madeForFuture: Date.parse(laycan.endsAt) > work.recordedAt.getTime(),
    asks,
    permits: [],
    replay: ask.replay ?? false,
    remarks: [...(ask.remarks ?? []), ...ownRemarks(laycan, known)],
    sources: ask.sources ?? [],
    ended: null,
    nominatedAt: work.recordedAt.toISOString(),
  });
}

/** The last day ends at midnight of the port, unless the ask names an earlier moment of that day. */
function laycanOf({ laycan }: Ask, { firstDay, lastDay, portRecord }: Gathered): Laycan {
  const first = firstDay?.day ?? '';
  const last = lastDay?.day ?? first;
  const midnight = endOfDay(last, portRecord?.timeZone ?? 'UTC');
  const endsAt = laycan?.endsAt !== undefined && Date.parse(laycan.endsAt) < midnight.getTime() ? new Date(laycan.endsAt) : midnight;
  return { firstDay: first, lastDay: last, endsAt: endsAt.toISOString(), dayAssumed: firstDay?.precision !== 'day' };
}

/** The first moment after a day at a place: midnight there, found by the offset that holds about then. */
function endOfDay(day: string, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`) + 86_400_000;
  const shown = new Date(utc).toLocaleString('sv-SE', { timeZone });
  const offset = Date.parse(`${shown.replace(' ', 'T')}Z`) - utc;
  return new Date(utc - offset);
}

const ownRemarks = ({ dayAssumed }: Laycan, { massAssumedFromVolume }: Gathered): Remark[] => [
  ...(dayAssumed
    ? [
        {
          code: 'DAY_ASSUMED',
          en: 'The day is assumed: the date is known to the month and judged on its first day.',
          zh: '日期为推定：仅知月份，按当月首日判定。',
        },
      ]
    : []),
  ...(massAssumedFromVolume
    ? [
        {
          code: 'MASS_FROM_VOLUME',
          en: 'The mass asked for was found from a volume with the typical density of the fuel (assumed).',
          zh: '申请质量由体积按燃料典型密度换算（假定）。',
        },
      ]
    : []),
];
