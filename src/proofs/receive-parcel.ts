import { gradeOf } from '../fuels/grade.ts';
import { tankAccount, worldImport } from '../ledger/account.ts';
import { parcelItem, type Entry, type Posting } from '../ledger/entry.ts';
import type { Parcel } from '../ledger/parcel.ts';
import { openBook, postEntry } from '../ledger/post-entry.ts';
import { refuse, refuseAll, type Reason } from '../refusal.ts';
import { contentsOf, parcelsOfLots } from '../tanks/content.ts';
import { mayReceive, type Tank } from '../tanks/tank.ts';
import type { Warning } from '../words/warning.ts';
import type { Work } from '../work.ts';
import { bioContent, bioContentWarnings, type BioContent } from './bio-content.ts';
import { ensureMassBalanceBook } from './mass-balance.ts';
import { newParcel, type ParcelDraft } from './new-parcel.ts';
import { newProof, type ProofDraft, type Reception } from './new-proof.ts';
import type { Proof } from './proof.ts';
import { claimPosting, keepProof, receptionAt } from './record-proof.ts';
import type { ProofRooms } from './rooms.ts';

export interface Received {
  readonly parcel: Parcel;
  readonly proofs: readonly Proof[];
  readonly entry: Entry;
  readonly bioContent: BioContent | null;
  readonly warnings: readonly Warning[];
}

/**
 * A parcel comes into bond, with its proofs where it has some: ONE entry of the customs book moves the stock and the claims.
 * It is refused with every reason at once: those of the tank, of the parcel and of each proof; all proofs of a group together
 * cover at most its kilograms in the parcel.
 */
export async function receiveParcel(
  rooms: ProofRooms,
  work: Work,
  draft: ParcelDraft,
  proofDrafts: readonly ProofDraft[],
): Promise<Received> {
  const { ledger, fuels } = rooms;
  const head = await openBook(ledger, work, draft.book);
  const book = await ledger.book(draft.book, work);
  if (book?.kind !== 'customs' || book.enterprise !== work.actor.organisation)
    return refuse('BOOK_UNKNOWN', { field: 'body.book', values: { book: draft.book } });
  const tank = await rooms.tanks.tank(draft.tank, work);
  if (tank?.owner !== work.actor.organisation) return refuse('TANK_UNKNOWN', { field: 'body.tank', values: { tank: draft.tank } });

  const site = { id: tank.site, owner: tank.owner, port: tank.port, district: tank.district };
  const reception = await receptionAt(rooms, work, site, undefined, 'body');
  const birth = { id: draft.id ?? rooms.newId(), book, owner: tank.owner, bornAt: work.recordedAt.toISOString() };
  const born = newParcel(draft, birth, fuels);
  const judged = proofDrafts.map((one, place) => newProof(one, receptionOf(rooms, reception, one, place)));
  const proofs = judged.map(({ proof }) => proof);
  refuseAll([
    ...(await tankReasons(rooms, work, tank, born.parcel, reception.day)),
    ...born.reasons,
    ...judged.flatMap(({ reasons }) => reasons),
    ...coverReasons(born.parcel, proofs),
  ]);

  await ledger.addParcel(work, born.parcel);
  work.trace({ act: 'receive-parcel', about: `parcel:${born.parcel.id}`, before: null, after: born.parcel });
  if (proofs.length > 0) await ensureMassBalanceBook(ledger, work, site);
  for (const proof of proofs) await keepProof(rooms, work, proof, site);
  const entry = await postEntry(ledger, work, head, draftOf(born.parcel, tank, proofs), [born.parcel]);
  const content = bioContent(born.parcel, fuels, await rooms.factorSets.inForce('fueleu', reception.day, work));
  const warnings = [...born.warnings, ...bioContentWarnings(content, draft.grade, fuels)];
  return { parcel: born.parcel, proofs, entry, bioContent: content, warnings };
}

const receptionOf = ({ newId }: ProofRooms, reception: Reception, { id }: ProofDraft, place: number): Reception => ({
  ...reception,
  id: id ?? newId(),
  field: `body.proofs.${place}`,
});

/** What the tank says against the parcel; of a grade that nobody knows it has nothing to say. */
async function tankReasons({ ledger, fuels }: ProofRooms, work: Work, tank: Tank, parcel: Parcel, day: string): Promise<Reason[]> {
  if (!gradeOf(fuels.grades, parcel.grade)) return [];
  const present = await ledger.lotsOfTank(tank.id, work);
  const contents = contentsOf(present, await parcelsOfLots(ledger, present, work));
  return mayReceive(tank, contents, [parcel], day).map((reason) => ({ ...reason, field: 'body.tank' }));
}

/** All proofs of a group together cover at most its kilograms in the parcel. */
export function coverReasons({ composition }: Pick<Parcel, 'composition'>, proofs: readonly Pick<Proof, 'group' | 'massKg'>[]): Reason[] {
  const covered = new Map<string, number>();
  for (const { group, massKg } of proofs) covered.set(group, (covered.get(group) ?? 0) + massKg);
  return [...covered].flatMap(([group, proofKg]): Reason[] => {
    const openKg = composition[group] ?? 0;
    return proofKg <= openKg ? [] : [{ code: 'PROOF_OVER_PARCEL', field: 'body.proofs', values: { group, proofKg, openKg } }];
  });
}

const draftOf = (parcel: Parcel, tank: Tank, proofs: readonly Proof[]) => {
  const stock: Posting = { from: worldImport, to: tankAccount(tank.id), item: parcelItem(parcel.id), massKg: parcel.massKg };
  return {
    act: 'receive',
    about: [`parcel:${parcel.id}`, `tank:${tank.id}`, ...proofs.map(({ id }) => `proof:${id}`)],
    document: parcel.declaration,
    postings: [stock, ...proofs.map(claimPosting)],
  };
};
