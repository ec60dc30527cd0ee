import type { FuelRow } from './factors.ts';

/**
 * What burns the fuel, as far as Annex II tells it apart: dual-fuel Otto engines (medium and slow speed), dual-fuel
 * diesel (slow speed), lean-burn spark ignition, fuel cell, other piston engine, and any other consumer (boiler, steam
 * or gas turbine), for which no slip is listed.
 */
export const engineClasses = ['OTTO_MS', 'OTTO_SS', 'DIESEL_SS', 'LBSI', 'ICE', 'FUEL_CELL', 'OTHER'] as const;
export type EngineClass = (typeof engineClasses)[number];

const pistonEngines: readonly EngineClass[] = ['OTTO_MS', 'OTTO_SS', 'DIESEL_SS', 'LBSI', 'ICE'];

/**
 * The row of a fuel for an engine class, or undefined where Annex II does not decide: LNG in "a piston engine" could be
 * any of four slips, and guessing one would flatter the ship. A row without class holds for every consumer. A fuel cell
 * that runs on LNG takes the row without listed slip.
 */
export function rowForClass(rows: readonly FuelRow[], engineClass: EngineClass): FuelRow | undefined {
  const of = (wanted: EngineClass | null): FuelRow | undefined => rows.find((row) => row.engineClass === wanted);
  return (
    of(null) ??
    of(engineClass) ??
    (pistonEngines.includes(engineClass) ? of('ICE') : undefined) ??
    (engineClass === 'FUEL_CELL' ? of('OTHER') : undefined)
  );
}

/** The engine classes that make a difference to these fuels, in the order of the list; empty where none does. */
export function classesThatMatter(fuels: readonly (readonly FuelRow[])[]): EngineClass[] {
  const named = new Set(
    fuels
      .filter((rows) => rows.length > 1)
      .flat()
      .map((row) => row.engineClass),
  );
  return engineClasses.filter((engineClass) => named.has(engineClass));
}
