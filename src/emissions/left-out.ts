const keyOf = (ship: string | undefined, year: number | undefined): string => JSON.stringify([ship ?? null, year ?? null]);

/** How many rows a ship's year lacks. */
export interface RowsLacking {
  /** Rows of this ship and year that could not be counted. */
  readonly rowsLeftOut: number;
  /** Rows that could not be counted and whose ship or year cannot be read: they may be of this ship's year. */
  readonly rowsUnplaced: number;
}

/** The rows of a file that could not be counted, by ship and year as far as these can be read. */
export class LeftOut {
  readonly #rows = new Map<string, number>();

  add(ship: string | undefined, year: number | undefined): void {
    const key = keyOf(ship, year);
    this.#rows.set(key, this.#count(key) + 1);
  }

  of(ship: string, year: number): RowsLacking {
    const unplaced = [keyOf(ship, undefined), keyOf(undefined, year), keyOf(undefined, undefined)];
    return {
      rowsLeftOut: this.#count(keyOf(ship, year)),
      rowsUnplaced: unplaced.reduce((all, key) => all + this.#count(key), 0),
    };
  }

  /** The ships' years that have rows left out. */
  *shipYears(): Generator<{ readonly ship: string; readonly year: number; readonly rowsLeftOut: number }> {
    for (const [key, rowsLeftOut] of this.#rows) {
      const [ship, year] = JSON.parse(key) as [string | null, number | null];
      if (ship !== null && year !== null) yield { ship, year, rowsLeftOut };
    }
  }

  #count(key: string): number {
    return this.#rows.get(key) ?? 0;
  }
}
