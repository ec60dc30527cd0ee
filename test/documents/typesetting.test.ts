import { expect } from 'chai';
import fc from 'fast-check';
import { fontOf } from '../../src/documents/fonts.ts';
import { linesOf } from '../../src/documents/lines.ts';
import { missingMark, runsOf, type CoversBy } from '../../src/documents/runs.ts';

const covers: CoversBy = {
  latin: (codePoint) => fontOf('latin', 'regular').covers(codePoint),
  han: (codePoint) => fontOf('han', 'regular').covers(codePoint),
  rare: (codePoint) => fontOf('rare', 'regular').covers(codePoint),
};

/** A Chinese character is as wide as two Latin ones. */
const measure = (text: string): number => [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);

const mixed = fc
  .array(fc.constantFrom('船', '用', '燃', '料', '，', '。', '（', 'fuel', 'CO₂', ' ', '12.5', ',', 'a'), { maxLength: 60 })
  .map((parts) => parts.join(''));

describe('a line is set in fonts that have its characters', () => {
  it('takes Latin and the small figure of CO₂ from one font, and Chinese from the other', () => {
    expect(runsOf('含量 CO₂eq 油', covers)).to.deep.equal([
      { face: 'han', text: '含量 ' },
      { face: 'latin', text: 'CO₂eq ' },
      { face: 'han', text: '油' },
    ]);
  });

  it('takes a character that the cut font lacks from the whole font', () => {
    expect(runsOf('喆', covers)).to.deep.equal([{ face: 'rare', text: '喆' }]);
  });

  it('sets the mark of a missing type for what no font has', () => {
    expect(runsOf('a😀', covers)).to.deep.equal([
      { face: 'latin', text: 'a' },
      { face: 'han', text: missingMark },
    ]);
  });

  it('loses nothing of a text, and each run can be drawn by its font', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const runs = runsOf(text, covers);
        expect(runs.map((run) => run.text).join('')).to.equal(text);
        for (const run of runs) for (const character of run.text) expect(covers[run.face](character.codePointAt(0) ?? 0)).to.equal(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a text is broken into lines', () => {
  it('between English words, between Chinese characters, and in a word that is wider than the line', () => {
    expect(linesOf('bunker delivery note', 10, measure)).to.deep.equal(['bunker', 'delivery', 'note']);
    expect(linesOf('船用燃料交付单', 8, measure)).to.deep.equal(['船用燃料', '交付单']);
    expect(linesOf('0123456789abcdef', 10, measure)).to.deep.equal(['0123456789', 'abcdef']);
  });

  it('so that no mark begins a line and none that opens ends one', () => {
    expect(linesOf('船用燃料，交付', 8, measure)).to.deep.equal(['船用燃', '料，交付']);
    expect(linesOf('船用燃（交付单）', 8, measure)).to.deep.equal(['船用燃', '（交付', '单）']);
  });

  it('so that one Chinese character does not stand alone on the last line', () => {
    expect(linesOf('船用燃料油', 8, measure)).to.deep.equal(['船用燃', '料油']);
  });

  it('without losing a character, and never wider than it may be', () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 8, max: 40 }), (text, width) => {
        const lines = linesOf(text, width, measure);
        expect(lines.join('').replace(/\s/g, '')).to.equal(text.replace(/\s/g, ''));
        for (const line of lines) expect(measure(line)).to.be.at.most(width);
      }),
      { numRuns: 500 },
    );
  });
});
