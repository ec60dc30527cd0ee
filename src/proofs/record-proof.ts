import { claimsAccount, worldProofs } from '../ledger/account.ts';
import { proofItem, type Posting } from '../ledger/entry.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import { portDay } from '../ports/port.ts';
import { refuse, refuseAll } from '../refusal.ts';
import type { Site } from '../tanks/site.ts';
import type { Work } from '../work.ts';
import { ensureMassBalanceBook } from './mass-balance.ts';
import { newProof, type ProofDraft, type Reception } from './new-proof.ts';
import type { Proof } from './proof.ts';
import type { ProofRooms } from './rooms.ts';

type Rooms = Pick<ProofRooms, 'tanks' | 'ledger' | 'ports' | 'proofs' | 'fuels' | 'factorSets' | 'newId'>;

/**
 * Records a proof that came without stock: its kilograms lie in the claims of the site, in its mass-balance book. Refuses
 * SITE_UNKNOWN, PROOF_DUPLICATE and, all at once, the reasons of `newProof`.
 */
export async function recordProof(rooms: Rooms, work: Work, draft: ProofDraft & { readonly site: string }): Promise<Proof> {
  const site = await rooms.tanks.site(draft.site);
  if (site?.owner !== work.actor.organisation) return refuse('SITE_UNKNOWN', { field: 'body.site', values: { site: draft.site } });
  const head = await openBook(rooms.ledger, work, await ensureMassBalanceBook(rooms.ledger, work, site));
  const { proof, reasons } = newProof(draft, await receptionAt(rooms, work, site, draft.id, 'body'));
  refuseAll(reasons);
  await keepProof(rooms, work, proof, site);
  const about = [`proof:${proof.id}`, `site:${site.id}`];
  await postEntry(rooms.ledger, work, head, { act: 'record-proof', about, document: proof.number, postings: [claimPosting(proof)] });
  return proof;
}

/** What the service knows of the reception of a proof at a site. */
export async function receptionAt(
  { ports, fuels, factorSets, newId }: Pick<Rooms, 'ports' | 'fuels' | 'factorSets' | 'newId'>,
  work: Work,
  site: Pick<Site, 'id' | 'port'>,
  id: string | undefined,
  field: string,
): Promise<Reception> {
  const port = await ports.findPort(site.port);
  if (!port) throw new Error(`the port ${site.port} of a site is gone from the list`);
  const day = portDay(port, work.occurredAt);
  const when = { day, at: work.recordedAt.toISOString(), red: await factorSets.inForce('red', day, work) };
  return { id: id ?? newId(), supplier: work.actor.organisation, site: site.id, ...when, groups: fuels.groups, field };
}

export async function keepProof({ proofs }: Pick<Rooms, 'proofs'>, work: Work, proof: Proof, site: Pick<Site, 'district'>): Promise<void> {
  await proofs.add(work, proof, site.district);
  work.trace({ act: 'record-proof', about: `proof:${proof.id}`, before: null, after: proof });
  work.tell({ kind: 'proof received', about: `proof:${proof.id}`, data: { group: proof.group, massKg: proof.massKg, site: proof.site } });
}

/** A proof comes from its scheme into the claims of the site that received it. */
export const claimPosting = (proof: Proof): Posting => ({
  from: worldProofs(proof.scheme),
  to: claimsAccount(proof.recipient, proof.site, proof.group),
  item: proofItem(proof.id),
  massKg: proof.massKg,
});
