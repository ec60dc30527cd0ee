import { z } from 'zod';
import { calculation } from './calculation.ts';
import { comparatorField, comparatorOf, largestE, savingPct } from './saving.ts';
import { gPerMj } from './step.ts';

/** Greenhouse-gas saving of a fuel against the fossil comparator, %; E may be negative, the saving above 100. */
export const redSaving = calculation({
  topic: 'red.saving',
  summary: 'Greenhouse-gas saving of a fuel against the fossil comparator',
  basis: 'Directive (EU) 2018/2001 Annex V part C points 3 and 19',
  input: z.strictObject({ eGPerMj: z.number().meta({ description: 'total emissions E, gCO2eq/MJ' }), comparatorGPerMj: comparatorField }),
  result: z.strictObject({ savingPct: z.number() }),
  reads: ['red'],
  compute({ eGPerMj, comparatorGPerMj }, { red }) {
    const comparator = comparatorOf(comparatorGPerMj, red);
    const value = savingPct(eGPerMj, comparator.value);
    return {
      result: { savingPct: value },
      steps: [
        {
          label: 'red.saving',
          formula: 'saving = (comparator − E)/comparator·100',
          inputs: [comparator, { name: 'E', value: eGPerMj, unit: gPerMj }],
          value,
          unit: '%',
          clause: 'Directive (EU) 2018/2001 Annex V part C point 3',
        },
      ],
    };
  },
});

/** The largest E, gCO2eq/MJ, with which a fuel still saves so many per cent. */
export const redRfnbo = calculation({
  topic: 'red.rfnbo',
  summary: 'Largest E that still saves enough',
  basis: 'Directive (EU) 2018/2001 Art. 29a; Delegated Regulation (EU) 2023/1185, Annex, part A point 2',
  input: z.strictObject({
    comparatorGPerMj: comparatorField,
    minSavingPct: z.number().max(100).meta({ description: 'minimum saving, %' }),
  }),
  result: z.strictObject({ maxEGPerMj: z.number() }),
  reads: ['red'],
  compute({ comparatorGPerMj, minSavingPct }, { red }) {
    const comparator = comparatorOf(comparatorGPerMj, red);
    const value = largestE(minSavingPct, comparator.value);
    return {
      result: { maxEGPerMj: value },
      steps: [
        {
          label: 'red.maxE',
          formula: 'largest E = comparator·(100 − minimum saving)/100',
          inputs: [comparator, { name: 'minimum saving', value: minSavingPct, unit: '%', from: 'given in the input' }],
          value,
          unit: gPerMj,
          clause: 'Directive (EU) 2018/2001 Art. 29a',
        },
      ],
    };
  },
});
