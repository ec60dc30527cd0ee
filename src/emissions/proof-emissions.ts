import { sum } from '../measure/sum.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import { reading } from './fueleu-quantity.ts';
import { emissionTerms, formulaOf, type EmissionTerm, type FuelKind, type RedFactors } from './red-factors.ts';
import { gPerMj, type Step, type StepInput } from './step.ts';

export const termMethods = ['DDV', 'AV', 'NUTS2', 'DDV_AV', 'DDV_NUTS2'] as const;
/** How one term was found: disaggregated default, actual value, regional cultivation value, or a mix of two. */
export type TermMethod = (typeof termMethods)[number];

export interface StatedTerm {
  readonly gPerMj: number;
  readonly method: TermMethod;
}

export type StatedTerms<Stated = StatedTerm> = Readonly<Partial<Record<EmissionTerm, Stated | undefined>>>;

/**
 * The greenhouse-gas emissions as a proof states them: the total default value of the pathway (TDV), which has no
 * terms, or every term of the formula with its method; a term that does not occur is stated as zero.
 */
export type StatedEmissions =
  | { readonly kind: FuelKind; readonly method: 'TDV'; readonly eGPerMj: number }
  | { readonly kind: FuelKind; readonly method: 'ITEMISED'; readonly terms: StatedTerms };

export interface TotalEmissions {
  readonly eGPerMj: number;
  readonly step: Step;
}

/** A term that counts in E: added (1) or taken off (−1). */
export interface CountedTerm<Stated> {
  readonly term: EmissionTerm;
  readonly sign: 1 | -1;
  readonly stated: Stated;
}

/**
 * E of a proof, in g of CO2 equivalent per MJ; it may be negative. Biofuel:
 * E = eec + el + ep + etd + eu − esca − eccs − eccr; RFNBO and low-carbon fuel: E = ei + ep + etd + eu − eccs. Refuses what
 * {@link termFaults} finds; a formula from memory takes a further term and counts a missing one as 0, and its step says so.
 */
export function totalEmissions(stated: StatedEmissions, red: RedFactors): TotalEmissions {
  const { terms: formulaTerms, clause } = formulaOf(stated.kind, red);
  if (stated.method === 'TDV') {
    const inputs = [{ name: 'total default value', value: finite(stated.eGPerMj), unit: gPerMj, from: 'proof of sustainability (TDV)' }];
    return total({ label: 'red.totalDefault', formula: 'E = total default value', inputs, value: stated.eGPerMj, unit: gPerMj, clause });
  }
  const { kind, terms } = stated;
  refuseAll(termFaults(kind, terms, red));
  const counted = countedTerms(kind, terms, red);
  const { missing, foreign } = misfits(kind, terms, red);
  const signed = [...formulaTerms, ...counted.filter(({ term }) => foreign.includes(term))];
  return total({
    label: 'red.total',
    formula: `E = ${signed.map(({ term, sign }, place) => (place === 0 ? term : `${sign === 1 ? '+' : '−'} ${term}`)).join(' ')}`,
    inputs: signed.map(({ term }) => inputOf(term, terms[term])),
    value: sum(counted.map(({ sign, stated: { gPerMj: value } }) => sign * value)),
    unit: gPerMj,
    clause,
    ...reading(readingOf(kind, missing, foreign, red)),
  });
}

/** The terms that are stated, with their signs: those of the formula in its order, and after them any that it does not have. */
export function countedTerms<Stated>(kind: FuelKind, terms: StatedTerms<Stated>, red: RedFactors): CountedTerm<Stated>[] {
  const further = misfits(kind, terms, red).foreign.map((term) => ({ term, sign: signOf(term, red) }));
  return [...formulaOf(kind, red).terms, ...further].flatMap(({ term, sign }) => {
    const stated = terms[term];
    return stated === undefined ? [] : [{ term, sign, stated }];
  });
}

/**
 * FACTOR_MISSING for each term of the formula that is not stated and for each stated one that it does not have. A formula that
 * is only remembered refuses neither of them, but E by its terms without a single term.
 */
export function termFaults(kind: FuelKind, terms: StatedTerms<unknown>, red: RedFactors, field = 'terms'): Reason[] {
  const { clause, status } = formulaOf(kind, red);
  const fault = (where: string, term: string, why: string): Reason => ({
    code: 'FACTOR_MISSING',
    field: where,
    values: { term, why },
    clause,
  });
  if (status === 'FROM-MEMORY') {
    const none = emissionTerms.every((term) => terms[term] === undefined);
    return none ? [fault(field, 'E', 'state at least one of its terms')] : [];
  }
  const { missing, foreign } = misfits(kind, terms, red);
  return [
    ...missing.map((term) => fault(`${field}.${term}`, term, 'the formula needs it; state 0 where there is none')),
    ...foreign.map((term) => fault(`${field}.${term}`, term, 'the formula of this kind of fuel does not have it')),
  ];
}

interface Misfits {
  /** Terms of the formula that are not stated. */
  readonly missing: readonly EmissionTerm[];
  /** Stated terms that the formula does not have. */
  readonly foreign: readonly EmissionTerm[];
}

function misfits(kind: FuelKind, terms: StatedTerms<unknown>, red: RedFactors): Misfits {
  const own = formulaOf(kind, red).terms.map(({ term }) => term);
  return {
    missing: own.filter((term) => terms[term] === undefined),
    foreign: emissionTerms.filter((term) => terms[term] !== undefined && !own.includes(term)),
  };
}

/** A term has one sign in every formula that has it. */
function signOf(term: EmissionTerm, { formulas }: RedFactors): 1 | -1 {
  const takenOff = Object.values(formulas).some((one) => one.terms.some((other) => other.term === term && other.sign === -1));
  return takenOff ? -1 : 1;
}

function inputOf(term: EmissionTerm, stated: StatedTerm | undefined): StepInput {
  if (!stated) return { name: term, value: 0, unit: gPerMj, from: 'not stated' };
  return { name: term, value: finite(stated.gPerMj), unit: gPerMj, from: `proof of sustainability (${stated.method})` };
}

function readingOf(
  kind: FuelKind,
  missing: readonly EmissionTerm[],
  foreign: readonly EmissionTerm[],
  red: RedFactors,
): string | undefined {
  const { status, note } = formulaOf(kind, red);
  if (status !== 'FROM-MEMORY') return undefined;
  const told = [
    note,
    ...missing.map((term) => `The term ${term} is not stated and counts as 0.`),
    ...foreign.map((term) => `The formula as it is remembered does not have the term ${term}; it counts as it is stated.`),
  ].filter((one) => one !== undefined);
  return told.length === 0 ? undefined : told.join(' ');
}

function total(step: Step): TotalEmissions {
  return Object.freeze({ eGPerMj: step.value, step });
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`a term of E must be a number, not ${value}`);
  return value;
}
