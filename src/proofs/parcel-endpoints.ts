import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, line, page, paging } from '../http/schemas.ts';
import { parcelItem } from '../ledger/entry.ts';
import type { Parcel } from '../ledger/parcel.ts';
import { refuse } from '../refusal.ts';
import { merged, seesStock, stockSight, walksOf, type StockSight } from '../tanks/sight.ts';
import { warningReply } from '../words/warning.ts';
import type { Actor } from '../work.ts';
import { bioContent } from './bio-content.ts';
import { parcelBody } from './bodies.ts';
import { receiveParcel } from './receive-parcel.ts';
import type { ProofRooms } from './rooms.ts';
import { bioContentReply, parcelReply, parcelWithPlaces, placesOf, proofReply, shownBioContent, shownParcel, shownProof } from './shown.ts';

const receivedReply = parcelReply
  .extend({
    entry: z.string(),
    hash: z.string(),
    bioContent: bioContentReply.nullable(),
    proofs: z.array(proofReply),
    warnings: z.array(warningReply),
  })
  .meta({ id: 'ReceivedParcel' });

/** Parcels in bond: received with or without proofs, listed, read with where they lie. */
export const parcelEndpoints = (rooms: ProofRooms): readonly Endpoint[] => [
  command({
    method: 'POST',
    path: '/v1/parcels',
    room: 'proofs',
    summary: 'Receive a parcel into bond, with its proofs where it has some',
    description: 'One entry of the account book moves the stock and the claims. Refused with every reason at once.',
    who: 'parcel.receive',
    status: 201,
    body: parcelBody,
    example: {
      ...{ tank: 'laotangshan:T1', book: 'T2910A000001', grade: 'VLSFO', hsCode: '2710192410', origin: 'SG' },
      ...{ declaration: 'QD290026I000000123', massKg: 1_250_500, densityKgPerM3: 950.3 },
    },
    reply: receivedReply,
    refuses: [
      ...(['BOOK_UNKNOWN', 'TANK_UNKNOWN', 'TANK_GRADE_UNFIT', 'TANK_NOT_EMPTY', 'TANK_ATTRIBUTE_UNFIT', 'TANK_OVER_LIMIT'] as const),
      ...(['GRADE_UNKNOWN', 'HS_CODE_INVALID', 'COUNTRY_UNKNOWN', 'DENSITY_TEMPERATURE_UNFIT', 'COMPOSITION_MISSING'] as const),
      ...(['COMPOSITION_UNFIT', 'COMPOSITION_UNEVEN', 'PROOF_OVER_PARCEL', 'PROOF_DUPLICATE', 'PROOF_RECIPIENT_UNFIT'] as const),
      ...(['PROOF_PATHWAY_UNFIT', 'PROOF_E_UNEVEN', 'PROOF_SAVING_SHORT', 'PROOF_DAYS_UNFIT', 'FACTOR_MISSING', 'BUSY'] as const),
    ],
    perform: async (work, { body: { proofs, ...draft } }) => {
      const received = await receiveParcel(rooms, work, draft, proofs);
      return {
        ...shownParcel(received.parcel),
        entry: received.entry.id,
        hash: received.entry.hash,
        bioContent: shownBioContent(received.bioContent),
        proofs: received.proofs.map((proof) => shownProof(proof, proof.massKg)),
        warnings: [...received.warnings],
      };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/parcels',
    room: 'proofs',
    summary: 'Parcels in your sight, newest first',
    who: 'stock.read',
    query: z.strictObject({ ...paging, book: line(60).optional() }),
    reply: page(parcelReply),
    answer: async ({ actor, query: { limit, after, book } }) => {
      const key = after === undefined ? undefined : (fromCursor(after, ['number', 'string']) as [number, string]);
      const seen = await parcelsSeen(rooms, await stockSight(rooms.people, actor), book, limit + 1, key && [new Date(key[0]), key[1]]);
      const { items, next } = pageOf(seen, limit, (parcel) => [Date.parse(parcel.bornAt), parcel.id]);
      return { items: items.map(shownParcel), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/parcels/:id',
    room: 'proofs',
    summary: 'A parcel with its parents and where it lies',
    who: 'stock.read',
    params: z.strictObject({ id }),
    reply: parcelWithPlaces,
    refuses: ['NOT_FOUND'],
    answer: async ({ actor, params }) => {
      const parcel = await seenParcel(rooms, actor, params.id);
      const factors = await rooms.factorSets.inForce('fueleu', parcel.bornAt.slice(0, 10));
      const content = shownBioContent(bioContent(parcel, rooms.fuels, factors));
      const lies = placesOf(await rooms.ledger.balancesOfItem(parcelItem(parcel.id)));
      return { ...shownParcel(parcel), bioContent: content, lies };
    },
  }),
];

async function seenParcel({ ledger, people }: ProofRooms, actor: Actor, wanted: string): Promise<Parcel> {
  const [parcel] = await ledger.parcels([wanted]);
  const book = parcel && (await ledger.book(parcel.book));
  const sight = await stockSight(people, actor);
  if (!parcel || !seesStock(sight, { owner: parcel.owner, district: book?.district ?? null }))
    return refuse('NOT_FOUND', { field: 'path.id' });
  return parcel;
}

/** Customs reads by the books of its districts; anyone may ask for one book in its sight. */
async function parcelsSeen(
  { ledger }: ProofRooms,
  sight: StockSight,
  wanted: string | undefined,
  limit: number,
  after?: readonly [bornAt: Date, id: string],
): Promise<Parcel[]> {
  const newestFirst = (a: Parcel, b: Parcel): number => (a.bornAt === b.bornAt ? (a.id > b.id ? -1 : 1) : a.bornAt > b.bornAt ? -1 : 1);
  if (wanted !== undefined) {
    const book = await ledger.book(wanted);
    return book && seesStock(sight, { owner: book.enterprise, district: book.district })
      ? ledger.parcelsSeen({ book: wanted }, limit, after)
      : [];
  }
  if ('all' in sight) return ledger.parcelsSeen({}, limit, after);
  if ('owner' in sight) return ledger.parcelsSeen({ owner: sight.owner }, limit, after);
  const books = await Promise.all(walksOf(sight).map((seen) => ledger.booksSeen(seen, 200)));
  const ids = new Set(books.flat().map((book) => book.id));
  return merged(await Promise.all([...ids].map((book) => ledger.parcelsSeen({ book }, limit, after))), newestFirst, limit);
}
