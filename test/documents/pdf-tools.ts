import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';

/** The tools of poppler read a document as a stranger would; they come with Debian's poppler-utils. */
export const popplerIsHere = ['pdftotext', 'pdffonts', 'pdftoppm', 'pdfinfo', 'pdfdetach'].every(
  (tool) => spawnSync(tool, ['-v'], { stdio: 'ignore' }).error === undefined,
);

function inFolder<T>(pdf: Buffer, work: (path: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'));
  try {
    const path = join(folder, 'paper.pdf');
    writeFileSync(path, pdf);
    return work(path, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(tool: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(tool, args, { encoding: 'utf8' });
  if (status !== 0 || stderr !== '') throw new Error(`${tool} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** The text of each page, in the order in which it is read. */
export const pagesOf = (pdf: Buffer): readonly string[] =>
  inFolder(pdf, (path) => run('pdftotext', ['-layout', '-enc', 'UTF-8', path, '-']).split('\f').slice(0, -1));

export interface EmbeddedFont {
  readonly name: string;
  readonly embedded: boolean;
  readonly unicode: boolean;
}

export const fontsOf = (pdf: Buffer): readonly EmbeddedFont[] =>
  inFolder(pdf, (path) =>
    run('pdffonts', [path])
      .split('\n')
      .slice(2)
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [, , unicode, , embedded] = line.trim().split(/\s+/).reverse();
        return { name: line.split(' ')[0] ?? '', embedded: embedded === 'yes', unicode: unicode === 'yes' };
      }),
  );

export const infoOf = (pdf: Buffer): string => inFolder(pdf, (path) => run('pdfinfo', ['-isodates', path]));

/** The files attached to the document. */
export const attachmentOf = (pdf: Buffer): string =>
  inFolder(pdf, (path, folder) => {
    const to = join(folder, 'attached');
    run('pdfdetach', ['-save', '1', '-o', to, path]);
    return readFileSync(to, 'utf8');
  });

/** What the QR code of the first page says, read from the page as it is printed. */
export const qrOf = (pdf: Buffer): string | null =>
  inFolder(pdf, (path, folder) => {
    run('pdftoppm', ['-r', '150', '-f', '1', '-l', '1', '-png', '-singlefile', path, join(folder, 'page')]);
    const { data, width, height } = PNG.sync.read(readFileSync(join(folder, 'page.png')));
    return jsqr.default(new Uint8ClampedArray(data), width, height)?.data ?? null;
  });
