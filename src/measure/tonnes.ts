import { refuse } from '../refusal.ts';
import { isMassKg } from './mass.ts';

/**
 * Reads tonnes as a person writes them ("1250.5") into whole kilograms, digit by digit, so 1250.5 t is 1250500 kg and
 * never one less. Refuses MASS_INVALID for a sign, a thousands mark, a decimal comma, more than three decimals (there
 * is no gram in the ledger) and a mass too large to count.
 */
export function parseTonnes(text: string, field = 'massT'): number {
  const match = /^(\d+)(?:\.(\d{1,3}))?$/.exec(text);
  if (!match) return refuse('MASS_INVALID', { field, values: { given: text, expected: 'tonnes with at most three decimals, as 1250.5' } });
  const massKg = Number(`${match[1]}${(match[2] ?? '').padEnd(3, '0')}`);
  if (!isMassKg(massKg))
    return refuse('MASS_INVALID', { field, values: { given: text, expected: 'a mass that can be counted in kilograms' } });
  return massKg;
}

/** Writes whole kilograms as tonnes with three decimals: 1250500 → "1250.500". Reading it again gives the same mass. */
export function formatTonnes(massKg: number): string {
  if (!Number.isSafeInteger(massKg)) throw new RangeError(`${massKg} is not a whole number of kilograms`);
  const digits = String(Math.abs(massKg)).padStart(4, '0');
  return `${massKg < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
