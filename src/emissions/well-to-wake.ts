import { isPositiveMassKg } from '../measure/mass.ts';
import { refuseAll, type Reason } from '../refusal.ts';
import { rowPathway, rowsOf } from './annex-rows.ts';
import { classesThatMatter, rowForClass, type EngineClass } from './engine-class.ts';
import { gwpSetOf, type Factors, type FuelRow } from './factors.ts';
import type { NotCounted, Standing } from './fuel-intensity.ts';
import { mixIntensity, type MixIntensity, type MixLine } from './mix-intensity.ts';
import type { ProofPathway } from './red-factors.ts';

/**
 * One fuel of a stem or a blend. `fuel` is a row of Annex II ("LNG_OTTO_MS") or a fuel's name ("LNG", "FAME", "HFO",
 * "METHANOL", "AMMONIA"), which with its pathway stands for the rows of all engine classes; a low-carbon fuel stands under
 * those of the RFNBO. A renewable or low-carbon fuel brings the E of its proof; without one, or with `notCounted`, it counts as fossil by Art. 10(1)(a). Whether E saves enough is
 * asked of `savingTest` first: here an E that is given counts.
 */
export type FuelComponent =
  | { readonly fuel: string; readonly massKg: number; readonly pathway: 'fossil'; readonly eGPerMj?: never; readonly notCounted?: never }
  | {
      readonly fuel: string;
      readonly massKg: number;
      readonly pathway: ProofPathway;
      /** Total of the proof of sustainability, may be negative. */
      readonly eGPerMj?: number;
      readonly notCounted?: Exclude<NotCounted, 'no-proof'>;
    };

export interface WellToWakeInput {
  readonly components: readonly FuelComponent[];
  /** From the ship's record; absent, each class that makes a difference gets its result. */
  readonly engineClass?: EngineClass | undefined;
  readonly factors: Factors;
  /** Another set of global warming potentials than the one the regulation uses today. */
  readonly gwpSet?: string;
}

/** The intensity for one engine class; `null` where the class makes no difference to these fuels. */
export interface ClassResult extends MixIntensity {
  readonly engineClass: EngineClass | null;
}

export interface WellToWake {
  readonly factorSet: string;
  readonly gwpSet: string;
  readonly results: readonly ClassResult[];
}

interface ClassLines {
  readonly engineClass: EngineClass | null;
  readonly lines: readonly MixLine[];
}

interface Resolved {
  readonly component: FuelComponent;
  readonly rows: readonly FuelRow[];
  readonly fallbackRow: FuelRow | null;
}

/**
 * Well-to-wake greenhouse-gas intensity by FuelEU Maritime (Regulation (EU) 2023/1805, Annexes I and II) of one fuel or
 * of a blend by its components, weighted by energy; no reward factor, no wind factor, no on-shore power. Masses are
 * whole kilograms, results gCO2eq/MJ and MJ, unrounded.
 *
 * Refuses, with every reason at once: MASS_INVALID (no component, or a mass that is not a positive whole number of
 * kilograms), FUEL_UNKNOWN, FACTOR_MISSING (Annex II has no usable value for the fuel, or none for that engine class).
 */
export function wellToWake(input: WellToWakeInput): WellToWake {
  const { components, factors } = input;
  const gwp = gwpSetOf(factors, input.gwpSet);
  const reasons: Reason[] = components.length === 0 ? [{ code: 'MASS_INVALID', field: 'components', values: { given: 'none' } }] : [];
  const resolved = components.flatMap((component, place) => resolve(component, `components[${place}]`, factors, reasons));
  refuseAll(reasons);
  const results = classesFor(resolved, input.engineClass, factors).map(({ engineClass, lines }) => {
    return Object.freeze({ engineClass, ...mixIntensity(lines, factors, gwp.id) });
  });
  return Object.freeze({ factorSet: factors.set, gwpSet: gwp.id, results: Object.freeze(results) });
}

function resolve(component: FuelComponent, field: string, factors: Factors, reasons: Reason[]): Resolved[] {
  const { fuel, massKg, pathway, eGPerMj } = component;
  if (eGPerMj !== undefined && !Number.isFinite(eGPerMj)) throw new RangeError(`E of ${fuel} must be a number, not ${String(eGPerMj)}`);
  if (pathway === 'fossil' && eGPerMj !== undefined) throw new RangeError(`${fuel}: a fossil fuel has the defaults of Annex II and no E`);
  if (!isPositiveMassKg(massKg)) reasons.push({ code: 'MASS_INVALID', field: `${field}.massKg`, values: { given: massKg } });
  const rows = rowsOf(factors, fuel, rowPathway(pathway), `${field}.fuel`);
  if ('code' in rows) {
    reasons.push(rows);
    return [];
  }
  const counted = pathway === 'fossil' || (eGPerMj !== undefined && component.notCounted === undefined);
  const fallbackRow = counted ? null : fallbackFor(rows, factors);
  if (fallbackRow === undefined) {
    reasons.push({ code: 'FACTOR_MISSING', field: `${field}.eGPerMj`, values: { fuel, pathway }, clause: factors.clauses.fallback });
    return [];
  }
  return [{ component, rows, fallbackRow }];
}

function fallbackFor(rows: readonly FuelRow[], factors: Factors): FuelRow | undefined {
  const id = rows[0] && factors.fallback.rows[rows[0].fuel];
  return factors.rows.find((row) => row.id === id);
}

/** The lines of the blend for the class asked for, or for each class that makes a difference and that every fuel has. */
function classesFor(resolved: readonly Resolved[], asked: EngineClass | undefined, factors: Factors): ClassLines[] {
  const matter = classesThatMatter(resolved.map(({ rows }) => rows));
  const wanted = asked ? [asked] : matter.length > 0 ? matter : [null];
  const rowOf = ({ rows }: Resolved, engineClass: EngineClass | null): FuelRow | undefined =>
    engineClass === null || (rows.length === 1 && !asked) ? rows[0] : rowForClass(rows, engineClass);
  const found = wanted.flatMap((engineClass) => {
    const lines = resolved.flatMap((one) => {
      const row = rowOf(one, engineClass);
      return row ? [{ row, massKg: one.component.massKg, standing: standingOf(one) }] : [];
    });
    return lines.length === resolved.length ? [{ engineClass: matter.length > 0 ? engineClass : null, lines }] : [];
  });
  if (found.length === 0) {
    const without = resolved.filter((one) => !asked || !rowOf(one, asked));
    refuseAll(without.map(({ component }) => classMissing(component, asked, factors)));
  }
  return found;
}

function classMissing(component: FuelComponent, asked: EngineClass | undefined, factors: Factors): Reason {
  const values = { fuel: component.fuel, engineClass: asked ?? 'each' };
  return { code: 'FACTOR_MISSING', field: 'engineClass', values, clause: `${factors.regulation} Annex II` };
}

function standingOf({ component, fallbackRow }: Resolved): Standing {
  if (fallbackRow) return { kind: 'fallback', why: component.notCounted ?? 'no-proof', row: fallbackRow };
  const { eGPerMj, pathway } = component;
  if (eGPerMj === undefined) return { kind: 'fossil' };
  return { kind: 'certified', eGPerMj, ...(pathway === 'low-carbon' && { origin: pathway }) };
}
