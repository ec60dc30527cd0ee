import type { Reason } from '../refusal.ts';
import { unfit } from './fueleu-line.ts';
import { quantity } from './fueleu-quantity.ts';
import { molarMass, type HydrogenFactors, type HydrogenProduct } from './red-hydrogen-factors.ts';
import type { HydrogenGiven } from './red-hydrogen-input.ts';
import type { Step } from './step.ts';

/** The least hydrogen for the product, kg: by the reaction, or by what was given where there is none. */
export function leastHydrogen(
  { massKg: productKg, hydrogenKgPerT }: HydrogenGiven,
  { id, stoichiometry }: HydrogenProduct,
  hydrogen: HydrogenFactors,
): Step | Reason {
  const { clause, source, status } = hydrogen.atomicWeights;
  const step = { label: 'hydrogen.least' as const, fuel: id, unit: 'kg', clause };
  const mass = quantity('mass of the product', productKg, 'kg');
  if (!stoichiometry) {
    if (hydrogenKgPerT === undefined) {
      const values = { fuel: id, why: 'no reaction fixes the hydrogen that a tonne takes' };
      return { code: 'FACTOR_MISSING', field: 'hydrogenKgPerT', values, clause: hydrogen.clause };
    }
    const inputs = [mass, quantity('hydrogen per tonne', hydrogenKgPerT, 'kg/t', 'given in the input')];
    const value = (productKg * hydrogenKgPerT) / 1000;
    return { ...step, formula: 'least hydrogen = mass of the product·hydrogen per tonne/1000', inputs, value, clause: hydrogen.clause };
  }
  const { reaction, hydrogenMolecules, atoms } = stoichiometry;
  if (hydrogenKgPerT !== undefined) return unfit('hydrogenKgPerT', `${id} takes its hydrogen by ${reaction}: leave it out`, clause);
  const from = `${clause} (${source}, ${status})`;
  const [ofHydrogen, ofProductG] = [molarMass({ H: 2 }, hydrogen), molarMass(atoms, hydrogen)];
  return {
    ...step,
    formula: `least hydrogen = mass of the product·n·M(H2)/M(product), ${reaction}`,
    inputs: [
      mass,
      quantity('n', hydrogenMolecules, 'mol/mol'),
      quantity('M(H2)', ofHydrogen, 'g/mol', from),
      quantity('M(product)', ofProductG, 'g/mol', from),
    ],
    value: (productKg * hydrogenMolecules * ofHydrogen) / ofProductG,
  };
}
