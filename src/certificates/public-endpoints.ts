import { z } from 'zod';
import { query, type Endpoint, type Rendering } from '../http/endpoint.ts';
import { id } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { marineContextDocument } from './context.ts';
import { issuerDocument, serviceDocument, statusList } from './issuers.ts';
import type { CertificatesRooms } from './rooms.ts';
import { statusPurposes, type StatusPurpose } from './status-list.ts';
import { verificationAsReply, verificationReply } from './verification-shown.ts';
import type { VerificationView } from './verification-view.ts';
import { verifyById, verifyText } from './verification.ts';

const room = 'certificates';
const language = z.strictObject({ lang: z.enum(['en', 'zh']).optional() });

const didDocumentReply = z
  .strictObject({
    '@context': z.array(z.string()),
    id: z.string(),
    verificationMethod: z.array(
      z.strictObject({
        id: z.string(),
        type: z.string(),
        controller: z.string(),
        publicKeyJwk: z.strictObject({
          kty: z.literal('OKP'),
          crv: z.literal('Ed25519'),
          x: z.string(),
          kid: z.string().optional(),
          alg: z.string().optional(),
        }),
      }),
    ),
    assertionMethod: z.array(z.string()),
  })
  .meta({ id: 'DidDocument' });

const asDidDocument = { 'application/did+ld+json': (reply: unknown) => JSON.stringify(reply) };
const compact = z.strictObject({ jwt: z.string() });
/** As bytes: a compact JWS has no character set. */
export const asVcJwt = { 'application/vc+jwt': ({ jwt }: z.output<typeof compact>) => Buffer.from(jwt, 'ascii') };

export interface PublicParts {
  readonly rooms: CertificatesRooms;
  /** The page of a verification. */
  readonly verificationPage: (view: VerificationView, language: 'en' | 'zh') => string;
  readonly verificationsPerMinute: number;
}

/** What anyone may ask, signed in or not: keys, status lists, our terms, and whether a document is good. */
export function publicEndpoints({ rooms, verificationPage, verificationsPerMinute }: PublicParts): readonly Endpoint[] {
  const context = marineContextDocument(rooms.publicUrl);
  const asPage: Rendering<z.output<typeof verificationReply>> = (reply, request) => verificationPage(reply, request.language);
  return [
    query({
      method: 'GET',
      path: '/.well-known/did.json',
      room,
      summary: 'Key document of this service (did:web), whose key seals delivery notes',
      who: 'anyone',
      anyOrigin: true,
      reply: didDocumentReply,
      renderings: asDidDocument,
      answer: async () => structuredClone(await serviceDocument(rooms)) as z.input<typeof didDocumentReply>,
    }),
    query({
      method: 'GET',
      path: '/organisations/:id/did.json',
      room,
      summary: 'Key document of a certifier (did:web), whose key signs its certificates',
      who: 'anyone',
      anyOrigin: true,
      params: z.strictObject({ id }),
      reply: didDocumentReply,
      renderings: asDidDocument,
      refuses: ['NOT_FOUND'],
      async answer({ params }) {
        const document = await issuerDocument(rooms, params.id);
        return document ? (structuredClone(document) as z.input<typeof didDocumentReply>) : refuse('NOT_FOUND');
      },
    }),
    query({
      method: 'GET',
      path: '/organisations/:id/status/:list',
      room,
      summary: 'A status list of a certifier as it stands: a Bitstring Status List credential, signed',
      who: 'anyone',
      anyOrigin: true,
      params: z.strictObject({
        id,
        list: z
          .string()
          .regex(/^(revocation|suspension)-[1-9][0-9]{0,8}$/)
          .meta({ example: 'revocation-1' }),
      }),
      reply: compact,
      renderings: asVcJwt,
      only: true,
      refuses: ['NOT_FOUND'],
      async answer({ params }) {
        const [name = '', number = ''] = params.list.split('-');
        const purpose = statusPurposes.find((one) => one === name) satisfies StatusPurpose | undefined;
        const about = purpose && { organisation: params.id, purpose, list: Number(number), at: rooms.world.now() };
        const jwt = about ? await statusList(rooms, about) : null;
        return jwt === null ? refuse('NOT_FOUND') : { jwt };
      },
    }),
    query({
      method: 'GET',
      path: '/contexts/marine-fuel/v1',
      room,
      summary: 'JSON-LD context of our own terms in a certificate; a version is never changed',
      who: 'anyone',
      anyOrigin: true,
      reply: z.strictObject({ '@context': z.record(z.string(), z.unknown()) }),
      renderings: { 'application/ld+json': (reply) => JSON.stringify(reply) },
      answer: async () => context as { '@context': Record<string, unknown> },
    }),
    query({
      method: 'GET',
      path: '/verify/:id',
      room,
      summary: 'Is this certificate or delivery note good? Named checks with reasons and next steps, as JSON or as a page',
      description: 'The id is that of a certificate, or the number of a delivery note; its QR leads here.',
      who: 'anyone',
      anyOrigin: true,
      perMinute: verificationsPerMinute,
      params: z.strictObject({ id: z.string().regex(/^[\w.-]{1,80}$/) }),
      query: language,
      reply: verificationReply,
      renderings: { 'text/html': asPage },
      refuses: ['NOT_FOUND'],
      async answer({ params }) {
        const view = await verifyById(rooms, params.id);
        return view ? verificationAsReply(view) : refuse('NOT_FOUND');
      },
    }),
    query({
      method: 'POST',
      path: '/v1/verifications',
      room,
      summary: 'Check a document that you hold: a credential (vc+jwt), or a sealed delivery note as JSON text',
      description: 'Nothing that a document names is fetched: an issuer of which this service has no key is an unknown issuer.',
      who: 'anyone',
      perMinute: verificationsPerMinute,
      body: z.strictObject({ credential: z.string().min(1).max(200_000) }),
      example: { credential: 'eyJhbGciOiJFZERTQSIsImtpZCI6…' },
      reply: verificationReply,
      renderings: { 'text/html': asPage },
      answer: async ({ body }) => verificationAsReply(await verifyText(rooms, body.credential)),
    }),
  ];
}
