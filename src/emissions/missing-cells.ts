import type { FuelRow, RawFuelRow } from './factors.ts';

export type MissingCell = 'cfCH4GPerG' | 'cfN2OGPerG';

/**
 * Fills the cells that Annex II prints as TBM (to be measured) or N/A with the highest default of the same class of
 * fuel (fossil, bio, RFNBO) in the same column, as the Annex itself orders; the row remembers which cells were filled.
 */
export function fillMissingCells(rows: readonly RawFuelRow[]): Omit<FuelRow, 'cell'>[] {
  return rows.map((row) => {
    const filled = (['cfCH4GPerG', 'cfN2OGPerG'] as const).filter((column) => typeof row[column] !== 'number');
    const valueOf = (column: MissingCell): number => {
      const value = row[column];
      return typeof value === 'number' ? value : highestDefault(rows, row.pathway, column);
    };
    return { ...row, cfCH4GPerG: valueOf('cfCH4GPerG'), cfN2OGPerG: valueOf('cfN2OGPerG'), filled };
  });
}

function highestDefault(rows: readonly RawFuelRow[], pathway: RawFuelRow['pathway'], column: MissingCell): number {
  const printed = rows
    .filter((row) => row.pathway === pathway)
    .map((row) => row[column])
    .filter((value) => typeof value === 'number');
  if (printed.length === 0) throw new RangeError(`no ${pathway} fuel has a default in ${column} that could fill a missing cell`);
  return Math.max(...printed);
}
