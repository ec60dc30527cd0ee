// Checks a certificate's credential or a sealed delivery note with the service stopped, from files alone.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { namesBeside, readDocuments, verifyFile } from '../src/certificates/verify-file.ts';
import type { ShownCheck, VerificationView } from '../src/certificates/verification-view.ts';
import { word } from '../src/words/words.ts';

const usage = `usage: npm run verify -- FILE [--keys FILE] [--status FILE] [--at TIME]

FILE      a credential (vc+jwt), or a sealed delivery note as JSON
--keys    the issuer's key document (did.json); beside FILE as <name>.did.json or did.json where not given
--status  its status lists (vc+jwt, one after another); beside FILE as <name>.status.jwt or status.jwt where not given
--at      the moment to check for, such as 2026-03-02T08:00:00Z; now where not given

It ends with 0 where the document is valid, 1 where it is not or cannot be decided, 2 where it was not asked rightly.
`;

const say = (text: string): void => console.log(text);

process.exitCode = await main();

async function main(): Promise<number> {
  const asked = readArguments();
  if (typeof asked === 'string') return wrong(asked);
  const text = await readOrNull(asked.file);
  if (text === null) return wrong(`${asked.file} cannot be read`);
  const keys = await besides(asked.file, 'did.json', asked.keys);
  const status = await besides(asked.file, 'status.jwt', asked.status);
  if (keys === undefined) return wrong(`${asked.keys} cannot be read`);
  if (status === undefined) return wrong(`${asked.status} cannot be read`);
  if (keys && readDocuments(keys.text) === null) return wrong(`${keys.name} is no key document`);
  const view = verifyFile(text, { keys: keys?.text ?? null, statusLists: status?.text ?? null, at: asked.at });
  say(`${asked.file}\n  keys 密钥: ${keys?.name ?? '–'}\n  status 状态: ${status?.name ?? '–'}\n  at 时间: ${view.checkedAt}\n`);
  print(view);
  return view.verdict === 'valid' ? 0 : 1;
}

function readArguments(): { file: string; keys?: string; status?: string; at: Date } | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { keys: { type: 'string' }, status: { type: 'string' }, at: { type: 'string' } },
    });
    const [file, ...more] = positionals;
    const at = values.at === undefined ? new Date() : new Date(values.at);
    if (file === undefined || more.length > 0) return 'one FILE is needed';
    if (Number.isNaN(at.getTime())) return `${values.at} is no moment`;
    return {
      file,
      at,
      ...(values.keys !== undefined && { keys: values.keys }),
      ...(values.status !== undefined && { status: values.status }),
    };
  } catch (error) {
    return (error as Error).message;
  }
}

function wrong(why: string): 2 {
  console.error(`${why}\n\n${usage}`);
  return 2;
}

async function readOrNull(name: string): Promise<string | null> {
  return readFile(name, 'utf8').catch(() => null);
}

/** The file that was named, or the first that lies beside; null where none does, undefined where the named one cannot be read. */
async function besides(
  file: string,
  ending: 'did.json' | 'status.jwt',
  named: string | undefined,
): Promise<{ name: string; text: string } | null | undefined> {
  for (const name of named === undefined ? namesBeside(file, ending) : [named]) {
    const text = await readOrNull(name);
    if (text !== null) return { name, text };
  }
  return named === undefined ? null : undefined;
}

function print({ checks, verdict, reason, replay }: VerificationView): void {
  for (const check of checks) printCheck(check);
  const both = (key: string): string => `${word('en', key)} ${word('zh', key)}`;
  say(
    `\n${both(`verification.verdicts.${verdict}`)}${reason === null ? '' : ` (${reason})`}${replay ? ` – ${both('verification.reasons.REPLAY.title')}` : ''}`,
  );
}

function printCheck({ label, result, reasons }: ShownCheck): void {
  const sign = { passed: '✓', failed: '✗', undecided: '?' }[result];
  say(`${sign} ${label.en} ${label.zh}`);
  for (const { code, title, nextStep } of reasons) {
    say(`    ${code}: ${title.en}`);
    say(`    ${title.zh}`);
    say(`    → ${nextStep.en}`);
    say(`    → ${nextStep.zh}`);
  }
}
