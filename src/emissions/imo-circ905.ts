import { weightedMean } from '../measure/sum.ts';
import { reading } from './fueleu-quantity.ts';
import type { ImoFactors } from './imo-factors.ts';
import { gPerMj, type Step } from './step.ts';

/** A fuel for which MEPC.1/Circ.905 may give another Cf than the fossil one. */
export interface BiofuelForCf {
  readonly fuel: string;
  /** Certified by an international scheme, sustainability criteria included. */
  readonly certified: boolean;
  /** Well-to-wake intensity by the certificate, gCO2eq/MJ; may be negative. */
  readonly wtwGPerMj?: number | undefined;
  readonly lcvMjPerG: number;
  /** Cf of the fossil fuel it takes the place of, g/g. */
  readonly fossilCfGPerG: number;
}

export interface Cf {
  readonly cfGPerG: number;
  readonly step: Step;
}

/**
 * Cf of a biofuel, g of CO2 per g of fuel: WtW·LCV where it is certified and its well-to-wake intensity is at most
 * 33 gCO2eq/MJ (MEPC.1/Circ.905), never below zero; else the Cf of the fossil fuel.
 */
export function circ905Cf(biofuel: BiofuelForCf, imo: ImoFactors): Cf {
  const { fuel, certified, wtwGPerMj, lcvMjPerG, fossilCfGPerG } = biofuel;
  const { maxWtwGPerMj, minCfGPerG, clause, note } = imo.circ905;
  const limit = { name: 'largest WtW', value: maxWtwGPerMj, unit: gPerMj, from: clause };
  const common = { label: 'circ905.cf', fuel, unit: 'g/g', clause } as const;
  const fossil = { name: 'fossil Cf', value: fossilCfGPerG, unit: 'g/g' };
  if (wtwGPerMj === undefined) return cf({ ...common, formula: 'not certified: Cf = fossil Cf', inputs: [fossil], value: fossilCfGPerG });
  const wtw = { name: 'WtW', value: wtwGPerMj, unit: gPerMj, from: 'certificate' };
  if (!certified || wtwGPerMj > maxWtwGPerMj) {
    const formula = certified ? 'WtW > largest WtW: Cf = fossil Cf' : 'not certified: Cf = fossil Cf';
    return cf({ ...common, formula, inputs: [wtw, limit, fossil], value: fossilCfGPerG });
  }
  const product = wtwGPerMj * lcvMjPerG;
  const inputs = [wtw, limit, { name: 'LCV', value: lcvMjPerG, unit: 'MJ/g' }];
  if (product >= minCfGPerG) return cf({ ...common, formula: 'WtW ≤ largest WtW: Cf = WtW·LCV', inputs, value: product });
  const least = { name: 'least Cf', value: minCfGPerG, unit: 'g/g', from: clause };
  return cf({ ...common, formula: 'Cf = max(WtW·LCV, least Cf)', inputs: [...inputs, least], value: minCfGPerG, ...reading(note) });
}

export interface BlendPart {
  readonly fuel: string;
  readonly massT: number;
  readonly lcvMjPerG: number;
  readonly cfGPerG: number;
}

/** Energy of a part, MJ. */
export const energyOf = ({ massT, lcvMjPerG }: Pick<BlendPart, 'massT' | 'lcvMjPerG'>): number => massT * 1e6 * lcvMjPerG;

/** Cf of a blend, g/g: the Cf of its parts weighted by their energy (MEPC.1/Circ.905), not by their mass. */
export function circ905BlendCf(parts: readonly BlendPart[], imo: ImoFactors): Cf {
  return cf({
    label: 'circ905.blend',
    formula: 'Cf = Σ energy·Cf / Σ energy',
    inputs: parts.flatMap((part) => [
      { name: `energy ${part.fuel}`, value: energyOf(part), unit: 'MJ' },
      { name: `Cf ${part.fuel}`, value: part.cfGPerG, unit: 'g/g' },
    ]),
    value: weightedMean(parts.map((part) => ({ weight: energyOf(part), value: part.cfGPerG }))),
    unit: 'g/g',
    clause: imo.circ905.clause,
  });
}

function cf(step: Step): Cf {
  return Object.freeze({ cfGPerG: step.value, step });
}
