/** Marks that never begin a line, and marks that never end one (the usage of Chinese typesetting). */
const neverFirst = /^[，。、；：？！）》」』】〉”’…—,.;:?!)\]}%°℃]/u;
const neverLast = /[（《「『【〈“‘([{]$/u;
const hanRange = '\\u2e80-\\u303f\\u3100-\\u312f\\u31c0-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u{20000}-\\u{3ffff}';
const han = new RegExp(`[${hanRange}]`, 'u');
const atom = new RegExp(`[${hanRange}] *|[^\\s${hanRange}]+\\s*|\\s+`, 'gu');

/**
 * Breaks a text into lines no wider than `width`: English between words, Chinese between characters with its rules for marks,
 * and a word that is wider than a line (a hash) wherever it must. `measure` gives the width of a text in the same unit.
 */
export function linesOf(text: string, width: number, measure: (text: string) => number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => withoutWidow(linesOfParagraph(paragraph, width, measure)));
}

function linesOfParagraph(paragraph: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let filled = 0;
  for (const piece of piecesOf(paragraph)) {
    if (filled + measure(piece.trimEnd()) > width) {
      if (line.trim() !== '') lines.push(line.trimEnd());
      const [whole, rest] = cutToWidth(piece.trimStart(), width, measure);
      lines.push(...whole);
      line = rest;
      filled = measure(rest);
    } else {
      line += piece;
      filled += measure(piece);
    }
  }
  return [...lines, line.trimEnd()];
}

/** What must stay together: a word with the space after it, a Chinese character with the marks that cling to it. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const one of text.match(atom) ?? []) {
    const before = pieces.at(-1);
    const clings = before !== undefined && (neverFirst.test(one) || neverLast.test(before)) && !before.endsWith(' ');
    if (clings && (han.test(one) || han.test(before))) pieces[pieces.length - 1] = before + one;
    else pieces.push(one);
  }
  return pieces;
}

function cutToWidth(word: string, width: number, measure: (text: string) => number): readonly [whole: readonly string[], rest: string] {
  if (measure(word.trimEnd()) <= width) return [[], word];
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

/** One Chinese character alone on the last line takes its neighbour down with it. */
function withoutWidow(lines: readonly string[]): readonly string[] {
  const [before, last] = [lines.at(-2), lines.at(-1)];
  if (before === undefined || last === undefined || [...last].length !== 1 || !han.test(last)) return lines;
  const characters = [...before];
  const [left, neighbour] = characters.slice(-2);
  const parts = neighbour !== undefined && left !== undefined && han.test(left) && han.test(neighbour);
  if (!parts || neverFirst.test(neighbour) || neverLast.test(left)) return lines;
  return [...lines.slice(0, -2), characters.slice(0, -1).join(''), neighbour + last];
}
