import { sum } from '../measure/sum.ts';
import { quantity, reading } from './fueleu-quantity.ts';
import type { RedFactors } from './red-factors.ts';
import type { HydrogenFactors, HydrogenProduct } from './red-hydrogen-factors.ts';
import { hydrogenOrigins, type HydrogenGiven, type HydrogenOrigin } from './red-hydrogen-input.ts';
import { gPerMj, type Step, type StepInput } from './step.ts';

function lcvOf(
  fuel: string,
  pathway: 'bio' | 'rfnbo',
  { lcv, set }: RedFactors,
): { readonly input: StepInput; readonly interpretation: string | undefined } {
  const found = lcv.find((one) => one.fuel === fuel && one.pathway === pathway);
  if (!found) throw new RangeError(`${set} has no calorific value for ${fuel} (${pathway})`);
  return { input: quantity('LCV', found.lcvMjPerKg, 'MJ/kg', found.clause), interpretation: found.interpretation };
}

/** What the hydrogen is to its product; `shares` are of the energy of the hydrogen, %. */
export interface OfProduct {
  readonly ratio: number;
  readonly contribution: number;
  readonly total: number;
  readonly shares: { origin: HydrogenOrigin; sharePct: number }[];
  readonly steps: readonly Step[];
}

/** Ratio of the energies, contribution, shares and E of the product, with their steps. */
export function ofProduct(
  { lots, massKg: productKg, terms }: HydrogenGiven,
  product: HydrogenProduct,
  hydrogen: HydrogenFactors,
  red: RedFactors,
): OfProduct {
  const { clause, note } = hydrogen;
  const lcv = { hydrogen: lcvOf('HYDROGEN', 'rfnbo', red), product: lcvOf(product.fuel, product.pathway, red) };
  const energyOf = (mass: number): number => mass * lcv.hydrogen.input.value;
  const [hydrogenMj, productMj] = [energyOf(sum(lots.map((one) => one.massKg))), productKg * lcv.product.input.value];
  const names = lots.map(({ origin }, place) => `${place + 1} ${origin}`);
  const masses = lots.map((one, place) => quantity(`mass ${names[place]}`, one.massKg, 'kg'));
  const energies = {
    hydrogen: quantity('energy of the hydrogen', hydrogenMj, 'MJ'),
    product: quantity('energy of the product', productMj, 'MJ'),
  };
  const ratio = hydrogenMj / productMj;
  const contribution = sum(lots.map((one) => energyOf(one.massKg) * one.eGPerMj)) / productMj;
  const { ei, ep, etd, eu, eccs } = terms;
  const total = sum([contribution, ei, ep, etd, eu, -eccs]);
  const shareSteps = hydrogenOrigins.flatMap((origin) => shareStep(origin, lots, energyOf, energies.hydrogen, clause, note));
  const steps: Step[] = [
    {
      label: 'hydrogen.energy',
      formula: 'energy = Σ mass·LCV',
      inputs: [...masses, lcv.hydrogen.input],
      value: hydrogenMj,
      unit: 'MJ',
      clause,
      ...reading(lcv.hydrogen.interpretation),
    },
    {
      label: 'hydrogen.product',
      fuel: product.id,
      formula: 'energy = mass·LCV',
      inputs: [quantity('mass', productKg, 'kg'), lcv.product.input],
      value: productMj,
      unit: 'MJ',
      clause,
      ...reading(lcv.product.interpretation),
    },
    {
      label: 'hydrogen.ratio',
      formula: 'ratio = energy of the hydrogen / energy of the product',
      inputs: Object.values(energies),
      value: ratio,
      unit: 'MJ/MJ',
      clause,
    },
    {
      label: 'hydrogen.contribution',
      formula: 'contribution = Σ mass·LCV·E / energy of the product',
      inputs: [
        ...masses,
        lcv.hydrogen.input,
        ...lots.map((one, place) => quantity(`E ${names[place]}`, one.eGPerMj, gPerMj)),
        energies.product,
      ],
      value: contribution,
      unit: gPerMj,
      clause,
    },
    ...shareSteps.map(({ step }) => step),
    {
      label: 'hydrogen.total',
      fuel: product.id,
      formula: 'E = contribution + ei + ep + etd + eu − eccs',
      inputs: [
        quantity('contribution', contribution, gPerMj),
        ...Object.entries(terms).map(([name, value]) => quantity(name, value, gPerMj, 'given in the input')),
      ],
      value: total,
      unit: gPerMj,
      clause,
      ...reading(product.note),
    },
  ];
  return { ratio, contribution, total, shares: shareSteps.map(({ origin, step }) => ({ origin, sharePct: step.value })), steps };
}

function shareStep(
  origin: HydrogenOrigin,
  lots: HydrogenGiven['lots'],
  energyOf: (mass: number) => number,
  all: StepInput,
  clause: string,
  note: string | undefined,
): { readonly origin: HydrogenOrigin; readonly step: Step }[] {
  const own = lots.filter((one) => one.origin === origin);
  if (own.length === 0) return [];
  const energy = energyOf(sum(own.map((one) => one.massKg)));
  const step: Step = {
    label: 'hydrogen.share',
    fuel: origin,
    formula: 'share = energy of the origin / energy of the hydrogen·100',
    inputs: [quantity(`energy ${origin}`, energy, 'MJ'), all],
    value: (100 * energy) / all.value,
    unit: '%',
    clause,
    ...reading(note),
  };
  return [{ origin, step }];
}
