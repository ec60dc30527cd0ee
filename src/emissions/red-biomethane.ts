import { z } from 'zod';
import { calculation } from './calculation.ts';
import { gPerMj } from './step.ts';

const liquefactionClause = 'ISCC EU 205 v4.1, 4.3.5, with the electricity factors of Implementing Regulation (EU) 2022/996';

/** E of liquefied biomethane, gCO2eq/MJ: E up to the grid plus the electricity of liquefaction; bunkering comes on top. */
export const redBiomethane = calculation({
  topic: 'red.biomethane',
  summary: 'E of liquefied biomethane',
  basis: `Directive (EU) 2018/2001 Annex VI; ${liquefactionClause}`,
  input: z.strictObject({
    eGPerMj: z.number().meta({ description: 'E up to the grid, gCO2eq/MJ; may be negative' }),
    liquefactionKWhPerMj: z.number().nonnegative().meta({ description: 'electricity to liquefy, kWh/MJ' }),
    electricityGPerKWh: z.number().nonnegative().meta({ description: 'intensity of that electricity, gCO2eq/kWh' }),
  }),
  result: z.strictObject({ liquefactionGPerMj: z.number(), totalGPerMj: z.number() }),
  reads: [],
  compute({ eGPerMj, liquefactionKWhPerMj, electricityGPerKWh }) {
    const liquefaction = liquefactionKWhPerMj * electricityGPerKWh;
    const total = eGPerMj + liquefaction;
    return {
      result: { liquefactionGPerMj: liquefaction, totalGPerMj: total },
      steps: [
        {
          label: 'red.liquefaction',
          formula: 'liquefaction = electricity·intensity',
          inputs: [
            { name: 'electricity', value: liquefactionKWhPerMj, unit: 'kWh/MJ', from: 'given in the input' },
            { name: 'intensity', value: electricityGPerKWh, unit: 'gCO2eq/kWh', from: 'given in the input' },
          ],
          value: liquefaction,
          unit: gPerMj,
          clause: liquefactionClause,
        },
        {
          label: 'red.liquefied',
          formula: 'E = E up to the grid + liquefaction',
          inputs: [
            { name: 'E up to the grid', value: eGPerMj, unit: gPerMj, from: 'proof of sustainability' },
            { name: 'liquefaction', value: liquefaction, unit: gPerMj },
          ],
          value: total,
          unit: gPerMj,
          clause: 'Directive (EU) 2018/2001 Annex VI part B point 1',
        },
      ],
    };
  },
});
