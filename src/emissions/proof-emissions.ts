import { sum } from '../measure/sum.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import { reading } from './fueleu-quantity.ts';
import { emissionTerms, formulaOf, type EmissionTerm, type FuelKind, type RedFactors } from './red-factors.ts';
import { gPerMj, type Step } from './step.ts';

export const termMethods = ['DDV', 'AV', 'NUTS2', 'DDV_AV', 'DDV_NUTS2'] as const;
/** How one term was found: disaggregated default, actual value, regional cultivation value, or a mix of two. */
export type TermMethod = (typeof termMethods)[number];

export interface StatedTerm {
  readonly gPerMj: number;
  readonly method: TermMethod;
}

/**
 * The greenhouse-gas emissions as a proof states them: the total default value of the pathway (TDV), which has no
 * terms, or every term of the formula with its method; a term that does not occur is stated as zero.
 */
export type StatedEmissions =
  | { readonly kind: FuelKind; readonly method: 'TDV'; readonly eGPerMj: number }
  | {
      readonly kind: FuelKind;
      readonly method: 'ITEMISED';
      readonly terms: Readonly<Partial<Record<EmissionTerm, StatedTerm | undefined>>>;
    };

export interface TotalEmissions {
  readonly eGPerMj: number;
  readonly step: Step;
}

/**
 * E of a proof, in g of CO2 equivalent per MJ; it may be negative. Biofuel:
 * E = eec + el + ep + etd + eu − esca − eccs − eccr; RFNBO and low-carbon fuel: E = ei + ep + etd + eu − eccs. Refuses
 * FACTOR_MISSING for each term of the formula that is not stated and for each stated term that the formula does not have.
 */
export function totalEmissions(stated: StatedEmissions, red: RedFactors): TotalEmissions {
  const { terms: formulaTerms, clause, status, note } = formulaOf(stated.kind, red);
  if (stated.method === 'TDV') {
    const inputs = [{ name: 'total default value', value: finite(stated.eGPerMj), unit: gPerMj, from: 'proof of sustainability (TDV)' }];
    return total({ label: 'red.totalDefault', formula: 'E = total default value', inputs, value: stated.eGPerMj, unit: gPerMj, clause });
  }
  const terms = stated.terms;
  refuseAll(termFaults(stated.kind, terms, red));
  const parts = formulaTerms.flatMap(({ term, sign }) => {
    const one = terms[term];
    return one ? [{ term, sign, gPerMj: finite(one.gPerMj), method: one.method }] : [];
  });
  return total({
    label: 'red.total',
    formula: `E = ${formulaTerms.map(({ term, sign }, place) => (place === 0 ? term : `${sign === 1 ? '+' : '−'} ${term}`)).join(' ')}`,
    inputs: parts.map((part) => ({ name: part.term, value: part.gPerMj, unit: gPerMj, from: `proof of sustainability (${part.method})` })),
    value: sum(parts.map((part) => part.sign * part.gPerMj)),
    unit: gPerMj,
    clause,
    ...reading(status === 'FROM-MEMORY' ? note : undefined),
  });
}

/** Each term of the formula that is not stated, and each stated term that the formula does not have: FACTOR_MISSING. */
export function termFaults(
  kind: FuelKind,
  terms: Readonly<Partial<Record<EmissionTerm, StatedTerm | undefined>>>,
  red: RedFactors,
  field = 'terms',
): Reason[] {
  const { terms: formulaTerms, clause } = formulaOf(kind, red);
  const missing = formulaTerms
    .filter(({ term }) => terms[term] === undefined)
    .map(({ term }) => ({ term, why: 'the formula needs it; state 0 where there is none' }));
  const foreign = emissionTerms
    .filter((term) => terms[term] !== undefined && !formulaTerms.some((one) => one.term === term))
    .map((term) => ({ term, why: 'the formula of this kind of fuel does not have it' }));
  return [...missing, ...foreign].map(({ term, why }) => ({
    code: 'FACTOR_MISSING',
    field: `${field}.${term}`,
    values: { term, why },
    clause,
  }));
}

function total(step: Step): TotalEmissions {
  return Object.freeze({ eGPerMj: step.value, step });
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`a term of E must be a number, not ${value}`);
  return value;
}
