import { z } from 'zod';
import { bioMassFraction, type ShareBasis } from '../measure/blend.ts';
import { refuse } from '../refusal.ts';
import { calculation } from './calculation.ts';
import { lineFields } from './fuel-line.ts';
import type { Step, StepInput } from './step.ts';

const { fuel, bio, densityKgPerM3, lcvMjPerG, wtwGPerG } = lineFields;
const line = z.strictObject({ fuel, bio: bio.default(false), densityKgPerM3, lcvMjPerG, wtwGPerG });
type Line = z.output<typeof line>;

const clause = 'Sea Cargo Charter Technical Guidance v5.2, Appendix 6 Table 15';

const readings = {
  mass: { formula: 'm = x/100', of: (): StepInput[] => [] },
  energy: {
    formula: 'm = (x/LCV_bio)/(x/LCV_bio + (100 − x)/LCV_fossil)',
    of: (one: Line, name: string): StepInput[] => [{ name: `LCV_${name}`, value: one.lcvMjPerG, unit: 'MJ/g', from: 'given in the input' }],
  },
  volume: {
    formula: 'm = x·ρ_bio/(x·ρ_bio + (100 − x)·ρ_fossil)',
    of: (one: Line, name: string): StepInput[] => [
      { name: `ρ_${name}`, value: one.densityKgPerM3, unit: 'kg/m³', from: 'given in the input' },
    ],
  },
} as const satisfies Record<ShareBasis, { formula: string; of: (one: Line, name: string) => StepInput[] }>;

/**
 * The factor of a blend of two, gCO2eq per g of blend, when one percentage is read by mass, by energy and by volume at
 * 15 °C. Refuses INPUT_UNFIT unless exactly one of the two lines is bio.
 */
export const blendBasis = calculation({
  topic: 'blend.basis',
  summary: 'One percentage of bio component read by mass, by energy and by volume',
  basis: clause,
  input: z.strictObject({
    bioFractionPct: z.number().min(0).max(100).meta({ description: 'the percentage, %' }),
    lines: z.array(line).length(2).meta({ description: 'one bio, one fossil' }),
  }),
  result: z.strictObject({ byMassGPerG: z.number(), byEnergyGPerG: z.number(), byVolumeGPerG: z.number() }),
  reads: [],
  compute({ bioFractionPct, lines }) {
    const bioLine = lines.find((one) => one.bio);
    const fossil = lines.find((one) => !one.bio);
    if (!bioLine || !fossil)
      return refuse('INPUT_UNFIT', { field: 'lines', values: { why: 'exactly one of the two lines is the bio component' }, clause });
    if (lines.some((one) => !Number.isFinite(one.lcvMjPerG * 1000)))
      return refuse('INPUT_UNFIT', { field: 'lines', values: { why: 'a calorific value is beyond all numbers' }, clause });
    const read = (basis: ShareBasis): [Step, Step] => readBy(basis, bioFractionPct, bioLine, fossil);
    const [byMass, byEnergy, byVolume] = [read('mass'), read('energy'), read('volume')];
    return {
      result: { byMassGPerG: byMass[1].value, byEnergyGPerG: byEnergy[1].value, byVolumeGPerG: byVolume[1].value },
      steps: [...byMass, ...byEnergy, ...byVolume],
    };
  },
});

function readBy(basis: ShareBasis, sharePct: number, bioLine: Line, fossil: Line): [Step, Step] {
  const { formula, of } = readings[basis];
  const properties = (one: Line): { densityKgPerM3At15C: number; lcvMjPerKg: number } => ({
    densityKgPerM3At15C: one.densityKgPerM3,
    lcvMjPerKg: one.lcvMjPerG * 1000,
  });
  const m = bioMassFraction(sharePct, basis, properties(bioLine), properties(fossil));
  const inputs = [{ name: 'x', value: sharePct, unit: '%' }, ...of(bioLine, 'bio'), ...of(fossil, 'fossil')];
  const fraction: Step = { label: `basis.${basis}`, formula, inputs, value: m, unit: 'g/g', clause };
  const factor: Step = {
    label: 'basis.factor',
    formula: 'factor = m·WtW_bio + (1 − m)·WtW_fossil',
    inputs: [
      { name: `m (by ${basis})`, value: m, unit: 'g/g' },
      { name: 'WtW_bio', value: bioLine.wtwGPerG, unit: 'gCO2eq/g', from: 'given in the input' },
      { name: 'WtW_fossil', value: fossil.wtwGPerG, unit: 'gCO2eq/g', from: 'given in the input' },
    ],
    value: m * bioLine.wtwGPerG + (1 - m) * fossil.wtwGPerG,
    unit: 'gCO2eq/g',
    clause,
  };
  return [fraction, factor];
}
