import { energyMj } from '../measure/energy.ts';
import { isPositiveMassKg } from '../measure/mass.ts';
import { refuse } from '../refusal.ts';
import { rowPathway } from './annex-rows.ts';
import type { ProofPathway, RedFactors } from './red-factors.ts';
import type { Step } from './step.ts';

export interface ProofEnergy {
  readonly energyMj: number;
  readonly lcvMjPerKg: number;
  readonly step: Step;
}

/**
 * The energy that a proof covers, in MJ: mass times the calorific value that the law fixes for the fuel (Directive (EU)
 * 2018/2001 Annex III; for RFNBO and low-carbon fuel the value of FuelEU Maritime). Energy is derived, never typed. Refuses MASS_INVALID
 * and FACTOR_MISSING (no calorific value in law for that fuel: it comes from the laboratory, which is another field).
 */
export function proofEnergy(
  proof: { readonly fuel: string; readonly pathway: ProofPathway; readonly massKg: number },
  red: RedFactors,
): ProofEnergy {
  const { fuel, pathway, massKg } = proof;
  if (!isPositiveMassKg(massKg)) return refuse('MASS_INVALID', { field: 'massKg', values: { given: massKg } });
  const found = red.lcv.find((entry) => entry.fuel === fuel && entry.pathway === rowPathway(pathway));
  if (!found) return refuse('FACTOR_MISSING', { field: 'fuel', values: { fuel, pathway }, clause: red.directive });
  const { lcvMjPerKg, clause, interpretation } = found;
  const value = energyMj(massKg, lcvMjPerKg);
  const step: Step = {
    label: 'red.energy',
    fuel,
    formula: 'energy = mass·LCV',
    inputs: [
      { name: 'mass', value: massKg, unit: 'kg' },
      { name: 'LCV', value: lcvMjPerKg, unit: 'MJ/kg', from: clause },
    ],
    value,
    unit: 'MJ',
    clause,
    ...(interpretation === undefined ? {} : { interpretation }),
  };
  return Object.freeze({ energyMj: value, lcvMjPerKg, step });
}
