import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { refuse } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { refused, unfit } from './fueleu-line.ts';
import { hydrogenInput, hydrogenOrigins } from './red-hydrogen-input.ts';
import { leastHydrogen } from './red-hydrogen-least.ts';
import { ofProduct } from './red-hydrogen-product.ts';
import { savingTest } from './saving.ts';

const number = (description: string): z.ZodNumber => z.number().meta({ description });

/**
 * What hydrogen contributes to E of a fuel made from it, gCO2eq/MJ of the product, whatever it was made of: the process has
 * one intensity, and the fuel is an RFNBO by the share of that hydrogen alone. Masses kg, energies MJ. Refuses FACTOR_MISSING
 * (HVO without the hydrogen that a tonne takes) and INPUT_UNFIT (less hydrogen than the product takes, with the least mass; a
 * hydrogen per tonne where the stoichiometry gives it).
 */
export const redHydrogen = calculation({
  topic: 'red.hydrogen',
  summary: 'What hydrogen contributes to E of ammonia, methanol, methane or HVO made from it',
  basis: 'Delegated Regulation (EU) 2023/1185, Annex, part A; stoichiometry by the standard atomic weights of IUPAC',
  reads: ['red'],
  input: hydrogenInput,
  result: z.strictObject({
    leastHydrogenKg: number('hydrogen that the product takes at least, kg'),
    hydrogenMjPerMj: number('hydrogen to a megajoule of the product, MJ'),
    contributionGPerMj: number('what the hydrogen contributes to E, gCO2eq/MJ of the product'),
    origins: z
      .array(z.strictObject({ origin: z.enum(hydrogenOrigins), sharePct: number('share of the energy of the hydrogen, %') }))
      .meta({ description: 'each origin that occurs' }),
    eGPerMj: number('E of the product, one for all of it, gCO2eq/MJ'),
    savingPct: number('saving against the comparator of transport fuels, %'),
    minSavingPct: number('saving asked of an RFNBO, %'),
    maxEGPerMj: number('largest E that saves so much, gCO2eq/MJ'),
    met: z.boolean().meta({ description: 'E is at most the largest' }),
  }),
  compute(given, { red }) {
    const { hydrogen } = red;
    const product = hydrogen?.products.find(({ id }) => id === given.product);
    if (!hydrogen || !product) return refuse('FACTOR_MISSING', { field: 'product', values: { fuel: given.product, factorSet: red.set } });
    const least = leastHydrogen(given, product, hydrogen);
    if ('code' in least) return refused([least]);
    const hydrogenKg = sum(given.lots.map((one) => one.massKg));
    if (hydrogenKg < least.value)
      return refused([
        unfit('lots', `${given.massKg} kg of the product take at least ${least.value} kg of hydrogen, not ${hydrogenKg} kg`, least.clause),
      ]);
    const { steps, ratio, contribution, total, shares } = ofProduct(given, product, hydrogen, red);
    const { savingPct, minSavingPct, maxEGPerMj, met, steps: saved } = savingTest(total, { kind: 'rfnbo' }, red);
    return {
      result: {
        leastHydrogenKg: least.value,
        hydrogenMjPerMj: ratio,
        contributionGPerMj: contribution,
        origins: shares,
        ...{ eGPerMj: total, savingPct, minSavingPct, maxEGPerMj, met },
      },
      steps: [least, ...steps, ...saved],
    };
  },
});
