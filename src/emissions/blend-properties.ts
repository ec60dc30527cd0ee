import { z } from 'zod';
import { blendProperties } from '../measure/blend.ts';
import { weightedMean } from '../measure/sum.ts';
import { blendLine, blendLineScales, componentsOf, type Component } from './blend-components.ts';
import { calculation, type Answer, type FactorSets } from './calculation.ts';
import { gwpSetField } from './fuel-line.ts';
import { gPerMj, type Step, type StepInput, type StepLabel } from './step.ts';
import { intervalField, withInterval } from './uncertainty.ts';

const propertyFields = {
  densityKgPerM3: z.number(),
  lcvMjPerKg: z.number(),
  sulphurPct: z.number(),
  intensityGPerMj: z.number(),
  bioMassPct: z.number(),
  bioVolumePct: z.number(),
  bioEnergyPct: z.number(),
};
const intervalUnits: Readonly<Record<keyof typeof propertyFields, string>> = {
  densityKgPerM3: 'kg/m³',
  lcvMjPerKg: 'MJ/kg',
  sulphurPct: '%',
  intensityGPerMj: gPerMj,
  bioMassPct: '%',
  bioVolumePct: '%',
  bioEnergyPct: '%',
};
type Properties = Readonly<Record<keyof typeof propertyFields, number>>;

const volumesAdd = 'arithmetic: volumes at 15 °C add';
const byMass = 'arithmetic: weighted by mass';
const measuredLcv =
  'A component has the intensity of its row of Annex II, with the calorific value of the row; the one given here counts its energy in the blend.';

/**
 * Properties of a blend by its components: density kg/m³ and bio share by volume at 15 °C, calorific value MJ/kg and
 * sulphur % by mass, intensity gCO2eq/MJ by FuelEU factors weighted by energy; the bio share on all three bases, named.
 * Refuses FUEL_UNKNOWN, FACTOR_MISSING (a renewable component without E), and INPUT_UNFIT: both or neither of mass and
 * volume, a fossil component that is said to be bio, a blend of no mass.
 */
export const blend = calculation({
  topic: 'blend',
  summary: 'Properties and intensity of a blend, with its bio share by mass, volume and energy',
  basis: 'arithmetic; intensities weighted by energy as in Regulation (EU) 2023/1805 Annex I, Equation 1, and MEPC.1/Circ.905',
  input: z.strictObject({
    lines: z.array(blendLine).min(1).meta({ description: 'components, each by mass or by volume' }),
    gwpSet: gwpSetField.optional(),
  }),
  result: z.strictObject({ ...propertyFields, interval: intervalField(intervalUnits) }),
  reads: ['fueleu'],
  compute: ({ lines, gwpSet }, sets) =>
    withInterval(lines, blendLineScales, intervalUnits, (each) => propertiesOf(componentsOf(each, sets, gwpSet), sets)),
});

/** The properties of a blend by its components, each with its step. */
function propertiesOf(components: readonly Component[], sets: FactorSets): Answer<Properties> {
  const properties = blendProperties(
    components.map((one) => ({
      massKg: one.massKg,
      densityKgPerM3At15C: one.line.densityKgPerM3,
      lcvMjPerKg: one.line.lcvMjPerG * 1000,
      sulphurPct: one.line.sulphurPct,
      bio: one.line.bio,
    })),
  );
  const { densityKgPerM3At15C: density, lcvMjPerKg, bioShare } = properties;
  const intensity = intensityStep(components, sets);
  return {
    result: {
      densityKgPerM3: density,
      lcvMjPerKg,
      sulphurPct: properties.sulphurPct,
      intensityGPerMj: intensity.value,
      bioMassPct: bioShare.byMassPct,
      bioVolumePct: bioShare.byVolumePct,
      bioEnergyPct: bioShare.byEnergyPct,
    },
    steps: [
      ...components.flatMap(massSteps),
      {
        ...overAll('blend.density', density, components, 'mass', 'ρ', 'density = Σ mass / Σ (mass/ρ)'),
        unit: 'kg/m³',
        clause: volumesAdd,
      },
      { ...overAll('blend.lcv', lcvMjPerKg, components, 'mass', 'LCV', 'LCV = 1000·Σ mass·LCV / Σ mass'), unit: 'MJ/kg', clause: byMass },
      { ...overAll('blend.sulphur', properties.sulphurPct, components, 'mass', 'S', 'S = Σ mass·S / Σ mass'), unit: '%', clause: byMass },
      ...components.flatMap((one) => one.intensity.steps),
      intensity,
      bioStep('blend.bioMass', 'mass', bioShare.byMassPct, components),
      bioStep('blend.bioVolume', 'volume', bioShare.byVolumePct, components),
      bioStep('blend.bioEnergy', 'energy', bioShare.byEnergyPct, components),
    ],
  };
}

function massSteps({ line: one, massKg, energyMj: energy }: Component): Step[] {
  const density = { name: 'ρ', value: one.densityKgPerM3, unit: 'kg/m³' };
  const mass: Step = {
    label: 'blend.mass',
    fuel: one.fuel,
    ...(one.volumeM3 === undefined
      ? { formula: 'mass = 1000·mass', inputs: [{ name: 'mass', value: one.massT ?? 0, unit: 't' }] }
      : { formula: 'mass = volume·ρ', inputs: [{ name: 'volume', value: one.volumeM3, unit: 'm³' }, density] }),
    value: massKg,
    unit: 'kg',
    clause: volumesAdd,
  };
  const inputs = [
    { name: 'mass', value: massKg, unit: 'kg' },
    { name: 'LCV', value: one.lcvMjPerG, unit: 'MJ/g', from: 'given in the input' },
  ];
  return [
    mass,
    { label: 'blend.energy', fuel: one.fuel, formula: 'energy = mass·1000·LCV', inputs, value: energy, unit: 'MJ', clause: byMass },
  ];
}

const amounts = {
  mass: { of: (one: Component) => one.massKg, unit: 'kg' },
  volume: { of: (one: Component) => one.volumeM3, unit: 'm³' },
  energy: { of: (one: Component) => one.energyMj, unit: 'MJ' },
  ρ: { of: (one: Component) => one.line.densityKgPerM3, unit: 'kg/m³' },
  LCV: { of: (one: Component) => one.line.lcvMjPerG, unit: 'MJ/g' },
  S: { of: (one: Component) => one.line.sulphurPct, unit: '%' },
  WtW: { of: (one: Component) => one.intensity.wtwGPerMj, unit: gPerMj },
} as const satisfies Record<string, { of: (one: Component) => number; unit: string }>;
type Amount = keyof typeof amounts;

const inputOf = (name: Amount, one: Component): StepInput => ({
  name: `${name} ${one.line.fuel}`,
  value: amounts[name].of(one),
  unit: amounts[name].unit,
});

function overAll(
  label: StepLabel,
  value: number,
  components: readonly Component[],
  weight: Amount,
  property: Amount,
  formula: string,
): Pick<Step, 'label' | 'value' | 'formula' | 'inputs'> {
  return { label, value, formula, inputs: components.flatMap((one) => [inputOf(weight, one), inputOf(property, one)]) };
}

function intensityStep(components: readonly Component[], { fueleu }: FactorSets): Step {
  const value = weightedMean(components.map((one) => ({ weight: one.energyMj, value: one.intensity.wtwGPerMj })));
  return {
    ...overAll('blend.intensity', value, components, 'energy', 'WtW', 'WtW = Σ energy·WtW / Σ energy'),
    unit: gPerMj,
    clause: fueleu.clauses.weighting,
    ...(components.some(({ otherLcv }) => otherLcv) ? { interpretation: measuredLcv } : {}),
  };
}

function bioStep(label: StepLabel, basis: 'mass' | 'volume' | 'energy', value: number, components: readonly Component[]): Step {
  return {
    label,
    formula: `share = 100·${basis} of the bio components / Σ ${basis}`,
    inputs: components.flatMap((one) => [inputOf(basis, one), { name: `bio ${one.line.fuel}`, value: one.line.bio ? 1 : 0, unit: '1' }]),
    value,
    unit: '%',
    clause: basis === 'volume' ? volumesAdd : 'arithmetic',
  };
}
