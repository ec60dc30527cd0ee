import { z } from 'zod';

/**
 * The seven digits of an IMO number, the printed "IMO " taken off; undefined where the form does not hold, where the number
 * is all zeros, or where the check digit fails: the first six digits times 7, 6, 5, 4, 3, 2 are added up, and the last digit
 * of the sum is the seventh. A pass proves the form, not the ship: 1234567 passes. Numbers that begin with 00 are never
 * given to ships and stand for constructed ones.
 */
export function imoOf(printed: string): string | undefined {
  const digits = printed.trim().replace(/^IMO ?/i, '');
  if (!/^\d{7}$/.test(digits) || digits === '0000000') return undefined;
  return checkDigit(digits) === Number(digits[6]) ? digits : undefined;
}

/** The check digit of the first six digits. */
export const checkDigit = (digits: string): number =>
  [7, 6, 5, 4, 3, 2].reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 10;

/** An IMO number in a request: its form is a matter of the schema, its check digit a refusal with words of its own. */
export const imoText = z
  .string()
  .trim()
  .regex(/^(IMO ?)?[0-9]{1,10}$/i)
  .meta({ id: 'ImoNumber', description: 'IMO number, seven digits with check digit', example: '9074729' });
