import type { Reason } from '../refusal.ts';
import type { FactorSets } from './calculation.ts';
import { consumptionRow, type ConsumptionRow } from './consumption-row.ts';
import {
  etsPart,
  fueleuPart,
  readingsOf,
  type Burnt,
  type BurntFuel,
  type EtsPart,
  type FuelEuPart,
  type Reading,
} from './consumption-year.ts';
import { FileLines } from './file-lines.ts';
import { complianceMisstated, countedAsFossil } from './fuel-compliance.ts';
import { countedFuel, unfit } from './fueleu-line.ts';
import { LeftOut, type RowsLacking } from './left-out.ts';
import { againstShares, scopeSharesOf, type ScopeShares } from './scope-shares.ts';

interface ShipYearCommon extends RowsLacking {
  readonly ship: string;
  readonly year: number;
  /** Lines of the file that were counted. */
  readonly lines: string;
  /** Rows are left out that are, or may be, of this year: its figures are not the whole year. */
  readonly incomplete: boolean;
  readonly interpretations: readonly Reading[];
}

/** The year of a ship under both systems, each by itself: what the one refuses the other may have. */
export type ShipYear = ShipYearCommon & FuelEuPart & EtsPart;

interface CountedYear {
  readonly ship: string;
  readonly year: number;
  readonly burnt: Map<string, Burnt>;
  readonly lines: FileLines;
}

/**
 * Rows of fuel added up by ship, year, fuel and share of scope, in whole kilograms: what stays in memory grows with the kinds
 * of fuel and not with the rows. A row that cannot be counted is answered with its reasons and marks its year as incomplete.
 */
export class Consumption {
  readonly #years = new Map<string, CountedYear>();
  readonly #leftOut = new LeftOut();
  readonly #shares: ScopeShares;

  constructor(readonly sets: FactorSets) {
    this.#shares = scopeSharesOf(sets);
  }

  /** `line` is where the row stands in the file. */
  add(row: ConsumptionRow, line?: number): readonly Reason[] {
    const { ship, year } = row;
    const found = this.#burntOf(row);
    if (!('massKg' in found)) {
      this.#leftOut.add(ship, year);
      return found;
    }
    const yearKey = keyOf(ship, year);
    const counted = this.#years.get(yearKey) ?? { ship, year, burnt: new Map<string, Burnt>(), lines: new FileLines() };
    this.#years.set(yearKey, counted);
    if (line !== undefined) counted.lines.add(line);
    const key = JSON.stringify([found.fuel, found.scopePct, found.etsScopePct]);
    const before = counted.burnt.get(key);
    if (before) before.massKg += found.massKg;
    else counted.burnt.set(key, found);
    return [];
  }

  /** A row that cannot be read, with its ship and year as far as these can be: it marks every year that it may belong to. */
  leaveOut(ship: unknown, year: unknown): void {
    this.#leftOut.add(consumptionRow.shape.ship.safeParse(ship).data, consumptionRow.shape.year.safeParse(year).data);
  }

  /** Each ship's year by itself, in the order of the file: the balance of what fills its scope, and the allowances it owes. */
  *years(): Generator<ShipYear> {
    for (const { ship, year, burnt, lines } of this.#years.values()) {
      const fuels = [...burnt.values()];
      const fueleu = fueleuPart(year, fuels, this.sets);
      const ets = etsPart(year, fuels, this.sets);
      const lacking = this.#leftOut.of(ship, year);
      const answers = [...(fueleu.balance ? [fueleu.allocation, fueleu.balance] : []), ...ets.surrender];
      yield {
        ...{ ship, year, ...fueleu, ...ets },
        ...{ lines: `${lines}`, incomplete: lacking.rowsLeftOut + lacking.rowsUnplaced > 0, ...lacking },
        interpretations: readingsOf(answers),
      };
    }
  }

  /** The ships' years of which no row at all could be counted. */
  *empty(): Generator<{ readonly ship: string; readonly year: number; readonly rowsLeftOut: number }> {
    for (const one of this.#leftOut.shipYears()) if (!this.#years.has(keyOf(one.ship, one.year))) yield one;
  }

  #burntOf({ ship: _, year: __, scopePct, etsScopePct, massT, ...fuel }: ConsumptionRow): Burnt | readonly Reason[] {
    const shares = againstShares({ scopePct, etsScopePct }, this.#shares);
    const found = this.#fuelOf(fuel, massT);
    if (!('massKg' in found)) return [...shares, ...found];
    return shares.length > 0 ? shares : { fuel, scopePct, etsScopePct: etsScopePct ?? scopePct, ...found };
  }

  #fuelOf(fuel: BurntFuel, massT: number): Pick<Burnt, 'lcvMjPerG' | 'massKg'> | readonly Reason[] {
    const massKg = Math.round(massT * 1_000);
    if (Math.abs(massT * 1_000 - massKg) > 1e-6) return [unfit('massT', 'a mass in tonnes has at most three decimals, whole kilograms')];
    const { fueleu } = this.sets;
    const found = countedFuel({ ...fuel, ...countedAsFossil(fuel, fueleu) }, this.sets, undefined, '');
    if (!('row' in found)) return found.map((reason) => ({ ...reason, field: (reason.field ?? '').slice(1) }));
    const misstated = complianceMisstated(found.row, fuel, this.sets.red);
    return misstated === undefined ? { lcvMjPerG: found.row.lcvMjPerG, massKg } : [unfit('compliant', misstated)];
  }
}

const keyOf = (ship: string, year: number): string => JSON.stringify([ship, year]);
