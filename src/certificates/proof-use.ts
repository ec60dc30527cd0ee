import type { Delivery } from '../bunkering/delivery.ts';
import { claimsAccount, usedAccount } from '../ledger/account.ts';
import { proofItem, type Posting } from '../ledger/entry.ts';
import type { Parcel } from '../ledger/parcel.ts';
import { combine, proportion, type Composition } from '../measure/composition.ts';
import type { Proof } from '../proofs/proof.ts';
import type { Reason } from '../refusal.ts';

/**
 * Kilograms of one proof used for one delivery. A kilogram is used once; the use stays when a certificate is withdrawn, so
 * that another may be issued for it.
 */
export interface ProofUse {
  readonly id: string;
  readonly delivery: string;
  readonly supplier: string;
  readonly proof: string;
  readonly group: string;
  readonly massKg: number;
  /** The mass-balance entry that posted it. */
  readonly entry: string;
  readonly assignedAt: string;
  readonly assignedBy: string;
  /** The certificate, asked for or in force, that covers it; at most one. */
  readonly certificate: string | null;
}

/** What a delivery is composed of: of each parcel drawn its composition in proportion, in whole kilograms. */
export function deliveredComposition(
  drawn: Delivery['drawn'],
  parcels: readonly Pick<Parcel, 'id' | 'massKg' | 'composition'>[],
): Composition {
  const known = new Map(parcels.map((parcel) => [parcel.id, parcel]));
  return combine(
    drawn.map(({ parcel: id, massKg }) => {
      const parcel = known.get(id);
      if (!parcel) throw new Error(`the delivery drew from parcel ${id}, which is not in the ledger`);
      return partOf(parcel, massKg);
    }),
  );
}

/** A measured gain can draw more of a parcel than it held at birth: whole parcels of it and a part are still in proportion. */
function partOf({ composition, massKg: whole }: Pick<Parcel, 'massKg' | 'composition'>, massKg: number): Composition {
  const times = Math.floor(massKg / whole);
  const rest = proportion(composition, massKg - times * whole, whole);
  return times === 0 ? rest : combine([...Array.from({ length: times }, () => composition), rest]);
}

export interface AskedUse {
  readonly proof: string;
  readonly massKg: number;
}

export interface Assignment {
  readonly supplier: string;
  readonly delivery: Pick<Delivery, 'id' | 'massKg'>;
  readonly composition: Composition;
  /** Kilograms per group that are used for this delivery already. */
  readonly usedKg: Readonly<Record<string, number>>;
  readonly asked: readonly AskedUse[];
  readonly proofs: ReadonlyMap<string, Proof>;
  /** What of each proof lies free in its claims account. */
  readonly freeKg: ReadonlyMap<string, number>;
}

const clause = 'Implementing Regulation (EU) 2022/996, Article 19';

/** Every reason why these kilograms cannot be used for this delivery; none where they can. */
export function assignmentFaults({ supplier, delivery, composition, usedKg, asked, proofs, freeKg }: Assignment): readonly Reason[] {
  if (delivery.massKg === null) return [{ code: 'DELIVERY_NOT_MEASURED', values: { delivery: delivery.id } }];
  const faults: Reason[] = [];
  const wanted = new Map<string, number>();
  const sums = new Map<string, number>();
  asked.forEach(({ proof: id, massKg }, place) => {
    const field = `body.proofs.${place}`;
    const proof = proofs.get(id);
    if (proof?.recipient !== supplier) {
      faults.push({ code: 'PROOF_UNKNOWN', field: `${field}.proof`, values: { proof: id } });
      return;
    }
    const free = (freeKg.get(id) ?? 0) - (wanted.get(id) ?? 0);
    wanted.set(id, (wanted.get(id) ?? 0) + massKg);
    sums.set(proof.group, (sums.get(proof.group) ?? 0) + massKg);
    const values = { proof: proof.number, askedKg: massKg, freeKg: Math.max(free, 0) };
    if (proof.state === 'withdrawn') faults.push({ code: 'PROOF_WITHDRAWN', field: `${field}.proof`, values: { proof: proof.number } });
    else if (free <= 0) faults.push({ code: 'PROOF_USED', field: `${field}.massKg`, values });
    else if (free < massKg) faults.push({ code: 'PROOF_SHORT', field: `${field}.massKg`, values });
    if (!composition[proof.group])
      faults.push({ code: 'PROOF_GROUP_UNFIT', field: `${field}.proof`, values: { proof: proof.number, group: proof.group }, clause });
  });
  for (const [group, askedKg] of sums) {
    const openKg = (composition[group] ?? 0) - (usedKg[group] ?? 0);
    if (composition[group] && askedKg > openKg)
      faults.push({ code: 'PROOF_OVER_DELIVERED', field: 'body.proofs', values: { group, askedKg, openKg }, clause });
  }
  return faults;
}

/** Where the free kilograms of a proof lie: in the claims of the site that received it. */
export const claimsOf = ({ recipient, site, group }: Proof): string => claimsAccount(recipient, site, group);

/** The posting of one use: out of the claims of the site where the proof was received, for this delivery. */
export const usePosting = (proof: Proof, delivery: string, massKg: number): Posting => ({
  from: claimsOf(proof),
  to: usedAccount(delivery),
  item: proofItem(proof.id),
  massKg,
});

export const sumByGroup = (uses: readonly Pick<ProofUse, 'group' | 'massKg'>[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { group, massKg } of uses) sums[group] = (sums[group] ?? 0) + massKg;
  return sums;
};

/** What of the uses is above what was delivered, group by group, taken from the latest use first. */
export function excessUses(
  uses: readonly ProofUse[],
  composition: Composition,
): readonly { readonly use: ProofUse; readonly massKg: number }[] {
  const open = new Map(Object.entries(sumByGroup(uses)).map(([group, usedKg]) => [group, usedKg - (composition[group] ?? 0)]));
  const latestFirst = [...uses].sort((a, b) =>
    a.assignedAt === b.assignedAt ? (a.id < b.id ? 1 : -1) : a.assignedAt < b.assignedAt ? 1 : -1,
  );
  return latestFirst.flatMap((use) => {
    const massKg = Math.min(use.massKg, open.get(use.group) ?? 0);
    if (massKg <= 0) return [];
    open.set(use.group, (open.get(use.group) ?? 0) - massKg);
    return [{ use, massKg }];
  });
}
