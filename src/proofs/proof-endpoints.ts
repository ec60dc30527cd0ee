import { z } from 'zod';
import { fromCursor, pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, line, page, paging } from '../http/schemas.ts';
import { claimsAccount } from '../ledger/account.ts';
import { proofItem } from '../ledger/entry.ts';
import { refuse } from '../refusal.ts';
import { stockSight } from '../tanks/sight.ts';
import type { Actor } from '../work.ts';
import { proofBody } from './bodies.ts';
import type { Proof } from './proof.ts';
import { recordProof } from './record-proof.ts';
import type { ProofRooms } from './rooms.ts';
import { placesOf, proofReply, proofWithPlaces, shownProof } from './shown.ts';
import type { ProofSight } from './store.ts';
import { withdrawProof } from './withdraw-proof.ts';

const reasons = [
  ...(['PROOF_DUPLICATE', 'PROOF_RECIPIENT_UNFIT', 'PROOF_PATHWAY_UNFIT', 'PROOF_E_UNEVEN', 'PROOF_SAVING_SHORT'] as const),
  ...(['PROOF_DAYS_UNFIT', 'COUNTRY_UNKNOWN', 'FACTOR_MISSING', 'BUSY'] as const),
] as const;

/** Proofs of sustainability: recorded without stock, read, withdrawn. With stock they come at POST /v1/parcels. */
export const proofEndpoints = (rooms: ProofRooms): readonly Endpoint[] => [
  query({
    method: 'GET',
    path: '/v1/proofs',
    room: 'proofs',
    summary: 'Proofs in your sight, newest first, with what of each is free',
    who: 'proof.read',
    query: z.strictObject(paging),
    reply: page(proofReply),
    answer: async ({ actor, query: { limit, after } }) => {
      const key = after === undefined ? undefined : (fromCursor(after, ['number', 'string']) as [number, string]);
      const rows = await rooms.proofs.list(await proofSight(rooms, actor), limit + 1, key && [new Date(key[0]), key[1]]);
      const { items, next } = pageOf(rows, limit, (row) => [Date.parse(row.receivedAt), row.id]);
      const free = await freeKgOf(rooms, items);
      return { items: items.map((proof) => shownProof(proof, free.get(proof.id) ?? 0)), next };
    },
  }),
  query({
    method: 'GET',
    path: '/v1/proofs/:id',
    room: 'proofs',
    summary: 'A proof with where its kilograms lie',
    who: 'proof.read',
    params: z.strictObject({ id }),
    reply: proofWithPlaces,
    refuses: ['NOT_FOUND'],
    answer: async ({ actor, params }) => {
      const proof = await rooms.proofs.proof(params.id);
      if (!proof || !(await sees(rooms, await proofSight(rooms, actor), proof))) return refuse('NOT_FOUND', { field: 'path.id' });
      return withPlaces(rooms, proof);
    },
  }),
  command({
    method: 'POST',
    path: '/v1/proofs',
    room: 'proofs',
    summary: 'Record a proof that came without stock',
    description: 'Its kilograms lie free in the claims of the site. Energy is computed from the mass by the calorific value of the law.',
    who: 'proof.record',
    status: 201,
    body: proofBody,
    reply: proofReply,
    refuses: ['SITE_UNKNOWN', ...reasons],
    perform: async (work, { body }) => {
      const proof = await recordProof(rooms, work, body);
      return shownProof(proof, proof.massKg);
    },
  }),
  command({
    method: 'POST',
    path: '/v1/proofs/:id/withdrawal',
    room: 'proofs',
    summary: 'Record that the issuer took a proof back',
    description: 'What is free of it is voided; what was used stays used and is reported to whoever built on it.',
    who: 'proof.record',
    params: z.strictObject({ id }),
    body: z.strictObject({ reason: line(500) }),
    example: { reason: 'Withdrawn by the certification body' },
    reply: proofReply,
    refuses: ['NOT_FOUND', 'PROOF_WITHDRAWN', 'BUSY'],
    perform: async (work, { params, body }) => shownProof(await withdrawProof(rooms, work, { proof: params.id, ...body }), 0),
  }),
];

/** A certifier sees the proofs behind what it was asked to certify; customs sees those of the sites in its districts. */
async function proofSight({ people }: ProofRooms, actor: Actor): Promise<ProofSight> {
  return actor.role === 'certifier' ? { askedOf: actor.organisation } : stockSight(people, actor);
}

async function sees({ proofs }: ProofRooms, sight: ProofSight, proof: Proof): Promise<boolean> {
  if ('all' in sight) return true;
  if ('askedOf' in sight) return proofs.isShownTo(sight.askedOf, proof.id);
  return 'owner' in sight ? proof.recipient === sight.owner : proofs.inDistricts(proof.id, sight.districts);
}

async function freeKgOf({ ledger }: ProofRooms, proofs: readonly Proof[]): Promise<Map<string, number>> {
  const balances = proofs.length === 0 ? [] : await ledger.balancesOfItems(proofs.map(({ id: proof }) => proofItem(proof)));
  const lying = new Map(balances.map(({ account, item, massKg }) => [`${account}|${item}`, massKg]));
  const claimed = ({ recipient, site, group, id: proof }: Proof): string => `${claimsAccount(recipient, site, group)}|${proofItem(proof)}`;
  return new Map(proofs.map((proof) => [proof.id, lying.get(claimed(proof)) ?? 0]));
}

async function withPlaces(rooms: ProofRooms, proof: Proof): Promise<z.input<typeof proofWithPlaces>> {
  const free = await freeKgOf(rooms, [proof]);
  const lies = placesOf(await rooms.ledger.balancesOfItem(proofItem(proof.id)));
  return { ...shownProof(proof, free.get(proof.id) ?? 0), lies };
}
