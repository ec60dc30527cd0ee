import { z } from 'zod';
import { statuses } from './red-pathways.ts';

const text = z.string().min(1);
const cited = { clause: text, source: text, status: z.enum(statuses), note: text.optional() };

export const elements = ['H', 'C', 'N', 'O'] as const;
export const hydrogenProducts = ['AMMONIA', 'METHANOL', 'METHANE', 'HVO'] as const;
const weight = z.number().positive();

/** What is made from hydrogen. Without a stoichiometry the hydrogen that a tonne takes is given with the input. */
const product = z.strictObject({
  id: z.enum(hydrogenProducts),
  fuel: text,
  /** With the fuel, where its calorific value stands. */
  pathway: z.enum(['bio', 'rfnbo']),
  stoichiometry: z
    .strictObject({
      reaction: text,
      /** H2 to one molecule of the product. */
      hydrogenMolecules: z.number().positive(),
      atoms: z.partialRecord(z.enum(elements), z.int().positive()),
    })
    .optional(),
  note: text.optional(),
});

/** Hydrogen as feedstock: standard atomic weights (g/mol), products, and the rule of the common intensity of a process. */
export const hydrogenSchema = z.strictObject({
  atomicWeights: z.strictObject({ H: weight, C: weight, N: weight, O: weight, ...cited }),
  products: z.array(product),
  ...cited,
});
export type HydrogenFactors = Readonly<z.infer<typeof hydrogenSchema>>;
export type HydrogenProduct = HydrogenFactors['products'][number];

/** The products for which there is no calorific value in law, and hydrogen itself where there is none. */
export function withoutLcv(
  { products }: HydrogenFactors,
  lcv: readonly { readonly fuel: string; readonly pathway: 'bio' | 'rfnbo' }[],
): string[] {
  const needed = [{ id: 'HYDROGEN', fuel: 'HYDROGEN', pathway: 'rfnbo' }, ...products];
  return needed.filter((one) => !lcv.some(({ fuel, pathway }) => fuel === one.fuel && pathway === one.pathway)).map(({ id }) => id);
}

/** The mass of a molecule, g/mol. */
export function molarMass(atoms: Readonly<Partial<Record<(typeof elements)[number], number>>>, { atomicWeights }: HydrogenFactors): number {
  return elements.reduce((mass, element) => mass + (atoms[element] ?? 0) * atomicWeights[element], 0);
}
