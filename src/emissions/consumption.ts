import { z } from 'zod';
import { sum } from '../measure/sum.ts';
import type { Reason } from '../refusal.ts';
import { calculate } from './calculate.ts';
import type { Answer, FactorSets } from './calculation.ts';
import { etsSurrender } from './ets-surrender.ts';
import { countedAsFossil, sayWhether } from './fuel-compliance.ts';
import { fuelOrigins } from './fuel-intensity.ts';
import { fueleuAllocation } from './fueleu-allocation.ts';
import { fueleuBalance } from './fueleu-balance.ts';
import { countedFuel, unfit } from './fueleu-line.ts';

/** One row of a file of fuels and voyages: what a ship burnt of one fuel on one voyage or in one port. */
export const consumptionRow = z.strictObject({
  ship: z.string().trim().min(1).max(100),
  year: z.int().min(2000).max(2100),
  scopePct: z.number().min(0).max(100),
  fuel: z.string().trim().min(1).max(100),
  /** Tonnes with at most three decimals: whole kilograms. */
  massT: z.number().positive().max(1_000_000),
  eGPerMj: z.number().min(-1_000).max(1_000).optional(),
  slipPct: z.number().min(0).max(100).optional(),
  /** Whether a renewable fuel meets the criteria, with proof; without it counts as fossil. Each renewable fuel says so. */
  compliant: z.boolean().optional(),
  /** Of a fuel under a row of the RFNBO. */
  origin: z.enum(fuelOrigins).optional(),
});
export type ConsumptionRow = z.output<typeof consumptionRow>;
type Fuel = Omit<ConsumptionRow, 'ship' | 'year' | 'scopePct' | 'massT'>;

/** Kilograms of one fuel with one certified value in one share of scope. */
interface Burnt {
  readonly fuel: Fuel;
  readonly scopePct: number;
  readonly lcvMjPerG: number;
  massKg: number;
}

export interface ShipYear {
  readonly ship: string;
  readonly year: number;
  readonly allocation: Answer;
  readonly balance: Answer;
  /** Allowances under the EU ETS, by share of scope. */
  readonly surrender: readonly Answer[];
  readonly surrenderT: number;
}

/**
 * Rows of fuel added up by ship, year, fuel and share of scope, in whole kilograms: what stays in memory grows with the kinds
 * of fuel and not with the rows. A row that cannot be counted is answered with its reasons and changes nothing.
 */
export class Consumption {
  readonly #years = new Map<string, Map<string, Burnt>>();

  constructor(readonly sets: FactorSets) {}

  add({ ship, year, scopePct, massT, ...fuel }: ConsumptionRow): readonly Reason[] {
    const massKg = Math.round(massT * 1_000);
    if (Math.abs(massT * 1_000 - massKg) > 1e-6) return [unfit('massT', 'a mass in tonnes has at most three decimals, whole kilograms')];
    const { fueleu } = this.sets;
    const found = countedFuel({ ...fuel, ...countedAsFossil(fuel, fueleu) }, this.sets, undefined, '');
    if (!('row' in found)) return found.map((reason) => ({ ...reason, field: (reason.field ?? '').slice(1) }));
    const fossil = found.row.pathway === 'fossil';
    if (fossil && fuel.compliant === true) return [unfit('compliant', `${fuel.fuel} is fossil and cannot be zero-rated`)];
    if (!fossil && fuel.compliant === undefined) return [unfit('compliant', sayWhether(fuel.fuel))];
    const yearKey = JSON.stringify([ship, year]);
    const burnt = this.#years.get(yearKey) ?? new Map<string, Burnt>();
    this.#years.set(yearKey, burnt);
    const key = JSON.stringify([fuel, scopePct]);
    const line = burnt.get(key) ?? { fuel, scopePct, lcvMjPerG: found.row.lcvMjPerG, massKg: 0 };
    line.massKg += massKg;
    burnt.set(key, line);
    return [];
  }

  /** Each ship's year: what fills its scope, cleanest first, the balance of that, and the allowances it owes. */
  *years(): Generator<ShipYear> {
    for (const [key, burnt] of this.#years) {
      const [ship, year] = JSON.parse(key) as [string, number];
      yield { ship, year, ...this.#yearOf(year, [...burnt.values()]) };
    }
  }

  #yearOf(year: number, burnt: readonly Burnt[]): Omit<ShipYear, 'ship' | 'year'> {
    const fuels = new Map<string, { readonly fuel: Fuel; massKg: number }>();
    for (const { fuel, massKg } of burnt) {
      const key = JSON.stringify(fuel);
      const line = fuels.get(key) ?? { fuel, massKg: 0 };
      line.massKg += massKg;
      fuels.set(key, line);
    }
    const lines = [...fuels.values()].map(({ fuel, massKg }) => {
      const { compliant: _, ...rest } = fuel;
      return { ...rest, ...countedAsFossil(fuel, this.sets.fueleu), massT: massKg / 1_000 };
    });
    const legs = burnt.map(({ scopePct, lcvMjPerG, massKg }) => ({ energyGj: massKg * lcvMjPerG, scopePct }));
    const allocation = calculate(fueleuAllocation, { legs, lines }, this.sets);
    const allocated = allocation.result['allocations'] as readonly { readonly massT: number }[];
    const inScope = allocated.map(({ massT }, place) => ({ ...lines[place], massT })).filter(({ massT }) => massT > 0);
    const balance = calculate(fueleuBalance, { year, lines: inScope }, this.sets);
    const surrender = [...new Set(burnt.map(({ scopePct }) => scopePct))].map((scopePct) => {
      const ofScope = burnt.filter((line) => line.scopePct === scopePct).map(etsLine);
      return calculate(etsSurrender, { years: [year], scopePct, lines: ofScope }, this.sets);
    });
    const owed = surrender.flatMap(({ result }) => result['years'] as readonly { readonly surrenderT: number }[]);
    return { allocation, balance, surrender, surrenderT: sum(owed.map(({ surrenderT }) => surrenderT)) };
  }
}

const etsLine = ({ fuel: { fuel, slipPct, compliant }, massKg }: Burnt) => ({ fuel, massT: massKg / 1_000, slipPct, compliant });
