/**
 * Mass from a gauged volume and a density that belong to the same temperature (both at 15 °C, or both as measured),
 * in kilograms not yet rounded: `roundKg` does that once, when the mass is posted. A density by hydrometer or density
 * meter is a true density, so the result is a mass in vacuum; see `massInAirKg`.
 */
export function massFromVolumeKg(volumeM3: number, densityKgPerM3: number): number {
  return positiveOrZero(volumeM3, 'volume in m³') * positive(densityKgPerM3, 'density in kg/m³');
}

/** The room in cubic metres that a mass takes at a density. */
export function volumeFromMassM3(massKg: number, densityKgPerM3: number): number {
  return positiveOrZero(massKg, 'mass in kg') / positive(densityKgPerM3, 'density in kg/m³');
}

/** Throws unless the value is a finite number above zero: zod refuses such input at the door, so here it is a bug. */
export function positive(value: number, what: string): number {
  if (!(Number.isFinite(value) && value > 0)) throw new RangeError(`${what} must be above zero, not ${value}`);
  return value;
}

/** Throws unless the value is a finite number, zero or more. */
export function positiveOrZero(value: number, what: string): number {
  if (!(Number.isFinite(value) && value >= 0)) throw new RangeError(`${what} must be zero or more, not ${value}`);
  return value;
}
