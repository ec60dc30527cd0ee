/** How a mass was weighed: oil, FAME and methanol in air as the trade does; LNG and ammonia as true mass ("vacuum"). */
export type MassBasis = 'air' | 'vacuum';

/** Whole kilograms, zero or more, small enough to be counted exactly. */
export function isMassKg(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** Whole kilograms of something that is there: what a posting, a parcel and a line of a blend have. */
export function isPositiveMassKg(value: unknown): value is number {
  return isMassKg(value) && value > 0;
}
