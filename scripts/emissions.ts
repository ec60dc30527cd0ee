// Reads a file of fuels and voyages (CSV, XLSX or JSON), tells every fault with its line and column, and computes each ship's year.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Consumption, type ShipYear } from '../src/emissions/consumption.ts';
import { readReference } from '../src/reference.ts';
import type { Language } from '../src/words/words.ts';
import { rowOf } from './emissions/cells.ts';
import { FileRefusal, rowsOf, type FileRow } from './emissions/read.ts';
import { faultLine, faultOf, refusalLines, say, toldYear, type CellFault } from './emissions/say.ts';
import { tableHead, tableLines } from './emissions/table.ts';
import { writeWorkbook } from './emissions/workbook.ts';

const { values: flags, positionals } = parseArgs({
  options: { out: { type: 'string' }, lang: { type: 'string', default: 'en' } },
  allowPositionals: true,
});
const [file] = positionals;
const language: Language = flags.lang === 'zh' ? 'zh' : 'en';
if (file === undefined || flags.lang !== language) {
  console.error(say(language, 'usage'));
  process.exit(2);
}

const mostTold = 50;
const consumption = new Consumption(readReference().sets);
let [read, faulty] = [0, 0];

/** Every fault of a row; none where it was counted. */
function faultsOf({ line, cells, fault }: FileRow): readonly CellFault[] {
  const { row, ship, year, faults } = rowOf(cells);
  if (row && !fault) return consumption.add(row, line).map(faultOf);
  consumption.leaveOut(ship, year);
  return fault ? [fault] : faults;
}

function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(text === '' ? '\r\x1b[K' : `\r  ${text} `);
}

try {
  for await (const row of rowsOf(file)) {
    read += 1;
    if (read % 1_000 === 0) progress(say(language, 'rowsRead', { count: read }));
    const faults = faultsOf(row);
    if (faults.length > 0) faulty += 1;
    if (faulty <= mostTold) for (const fault of faults) console.error(faultLine(language, row.line, fault));
  }
} catch (error) {
  if (!(error instanceof FileRefusal)) throw error;
  console.error(error.spoken[language]);
  process.exit(2);
}
progress('');
if (faulty > mostTold) console.error(say(language, 'moreFaults', { count: faulty - mostTold }));
for (const { ship, year, rowsLeftOut } of consumption.empty()) console.error(say(language, 'noRows', { ship, year, count: rowsLeftOut }));

const years: ShipYear[] = [];
let refused = 0;
console.log(tableHead(language));
for (const year of consumption.years()) {
  years.push(year);
  const refusals = refusalLines(language, year);
  if (refusals.length > 0) refused += 1;
  for (const line of refusals) console.error(line);
  for (const line of tableLines(language, year)) console.log(line);
}
console.log(say(language, refused > 0 ? 'readRefused' : 'read', { read, faulty, years: years.length, refused }));
if (flags.out?.endsWith('.xlsx')) await writeWorkbook(flags.out, years, language);
else if (flags.out !== undefined) writeFileSync(flags.out, `${JSON.stringify(years.map(toldYear), null, 2)}\n`);
if (faulty + refused > 0) process.exitCode = 1;
