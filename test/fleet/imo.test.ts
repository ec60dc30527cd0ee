import { expect } from 'chai';
import fc from 'fast-check';
import { checkDigit, imoOf, imoText } from '../../src/fleet/imo.ts';

const vectors: readonly [printed: string, stored: string | undefined, why: string][] = [
  ['9074729', '9074729', 'the worked example: 63 + 0 + 35 + 16 + 21 + 4 = 139'],
  ['IMO 9074729', '9074729', 'as it is printed'],
  ['imo9074729', '9074729', 'as it is typed'],
  ['9319466', '9319466', 'a ship of the register'],
  ['9176187', '9176187', 'a ship of the register'],
  ['9010383', '9010383', 'a ship of the register'],
  ['7716830', '7716830', 'a ship of the register'],
  ['9534066', '9534066', 'a ship of the register'],
  ['1234567', '1234567', 'passes, though no such ship is known'],
  ['9074728', undefined, 'wrong check digit'],
  ['907472', undefined, 'too short'],
  ['90747290', undefined, 'too long'],
  ['0000000', undefined, 'all zeros pass the sum and are refused'],
  ['90A4729', undefined, 'a letter'],
  ['', undefined, 'nothing'],
];

describe('an IMO number', () => {
  for (const [printed, stored, why] of vectors) {
    it(`"${printed}" is ${stored === undefined ? 'none' : `kept as ${stored}`}: ${why}`, () => {
      expect(imoOf(printed)).to.equal(stored);
    });
  }

  it('that begins with 00 stands for a constructed ship and passes by its check digit', () => {
    expect(imoOf(`001001${checkDigit('001001')}`)).to.equal('0010017');
  });

  it('has one check digit out of ten', () => {
    const six = fc.integer({ min: 1, max: 999_999 }).map((number) => String(number).padStart(6, '0'));
    fc.assert(
      fc.property(six, (digits) => {
        const passing = [...'0123456789'].filter((last) => imoOf(digits + last) !== undefined);
        expect(passing).to.deep.equal([String(checkDigit(digits))]);
      }),
    );
  });

  it('in a request is judged by its form alone, so that a wrong check digit is a refusal with words of its own', () => {
    expect(imoText.safeParse('9074728').success).to.equal(true);
    expect(imoText.safeParse('MSC ANNA').success).to.equal(false);
  });
});
