import writeXlsxFile from 'write-excel-file/node';
import type { ShipYear } from '../../src/emissions/consumption.ts';
import type { Step } from '../../src/emissions/step.ts';

type Value = string | number;
const head = (...names: string[]) => names.map((value) => ({ value, fontWeight: 'bold' as const }));
const row = (...values: Value[]) => values.map((value) => ({ value }));
const numberOf = (result: Readonly<Record<string, unknown>>, key: string): number => Number(result[key]);

/** Every ship's year as a workbook: the results, the fuels in scope, and the steps by which each figure can be followed. */
export async function writeWorkbook(file: string, years: readonly ShipYear[]): Promise<void> {
  const results = [
    head('ship', 'year', 'energy in scope, MJ', 'intensity, gCO2eq/MJ', 'balance, tCO2eq', 'penalty, EUR', 'EU allowances'),
    ...years.map(({ ship, year, balance: { result }, surrenderT }) =>
      row(ship, year, ...['energyMj', 'ghgIntensityGPerMj', 'balanceT', 'penaltyEur'].map((key) => numberOf(result, key)), surrenderT),
    ),
  ];
  const fuels = [
    head('ship', 'year', 'fuel', 'energy in scope, GJ', 'mass in scope, t'),
    ...years.flatMap(({ ship, year, allocation }) =>
      (allocation.result['allocations'] as readonly { fuel: string; energyGj: number; massT: number }[]).map(({ fuel, energyGj, massT }) =>
        row(ship, year, fuel, energyGj, massT),
      ),
    ),
  ];
  const steps = [
    head('ship', 'year', 'step', 'formula', 'inputs', 'value', 'unit', 'clause'),
    ...years.flatMap(({ ship, year, allocation, balance, surrender }) =>
      [allocation, balance, ...surrender].flatMap((answer) => answer.steps).map((step) => row(ship, year, ...stepCells(step))),
    ),
  ];
  await writeXlsxFile([
    { data: results, sheet: 'Ship years' },
    { data: fuels, sheet: 'Fuels in scope' },
    { data: steps, sheet: 'Steps' },
  ]).toFile(file);
}

const stepCells = ({ label, fuel, formula, inputs, value, unit, clause }: Step): Value[] => [
  fuel === undefined ? label : `${label} ${fuel}`,
  formula,
  inputs.map((input) => `${input.name} = ${input.value} ${input.unit}`).join('; '),
  value,
  unit,
  clause,
];
