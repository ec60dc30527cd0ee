import { expect } from 'chai';
import fc from 'fast-check';
import { creditCodeCheck, isCreditCode } from '../../src/people/credit-code.ts';

/** Codes that circulate as samples of GB 32100-2015, and such as look like one. */
const vectors: readonly (readonly [code: string, holds: boolean, why: string])[] = [
  ['91350100M000100Y43', true, 'a widely used sample'],
  ['91110000600037341L', true, 'the sample of the stdnum library'],
  ['91310000MA1FL12X3G', true, 'made up, check character computed'],
  ['91110000600037342L', false, 'one digit off'],
  ['91310000MA1FL12X3O', false, 'the letter O is not of the alphabet'],
  ['310101199001010000', false, '18 digits, but the check fails'],
  ['9135010OM000100Y43', false, 'a letter in the region'],
  ['91350100M000100Y4', false, 'too short'],
  ['91350100M000100Y433', false, 'too long'],
  ['91350100m000100y43', false, 'lower case'],
  ['', false, 'empty'],
];

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const letter = fc.constantFrom(...alphabet);
const digit = fc.constantFrom(...'0123456789');
const bodies = fc
  .tuple(
    fc.array(letter, { minLength: 2, maxLength: 2 }),
    fc.array(digit, { minLength: 6, maxLength: 6 }),
    fc.array(letter, { minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.flat().join(''));

describe('a unified social credit code', () => {
  for (const [code, holds, why] of vectors) {
    it(`${code || '(empty)'} ${holds ? 'holds' : 'does not hold'}: ${why}`, () => {
      expect(isCreditCode(code)).to.equal(holds);
    });
  }

  it('has a check character for every body', () => {
    fc.assert(fc.property(bodies, (body) => isCreditCode(`${body}${creditCodeCheck(body) ?? ''}`)));
  });

  it('does not hold once any one character is another one', () => {
    fc.assert(
      fc.property(bodies, fc.nat({ max: 17 }), letter, (body, place, other) => {
        const code = `${body}${creditCodeCheck(body) ?? ''}`;
        fc.pre(code.charAt(place) !== other);
        return !isCreditCode(`${code.slice(0, place)}${other}${code.slice(place + 1)}`);
      }),
    );
  });
});
