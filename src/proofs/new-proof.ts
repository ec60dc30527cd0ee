import { isCountry } from '../customs/country.ts';
import { proofEnergy } from '../emissions/proof-energy.ts';
import type { RedFactors } from '../emissions/red-factors.ts';
import type { ProductGroupFacts } from '../fuels/grade.ts';
import { Refusal, type Reason } from '../refusal.ts';
import { judgeGhg, type GhgStatement } from './ghg.ts';
import type { Proof } from './proof.ts';

/** A proof as its recipient copies it from the document: everything of the data set but what the service computes. */
export interface ProofDraft extends Omit<
  Proof,
  | 'id'
  | 'ghg'
  | 'fuelType'
  | 'site'
  | 'energyMj'
  | 'lcvMjPerKg'
  | 'state'
  | 'withdrawn'
  | 'receivedAt'
  | 'installationStartedOn'
  | 'wastePermit'
  | 'documentHash'
> {
  readonly id?: string | undefined;
  readonly ghg: GhgStatement;
  readonly installationStartedOn?: string | null | undefined;
  readonly wastePermit?: string | null | undefined;
  readonly documentHash?: string | null | undefined;
}

/** What the service knows beside the document. */
export interface Reception {
  readonly id: string;
  readonly supplier: string;
  readonly site: string;
  /** The day it is received on, at the port. */
  readonly day: string;
  readonly at: string;
  readonly groups: readonly ProductGroupFacts[];
  readonly red: RedFactors;
  /** The path of the draft in the request, for the fields of its reasons. */
  readonly field: string;
}

/**
 * A proof from its draft, with every reason against it: PROOF_RECIPIENT_UNFIT (it must be issued in the name of the bunker
 * supplier: Implementing Regulation (EU) 2024/2027 Art. 11(2)(c)), PROOF_PATHWAY_UNFIT, COUNTRY_UNKNOWN, PROOF_DAYS_UNFIT,
 * and those of `judgeGhg`. Its energy is its mass times the calorific value of the law.
 */
export function newProof(draft: ProofDraft, reception: Reception): { readonly proof: Proof; readonly reasons: readonly Reason[] } {
  const { field, red, groups } = reception;
  const group = groups.find(({ id }) => id === draft.group);
  const fuelType = group?.fuelEuFuel ?? draft.group;
  const installationStartedOn = draft.installationStartedOn ?? null;
  const judged = judgeGhg(draft.ghg, { ...draft, installationStartedOn }, red, `${field}.ghg`);
  const fits = group?.proofs.includes(draft.pathway) === true;
  const energy = energyOf(fuelType, draft, red, `${field}.group`);
  const reasons: Reason[] = [...placeReasons(draft, reception), ...dayReasons(draft, reception), ...judged.reasons];
  if (!fits) {
    const values = { group: draft.group, pathway: draft.pathway, proofs: group?.proofs.join(', ') || '—' };
    reasons.push({ code: 'PROOF_PATHWAY_UNFIT', field: `${field}.pathway`, values });
  } else reasons.push(...energy.reasons);
  const { ghg: _stated, id: _id, ...said } = draft;
  const proof: Proof = {
    ...said,
    id: reception.id,
    site: reception.site,
    fuelType,
    installationStartedOn,
    wastePermit: draft.wastePermit ?? null,
    documentHash: draft.documentHash ?? null,
    ghg: judged.ghg,
    energyMj: energy.energyMj,
    lcvMjPerKg: energy.lcvMjPerKg,
    state: 'valid',
    withdrawn: null,
    receivedAt: reception.at,
  };
  return { proof, reasons };
}

function placeReasons(draft: ProofDraft, { supplier, field }: Reception): Reason[] {
  const reasons: Reason[] = [];
  if (draft.recipient !== supplier)
    reasons.push({
      code: 'PROOF_RECIPIENT_UNFIT',
      field: `${field}.recipient`,
      clause: 'Implementing Regulation (EU) 2024/2027, Article 11(2)(c)',
    });
  for (const key of ['rawMaterialOrigin', 'productionCountry'] as const)
    if (!isCountry(draft[key]))
      reasons.push({ code: 'COUNTRY_UNKNOWN', field: `${field}.${key}`, values: { code: draft[key] }, clause: 'ISO 3166-1' });
  return reasons;
}

/** Days compare as text. */
function dayReasons({ issuedOn, loadedOn, installationStartedOn }: ProofDraft, { day, field }: Reception): Reason[] {
  const late = [
    ['issuedOn', issuedOn],
    ['loadedOn', loadedOn],
    ['installationStartedOn', installationStartedOn ?? ''],
  ].filter(([, given]) => (given ?? '') > day);
  return late.map(([key, given]): Reason => ({ code: 'PROOF_DAYS_UNFIT', field: `${field}.${key}`, values: { given: given ?? '', day } }));
}

function energyOf(fuel: string, { pathway, massKg }: ProofDraft, red: RedFactors, field: string) {
  try {
    const { energyMj, lcvMjPerKg } = proofEnergy({ fuel, pathway, massKg }, red);
    return { energyMj, lcvMjPerKg, reasons: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { energyMj: 0, lcvMjPerKg: 0, reasons: error.reasons.map((reason) => ({ ...reason, field })) };
  }
}
