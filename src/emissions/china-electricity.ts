import { z } from 'zod';
import { refuse } from '../refusal.ts';
import { calculation } from './calculation.ts';
import type { ChinaFactors } from './china-factors.ts';
import type { StepInput } from './step.ts';

const factor = z.strictObject({
  year: z.int().min(2000).max(2100).meta({ description: 'year of the factor' }),
  kgCO2ePerKWh: z.number().positive().meta({ description: 'factor, kgCO2eq/kWh' }),
});
type Factor = z.output<typeof factor>;

/**
 * Decrease of China's carbon-footprint factor of electricity from the earlier to the later of two years, %; negative
 * where it rose. It is a footprint, not the average emission factor of the grid. Refuses INPUT_UNFIT for one year twice.
 */
export const cnElectricity = calculation({
  topic: 'cn.electricity',
  summary: "Change of China's carbon-footprint factor of electricity",
  basis: 'yearly notice of the carbon-footprint factor of electricity',
  input: z.strictObject({ factors: z.array(factor).length(2).meta({ description: 'two years' }) }),
  result: z.strictObject({ dropPct: z.number() }),
  reads: ['china'],
  compute({ factors }, { china }) {
    const [first, last] = [...factors].sort((a, b) => a.year - b.year);
    if (!first || !last || first.year === last.year)
      return refuse('INPUT_UNFIT', {
        field: 'factors',
        values: { why: 'two different years are compared' },
        clause: china.electricityClause,
      });
    const value = ((first.kgCO2ePerKWh - last.kgCO2ePerKWh) / first.kgCO2ePerKWh) * 100;
    return {
      result: { dropPct: value },
      steps: [
        {
          label: 'cn.drop',
          formula: 'drop = (first − last)/first·100',
          inputs: [inputOf('first', first, china), inputOf('last', last, china)],
          value,
          unit: '%',
          clause: china.electricityClause,
        },
      ],
    };
  },
});

function inputOf(name: string, { year, kgCO2ePerKWh }: Factor, china: ChinaFactors): StepInput {
  const notice = china.electricityFootprint.find((one) => one.year === year && one.kgCO2ePerKWh === kgCO2ePerKWh);
  const from = notice ? `${notice.clause}, ${year} (${notice.source}, ${notice.status})` : 'given in the input';
  return { name: `${name} (${year})`, value: kgCO2ePerKWh, unit: 'kgCO2eq/kWh', from };
}
