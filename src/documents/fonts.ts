import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { coveredBy, type Covers } from './glyphs.ts';

export type Weight = 'regular' | 'bold';

/** `latin` is Inter (it also has ₂ ₄ ₓ, which Noto Sans SC lacks), `han` Noto Sans SC as cut, `rare` the whole Noto Sans SC. */
export type Face = 'latin' | 'han' | 'rare';

export interface Font {
  readonly data: Buffer;
  readonly covers: Covers;
}

// The compiled service lies in build/ beside its fonts; a run from the sources finds them from the root of the project.
const folders = ['../../build/fonts/', '../../fonts/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
const cutFiles = { latin: { regular: 'inter-400', bold: 'inter-700' }, han: { regular: 'noto-sans-sc-400', bold: 'noto-sans-sc-700' } };
const wholeFiles = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
};

const known = new Map<string, Font>();

/** The font of a face and weight, read once. Without the cut fonts it stops and names the command that makes them. */
export function fontOf(face: Face, weight: Weight): Font {
  const name = `${face}-${weight}`;
  const font = known.get(name) ?? read(face, weight);
  known.set(name, font);
  return font;
}

function read(face: Face, weight: Weight): Font {
  const path = face === 'rare' ? createRequire(import.meta.url).resolve(wholeFiles[weight]) : cutFile(cutFiles[face][weight]);
  const data = readFileSync(path);
  return Object.freeze({ data, covers: coveredBy(data) });
}

function cutFile(name: string): string {
  const found = folders.map((folder) => `${folder}${name}.ttf`).find((path) => existsSync(path));
  if (found === undefined) throw new Error(`The fonts of the documents are not cut yet (${name}.ttf is missing): run npm run build.`);
  return found;
}
