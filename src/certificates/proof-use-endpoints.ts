import { z } from 'zod';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, instant, massKg } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { assignProofs } from './assign-proofs.ts';
import type { ProofUse } from './proof-use.ts';
import type { CertificatesRooms } from './rooms.ts';

const room = 'certificates';
const params = z.strictObject({ id });

const useReply = z
  .strictObject({
    id,
    delivery: id,
    supplier: id,
    proof: id,
    group: z.string(),
    massKg,
    entry: z.string(),
    assignedAt: instant,
    assignedBy: z.string(),
    certificate: id.nullable(),
  })
  .meta({ id: 'ProofUse', description: 'kilograms of a proof used for a delivery; used once' });

const shownUses = (uses: readonly ProofUse[]) => ({ items: uses.map((use) => ({ ...use })) });

/** Kilograms of proofs used for a delivery. */
export const proofUseEndpoints = (rooms: CertificatesRooms): readonly Endpoint[] => [
  command({
    method: 'POST',
    path: '/v1/deliveries/:id/proofs',
    room,
    summary: 'Use kilograms of your proofs of sustainability for a delivery',
    description: 'At most the kilograms of that product group in what was delivered; a kilogram of a proof is used once.',
    who: 'proof.assign',
    params,
    body: z.strictObject({
      proofs: z
        .array(z.strictObject({ proof: id, massKg }))
        .min(1)
        .max(50),
    }),
    example: { proofs: [{ proof: '3f0c6c1e-5f0e-4b8a-9b8e-0d9c6f4a2b11', massKg: 240_000 }] },
    status: 201,
    reply: z.strictObject({ items: z.array(useReply) }),
    refuses: [
      'NOT_FOUND',
      'DELIVERY_NOT_MEASURED',
      'PROOF_UNKNOWN',
      'PROOF_WITHDRAWN',
      'PROOF_USED',
      'PROOF_SHORT',
      'PROOF_GROUP_UNFIT',
      'PROOF_OVER_DELIVERED',
    ],
    perform: async (work, { params: { id: delivery }, body }) =>
      shownUses(await assignProofs(rooms, work, { delivery, proofs: body.proofs })),
  }),
  query({
    method: 'GET',
    path: '/v1/deliveries/:id/proofs',
    room,
    summary: 'The proofs used for one of your deliveries, and the certificate that covers each use',
    who: 'proof.assign',
    params,
    reply: z.strictObject({ items: z.array(useReply) }),
    refuses: ['NOT_FOUND'],
    async answer({ params: { id: delivery }, actor }) {
      const found = await rooms.bunkering.delivery(delivery);
      return found?.supplier === actor.organisation ? shownUses(await rooms.certificates.usesOf(delivery)) : refuse('NOT_FOUND');
    },
  }),
];
