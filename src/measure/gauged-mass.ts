import { buoyancyFactor } from './buoyancy.ts';
import type { MassBasis } from './mass.ts';
import type { BuoyancySetting } from './settings.ts';
import { massFromVolumeKg } from './volume.ts';

/** A mass that was computed from volume and density, and how it came to its basis. */
export interface GaugedMass {
  /** Kilograms not yet rounded. */
  readonly massKg: number;
  readonly basis: MassBasis;
  /** The conversion from true mass to mass in air; null where none was needed. The note shows it. */
  readonly conversion: { readonly factor: number; readonly setting: string; readonly clause: string; readonly status: string } | null;
}

/**
 * The mass of a gauged volume on the basis in which the fuel is traded: a volume times a density is a true mass, so mass
 * in air needs the buoyancy factor. Volume and density belong to the same temperature.
 */
export function gaugedMass(volumeM3: number, densityKgPerM3: number, basis: MassBasis, setting: BuoyancySetting): GaugedMass {
  const trueMassKg = massFromVolumeKg(volumeM3, densityKgPerM3);
  if (basis === 'vacuum') return Object.freeze({ massKg: trueMassKg, basis, conversion: null });
  const factor = buoyancyFactor(densityKgPerM3, setting);
  const conversion = Object.freeze({ factor, setting: setting.id, clause: setting.clause, status: setting.status });
  return Object.freeze({ massKg: trueMassKg * factor, basis, conversion });
}
