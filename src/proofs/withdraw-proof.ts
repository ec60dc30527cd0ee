import { claimsAccount, voidedAccount } from '../ledger/account.ts';
import { proofItem } from '../ledger/entry.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { ensureMassBalanceBook } from './mass-balance.ts';
import type { Proof } from './proof.ts';
import type { ProofRooms } from './rooms.ts';

type Rooms = Pick<ProofRooms, 'tanks' | 'ledger' | 'proofs'>;

/**
 * The issuer took a proof back: what of it is still free is voided, so that nobody uses it any more, and whoever built on the
 * rest is told by the fact. Refuses NOT_FOUND and PROOF_WITHDRAWN.
 */
export async function withdrawProof(rooms: Rooms, work: Work, { proof: id, reason }: { proof: string; reason: string }): Promise<Proof> {
  const outside = await rooms.proofs.proof(id);
  const site = outside && (await rooms.tanks.site(outside.site));
  if (outside?.recipient !== work.actor.organisation || !site) return refuse('NOT_FOUND', { field: 'path.id' });
  const head = await openBook(rooms.ledger, work, await ensureMassBalanceBook(rooms.ledger, work, site));
  const proof = await rooms.proofs.proof(id, work);
  if (!proof) return refuse('NOT_FOUND', { field: 'path.id' });
  const withdrawn = { at: work.recordedAt.toISOString(), reason, person: work.actor.person };
  if (!(await rooms.proofs.withdraw(work, id, withdrawn))) refuse('PROOF_WITHDRAWN', { field: 'path.id', values: { proof: proof.number } });
  const claims = claimsAccount(proof.recipient, proof.site, proof.group);
  const item = proofItem(id);
  const freeKg = (await rooms.ledger.balancesOfItem(item, work)).find(({ account }) => account === claims)?.massKg ?? 0;
  if (freeKg > 0) {
    const postings = [{ from: claims, to: voidedAccount('withdrawn'), item, massKg: freeKg }];
    await postEntry(rooms.ledger, work, head, { act: 'withdraw-proof', about: [`proof:${id}`], document: proof.number, postings });
  }
  const after: Proof = { ...proof, state: 'withdrawn', withdrawn };
  work.trace({ act: 'withdraw-proof', about: `proof:${id}`, before: proof, after });
  work.tell({ kind: 'proof withdrawn', about: `proof:${id}`, data: { reason, voidedKg: freeKg, usedKg: proof.massKg - freeKg } });
  return after;
}
