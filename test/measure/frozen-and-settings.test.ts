import { expect } from 'chai';
import { combine, proportion } from '../../src/measure/composition.ts';
import { deepFreeze } from '../../src/measure/frozen.ts';
import { isMassKg, isPositiveMassKg } from '../../src/measure/mass.ts';
import { buoyancySettingOn, type BuoyancySetting } from '../../src/measure/settings.ts';

describe('what is read once', () => {
  it('is frozen through and through, with nothing in it left open', () => {
    const inner = { massT: 1 };
    const frozen = deepFreeze({ lines: [inner], none: null, year: 2026 });
    expect([frozen, frozen.lines, inner].every((one) => Object.isFrozen(one))).to.equal(true);
    expect(frozen).to.deep.equal({ lines: [{ massT: 1 }], none: null, year: 2026 });
    expect([deepFreeze(null), deepFreeze(undefined), deepFreeze('word')]).to.deep.equal([null, undefined, 'word']);
  });
});

describe('the buoyancy setting of a day', () => {
  const setting = (id: string, validFrom: string): BuoyancySetting => ({
    id,
    validFrom,
    airDensityKgPerM3: 1.2,
    weightDensityKgPerM3: 8000,
    clause: 'OIML R 111',
    source: { publisher: 'OIML', title: 'R 111', date: '2004' },
    status: 'VERIFIED',
  });
  const settings = [setting('middle', '2010-01-01'), setting('new', '2020-01-01'), setting('old', '2000-01-01')];
  const on = (day: string, of = settings): string => buoyancySettingOn({ buoyancy: of }, day).id;

  it('is the last one in force, in whatever order they stand', () => {
    for (const of of [settings, [...settings].reverse(), [...settings.slice(1), ...settings.slice(0, 1)]]) {
      expect(['2009-12-31', '2010-01-01', '2019-12-31', '2020-01-01', '2030-01-01'].map((day) => on(day, of))).to.deep.equal([
        'old',
        'middle',
        'middle',
        'new',
        'new',
      ]);
      expect(on('1990-01-01', of)).to.equal('old');
    }
  });

  it('does not exist where there is none', () => {
    expect(() => on('2026-01-01', [])).to.throw(RangeError, 'there is no buoyancy setting');
  });
});

describe('the groups of a composition', () => {
  it('stand in the order of their names, in a part and in a blend', () => {
    expect(Object.keys(proportion({ LNG: 1, FAME: 2, HVO: 3, fossil: 4 }, 5, 10))).to.deep.equal(['FAME', 'HVO', 'LNG', 'fossil']);
    expect(Object.keys(combine([{ LNG: 1, FAME: 2 }, { HVO: 3 }, { AMMONIA: 4, LNG: 1 }]))).to.deep.equal([
      'AMMONIA',
      'FAME',
      'HVO',
      'LNG',
    ]);
    expect(Object.keys(combine([{ A: 1, B: 2, C: 3 }]))).to.deep.equal(['A', 'B', 'C']);
    expect(Object.keys(combine([{ C: 1, B: 2, A: 3 }]))).to.deep.equal(['A', 'B', 'C']);
  });

  it('decide by their names who gets the spare kilogram, not by the order of writing', () => {
    expect(proportion({ B: 1, A: 1 }, 1, 2)).to.deep.equal({ A: 1, B: 0 });
    expect(proportion({ A: 1, B: 1 }, 1, 2)).to.deep.equal({ A: 1, B: 0 });
  });
});

describe('whole kilograms', () => {
  it('are safe integers, zero or more, and no text; what is there has more than zero', () => {
    expect([0, 1, Number.MAX_SAFE_INTEGER].map(isMassKg)).to.deep.equal([true, true, true]);
    for (const none of [-1, 0.5, Number.MAX_SAFE_INTEGER + 1, Number.NaN, '5', 5n, null, undefined, [5]])
      expect(isMassKg(none), String(none)).to.equal(false);
    expect([0, 1].map(isPositiveMassKg)).to.deep.equal([false, true]);
  });
});
