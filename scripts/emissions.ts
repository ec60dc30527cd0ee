// Reads a file of fuels and voyages (CSV, XLSX or JSON), tells every fault with its line and column, and computes each ship's year.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Consumption, type ShipYear } from '../src/emissions/consumption.ts';
import { readReference } from '../src/reference.ts';
import { Refusal, type Reason } from '../src/refusal.ts';
import { word } from '../src/words/words.ts';
import { rowOf, type CellFault } from './emissions/cells.ts';
import { FileRefusal, rowsOf } from './emissions/read.ts';
import { writeWorkbook } from './emissions/workbook.ts';

const { values: flags, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
const [file] = positionals;
if (file === undefined) {
  console.error('usage: npm run emissions -- FILE [--out FILE.xlsx|FILE.json]');
  process.exit(2);
}

const mostTold = 50;
const consumption = new Consumption(readReference().sets);
let [read, faulty] = [0, 0];

function tell(line: number, faults: readonly CellFault[]): void {
  faulty += 1;
  if (faulty > mostTold) return;
  for (const { column, what, remedy } of faults) console.error(`line ${line}${column && `, column ${column}`}: ${what}; ${remedy}`);
}

const faultOf = ({ code, field = '', values = {} }: Reason): CellFault => {
  const kept = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value).slice(0, 300)]));
  return { column: field, what: word('en', `refusals.${code}.title`, kept), remedy: word('en', `refusals.${code}.remedy`, kept) };
};

try {
  for await (const { line, cells, fault } of rowsOf(file)) {
    read += 1;
    if (read % 1_000 === 0 && process.stderr.isTTY) process.stderr.write(`\r  ${read} rows read `);
    const row = fault ? [fault] : rowOf(cells);
    if (Array.isArray(row)) {
      tell(line, row as readonly CellFault[]);
      continue;
    }
    const reasons = consumption.add(row as Exclude<ReturnType<typeof rowOf>, readonly CellFault[]>);
    if (reasons.length > 0) tell(line, reasons.map(faultOf));
  }
} catch (error) {
  if (!(error instanceof FileRefusal)) throw error;
  console.error(error.message);
  process.exit(2);
}
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
if (faulty > mostTold) console.error(`and ${faulty - mostTold} more rows with faults`);

const years: ShipYear[] = [];
try {
  years.push(...consumption.years());
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  for (const reason of error.reasons) console.error(`${faultOf(reason).what}; ${faultOf(reason).remedy}`);
  process.exit(1);
}

const cell = (value: unknown, width: number): string => (typeof value === 'number' ? value.toFixed(3) : String(value)).padStart(width);
console.log(
  `${'ship'.padEnd(24)}  year${['energy MJ', 'gCO2eq/MJ', 'balance t', 'penalty EUR', 'EU allowances'].map((name) => name.padStart(18)).join('')}`,
);
for (const {
  ship,
  year,
  balance: { result },
  surrenderT,
} of years)
  console.log(
    `${ship.slice(0, 24).padEnd(24)}  ${year}${[result['energyMj'], result['ghgIntensityGPerMj'], result['balanceT'], result['penaltyEur'], surrenderT].map((value) => cell(value, 18)).join('')}`,
  );
console.log(`${read} rows read, ${faulty} with faults, ${years.length} ship years`);
if (flags.out?.endsWith('.xlsx')) await writeWorkbook(flags.out, years);
else if (flags.out !== undefined) writeFileSync(flags.out, `${JSON.stringify(years, null, 2)}\n`);
if (faulty > 0) process.exitCode = 1;
