import { proofItem, type Head } from '../ledger/entry.ts';
import { massBalanceBook } from '../ledger/book.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import { ensureMassBalanceBook } from '../proofs/mass-balance.ts';
import type { Proof } from '../proofs/proof.ts';
import { refuse, refuseAll } from '../refusal.ts';
import type { Work } from '../work.ts';
import { assignmentFaults, claimsOf, deliveredComposition, sumByGroup, usePosting, type AskedUse, type ProofUse } from './proof-use.ts';
import type { CertificatesRooms } from './rooms.ts';

type Rooms = Pick<CertificatesRooms, 'bunkering' | 'ledger' | 'tanks' | 'proofs' | 'certificates' | 'world'>;

/**
 * The supplier uses kilograms of its proofs for a delivery. The delivery is in its customs book already, so this moves no
 * bonded stock: it is posted in the mass-balance book of each site whose proofs are used. Refuses with every reason at
 * once: DELIVERY_NOT_MEASURED, PROOF_UNKNOWN, PROOF_WITHDRAWN, PROOF_USED, PROOF_SHORT, PROOF_GROUP_UNFIT,
 * PROOF_OVER_DELIVERED.
 */
export async function assignProofs(
  rooms: Rooms,
  work: Work,
  input: { delivery: string; proofs: readonly AskedUse[] },
): Promise<ProofUse[]> {
  const { bunkering, certificates, ledger } = rooms;
  const supplier = work.actor.organisation;
  const known = await proofsOf(rooms, input.proofs);
  const own = [...known.values()].filter(({ recipient }) => recipient === supplier);
  await certificates.takeDelivery(work, input.delivery);
  const heads = await openBooks(rooms, work, [...new Set(own.map(({ site }) => site))].sort());

  const delivery = await bunkering.delivery(input.delivery, work);
  if (delivery?.supplier !== supplier) return refuse('NOT_FOUND');
  const proofs = await proofsOf(rooms, input.proofs, work);
  const before = await certificates.usesOf(delivery.id, work);
  refuseAll(
    assignmentFaults({
      supplier,
      delivery,
      composition: deliveredComposition(
        delivery.drawn,
        await ledger.parcels([...new Set(delivery.drawn.map(({ parcel }) => parcel))], work),
      ),
      usedKg: sumByGroup(before),
      asked: input.proofs,
      proofs,
      freeKg: await freeKgOf(rooms, proofs, work),
    }),
  );

  const added: ProofUse[] = [];
  for (const [book, head] of heads) {
    const lines = input.proofs.flatMap(({ proof: id, massKg }) => {
      const proof = proofs.get(id);
      return proof && massBalanceBook(supplier, proof.site) === book ? [{ proof, posting: usePosting(proof, delivery.id, massKg) }] : [];
    });
    const about = [`delivery:${delivery.id}`, ...new Set(lines.map(({ proof }) => `proof:${proof.id}`))];
    const postings = lines.map(({ posting }) => posting);
    const entry = await postEntry(ledger, work, head, { act: 'assign proofs', about, document: null, postings });
    added.push(...lines.map(({ proof, posting }) => useOf(rooms, work, delivery.id, proof, posting.massKg, entry.id)));
  }
  await certificates.addUses(work, added);
  work.trace({ act: 'assign proofs', about: `delivery:${delivery.id}`, before, after: [...before, ...added] });
  work.tell({ kind: 'proofs assigned', about: `delivery:${delivery.id}`, data: { uses: added.map(({ id }) => id) } });
  return added;
}

/** The mass-balance book of each site, in one order for everybody, so that two commands never wait for each other. */
async function openBooks({ ledger, tanks }: Rooms, work: Work, sites: readonly string[]): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>();
  for (const id of sites) {
    const site = await tanks.site(id);
    if (!site) throw new Error(`a proof lies at site ${id}, which is not there`);
    const book = await ensureMassBalanceBook(ledger, work, site);
    heads.set(book, await openBook(ledger, work, book));
  }
  return heads;
}

async function proofsOf({ proofs }: Rooms, asked: readonly AskedUse[], work?: Work): Promise<Map<string, Proof>> {
  const found = new Map<string, Proof>();
  for (const id of new Set(asked.map(({ proof }) => proof))) {
    const proof = await proofs.proof(id, work);
    if (proof) found.set(id, proof);
  }
  return found;
}

/** What of each proof lies free in the claims of its site, whatever became of the rest. */
async function freeKgOf({ ledger }: Rooms, proofs: ReadonlyMap<string, Proof>, work: Work): Promise<Map<string, number>> {
  const free = new Map<string, number>();
  for (const proof of proofs.values()) {
    const balances = await ledger.balancesOfItem(proofItem(proof.id), work);
    free.set(proof.id, balances.find(({ account }) => account === claimsOf(proof))?.massKg ?? 0);
  }
  return free;
}

const useOf = ({ world }: Rooms, work: Work, delivery: string, proof: Proof, massKg: number, entry: string): ProofUse => ({
  id: world.newId(),
  delivery,
  supplier: work.actor.organisation,
  proof: proof.id,
  group: proof.group,
  massKg,
  entry,
  assignedAt: work.recordedAt.toISOString(),
  assignedBy: work.actor.person,
  certificate: null,
});
