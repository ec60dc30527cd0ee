import { consumptionRow, type ConsumptionRow } from '../../src/emissions/consumption-row.ts';
import { fault, outOfRange, type CellFault } from './say.ts';

type Column = keyof ConsumptionRow;
export const columns = Object.keys(consumptionRow.shape) as readonly Column[];
const known = { columns: columns.join(', ') };
const textColumns: readonly Column[] = ['ship', 'fuel', 'origin'];

export type Cell = string | number | boolean | null | undefined;

/** A row of consumption, or every fault of the row with what can be read of its ship and year. */
export interface ReadRow {
  readonly row?: ConsumptionRow;
  readonly ship?: unknown;
  readonly year?: unknown;
  readonly faults: readonly CellFault[];
}

/** A column that nobody knows. */
export function unknownColumns(names: readonly string[]): CellFault[] {
  return names.filter((name) => !columns.includes(name as Column)).map((name) => fault(name, 'unknownColumn', known));
}

/** The columns of a file against those that are known; a file with others, or without those needed, is refused as a whole. */
export function headerFaults(names: readonly string[]): CellFault[] {
  const needed = columns.filter((column) => !consumptionRow.shape[column].safeParse(undefined).success);
  const missing = needed.filter((column) => !names.includes(column));
  return [...missing.map((column) => fault(column, 'missingColumn', known)), ...unknownColumns(names)];
}

export function rowOf(cells: Readonly<Record<string, Cell>>): ReadRow {
  const faults: CellFault[] = [];
  const values: Partial<Record<Column, string | number | boolean>> = {};
  for (const column of columns) {
    const cell = cells[column];
    if (isEmpty(cell)) continue;
    const value = valueOf(column, cell);
    if (typeof value === 'object') faults.push(value);
    else values[column] = value;
  }
  const parsed = consumptionRow.safeParse(values);
  if (parsed.success && faults.length === 0) return { row: parsed.data, ship: parsed.data.ship, year: parsed.data.year, faults };
  const told = new Set(faults.map(({ column }) => column));
  for (const issue of parsed.error?.issues ?? []) {
    const column = String(issue.path[0]);
    if (!told.has(column)) faults.push(isEmpty(cells[column]) ? fault(column, 'empty') : outOfRange(column, issue));
  }
  return { ship: values.ship, year: values.year, faults };
}

const isEmpty = (cell: Cell): cell is null | undefined | '' =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');

function valueOf(column: Column, cell: string | number | boolean): string | number | boolean | CellFault {
  const text = String(cell).trim();
  if (/^[=+@]/.test(text) && !/^\+?[\d.]+$/.test(text)) return fault(column, 'formula');
  if (textColumns.includes(column)) return text;
  if (column === 'compliant') {
    if (/^(true|yes|1)$/i.test(text)) return true;
    return /^(false|no|0)$/i.test(text) ? false : fault(column, 'yesOrNo', { text });
  }
  if (typeof cell === 'number') return cell;
  if (/^-?\d{1,3}(\.\d{3})*,\d+$|^-?\d+,\d+$/.test(text)) return fault(column, 'decimalComma', { text });
  const value = Number(text);
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(value) ? value : fault(column, 'noNumber', { text });
}
