/**
 * The unified social credit code of a Chinese organisation (GB 32100-2015): one character for the registering authority,
 * one for the kind of body, six digits of its region, nine of its organisation code, and one check character.
 */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 32100-2015: the weight of place i is 3^(i-1) modulo 31. */
const modulus = 31;
const weights: readonly number[] = Array.from({ length: 17 }).reduce<number[]>(
  (row, _none, place) => [...row, place === 0 ? 1 : ((row[place - 1] ?? 0) * 3) % modulus],
  [],
);

/** Letters may stand in the first two places (other authorities than market regulation); the region is digits. */
const body = /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{9}$/;

/** The check character of the first seventeen characters; undefined where they are no body of a code. */
export function creditCodeCheck(seventeen: string): string | undefined {
  if (!body.test(seventeen)) return undefined;
  const sum = weights.reduce((total, weight, place) => total + weight * alphabet.indexOf(seventeen.charAt(place)), 0);
  return alphabet.charAt((modulus - (sum % modulus)) % modulus);
}

/** Whether an 18-character code has the form of GB 32100-2015 and its check character; that the body exists is not said. */
export const isCreditCode = (code: string): boolean => code.length === 18 && creditCodeCheck(code.slice(0, 17)) === code.charAt(17);
