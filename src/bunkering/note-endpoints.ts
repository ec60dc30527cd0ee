import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, instant, line, massKg, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import type { Actor } from '../work.ts';
import { draftNote, redraftNote, withdrawDraft } from './draft-note.ts';
import { inviteShip } from './invite-ship.ts';
import { remark } from './nomination-shown.ts';
import { noteReply, purchaserLimit, saidItems, shownNote } from './note-shown.ts';
import type { NotePages } from './note-pages.ts';
import { noteView } from './note-view.ts';
import type { BunkeringRooms } from './rooms.ts';
import { signNote } from './sign-note.ts';
import { sees, sightOf } from './sight.ts';
import type { StoredNote } from './store.ts';
import { supersedeNote } from './supersede-note.ts';

const room = 'bunkering';
const number = z
  .string()
  .regex(/^[A-Z]{2}[A-Z2-9]{3}-\d{4}-\d{6,9}$/)
  .meta({ description: 'number of the note', example: 'CNZOS-2026-000042' });
const params = z.strictObject({ number });

const draftBody = z.strictObject({
  items: saidItems.default({}),
  assumed: z.array(line(60)).max(80).default([]).meta({ description: 'replays only: fields that were filled in for the record' }),
  remarks: z.array(remark).max(20).default([]),
  soldAsCertified: z.boolean().default(false),
  proofToFollow: z.boolean().default(false).meta({ description: 'the proof of sustainability is still on its way; the note says so' }),
  purchaserLimit: purchaserLimit.nullable().default(null),
});
const example: z.input<typeof draftBody> = {
  items: { declarationBasis: 'REG_14_1', declarationReg183: true, marpolSampleSeal: 'ZS-118204', sulphur: 0.36, flashpoint: 92 },
  soldAsCertified: true,
  proofToFollow: true,
};
const shipLinkReply = z
  .strictObject({ link: id, note: z.string(), contentHash: z.string(), expiresAt: instant, url: z.string().optional() })
  .meta({ id: 'ShipLink', description: '`url` is for the chief engineer alone: it signs once' });

/** The delivery note from its draft to the ship's signature, and after. */
export function noteEndpoints(rooms: BunkeringRooms, pages: Pick<NotePages, 'notePdf'>): readonly Endpoint[] {
  const shown = (note: StoredNote) => shownNote(note, rooms.publicUrl);
  const inSight = async (actor: Actor, wanted: string): Promise<StoredNote> => {
    const found = await rooms.bunkering.note(wanted);
    return found && sees(await sightOf(rooms.people, actor), found) ? found : refuse('NOT_FOUND');
  };
  return [
    command({
      method: 'POST',
      path: '/v1/deliveries/:id/note',
      room,
      summary: 'The supplier drafts the note of a measured delivery',
      description:
        'Items come from the instruments, the registers, the parcels and computation; what else the fuel asks for is given here. What nobody gave is typical of the fuel and marked assumed; every item that is still missing is told at once.',
      who: 'note.draft',
      params: z.strictObject({ id }),
      body: draftBody,
      example,
      status: 201,
      reply: noteReply,
      refuses: ['NOT_FOUND', 'STATE_WRONG', 'ITEM_MISSING', 'ITEM_INVALID'],
      perform: async (work, { params: { id: delivery }, body }) => shown(await draftNote(rooms, work, delivery, body)),
    }),
    command({
      method: 'POST',
      path: '/v1/notes/:number/redraft',
      room,
      summary: 'Another draft in place of one that nobody has signed; it keeps its number',
      who: 'note.draft',
      params,
      body: draftBody,
      example,
      reply: noteReply,
      refuses: ['NOT_FOUND', 'STATE_WRONG', 'ITEM_MISSING', 'ITEM_INVALID'],
      perform: async (work, { params: { number: wanted }, body }) => shown(await redraftNote(rooms, work, wanted, body)),
    }),
    command({
      method: 'POST',
      path: '/v1/notes/:number/withdrawal',
      room,
      summary: 'The supplier takes back a draft that the ship has not signed; its number is never used again',
      who: 'note.draft',
      params,
      body: z.strictObject({}),
      reply: noteReply,
      refuses: ['NOT_FOUND', 'STATE_WRONG'],
      perform: async (work, { params: { number: wanted } }) => shown(await withdrawDraft(rooms, work, wanted)),
    }),
    command({
      method: 'POST',
      path: '/v1/notes/:number/signatures',
      room,
      summary: 'A person of the supplier signs the draft it saw',
      description: 'A note that supersedes another is signed by another person than the one who proposed it.',
      who: 'note.sign',
      params,
      body: z.strictObject({ contentHash: z.string().regex(/^[0-9a-f]{64}$/), office: line(100).optional() }),
      example: { contentHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', office: 'Bunker clerk' },
      reply: noteReply,
      refuses: ['NOT_FOUND', 'STATE_WRONG', 'SECOND_PERSON_NEEDED', 'HASH_DIFFERS', 'OFFICE_MISSING'],
      perform: async (work, { params: { number: wanted }, body }) => shown(await signNote(rooms, work, wanted, body)),
    }),
    command({
      method: 'POST',
      path: '/v1/notes/:number/ship-link',
      room,
      summary: 'A one-time link by which the chief engineer signs or protests; a newer one ends the older',
      description:
        'It is bound to the hash of the note and lasts as long as the setting `signature.link-lasts` says. The service keeps only a hash of its token.',
      who: 'note.sign',
      params,
      body: z.strictObject({}),
      status: 201,
      reply: shipLinkReply,
      refuses: ['NOT_FOUND', 'STATE_WRONG'],
      perform: (work, { params: { number: wanted } }) => inviteShip(rooms, work, wanted),
      reveal: (reply) => ({ ...reply, url: `${rooms.publicUrl}/sign/${rooms.signToken(reply.link)}` }),
    }),
    command({
      method: 'POST',
      path: '/v1/notes/:number/superseding',
      room,
      summary: 'The supplier proposes a note in place of a sealed one, with another mass or other items',
      description:
        'Nothing changes until a second person of the supplier and the ship have signed it; then the difference is posted and the old note is superseded.',
      who: 'note.supersede',
      params,
      body: z.strictObject({
        massKg: massKg.optional(),
        items: saidItems.default({}),
        purchaserLimit: purchaserLimit.nullable().default(null),
        reason: line(500),
      }),
      example: { massKg: 324_200, items: {}, reason: 'Line content was counted twice' },
      status: 201,
      reply: noteReply,
      refuses: ['NOT_FOUND', 'STATE_WRONG', 'CORRECTION_EMPTY', 'ITEM_MISSING', 'ITEM_INVALID'],
      perform: async (work, { params: { number: wanted }, body }) => shown(await supersedeNote(rooms, work, wanted, body)),
    }),
    query({
      method: 'GET',
      path: '/v1/notes',
      room,
      summary: 'The delivery notes in your sight, oldest first',
      who: 'note.read',
      query: z.strictObject(paging),
      reply: page(noteReply),
      refuses: ['CURSOR_INVALID'],
      async answer({ query: { limit, after }, actor }) {
        const cursor = after === undefined ? undefined : (fromCursor(after, ['string', 'string']) as readonly [string, string]);
        const rows = await rooms.bunkering.listNotes(await sightOf(rooms.people, actor), { limit: limit + 1, after: cursor });
        const { items, next } = pageOf(rows, limit, (row) => [row.draftedAt, row.number]);
        return { items: items.map(shown), next };
      },
    }),
    query({
      method: 'GET',
      path: '/v1/notes/:number',
      room,
      summary: 'One delivery note, as it was sealed',
      who: 'note.read',
      params,
      reply: noteReply,
      refuses: ['NOT_FOUND'],
      answer: async ({ params: { number: wanted }, actor }) => shown(await inSight(actor, wanted)),
    }),
    query({
      method: 'GET',
      path: '/v1/notes/:number/pdf',
      room,
      summary: 'The delivery note as paper, in English and Chinese',
      who: 'note.read',
      params,
      reply: noteReply,
      renderings: { 'application/pdf': async (note) => pages.notePdf(await noteView(rooms, note)) },
      only: true,
      refuses: ['NOT_FOUND'],
      answer: async ({ params: { number: wanted }, actor }) => shown(await inSight(actor, wanted)),
    }),
  ];
}
