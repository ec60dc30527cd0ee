import type { BuoyancySetting } from './settings.ts';
import { positive } from './volume.ts';

/**
 * Weighed in air, a liquid seems lighter by the air it displaces; the balance was set with weights that displace less.
 * The factor is (1 − ρair/ρliquid) / (1 − ρair/ρweights), about 0.9989 for fuel oil. Its two settings and their source
 * stand in `config/measure.json`.
 */
export function buoyancyFactor(densityKgPerM3: number, setting: BuoyancySetting): number {
  positive(densityKgPerM3, 'density in kg/m³');
  const { airDensityKgPerM3, weightDensityKgPerM3 } = setting;
  if (densityKgPerM3 <= airDensityKgPerM3) throw new RangeError(`a liquid of ${densityKgPerM3} kg/m³ would float in air`);
  return (1 - airDensityKgPerM3 / densityKgPerM3) / (1 - airDensityKgPerM3 / weightDensityKgPerM3);
}

/** Mass in air, as the trade weighs oil, FAME and methanol, from a true mass; kilograms not yet rounded. */
export function massInAirKg(massInVacuumKg: number, densityKgPerM3: number, setting: BuoyancySetting): number {
  return massInVacuumKg * buoyancyFactor(densityKgPerM3, setting);
}

/** True mass from a mass in air; kilograms not yet rounded. */
export function massInVacuumKg(massInAirKg: number, densityKgPerM3: number, setting: BuoyancySetting): number {
  return massInAirKg / buoyancyFactor(densityKgPerM3, setting);
}
