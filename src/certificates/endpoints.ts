import { z } from 'zod';
import { factorSetId } from '../emissions/factor-set-id.ts';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, instant, line, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import type { Actor } from '../work.ts';
import { doubtsOf } from './basis.ts';
import { certificateLine, certificateReply, certificateView, shownCertificate, shownLine } from './certificate-shown.ts';
import type { Certificate } from './certificate.ts';
import type { CertificateView } from './certificate-view.ts';
import { decideCertificate } from './decide-certificate.ts';
import { asVcJwt } from './public-endpoints.ts';
import { proofUseEndpoints } from './proof-use-endpoints.ts';
import { recalculateCertificate } from './recalculate-certificate.ts';
import { recalculationReply, shownRecalculation } from './recalculation-shown.ts';
import { requestCertificate } from './request-certificate.ts';
import type { CertificatesRooms } from './rooms.ts';
import { certificateSight, seesCertificate } from './sight.ts';
import { shownReason } from './verification-shown.ts';
import { withdrawCertificate } from './withdraw-certificate.ts';

const room = 'certificates';
const params = z.strictObject({ id });
const someId = '3f0c6c1e-5f0e-4b8a-9b8e-0d9c6f4a2b11';

export interface CertificateParts {
  readonly rooms: CertificatesRooms;
  /** The certificate on paper. */
  readonly renderCertificate: (view: CertificateView) => Promise<Buffer>;
}

/** Proofs for a delivery, and the certificate from its request to its withdrawal. */
export function certificatesEndpoints({ rooms, renderCertificate }: CertificateParts): readonly Endpoint[] {
  const inSight = async (actor: Actor, certificate: string): Promise<Certificate> => {
    const record = await rooms.certificates.certificate(certificate);
    return record && seesCertificate(await certificateSight(rooms.people, actor), record) ? record : refuse('NOT_FOUND');
  };
  const shown = async (record: Certificate) => {
    const doubts = (await doubtsOf(rooms, record)).map(shownReason);
    return shownCertificate(await certificateView(rooms, record, { at: rooms.world.now(), doubts }));
  };
  return [
    ...proofUseEndpoints(rooms),
    command({
      method: 'POST',
      path: '/v1/certificates',
      room,
      summary: 'Ask a certifier for a certificate of a delivery to your ship',
      who: 'certificate.request',
      body: z.strictObject({ id: id.optional(), delivery: id, certifier: id }),
      example: { delivery: someId, certifier: someId },
      status: 201,
      reply: certificateReply,
      refuses: [
        'NOT_FOUND',
        'CERTIFICATE_NOTE_UNSEALED',
        'CERTIFICATE_NO_PROOF',
        'CERTIFICATE_IN_FORCE',
        'CERTIFICATE_NOT_OWNER',
        'CERTIFIER_UNKNOWN',
        'CERTIFIER_IS_PARTY',
        'PROOF_WITHDRAWN',
        'FUEL_UNKNOWN',
        'FACTOR_MISSING',
        'ID_TAKEN',
      ],
      perform: async (work, { body }) => shown(await requestCertificate(rooms, work, body)),
    }),
    query({
      method: 'GET',
      path: '/v1/certificates',
      room,
      summary: 'The certificates in your sight, oldest request first',
      who: 'certificate.read',
      query: z.strictObject({
        ...paging,
        state: z.enum(['requested', 'refused', 'issued', 'withdrawn']).optional(),
        delivery: id.optional(),
      }),
      reply: page(certificateLine),
      refuses: ['CURSOR_INVALID'],
      async answer({ actor, query: { limit, after, state, delivery } }) {
        const sight = await certificateSight(rooms.people, actor);
        const from = after === undefined ? undefined : (fromCursor(after, ['string', 'string']) as readonly [string, string]);
        const rows = await rooms.certificates.listCertificates(sight, { state, delivery, limit: limit + 1, after: from });
        const { items, next } = pageOf(rows, limit, (row) => [row.requestedAt, row.id]);
        return { items: items.map(shownLine), next };
      },
    }),
    query({
      method: 'GET',
      path: '/v1/certificates/:id',
      room,
      summary: 'A certificate with its figures and the steps behind them',
      who: 'certificate.read',
      params,
      reply: certificateReply,
      refuses: ['NOT_FOUND'],
      answer: async ({ params: { id: certificate }, actor }) => shown(await inSight(actor, certificate)),
    }),
    query({
      method: 'GET',
      path: '/v1/certificates/:id/pdf',
      room,
      summary: 'The certificate on paper, in Chinese and English, with its QR',
      who: 'certificate.read',
      params,
      reply: certificateReply,
      renderings: { 'application/pdf': (reply) => renderCertificate(reply) },
      only: true,
      refuses: ['NOT_FOUND', 'CERTIFICATE_NOT_ISSUED'],
      answer: async ({ params: { id: certificate }, actor }) => shown(issuedOnly(await inSight(actor, certificate))),
    }),
    query({
      method: 'GET',
      path: '/v1/certificates/:id/credential',
      room,
      summary: 'The credential of a certificate: a W3C Verifiable Credential 2.0 as vc+jwt',
      who: 'certificate.read',
      params,
      reply: z.strictObject({ jwt: z.string() }),
      renderings: asVcJwt,
      only: true,
      refuses: ['NOT_FOUND', 'CERTIFICATE_NOT_ISSUED'],
      answer: async ({ params: { id: certificate }, actor }) => ({ jwt: issuedOnly(await inSight(actor, certificate)).credential ?? '' }),
    }),
    query({
      method: 'POST',
      path: '/v1/certificates/:id/recalculation',
      room,
      summary: 'What an issued certificate would say under another FuelEU set: old, new and the difference; nothing is written',
      who: 'certificate.read',
      params,
      body: z.strictObject({ factorSet: factorSetId }),
      example: { factorSet: 'fueleu-2026-11' },
      reply: recalculationReply,
      refuses: ['NOT_FOUND', 'CERTIFICATE_NOT_ISSUED', 'FACTOR_SET_UNKNOWN', 'FUEL_UNKNOWN', 'FACTOR_MISSING'],
      answer: async ({ params: { id: certificate }, body: { factorSet }, actor }) =>
        shownRecalculation(await recalculateCertificate(rooms, await inSight(actor, certificate), factorSet)),
    }),
    command({
      method: 'POST',
      path: '/v1/certificates/:id/decision',
      room,
      summary: 'Approve a certificate, which issues it, or refuse it with the reason',
      who: 'certificate.decide',
      params,
      body: z.strictObject({
        decision: z.enum(['approve', 'refuse']),
        reason: line(500).optional(),
        validFrom: instant.optional(),
        validUntil: instant.optional(),
      }),
      example: { decision: 'approve' },
      reply: certificateReply,
      refuses: [
        'NOT_FOUND',
        'CERTIFICATE_DECIDED',
        'CERTIFICATE_REASON_MISSING',
        'CERTIFIER_IS_PARTY',
        'CERTIFICATE_OUTDATED',
        'PROOF_WITHDRAWN',
        'CERTIFICATE_VALIDITY_WRONG',
      ],
      perform: async (work, { params: { id: certificate }, body }) => shown(await decideCertificate(rooms, work, { certificate, ...body })),
    }),
    command({
      method: 'POST',
      path: '/v1/certificates/:id/withdrawal',
      room,
      summary: 'Withdraw a certificate that you issued, for good; its bit in the status list is set',
      who: 'certificate.withdraw',
      params,
      body: z.strictObject({ reason: line(500) }),
      example: { reason: 'The proof of sustainability was withdrawn by its scheme.' },
      reply: certificateReply,
      refuses: ['NOT_FOUND', 'CERTIFICATE_NOT_ISSUED'],
      perform: async (work, { params: { id: certificate }, body }) =>
        shown(await withdrawCertificate(rooms, work, { certificate, ...body })),
    }),
  ];
}

/** A credential and a paper exist once the certificate was issued; they stay when it is withdrawn, and their status says so. */
const issuedOnly = (record: Certificate): Certificate =>
  record.credential === null ? refuse('CERTIFICATE_NOT_ISSUED', { values: { state: record.state } }) : record;
