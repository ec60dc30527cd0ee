import { refuse } from '../refusal.ts';
import { roundKg } from './rounding.ts';

/**
 * The reading of a meter's non-resettable totaliser in tonnes, kept as printed ("104233.4517"). It has up to four
 * decimals, tenths of a kilogram, so it is compared and subtracted in whole tenths of a kilogram.
 */
export type TotaliserReading = string;

/** Tenths of a kilogram of a reading. Refuses MASS_INVALID for anything but digits with at most four decimals. */
export function totaliserTenthsKg(reading: TotaliserReading, field = 'reading'): bigint {
  const match = /^(\d{1,12})(?:\.(\d{1,4}))?$/.exec(reading);
  if (!match)
    return refuse('MASS_INVALID', { field, values: { given: reading, expected: 'tonnes with at most four decimals, as printed' } });
  return BigInt(`${match[1]}${(match[2] ?? '').padEnd(4, '0')}`);
}

/**
 * What went through a meter between two readings, in whole kilograms: the difference is exact and rounded once, half
 * away from zero. Refuses MASS_INVALID where the closing reading is below the opening one: a totaliser never runs back.
 */
export function meteredMassKg(opening: TotaliserReading, closing: TotaliserReading): number {
  const tenthsKg = totaliserTenthsKg(closing, 'closing') - totaliserTenthsKg(opening, 'opening');
  if (tenthsKg < 0n) {
    return refuse('MASS_INVALID', { field: 'closing', values: { given: closing, expected: `not below the opening reading ${opening}` } });
  }
  return wholeKg(tenthsKg);
}

/**
 * The gap between one delivery's closing reading and the next one's opening reading, in tenths of a kilogram. Zero is
 * the rule; anything else, in either direction, is an alert for customs.
 */
export function totaliserGapTenthsKg(previousClosing: TotaliserReading, opening: TotaliserReading): number {
  return Number(totaliserTenthsKg(opening, 'opening') - totaliserTenthsKg(previousClosing, 'previousClosing'));
}

// The last digit is taken off as text, so that not even a huge difference passes through a fraction it cannot hold.
function wholeKg(tenthsKg: bigint): number {
  const whole = Number(tenthsKg / 10n);
  return roundKg(whole) + roundKg(Number(tenthsKg % 10n) / 10);
}
