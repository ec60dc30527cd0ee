import writeXlsxFile from 'write-excel-file/node';
import type { ShipYear } from '../../src/emissions/consumption.ts';
import type { Step } from '../../src/emissions/step.ts';
import type { Language } from '../../src/words/words.ts';
import { absenceLines, completeness, say } from './say.ts';

type Value = string | number | undefined;
/** A cell of a workbook holds no longer text; what is cut stands in the JSON. */
const longestText = 32_767;
const valueOf = (value: string | number): string | number =>
  typeof value === 'string' && value.length > longestText ? `${value.slice(0, longestText - 1)}…` : value;
const row = (...values: Value[]) => values.map((value) => (value === undefined || value === '' ? null : { value: valueOf(value) }));
const numberOf = (value: unknown): Value => (typeof value === 'number' ? value : undefined);
const answersOf = ({ allocation, balance, surrender }: ShipYear) => [...(allocation ? [allocation, balance] : []), ...surrender];

/**
 * Every ship's year as a workbook: the results with what is left out or absent, the fuels in scope, the steps by which each figure
 * can be followed, and the readings of the law on which they rest.
 */
export async function writeWorkbook(file: string, years: readonly ShipYear[], language: Language): Promise<void> {
  const head = (...names: string[]) => names.map((name) => ({ value: say(language, `head.${name}`), fontWeight: 'bold' as const }));
  const sheet = (name: string, data: ReturnType<typeof row>[], ...names: string[]) => ({
    data: [head('ship', 'year', ...names), ...data],
    sheet: say(language, `sheet.${name}`),
  });
  const results = years.map((year) => row(year.ship, year.year, ...resultCells(year, language)));
  const fuels = years.flatMap(({ ship, year, allocation }) =>
    ((allocation?.result['allocations'] ?? []) as readonly { fuel: string; energyGj: number; massT: number }[]).map(
      ({ fuel, energyGj, massT }) => row(ship, year, fuel, energyGj, massT),
    ),
  );
  const steps = years.flatMap((year) =>
    answersOf(year).flatMap((answer) => answer.steps.map((step) => row(year.ship, year.year, ...stepCells(step)))),
  );
  const readings = years.flatMap(({ ship, year, interpretations }) =>
    interpretations.map((reading) => row(ship, year, reading.interpretation, reading.steps.join('; '))),
  );
  await writeXlsxFile([
    sheet('years', results, ...resultHeads),
    sheet('fuels', fuels, 'fuel', 'energyGj', 'massT'),
    sheet('steps', steps, 'step', 'formula', 'inputs', 'value', 'unit', 'clause', 'from', 'interpretation'),
    sheet('readings', readings, 'interpretation', 'steps'),
  ]).toFile(file);
}

const figures = ['energyMj', 'ghgIntensityGPerMj', 'balanceT', 'penaltyEur'] as const;
const resultHeads = [
  ...[...figures, 'surrenderT', 'completeness', 'rowsLeftOut', 'rowsUnplaced'],
  ...['fueleuAbsent', 'etsAbsent', 'readings', 'lines'],
];

function resultCells(year: ShipYear, language: Language): Value[] {
  return [
    ...figures.map((key) => numberOf(year.balance?.result[key])),
    year.surrenderT,
    completeness(language, year),
    year.rowsLeftOut,
    year.rowsUnplaced,
    absenceLines(language, year, 'fueleu').join(' '),
    absenceLines(language, year, 'ets').join(' '),
    year.interpretations.length,
    year.lines,
  ];
}

const stepCells = ({ label, fuel, formula, inputs, value, unit, clause, interpretation }: Step): Value[] => [
  fuel === undefined ? label : `${label} ${fuel}`,
  formula,
  inputs.map((input) => `${input.name} = ${input.value} ${input.unit}`).join('; '),
  value,
  unit,
  clause,
  inputs.flatMap(({ name, from }) => (from === undefined ? [] : [`${name}: ${from}`])).join('; '),
  interpretation,
];
