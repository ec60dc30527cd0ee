import { sum } from '../measure/sum.ts';
import { Refusal, type Reason } from '../refusal.ts';
import { calculate } from './calculate.ts';
import type { Answer, FactorSets } from './calculation.ts';
import type { ConsumptionRow } from './consumption-row.ts';
import { etsSurrender } from './ets-surrender.ts';
import { countedAsFossil } from './fuel-compliance.ts';
import { fueleuAllocation } from './fueleu-allocation.ts';
import { fueleuBalance } from './fueleu-balance.ts';

export type BurntFuel = Omit<ConsumptionRow, 'ship' | 'year' | 'scopePct' | 'etsScopePct' | 'massT'>;

/** Kilograms of one fuel with one certified value in one share of scope, of each of the two systems. */
export interface Burnt {
  readonly fuel: BurntFuel;
  readonly scopePct: number;
  readonly etsScopePct: number;
  readonly lcvMjPerG: number;
  massKg: number;
}

/** Why a system has no result for a ship's year: nothing of it is in scope, which is no fault, or it was refused. */
export interface Absence {
  readonly why: 'outside-scope' | 'refused';
  /** Empty where nothing is in scope. Without fields: the lines of the calculation are not those of the file. */
  readonly reasons: readonly Reason[];
}

/** FuelEU Maritime: what fills the scope, cleanest first, and the balance of that; or why there is neither. */
export type FuelEuPart =
  | { readonly allocation: Answer; readonly balance: Answer; readonly fueleuAbsent?: undefined }
  | { readonly allocation?: undefined; readonly balance?: undefined; readonly fueleuAbsent: Absence };

/** EU ETS: the allowances by share of scope and together, tCO2eq; none where nothing is in scope, unknown where it was refused. */
export interface EtsPart {
  readonly surrender: readonly Answer[];
  readonly surrenderT?: number;
  readonly etsAbsent?: Absence;
}

const outside: Absence = { why: 'outside-scope', reasons: [] };

export function fueleuPart(year: number, burnt: readonly Burnt[], sets: FactorSets): FuelEuPart {
  if (burnt.every(({ scopePct }) => scopePct === 0)) return { fueleuAbsent: outside };
  const lines = linesOf(burnt, sets);
  const legs = burnt.map(({ scopePct, lcvMjPerG, massKg }) => ({ energyGj: massKg * lcvMjPerG, scopePct }));
  return answered<FuelEuPart>(
    () => {
      const allocation = calculate(fueleuAllocation, { legs, lines }, sets);
      const allocated = allocation.result['allocations'] as readonly { readonly massT: number }[];
      const inScope = allocated.map(({ massT }, place) => ({ ...lines[place], massT })).filter(({ massT }) => massT > 0);
      return { allocation, balance: calculate(fueleuBalance, { year, lines: inScope }, sets) };
    },
    (fueleuAbsent) => ({ fueleuAbsent }),
  );
}

export function etsPart(year: number, burnt: readonly Burnt[], sets: FactorSets): EtsPart {
  if (burnt.every(({ etsScopePct }) => etsScopePct === 0)) return { surrender: [], surrenderT: 0, etsAbsent: outside };
  return answered<EtsPart>(
    () => {
      const surrender = [...new Set(burnt.map(({ etsScopePct }) => etsScopePct))].map((scopePct) => {
        const lines = burnt.filter(({ etsScopePct }) => etsScopePct === scopePct).map(etsLine);
        return calculate(etsSurrender, { years: [year], scopePct, lines }, sets);
      });
      const owed = surrender.flatMap(({ result }) => result['years'] as readonly { readonly surrenderT: number }[]);
      return { surrender, surrenderT: sum(owed.map(({ surrenderT }) => surrenderT)) };
    },
    (etsAbsent) => ({ surrender: [], etsAbsent }),
  );
}

/** Each fuel once, in whatever share of scope it was burnt. */
function linesOf(burnt: readonly Burnt[], { fueleu }: FactorSets) {
  const fuels = new Map<string, { readonly fuel: BurntFuel; massKg: number }>();
  for (const { fuel, massKg } of burnt) {
    const key = JSON.stringify(fuel);
    const line = fuels.get(key) ?? { fuel, massKg: 0 };
    line.massKg += massKg;
    fuels.set(key, line);
  }
  return [...fuels.values()].map(({ fuel, massKg }) => {
    const { compliant: _, ...rest } = fuel;
    return { ...rest, ...countedAsFossil(fuel, fueleu), massT: massKg / 1_000 };
  });
}

const etsLine = ({ fuel: { fuel, slipPct, compliant }, massKg }: Burnt) => ({ fuel, massT: massKg / 1_000, slipPct, compliant });

function answered<Part>(compute: () => Part, absent: (absence: Absence) => Part): Part {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return absent({ why: 'refused', reasons: error.reasons.map(({ field: _, ...reason }) => reason) });
  }
}

/** One reading of the law on which a result rests, with the steps that rest on it. */
export interface Reading {
  readonly interpretation: string;
  readonly steps: readonly string[];
}

/** Each reading of the law once, in the order of the steps. */
export function readingsOf(answers: readonly Answer[]): Reading[] {
  const found = new Map<string, Set<string>>();
  for (const { label, fuel, interpretation } of answers.flatMap(({ steps }) => steps)) {
    if (interpretation === undefined) continue;
    found.set(interpretation, (found.get(interpretation) ?? new Set()).add(fuel === undefined ? label : `${label} ${fuel}`));
  }
  return [...found].map(([interpretation, steps]) => ({ interpretation, steps: [...steps] }));
}
