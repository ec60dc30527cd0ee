import { createReadStream, readFileSync, statSync } from 'node:fs';
import { parse } from 'csv-parse';
import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import type { Language } from '../../src/words/words.ts';
import { headerFaults, unknownColumns, type Cell } from './cells.ts';
import { fault, inBoth, say, type CellFault } from './say.ts';

/** One row of a file with the line it stands on, counted as a person counts them; or what is wrong with the whole row. */
export interface FileRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, Cell>>;
  readonly fault?: CellFault;
}

/** The file cannot be read at all. */
export class FileRefusal extends Error {
  constructor(readonly spoken: Readonly<Record<Language, string>>) {
    super(spoken.en);
  }
}

const refusal = (name: string, values?: Readonly<Record<string, string>>): FileRefusal =>
  new FileRefusal(inBoth((language) => say(language, `file.${name}`, values)));

const mostUnpackedBytes = 200_000_000;

export function rowsOf(file: string): AsyncIterable<FileRow> {
  const kind = /\.(csv|xlsx|json)$/i.exec(file)?.[1]?.toLowerCase();
  if (kind === 'csv') return csvRows(file);
  if (kind === 'xlsx') return xlsxRows(file);
  if (kind === 'json') return jsonRows(file);
  throw refusal('kind');
}

const refuseHeader = (names: readonly string[]): void => {
  const faults = headerFaults(names);
  const told = (language: Language): string =>
    faults.map(({ column, ...spoken }) => say(language, 'columnFault', { column, ...spoken[language] })).join('\n');
  if (faults.length > 0) throw new FileRefusal(inBoth(told));
};

/**
 * What a row with too many or too few cells says of its ship and year, where these are its first two columns: the cells before the
 * fault are taken to be right. Nothing where they come later.
 */
function leadingCells(names: readonly string[], error: unknown): Readonly<Record<string, Cell>> {
  const { record } = (error ?? {}) as { record?: unknown };
  const leads = names.slice(0, 2);
  if (!Array.isArray(record) || !leads.includes('ship') || !leads.includes('year')) return {};
  return Object.fromEntries(leads.map((name, place) => [name, (record as Cell[])[place]]));
}

/** UTF-8 with or without a byte-order mark; row after row, so that memory does not grow with the file. */
async function* csvRows(file: string): AsyncGenerator<FileRow> {
  const skipped: FileRow[] = [];
  let header: string[] = [];
  const parser = createReadStream(file).pipe(
    parse({
      bom: true,
      columns: (names: string[]) => {
        header = names.map((name) => name.trim());
        refuseHeader(header);
        return header;
      },
      info: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      max_record_size: 10_000,
      on_skip: (error) => {
        const line = Number((error as { lines?: number } | undefined)?.lines ?? 0);
        skipped.push({ line, cells: leadingCells(header, error), fault: fault('', 'torn', { message: String(error?.message) }) });
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
    throw refusal('noWorkbook', { message: String(error) });
  }
  if (unpacked > mostUnpackedBytes) throw refusal('workbookLarge');
  const [header = [], ...rows] = await readSheet(bytes);
  const names = header.map((name) => String(name ?? '').trim());
  refuseHeader(names);
  for (const [at, row] of rows.entries())
    yield { line: at + 2, cells: Object.fromEntries(names.map((name, place) => [name, row[place] as Cell])) };
}

/** An array of rows, or an object with `rows`. */
async function* jsonRows(file: string): AsyncGenerator<FileRow> {
  if (statSync(file).size > mostUnpackedBytes) throw refusal('jsonLarge');
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refusal('noJson', { message: String(error) });
  }
  const rows = Array.isArray(parsed) ? (parsed as unknown[]) : (parsed as { rows?: unknown } | null)?.rows;
  if (!Array.isArray(rows)) throw refusal('noList');
  for (const [at, row] of (rows as unknown[]).entries()) {
    const cells = typeof row === 'object' && row !== null && !Array.isArray(row) ? (row as Record<string, Cell>) : undefined;
    const strange = unknownColumns(Object.keys(cells ?? {}))[0];
    if (!cells) yield { line: at + 1, cells: {}, fault: fault('', 'noRow') };
    else yield { line: at + 1, cells, ...(strange && { fault: strange }) };
  }
}
