import { z } from 'zod';
import { fuelOrigins } from './fuel-intensity.ts';

/** One row of a file of fuels and voyages: what a ship burnt of one fuel on one voyage or in one port. */
export const consumptionRow = z.strictObject({
  ship: z.string().trim().min(1).max(100),
  year: z.int().min(2000).max(2100),
  /** Share in scope of FuelEU Maritime, one that the law knows; of the EU ETS too, unless it has its own. */
  scopePct: z.number().min(0).max(100),
  etsScopePct: z.number().min(0).max(100).optional(),
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
