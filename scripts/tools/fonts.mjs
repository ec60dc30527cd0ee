// Cuts the fonts of the documents to what they may have to print, into build/fonts; does nothing where they are cut already.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const require = createRequire(import.meta.url);

// Raised when the way of cutting changes, so that fonts cut before are cut again.
const edition = 3;

const cuts = [
  { to: 'noto-sans-sc-400.ttf', from: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', han: true },
  { to: 'noto-sans-sc-700.ttf', from: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf', han: true },
  { to: 'inter-400.ttf', from: '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf', han: false },
  { to: 'inter-700.ttf', from: '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf', han: false },
];

/** Latin with its accents, punctuation, sub- and superscripts (CO₂), currency, letter-like signs, arrows, mathematics. */
const latinRanges = [
  [0x20, 0x24f],
  [0x370, 0x3ff],
  [0x1e00, 0x1eff],
  [0x2000, 0x214f],
  [0x2190, 0x2193],
  [0x2200, 0x22ff],
];

/** GB 2312 is the plane of two-byte codes from A1A1 to F7FE; what has no character there decodes to the replacement mark. */
function gb2312() {
  const decoder = new TextDecoder('gbk');
  let text = '';
  for (let high = 0xa1; high <= 0xf7; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) text += decoder.decode(Uint8Array.of(high, low));
  }
  return text;
}

/** What the settings and the words of the service hold, beyond GB 2312. */
function ownCharacters() {
  const folders = [join(root, 'config'), join(root, 'src', 'words')];
  const files = folders.flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))));
  return files
    .filter((file) => file.endsWith('.json'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
}

function sorted(characters) {
  const printable = [...new Set(characters)].filter((character) => !/[\p{Cc}\p{Co}\p{Cs}\ufffd]/u.test(character));
  return printable.sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0)).join('');
}

export async function cutFonts() {
  const folder = join(root, 'build', 'fonts');
  const latin = latinRanges.map(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join(''),
  );
  const latinText = sorted(latin.join(''));
  const hanText = sorted(latin.join('') + gb2312() + ownCharacters());
  const versions = ['noto-sans-sc', 'inter'].map((name) => require(`@expo-google-fonts/${name}/package.json`).version);
  const madeFrom = createHash('sha256')
    .update([edition, ...versions, latinText, hanText, JSON.stringify(cuts)].join('\n'))
    .digest('hex');
  const mark = join(folder, 'made-from.txt');
  const whole = cuts.every(({ to }) => existsSync(join(folder, to)));
  if (whole && existsSync(mark) && readFileSync(mark, 'utf8') === madeFrom) return;
  const { default: subsetFont } = await import('subset-font');
  mkdirSync(folder, { recursive: true });
  for (const { to, from, han } of cuts) {
    const how = { targetFormat: 'sfnt', keepFeatures: han ? [] : ['kern', 'tnum'] };
    // A feature that is not kept would draw other glyphs than were written (an x between digits as a multiplication sign).
    const cut = await subsetFont(readFileSync(require.resolve(from)), han ? hanText : latinText, how);
    put(join(folder, to), cut);
  }
  put(mark, madeFrom);
}

/** Another run beside this one never sees half a font. */
function put(path, content) {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await cutFonts();
