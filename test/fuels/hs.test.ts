import { expect } from 'chai';
import { readFuels } from '../../src/fuels/fuels.ts';
import { cn10Of, documentNumberForm, hsForBlend, withinCarriageLimit, type DocumentKind } from '../../src/fuels/hs.ts';

const { customs, grades } = readFuels();

describe('a tariff code', () => {
  it('is kept as ten digits without its dots', () => {
    expect(cn10Of('2710192410')).to.equal('2710192410');
    expect(cn10Of('2710.20.00.00')).to.equal('2710200000');
    expect(cn10Of('27102000')).to.equal(undefined);
    expect(cn10Of('27102000AB')).to.equal(undefined);
  });

  it('is known for every key a grade names, and gas oil has none', () => {
    for (const { grade, hs } of grades) {
      expect(hs.length === 0, grade).to.equal(grade === 'MGO');
      expect(hs.every((key) => customs.hs.codes.some((code) => code.key === key))).to.equal(true);
    }
  });
});

// Shares by mass and by volume of FAME of 880 kg/m³ in oil of 960 kg/m³.
const blends: readonly [blend: string, massPct: number, volumePct: number, hs6: string, carried: boolean][] = [
  ['B24 by volume', 22.45, 24, '271020', true],
  ['B30 by volume', 28.21, 30, '271020', true],
  ['B30 by mass', 30, 31.86, '271020', false],
  ['B50 by mass', 50, 52.17, '382600', false],
];

describe('a blend of biodiesel and fuel oil', () => {
  for (const [blend, massPct, volumePct, hs6, carried] of blends) {
    it(`${blend} is declared under ${hs6} by its mass, and ${carried ? 'may' : 'may not'} be carried by its volume`, () => {
      expect(hsForBlend(customs, massPct).hs6).to.equal(hs6);
      expect(withinCarriageLimit(customs, volumePct)).to.equal(carried);
    });
  }

  it('without biodiesel, or with more than all of it, is none', () => {
    for (const share of [0, -1, 100.1, Number.NaN]) expect(() => hsForBlend(customs, share)).to.throw(RangeError);
  });
});

const numbers: readonly [kind: DocumentKind, number: string, known: boolean][] = [
  ['declaration', '290120250000012345', true],
  ['declaration', '290120251000012345', true],
  ['declaration', '29012025E000012345', true],
  ['declaration', '2901202500000123', false],
  ['declaration', '290120252000012345', false],
  ['inventory-list', 'QD290125E000000123', true],
  ['inventory-list', 'QD2901250000000123', false],
  ['account-book', 'T29011234567', true],
  ['account-book', '2901T1234567', false],
];

describe('the number of a customs document', () => {
  for (const [kind, number, known] of numbers) {
    it(`${number} is ${known ? 'of the known shape' : 'unusual'} for ${kind}`, () => {
      expect(documentNumberForm(customs, kind, number)).to.include({ form: known ? 'known' : 'unusual', status: 'FROM-MEMORY' });
    });
  }
});
