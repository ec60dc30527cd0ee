import { totalEmissions, type StatedTerm } from '../emissions/proof-emissions.ts';
import { formulaOf, kindOfPathway, type EmissionTerm, type FuelKind, type RedFactors } from '../emissions/red-factors.ts';
import { savingPct, savingTest } from '../emissions/saving.ts';
import { roundHalfAwayFromZero } from '../measure/rounding.ts';
import { Refusal, type Reason } from '../refusal.ts';
import type { Proof, ProofGhg } from './proof.ts';

/** What a document says of its greenhouse gases: E as printed, and the terms where it has them. */
export type GhgStatement =
  | { readonly method: 'TDV'; readonly eGPerMj: number }
  | {
      readonly method: 'ITEMISED';
      readonly eGPerMj: number;
      readonly terms: Readonly<Partial<Record<EmissionTerm, StatedTerm | undefined>>>;
    };

const decimalsOf = (value: number): number => {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
};

/**
 * How far a printed total may lie from the sum of its printed terms: each number was rounded to the decimals of the form,
 * so each may be off by half a unit of the last of them.
 */
export function roundingAllowance(eGPerMj: number, terms: readonly number[]): number {
  const decimals = Math.max(...[eGPerMj, ...terms].map(decimalsOf));
  return (0.5 * (terms.filter((term) => term !== 0).length + 1)) / 10 ** decimals;
}

export interface JudgedGhg {
  readonly ghg: ProofGhg;
  readonly reasons: readonly Reason[];
}

/**
 * Judges what a proof states: every term of a verified formula is there and no other (FACTOR_MISSING), E is the sum of
 * those that are stated within rounding (PROOF_E_UNEVEN), and fuel that is said to comply saves what the law asks of its installation (PROOF_SAVING_SHORT).
 */
export function judgeGhg(
  statement: GhgStatement,
  proof: Pick<Proof, 'pathway' | 'installationStartedOn' | 'redCompliant'>,
  red: RedFactors,
  field = 'body.ghg',
): JudgedGhg {
  const { eGPerMj } = statement;
  const reasons = [...sumReasons(statement, kindOfPathway(proof.pathway), red, field)];
  const installation = { kind: kindOfPathway(proof.pathway), startedOn: proof.installationStartedOn ?? undefined };
  let minSavingPct: number | null = null;
  try {
    const test = savingTest(eGPerMj, installation, red);
    minSavingPct = test.minSavingPct;
    if (proof.redCompliant && !test.met) {
      const values = { savingPct: roundHalfAwayFromZero(test.savingPct, 1), minSavingPct, maxEGPerMj: test.maxEGPerMj };
      reasons.push({ code: 'PROOF_SAVING_SHORT', field: `${field}.eGPerMj`, values, clause: test.clause });
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (proof.redCompliant) reasons.push(...error.reasons.map((reason) => ({ ...reason, field: 'body.installationStartedOn' })));
  }
  const saving = { eGPerMj, savingPct: savingPct(eGPerMj, red.comparator.transportGPerMj), factorSet: red.set, minSavingPct };
  const ghg: ProofGhg =
    statement.method === 'TDV'
      ? { ...saving, method: 'TDV', terms: null }
      : { ...saving, method: 'ITEMISED', terms: present(statement.terms) };
  return { ghg, reasons };
}

function sumReasons(statement: GhgStatement, kind: FuelKind, red: RedFactors, field: string): readonly Reason[] {
  if (statement.method === 'TDV') return [];
  const { eGPerMj } = statement;
  const terms = present(statement.terms);
  try {
    const computed = totalEmissions({ kind, method: 'ITEMISED', terms }, red).eGPerMj;
    const allowance = roundingAllowance(
      eGPerMj,
      Object.values(terms).map((term) => term.gPerMj),
    );
    if (Math.abs(computed - eGPerMj) <= allowance + 1e-9) return [];
    const values = { given: eGPerMj, computed: roundHalfAwayFromZero(computed, 6), allowance: roundHalfAwayFromZero(allowance, 6) };
    return [{ code: 'PROOF_E_UNEVEN', field: `${field}.eGPerMj`, values, clause: formulaOf(kind, red).clause }];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.reasons.map((reason) => ({ ...reason, field: `${field}.${reason.field ?? 'terms'}` }));
  }
}

const present = (terms: Readonly<Partial<Record<EmissionTerm, StatedTerm | undefined>>>): Partial<Record<EmissionTerm, StatedTerm>> =>
  Object.fromEntries(Object.entries(terms).filter(([, term]) => term !== undefined));
