import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import { refuse, type Reason } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { refused, unfit } from './fueleu-line.ts';
import { hydrogenInput, hydrogenOrigins } from './red-hydrogen-input.ts';
import { leastHydrogen } from './red-hydrogen-least.ts';
import { ofProduct } from './red-hydrogen-product.ts';
import { judgedShares } from './red-hydrogen-saving.ts';
import { savingStep } from './saving.ts';
import { told } from './told.ts';

const number = (description: string): z.ZodNumber => z.number().meta({ description });

/**
 * What hydrogen contributes to E of a fuel made from it, gCO2eq/MJ of the product, whatever it was made of: the process has
 * one intensity, and the fuel is an RFNBO by the share of that hydrogen alone. Each share is held to the threshold of its
 * origin; a fossil share has none and meets none. Masses kg, energies MJ. Refuses FACTOR_MISSING
 * (HVO without the hydrogen that a tonne takes, an origin of which the set asks nothing) and INPUT_UNFIT (less hydrogen than the product takes, with the least mass; a
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
      .array(
        z.strictObject({
          origin: z.enum(hydrogenOrigins),
          sharePct: number('share of the energy of the hydrogen, %'),
          minSavingPct: number('saving asked of fuel of the origin, %; none of a fossil one').optional(),
          maxEGPerMj: number('largest E that saves so much, gCO2eq/MJ').optional(),
          met: z.boolean().meta({ description: 'E is at most the largest; never of a fossil origin' }),
        }),
      )
      .meta({ description: 'each origin that occurs' }),
    eGPerMj: number('E of the product, one for all of it, gCO2eq/MJ'),
    savingPct: number('saving against the comparator of transport fuels, %'),
    minSavingPct: number('the most that is asked of an origin, %; nothing where all is fossil').optional(),
    maxEGPerMj: number('largest E that saves so much, gCO2eq/MJ').optional(),
    met: z.boolean().meta({ description: 'every share meets the threshold of its origin; never with a fossil one' }),
    rfnboAsAWhole: z
      .boolean()
      .meta({ description: 'all of the hydrogen is RFNBO and E is at most the largest, so that all of the fuel is' }),
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
    const saving = savingStep(total, red);
    const reasons: Reason[] = [];
    const judged = told(
      () => judgedShares(total, shares, given.installationStartedOn, red),
      () => 'lots',
      reasons,
    );
    if (!judged) return refused(reasons);
    const { origins, met, most, steps: thresholds } = judged;
    const allRfnbo = product.pathway === 'rfnbo' && origins.every(({ origin }) => origin === 'rfnbo');
    return {
      result: {
        leastHydrogenKg: least.value,
        hydrogenMjPerMj: ratio,
        contributionGPerMj: contribution,
        origins: [...origins],
        ...{ eGPerMj: total, savingPct: saving.value, ...most, met, rfnboAsAWhole: allRfnbo && met },
      },
      steps: [least, ...steps, saving, ...thresholds],
    };
  },
});
