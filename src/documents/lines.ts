/** Marks that never begin a line, and marks that never end one (the usage of Chinese typesetting). */
const neverFirst = /^[，。、；：？！）》」』】〉”’…—,.;:?!)\]}%°℃]/u;
const neverLast = /[（《「『【〈“‘([{]$/u;
const han = /[\u2e80-\u303f\u3100-\u312f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]/u;

/**
 * Breaks a text into lines no wider than `width`: English between words, Chinese between characters with its rules for marks,
 * and a word that is wider than a line (a hash) wherever it must. `measure` gives the width of a text in the same unit.
 */
export function linesOf(text: string, width: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const piece of piecesOf(paragraph)) {
      if (measure((line + piece).trimEnd()) <= width) line += piece;
      else {
        if (line.trim() !== '') lines.push(line.trimEnd());
        const [whole, rest] = cutToWidth(piece.trimStart(), width, measure);
        lines.push(...whole);
        line = rest;
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** What must stay together: a word with the space after it, a Chinese character with the marks that cling to it. */
function piecesOf(text: string): readonly string[] {
  const atoms =
    text.match(
      /[\u2e80-\u303f\u3100-\u312f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}] *|[^\s\u2e80-\u303f\u3100-\u312f\u31c0-\u9fff\uf900-\ufaff\uff00-\uffef\u{20000}-\u{3ffff}]+\s*|\s+/gu,
    ) ?? [];
  const pieces: string[] = [];
  for (const atom of atoms) {
    const before = pieces.at(-1);
    const clings = before !== undefined && (neverFirst.test(atom) || neverLast.test(before)) && !before.endsWith(' ');
    if (clings && (han.test(atom) || han.test(before))) pieces[pieces.length - 1] = before + atom;
    else pieces.push(atom);
  }
  return pieces;
}

function cutToWidth(word: string, width: number, measure: (text: string) => number): readonly [whole: readonly string[], rest: string] {
  const whole: string[] = [];
  let rest = '';
  for (const character of word) {
    if (rest !== '' && measure((rest + character).trimEnd()) > width) {
      whole.push(rest.trimEnd());
      rest = '';
    }
    rest += character;
  }
  return [whole, rest];
}
