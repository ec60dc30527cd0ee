/**
 * Rounds to a number of decimals, halves away from zero: 2.5 → 3, −2.5 → −3, 1.005 → 1.01. The value is read as its
 * shortest decimal text, as a person would read it off a ticket, so the binary error of 1.005 does not decide.
 */
export function roundHalfAwayFromZero(value: number, decimals: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`cannot round ${value}`);
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 20) throw new RangeError(`cannot round to ${decimals} decimals`);
  const rounded = shift(Math.round(shift(Math.abs(value), decimals)), -decimals);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

/** The one place where kilograms become whole: half away from zero, once, when the mass is posted. */
export function roundKg(massKg: number): number {
  const whole = roundHalfAwayFromZero(massKg, 0);
  if (!Number.isSafeInteger(whole)) throw new RangeError(`${massKg} kg is beyond what a whole kilogram can count`);
  return whole;
}

// Moving the point in the decimal text is exact; multiplying by a power of ten is not.
function shift(value: number, places: number): number {
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}
