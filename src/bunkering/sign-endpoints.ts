import { z } from 'zod';
import { canonicalJson, sha256Hex } from '../canonical.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import type { Problem } from '../http/problem.ts';
import { instant } from '../http/schemas.ts';
import { hashOfToken } from '../people/secret-link.ts';
import type { Language } from '../words/words.ts';
import type { NotePages } from './note-pages.ts';
import { noteReply, shownNote, verifyUrl } from './note-shown.ts';
import { noteView } from './note-view.ts';
import type { BunkeringRooms } from './rooms.ts';
import { linkGone, signByLink } from './sign-by-link.ts';
import { goneBecause, goneReasons } from './sign-link.ts';

const room = 'bunkering';
const params = z.strictObject({ token: z.string().min(1).max(200) });
const spoken = z.strictObject({ en: z.string(), zh: z.string() });

const toSignReply = z.strictObject({
  note: noteReply,
  supplierName: z.string(),
  lineName: z.string(),
  shipName: z.string(),
  portName: spoken,
  gradeName: spoken,
  verifyUrl: z.string(),
  expiresAt: instant,
});

const answeredReply = z.strictObject({
  number: z.string(),
  state: noteReply.shape.state,
  protest: z.string().nullable(),
  replay: z.boolean(),
  sealedAt: instant.nullable(),
  verifyUrl: z.string(),
});

/** A text field of a form; left empty it was not given. */
const field = (max: number) => z.string().max(max).optional();
const given = (text: string | undefined): string | undefined =>
  text?.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim() || undefined;

const answerBody = z.strictObject({
  decision: z.enum(['sign', 'refuse']),
  hash: z.string().max(100).meta({ description: 'the content hash that was shown' }),
  office: field(200),
  confirmed: z.literal('yes').optional(),
  reason: field(2_000).meta({ description: 'of a refusal to sign: the protest' }),
});

/** The ship's side: no account, a one-time link. A GET only shows; a POST signs or protests, once. */
export function signEndpoints(rooms: BunkeringRooms, pages: NotePages, now: () => Date): readonly Endpoint[] {
  const refusalPage = (problem: Problem, { language }: { readonly language: Language }): string => {
    const why = goneReasons.find((reason) => reason === problem.reasons[0]?.values?.['why']);
    return problem.code === 'LINK_GONE' && why ? pages.linkGonePage(why, language) : pages.problemPage(problem, language);
  };
  return [
    query({
      method: 'GET',
      path: '/sign/:token',
      room,
      summary: 'What the ship is asked to sign; showing it signs nothing',
      who: 'anyone',
      perMinute: 60,
      params,
      query: z.strictObject({ lang: z.enum(['en', 'zh']).optional() }),
      reply: toSignReply,
      renderings: {
        'text/html': async ({ note, expiresAt }, { language }) => pages.signPage({ ...(await noteView(rooms, note)), expiresAt }, language),
      },
      refuses: ['LINK_GONE'],
      refusalPage,
      async answer({ params: { token } }) {
        const link = await rooms.bunkering.link(hashOfToken(token));
        const note = link && (await rooms.bunkering.note(link.note));
        const gone = goneBecause(link, note, now());
        if (gone !== null || !link || !note) return linkGone(rooms, now(), gone ?? 'unknown', note?.port);
        const { note: _note, items: _items, ...names } = await noteView(rooms, note);
        return { ...names, note: shownNote(note, rooms.publicUrl), expiresAt: link.expiresAt.toISOString() };
      },
    }),
    command({
      method: 'POST',
      path: '/sign/:token',
      room,
      summary: 'The ship signs, or refuses with its reason: a protest. The note is sealed at once',
      description:
        'Bound to the hash that was shown. The link is what makes it happen once; no Idempotency-Key is asked for. A protest stands on the note; against a note that would supersede another, it leaves the older one in force and is kept with its reason.',
      who: 'anyone',
      perMinute: 30,
      params,
      body: answerBody,
      example: {
        decision: 'sign',
        hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        office: 'Chief engineer',
        confirmed: 'yes',
      },
      form: true,
      once: ({ params: { token }, body }) => sha256Hex(`${token}\n${canonicalJson(body)}`),
      reply: answeredReply,
      renderings: { 'text/html': (reply, { language }) => pages.signedPage(reply, language) },
      refuses: ['LINK_GONE', 'HASH_DIFFERS', 'OFFICE_MISSING', 'PROTEST_REASON_MISSING', 'STATE_WRONG', 'BOOK_UNKNOWN'],
      refusalPage,
      async perform(work, { params: { token }, body: { decision, hash, office, reason } }) {
        const note = await signByLink(rooms, work, token, { decision, hash, office: given(office), reason: given(reason) });
        return {
          number: note.number,
          state: note.state,
          protest: note.signatures.find(({ side }) => side === 'ship')?.protest ?? null,
          replay: note.replay,
          sealedAt: note.sealedAt,
          verifyUrl: verifyUrl(rooms.publicUrl, note.number),
        };
      },
    }),
  ];
}
