import { consumptionRow, type ConsumptionRow } from '../../src/emissions/consumption.ts';

export const columns = Object.keys(consumptionRow.shape) as readonly (keyof ConsumptionRow)[];
const textColumns: readonly string[] = ['ship', 'fuel', 'origin'];

/** What is wrong with one cell, and what to do about it. */
export interface CellFault {
  readonly column: string;
  readonly what: string;
  readonly remedy: string;
}

export type Cell = string | number | boolean | null | undefined;

/** The columns of a file against those that are known; a file with others, or without those needed, is refused as a whole. */
export function headerFaults(names: readonly string[]): CellFault[] {
  const needed = columns.filter((column) => !consumptionRow.shape[column].safeParse(undefined).success);
  return [
    ...needed
      .filter((column) => !names.includes(column))
      .map((column) => ({ column, what: 'the column is missing', remedy: `the first row names the columns: ${columns.join(', ')}` })),
    ...names
      .filter((name) => !columns.includes(name as keyof ConsumptionRow))
      .map((name) => ({ column: name, what: 'nobody knows this column', remedy: `take it out; known are ${columns.join(', ')}` })),
  ];
}

/** A row of cells as a row of consumption, or every fault of it. */
export function rowOf(cells: Readonly<Record<string, Cell>>): ConsumptionRow | readonly CellFault[] {
  const faults: CellFault[] = [];
  const values = columns.flatMap((column) => {
    const cell = cells[column];
    if (cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '')) return [];
    const value = valueOf(column, cell);
    if (typeof value === 'object') faults.push({ column, ...value });
    return [[column, value] as const];
  });
  const parsed = consumptionRow.safeParse(Object.fromEntries(values));
  if (parsed.success && faults.length === 0) return parsed.data;
  const told = new Set(faults.map(({ column }) => column));
  for (const { path, message } of parsed.error?.issues ?? []) {
    const column = String(path[0]);
    const given = cells[column];
    const missing = given === undefined || given === null || given === '';
    if (!told.has(column))
      faults.push({ column, what: missing ? 'the cell is empty' : message, remedy: missing ? 'fill it in' : 'give a value in that range' });
  }
  return faults;
}

function valueOf(column: string, cell: string | number | boolean): string | number | boolean | Omit<CellFault, 'column'> {
  const text = String(cell).trim();
  if (/^[=+@]/.test(text) && !/^\+?[\d.]+$/.test(text)) return { what: 'the cell holds a formula', remedy: 'give its value' };
  if (textColumns.includes(column)) return text;
  if (column === 'compliant') {
    if (/^(true|yes|1)$/i.test(text)) return true;
    return /^(false|no|0)$/i.test(text) ? false : { what: `"${text}" is neither yes nor no`, remedy: 'write true or false' };
  }
  if (typeof cell === 'number') return cell;
  if (/^-?\d{1,3}(\.\d{3})*,\d+$|^-?\d+,\d+$/.test(text))
    return { what: `"${text}" has a decimal comma`, remedy: 'write the number with a point and without separators, such as 1234.5' };
  const value = Number(text);
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(value)
    ? value
    : { what: `"${text}" is no number`, remedy: 'write the number with a point and without separators, such as 1234.5' };
}
