import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import { calculation, type FactorSets } from './calculation.ts';
import { refused, unfit } from './fueleu-line.ts';
import { termMethods, totalEmissions } from './proof-emissions.ts';
import { emissionTerms, fuelKinds, type EmissionTerm, type FuelKind, type RedFactors } from './red-factors.ts';
import { defaultOfTable, tableDefault } from './red-total-default.ts';
import { comparatorField, savingTest, savingThreshold } from './saving.ts';
import type { Step } from './step.ts';
import { told } from './told.ts';

const term = z.strictObject({
  gPerMj: z.number().meta({ description: 'the term, gCO2eq/MJ; savings as positive numbers' }),
  method: z.enum(termMethods).meta({ description: 'disaggregated default, actual value, regional value, or a mix of two' }),
});
const terms = z.strictObject(
  Object.fromEntries(emissionTerms.map((name) => [name, term.optional()])) as Record<EmissionTerm, z.ZodOptional<typeof term>>,
);
const itemised = z.strictObject({
  method: z.literal('ITEMISED'),
  terms: terms.meta({ description: 'every term of the formula, 0 where there is none; a formula from memory takes fewer and others' }),
  biochar: z.boolean().default(false).meta({ description: 'soil carbon is raised with biochar, too: a higher cap of esca' }),
});
const printed = z.strictObject({
  method: z.literal('TDV'),
  eGPerMj: z.number().meta({ description: 'total default value as the proof prints it, gCO2eq/MJ' }),
});
const emissions = z
  .discriminatedUnion('method', [tableDefault, printed, itemised])
  .meta({ description: 'E: a total default of the table, one that the proof prints, or every term with its method' });
type Emissions = z.output<typeof emissions>;

const number = (description: string): z.ZodNumber => z.number().meta({ description });

/**
 * E of a fuel by its terms or by its total default value, gCO2eq/MJ, its saving and whether it is enough for an
 * installation of that day; a tie passes. Refuses, with every reason at once: FACTOR_MISSING (a term of a verified formula that
 * is not stated, one that such a formula does not have, the day of a biofuel's installation), FUEL_UNKNOWN (fuel or pathway)
 * and INPUT_UNFIT (a pathway of another fuel, soil carbon above its cap).
 */
export const redTotal = calculation({
  topic: 'red.total',
  summary: 'E of a fuel by its terms or by a total default value, its saving, and whether it is enough',
  basis: 'Directive (EU) 2018/2001 Art. 29(10), Art. 29a, Annex V and Annex VI; Delegated Regulations (EU) 2023/1185 and (EU) 2025/2359',
  reads: ['red', 'fueleu'],
  input: z.strictObject({
    kind: z.enum(fuelKinds).meta({ description: 'by which method: biofuel, rfnbo (also recycled carbon), low-carbon' }),
    emissions,
    comparatorGPerMj: comparatorField,
    installationStartedOn: z.iso
      .date()
      .optional()
      .meta({ description: 'the installation in operation since; the saving asked of a biofuel depends on it' }),
  }),
  result: z.strictObject({
    eGPerMj: number('total emissions E, gCO2eq/MJ; may be negative'),
    savingPct: number('saving against the comparator, %'),
    minSavingPct: number('saving that is asked, %'),
    maxEGPerMj: number('largest E that saves so much, gCO2eq/MJ'),
    met: z.boolean().meta({ description: 'E is at most the largest' }),
    foodOrFeedCrop: z
      .boolean()
      .optional()
      .meta({ description: 'with a pathway of the table: from a food or feed crop, which FuelEU Maritime counts as fossil' }),
  }),
  compute({ kind, emissions: stated, comparatorGPerMj, installationStartedOn: startedOn }, sets) {
    const { red } = sets;
    const reasons: Reason[] = [];
    const total = totalOf(stated, kind, sets, reasons);
    told(
      () => savingThreshold({ kind, startedOn }, red, comparatorGPerMj),
      (field) => field,
      reasons,
    );
    if (!total || reasons.length > 0) return refused(reasons);
    const { eGPerMj, foodOrFeedCrop, steps } = total;
    const { savingPct, minSavingPct, maxEGPerMj, met, steps: saved } = savingTest(eGPerMj, { kind, startedOn }, red, comparatorGPerMj);
    const crop = foodOrFeedCrop === undefined ? {} : { foodOrFeedCrop };
    return { result: { eGPerMj, savingPct, minSavingPct, maxEGPerMj, met, ...crop }, steps: [...steps, ...saved] };
  },
});

interface Total {
  readonly eGPerMj: number;
  readonly foodOrFeedCrop?: boolean;
  readonly steps: readonly Step[];
}

function totalOf(stated: Emissions, kind: FuelKind, sets: FactorSets, reasons: Reason[]): Total | undefined {
  if (stated.method === 'TABLE') {
    const found = defaultOfTable(stated, kind, sets);
    if ('pathway' in found) return { eGPerMj: found.eGPerMj, foodOrFeedCrop: found.pathway.foodOrFeedCrop, steps: found.steps };
    reasons.push(...found);
    return undefined;
  }
  const total = told(
    () => totalEmissions({ kind, ...stated }, sets.red),
    (field) => field.replace(/^terms/, 'emissions.terms'),
    reasons,
  );
  if (stated.method === 'TDV') return total && { eGPerMj: total.eGPerMj, steps: [total.step] };
  const above = aboveCap(stated, sets.red);
  if (above && above.binding) reasons.push(unfit('emissions.terms.esca.gPerMj', above.why, above.clause));
  return (
    total && { eGPerMj: total.eGPerMj, steps: [above ? { ...total.step, interpretation: marked(total.step, above.why) } : total.step] }
  );
}

const marked = ({ interpretation }: Step, why: string): string => [interpretation, why].filter((one) => one !== undefined).join(' ');

/** Soil carbon above its cap; it binds unless the cap itself is only remembered. */
function aboveCap({ terms: { esca }, biochar }: z.output<typeof itemised>, { escaCap }: RedFactors) {
  if (!escaCap || !esca) return undefined;
  const most = biochar ? escaCap.withBiocharGPerMj : escaCap.gPerMj;
  if (esca.gPerMj <= most) return undefined;
  const why = `esca of ${esca.gPerMj} is above the ${most} gCO2eq/MJ that count${biochar ? ' with biochar' : ' without biochar'}`;
  return { why, clause: escaCap.clause, binding: escaCap.status !== 'FROM-MEMORY' };
}
