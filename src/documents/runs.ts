import type { Face } from './fonts.ts';

/** A stretch of text that one font can draw. */
export interface Run {
  readonly face: Face;
  readonly text: string;
}

export type CoversBy = Readonly<Record<Face, (codePoint: number) => boolean>>;

/** Stands where no font has the character: the geta mark, as printers have set it for a missing type. */
export const missingMark = '\u3013';

// Quotation marks, the ellipsis and the dash are full-width in Chinese and narrow in English: they follow what stands before.
const shared = /[‘’“”…—·]/u;
const han = /[\u2e80-\u303f\u3100-\u312f\u31c0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{20000}-\u{3ffff}]/u;

/**
 * Splits a line into runs, each in a font that has its characters: Latin in Inter, Chinese in the cut Noto Sans SC, a rare
 * character in the whole Noto Sans SC, and the mark of a missing type for what none of them has. Spaces and marks that both
 * scripts share go with the run before, so that a line is broken into as few runs as can be.
 */
export function runsOf(text: string, covers: CoversBy): readonly Run[] {
  const runs: { face: Face; text: string }[] = [];
  for (const character of text) {
    const before = runs.at(-1);
    const { face, shown } = place(character, before?.face, covers);
    if (before?.face === face) before.text += shown;
    else runs.push({ face, text: shown });
  }
  return runs;
}

function place(character: string, before: Face | undefined, covers: CoversBy): { face: Face; shown: string } {
  const codePoint = character.codePointAt(0) ?? 0;
  const asked: readonly Face[] =
    character === ' ' && before
      ? [before, 'latin']
      : shared.test(character) && before
        ? [before, 'latin', 'han', 'rare']
        : han.test(character)
          ? ['han', 'rare', 'latin']
          : ['latin', 'han', 'rare'];
  const face = asked.find((one) => covers[one](codePoint));
  return face ? { face, shown: character } : { face: 'han', shown: missingMark };
}
