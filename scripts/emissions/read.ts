import { createReadStream, readFileSync, statSync } from 'node:fs';
import { parse } from 'csv-parse';
import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { headerFaults, type Cell, type CellFault } from './cells.ts';

/** One row of a file with the line it stands on, counted as a person counts them; or what is wrong with the whole row. */
export interface FileRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, Cell>>;
  readonly fault?: CellFault;
}

/** The file cannot be read at all. */
export class FileRefusal extends Error {}

const mostUnpackedBytes = 200_000_000;

export function rowsOf(file: string): AsyncIterable<FileRow> {
  const kind = /\.(csv|xlsx|json)$/i.exec(file)?.[1]?.toLowerCase();
  if (kind === 'csv') return csvRows(file);
  if (kind === 'xlsx') return xlsxRows(file);
  if (kind === 'json') return jsonRows(file);
  throw new FileRefusal('the file is none of .csv, .xlsx and .json');
}

const refuseHeader = (names: readonly string[]): void => {
  const faults = headerFaults(names);
  if (faults.length > 0) throw new FileRefusal(faults.map(({ column, what, remedy }) => `${column}: ${what}; ${remedy}`).join('\n'));
};

/** UTF-8 with or without a byte-order mark; row after row, so that memory does not grow with the file. */
async function* csvRows(file: string): AsyncGenerator<FileRow> {
  const skipped: FileRow[] = [];
  const parser = createReadStream(file).pipe(
    parse({
      bom: true,
      columns: (names: string[]) => (refuseHeader(names.map((name) => name.trim())), names.map((name) => name.trim())),
      info: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: 10_000,
      on_skip: (error) => {
        const line = Number((error as { lines?: number } | undefined)?.lines ?? 0);
        skipped.push({
          line,
          cells: {},
          fault: { column: '', what: String(error?.message), remedy: 'give every row as many cells as the first' },
        });
      },
    }),
  );
  for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: Record<string, string> }>) {
    yield* skipped.splice(0);
    yield { line: info.lines, cells: record };
  }
  yield* skipped;
}

async function* xlsxRows(file: string): AsyncGenerator<FileRow> {
  const bytes = readFileSync(file);
  let unpacked = 0;
  try {
    unzipSync(bytes, { filter: ({ originalSize }) => ((unpacked += originalSize), false) });
  } catch (error) {
    throw new FileRefusal(`the file is no workbook (${String(error)})`);
  }
  if (unpacked > mostUnpackedBytes) throw new FileRefusal('the workbook unpacks to more than 200 MB: save it as .csv');
  const [header = [], ...rows] = await readSheet(bytes);
  const names = header.map((name) => String(name ?? '').trim());
  refuseHeader(names);
  for (const [at, row] of rows.entries())
    yield { line: at + 2, cells: Object.fromEntries(names.map((name, place) => [name, row[place] as Cell])) };
}

/** An array of rows, or an object with `rows`. */
async function* jsonRows(file: string): AsyncGenerator<FileRow> {
  if (statSync(file).size > mostUnpackedBytes) throw new FileRefusal('the file has more than 200 MB: save it as .csv');
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new FileRefusal(`the file is no JSON (${String(error)})`);
  }
  const rows = Array.isArray(parsed) ? (parsed as unknown[]) : (parsed as { rows?: unknown } | null)?.rows;
  if (!Array.isArray(rows)) throw new FileRefusal('the file is neither a list of rows nor an object with "rows"');
  for (const [at, row] of (rows as unknown[]).entries()) {
    const cells = typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as Record<string, Cell>) : undefined;
    const strange =
      Object.keys(cells ?? {}).length === 0
        ? undefined
        : headerFaults(Object.keys(cells ?? {})).find(({ what }) => what.startsWith('nobody'));
    if (!cells) yield { line: at + 1, cells: {}, fault: { column: '', what: 'it is no row', remedy: 'give an object with the columns' } };
    else yield { line: at + 1, cells, ...(strange && { fault: strange }) };
  }
}
