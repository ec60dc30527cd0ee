/** The fuels an authority decides about. A decision on FUEL_OIL speaks for low and high sulphur oil and gas oil, for nothing else. */
export const fuelKeys = ['LNG', 'METHANOL', 'BIOFUEL', 'AMMONIA', 'FUEL_OIL'] as const;

export type FuelKey = (typeof fuelKeys)[number];
