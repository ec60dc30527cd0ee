import { z } from 'zod';
import { calculation, type Answer, type FactorSets } from './calculation.ts';
import { cited } from './footprint-clauses.ts';
import { faultsOfLine, footprintInput, kindOfFuel, type FootprintInput, type FootprintLine } from './footprint-input.ts';
import { countedAs, stageNames, stagesOfUse, stagesToGate, type CountedAs, type Stage } from './footprint-stages.ts';
import { statementSchema, statementsOf, whatItIsNot } from './footprint-statements.ts';
import { primaryStep, separateStep, totalStep } from './footprint-sums.ts';
import { lineFields } from './fuel-line.ts';
import { gwpSetOf } from './factors.ts';
import { countedFuel, energyStep, refused, type Counted } from './fueleu-line.ts';
import { totalEmissions } from './proof-emissions.ts';
import type { Step } from './step.ts';
import { intervalField, massLineScales, withInterval } from './uncertainty.ts';

const kg = (description: string): z.ZodNumber => z.number().meta({ description: `${description}, kgCO2eq per tonne delivered` });

/** A tonne is a tonne: what moves its footprint is the calorific value. */
const intervalUnits = { totalKgCO2eqPerT: 'kgCO2eq/t' };
const result = z.strictObject({
  fuel: lineFields.fuel,
  origin: lineFields.origin.optional(),
  boundary: footprintInput.shape.boundary,
  gwpSet: z.string(),
  totalKgCO2eqPerT: kg('all stages within the boundary'),
  stages: z.array(
    z.strictObject({
      stage: z.enum(stageNames),
      of: z.string().optional().meta({ description: 'term of the proof, or name of the leg' }),
      countedAs: z.enum(countedAs),
      kgCO2eqPerT: kg('the stage'),
      primaryDataPct: z.number(),
    }),
  ),
  separately: z.strictObject({
    fossilAndOtherKgCO2eqPerT: kg('fossil carbon and what is not told apart from it'),
    biogenicKgCO2eqPerT: kg('uptake and release of biogenic carbon within the boundary').optional(),
    biogenicUptakeKgCO2eqPerT: kg('CO2 taken up, below zero').optional(),
    biogenicReleaseKgCO2eqPerT: kg('gases of the burning of a biofuel').optional(),
    landUseChangeKgCO2eqPerT: kg('direct land-use change').optional(),
    soilCarbonKgCO2eqPerT: kg('soil carbon by better agriculture, below zero').optional(),
    biogenicContentKgCO2PerT: z
      .number()
      .optional()
      .meta({ description: 'biogenic carbon in the fuel as CO2, beside the total, kgCO2 per tonne' }),
  }),
  primaryDataPct: z.number().optional().meta({ description: 'share of primary data by contribution, %' }),
  delivery: z.string().optional(),
  certificate: z.string().optional(),
  statements: z.array(statementSchema),
  isNot: z.array(statementSchema),
  interval: intervalField(intervalUnits),
});

/**
 * The carbon footprint of one tonne of fuel delivered on board (kgCO2eq per tonne) in the terms of ISO 14067:2018: by stage, with
 * fossil, biogenic and land-use figures apart, the share of primary data, and what it rests on and is not, in English and
 * Chinese. A proof gives E by its terms or as a total; fossil fuel has the default of FuelEU Maritime; what the ship burns is
 * tank-to-wake by Annex I. Refuses FUEL_UNKNOWN, FACTOR_MISSING (no E, or by a verified formula a term missing or foreign), and INPUT_UNFIT
 * (E twice, a default called primary data, a fossil fuel with an E, an origin of a fuel that has none).
 */
export const productFootprint = calculation({
  topic: 'product.footprint',
  summary: 'Carbon-footprint statement of one tonne of fuel delivered on board',
  basis:
    'ISO 14067:2018, with E by Directive (EU) 2018/2001 or Delegated Regulation (EU) 2023/1185 or 2025/2359 and use by Regulation (EU) 2023/1805 Annex I',
  reads: ['iso14067', 'fueleu', 'red'],
  input: footprintInput,
  result,
  compute: (given, sets) =>
    withInterval([given.line], massLineScales<FootprintLine>(sets.fueleu), intervalUnits, ([line = given.line]) =>
      footprintOf({ ...given, line }, sets),
    ),
});

function footprintOf(given: FootprintInput, sets: FactorSets): Answer<z.input<typeof result>> {
  const { fuel, steps } = fuelOf(given, sets);
  const { clause: _clause, ...energy } = energyStep(fuel.row, 1, sets.fueleu);
  const energyOfTonne: Step = { ...energy, clause: `${_clause}; ${cited('unit', sets.iso14067)}` };
  const ground = { given, fuel, energyMj: energyOfTonne.value, sets };
  const grave = given.boundary === 'cradle-to-grave';
  const stages = [...stagesToGate(ground), ...(grave ? stagesOfUse(ground) : [])];
  const total = totalStep(stages, sets.iso14067);
  const separate = countedAs
    .filter((as) => stages.some((stage) => stage.countedAs === as))
    .map((as) => ({ as, step: separateStep(as, stages, sets.iso14067) }));
  const primary = primaryStep(stages, sets.iso14067);
  return {
    result: {
      fuel: fuel.row.id,
      ...(given.line.origin !== undefined && { origin: given.line.origin }),
      boundary: given.boundary,
      gwpSet: gwpSetOf(sets.fueleu, given.gwpSet).id,
      totalKgCO2eqPerT: total.value,
      stages: stages.map(({ step, ...stage }) => ({ ...stage, kgCO2eqPerT: step.value })),
      separately: separately(separate, stages, fuel),
      ...(primary && { primaryDataPct: primary.value }),
      ...(given.delivery !== undefined && { delivery: given.delivery }),
      ...(given.certificate !== undefined && { certificate: given.certificate }),
      statements: statementsOf(given, fuel.row, sets),
      isNot: whatItIsNot(),
    },
    steps: [
      ...steps,
      energyOfTonne,
      ...(grave ? fuel.intensity.steps.filter(({ label }) => label === 'ttw') : []),
      ...stages.map(({ step }) => step),
      total,
      ...separate.map(({ step }) => step),
      ...(primary ? [primary] : []),
    ],
  };
}

/** The fuel of the line with the steps of its E, or every reason why there is none. */
function fuelOf({ line, gwpSet }: FootprintInput, sets: FactorSets): { readonly fuel: Counted; readonly steps: readonly Step[] } {
  const { terms, eGPerMj, euGPerMj, origin, fuel, slipPct, lcvMjPerG } = line;
  const faults = faultsOfLine(line, sets);
  const row = sets.fueleu.rows.find(({ id }) => id === fuel);
  // The stages take the terms one by one; of the intensity they then want no more than the use.
  const e = terms && row?.pathway !== 'fossil' ? 0 : eGPerMj;
  const found = countedFuel({ fuel, eGPerMj: e, euGPerMj, origin, slipPct, lcvMjPerG }, sets, gwpSet, 'line');
  const told = faults.map(({ field }) => field);
  const reasons = [...faults, ...('row' in found ? [] : found.filter(({ field }) => !told.includes(field)))];
  if (reasons.length > 0 || !('row' in found)) return refused(reasons);
  return { fuel: found, steps: stepsOfE(line, found, sets) };
}

/** E by its terms, or the default of a fossil fuel; a total has no steps but for an RFNBO, whose eu is deducted. */
function stepsOfE(
  { terms, origin }: FootprintInput['line'],
  { row: { pathway }, intensity }: Counted,
  { red }: FactorSets,
): readonly Step[] {
  if (terms && pathway !== 'fossil') return [totalEmissions({ kind: kindOfFuel(pathway, origin), method: 'ITEMISED', terms }, red).step];
  return pathway === 'bio' ? [] : intensity.steps.slice(0, 1);
}

function separately(
  separate: readonly { readonly as: CountedAs; readonly step: Step }[],
  stages: readonly Stage[],
  { row }: Counted,
): z.input<typeof result>['separately'] {
  const of = (as: CountedAs): number | undefined => separate.find((one) => one.as === as)?.step.value;
  const stage = (name: Stage['stage']): number | undefined => stages.find((one) => one.stage === name)?.step.value;
  const bio = row.pathway === 'bio';
  return withoutGaps({
    fossilAndOtherKgCO2eqPerT: of('fossil-and-other') ?? 0,
    biogenicKgCO2eqPerT: of('biogenic'),
    biogenicUptakeKgCO2eqPerT: stage('biogenic-uptake'),
    biogenicReleaseKgCO2eqPerT: bio ? stage('use') : undefined,
    landUseChangeKgCO2eqPerT: of('land-use-change'),
    soilCarbonKgCO2eqPerT: of('soil-carbon'),
    biogenicContentKgCO2PerT: bio ? row.cfCO2GPerG * 1e3 : undefined,
  });
}

const withoutGaps = <T extends object>(from: T): T =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)) as T;
