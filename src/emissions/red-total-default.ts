import { z } from 'zod';
import type { Reason } from '../refusal.ts';
import { rowsOf } from './annex-rows.ts';
import type { FactorSets } from './calculation.ts';
import { lineFields } from './fuel-line.ts';
import { unfit } from './fueleu-line.ts';
import { quantity, reading } from './fueleu-quantity.ts';
import { totalEmissions, type TotalEmissions } from './proof-emissions.ts';
import type { FuelKind } from './red-factors.ts';
import type { BiomethaneAddition, RedPathway } from './red-pathways.ts';
import { gPerMj, type Step } from './step.ts';

/** The total default of a pathway of the table, for a fuel, with what liquefaction or compression adds. */
export const tableDefault = z.strictObject({
  method: z.literal('TABLE'),
  pathway: z.string().trim().min(1).max(60).meta({ description: 'pathway of Annex V or VI by its id, such as UCO_FAME' }),
  fuel: lineFields.fuel.meta({ description: 'the fuel, or its row of the fuel table: FAME or BIODIESEL' }),
  addition: z
    .enum(['COMPRESSION', 'LIQUEFACTION'])
    .optional()
    .meta({ description: 'how biomethane is carried; what that adds is no part of its default' }),
});
export type TableDefault = z.output<typeof tableDefault>;

export interface DefaultOfTable extends Pick<TotalEmissions, 'eGPerMj'> {
  readonly pathway: RedPathway;
  readonly steps: readonly Step[];
}

/**
 * The total default value of a pathway, gCO2eq/MJ, as Annex V or VI has it, or every reason why it cannot be used:
 * FUEL_UNKNOWN for a fuel or a pathway that is not known, INPUT_UNFIT for a pathway of another fuel, a fuel that is no
 * biofuel, and an addition to what is no biomethane.
 */
export function defaultOfTable(given: TableDefault, kind: FuelKind, { red, fueleu }: FactorSets): DefaultOfTable | readonly Reason[] {
  const rows = rowsOf(fueleu, given.fuel, 'bio', 'emissions.fuel');
  const pathway = red.pathways.find(({ id }) => id === given.pathway);
  const addition = red.biomethaneAdditions.find(({ id }) => id === given.addition);
  const reasons: Reason[] = [
    ...(kind === 'biofuel' ? [] : [unfit('emissions.method', 'the annexes have defaults for biofuel alone; give E of the proof')]),
    ...('code' in rows ? [rows] : []),
    ...(pathway ? faultsOf(pathway, given, rows) : [unknownPathway(given.pathway, red.pathways)]),
  ];
  if (!pathway || reasons.length > 0) return reasons;
  const total = defaultStep(pathway, totalEmissions({ kind, method: 'TDV', eGPerMj: pathway.default.gPerMj }, red));
  const steps = addition ? [total, ...carried(total.value, addition)] : [total];
  return { pathway, steps, eGPerMj: steps.at(-1)?.value ?? total.value };
}

function unknownPathway(pathway: string, known: readonly RedPathway[]): Reason {
  return {
    code: 'FUEL_UNKNOWN',
    field: 'emissions.pathway',
    values: { fuel: pathway, known: known.map(({ id }) => id).join(', ') },
    clause: 'Directive (EU) 2018/2001 Annexes V and VI',
  };
}

function faultsOf({ id, fuel, annex, clause }: RedPathway, given: TableDefault, rows: ReturnType<typeof rowsOf>): Reason[] {
  const other = 'code' in rows ? false : rows.every((row) => row.fuel !== fuel);
  return [
    ...(other ? [unfit('emissions.pathway', `${id} is a default of ${fuel}, not of ${given.fuel}`, clause)] : []),
    ...(given.addition !== undefined && annex !== 'VI'
      ? [unfit('emissions.addition', `${id} is no biomethane: nothing is added to its default`, clause)]
      : []),
  ];
}

function defaultStep(pathway: RedPathway, { step }: TotalEmissions): Step {
  const { id, clause, note, annex, default: value } = pathway;
  const from = `${clause}, ${id} (${value.source}, ${value.status})`;
  const remarks = [
    ...(value.status === 'FROM-MEMORY' ? [`The default of ${id} is from memory; the annex was not read.`] : []),
    ...(note === undefined ? [] : [note]),
    ...(annex === 'VI' ? ['It is that of biomethane up to the grid, without compression and liquefaction.'] : []),
  ];
  return {
    ...step,
    inputs: step.inputs.map((input) => ({ ...input, from })),
    clause,
    ...reading(remarks.length > 0 ? remarks.join(' ') : undefined),
  };
}

function carried(before: number, addition: BiomethaneAddition): Step[] {
  const { id, clause, source, status } = addition;
  const from = `${clause} (${source}, ${status})`;
  const liquefied = id === 'LIQUEFACTION';
  const value = liquefied ? addition.electricityKWhPerMj * addition.electricityGPerKWh : addition.defaultGPerMj;
  return [
    {
      label: 'red.addition',
      formula: liquefied ? 'addition = electricity·intensity' : 'addition = default value',
      inputs: liquefied
        ? [
            quantity('electricity', addition.electricityKWhPerMj, 'kWh/MJ', from),
            quantity('intensity', addition.electricityGPerKWh, 'gCO2eq/kWh', from),
          ]
        : [quantity('default value', value, gPerMj, from)],
      value,
      unit: gPerMj,
      clause,
      ...reading(status === 'FROM-MEMORY' ? 'The addition is from memory; the annex was not read.' : undefined),
    },
    {
      label: 'red.carried',
      formula: 'E = total default value + addition',
      inputs: [quantity('total default value', before, gPerMj), quantity('addition', value, gPerMj)],
      value: before + value,
      unit: gPerMj,
      clause,
    },
  ];
}
