import { z } from 'zod';
import { refuse } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { electricitySources } from './china-factors.ts';
import type { Step } from './step.ts';

/**
 * The carbon footprint of electricity of China, kg of CO2 equivalent, by the factor of its year: that of the grid, or of what
 * it was made from. Refuses YEAR_UNCOVERED with the years there are; no year stands in for another.
 */
export const cnElectricityFootprint = calculation({
  topic: 'cn.electricity.footprint',
  summary: "Carbon footprint of electricity by China's factor of the year",
  basis: 'yearly notice of the carbon-footprint factor of electricity',
  reads: ['china'],
  input: z.strictObject({
    year: z.int().min(2000).max(2100).meta({ description: 'year of the factor' }),
    from: z
      .enum(['grid', ...electricitySources])
      .default('grid')
      .meta({ description: 'what it was made from; the grid where that is not proven' }),
    kWh: z.number().nonnegative().meta({ description: 'electricity, kWh' }),
  }),
  result: z.strictObject({
    kgCO2ePerKWh: z.number().meta({ description: 'factor, kgCO2eq/kWh' }),
    kgCO2e: z.number().meta({ description: 'footprint, kgCO2eq' }),
  }),
  compute({ year, from, kWh }, { china }) {
    const ofSource = china.electricityFootprint.filter((row) => (row.from ?? 'grid') === from);
    const found = ofSource.find((row) => row.year === year);
    if (!found) {
      const known = ofSource.map((row) => row.year).join(', ');
      return refuse('YEAR_UNCOVERED', { field: 'year', values: { year, known }, clause: china.electricityClause });
    }
    const { kgCO2ePerKWh, clause, source, status } = found;
    const step: Step = {
      label: 'cn.footprint',
      formula: 'footprint = electricity·factor',
      inputs: [
        { name: 'electricity', value: kWh, unit: 'kWh' },
        { name: `factor (${from}, ${year})`, value: kgCO2ePerKWh, unit: 'kgCO2eq/kWh', from: `${clause} (${source}, ${status})` },
      ],
      value: kWh * kgCO2ePerKWh,
      unit: 'kgCO2eq',
      clause: china.electricityClause,
    };
    return { result: { kgCO2ePerKWh, kgCO2e: step.value }, steps: [step] };
  },
});
