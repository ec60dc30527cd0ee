import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Kept {
  /** The day of the first run: constructed deliveries are told relative to it. */
  readonly base: string;
  readonly passwords: Record<string, string>;
  readonly moments: Record<string, string>;
}

/** What a second run must know of the first: its day, the passwords of its people, moments that were chosen. Private to its owner. */
export function openState(folder: string) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'story-state.json');
  const kept: Kept = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Kept)
    : { base: new Date().toISOString().slice(0, 10), passwords: {}, moments: {} };
  const keep = (): void => {
    writeFileSync(`${path}.new`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  keep();
  return {
    base: kept.base,
    passwordOf(name: string): string {
      if (kept.passwords[name] === undefined) {
        kept.passwords[name] = randomBytes(18).toString('base64url');
        keep();
      }
      return kept.passwords[name];
    },
    moment: (name: string): string | undefined => kept.moments[name],
    setMoment(name: string, at: string): void {
      kept.moments[name] = at;
      keep();
    },
  };
}

export type State = ReturnType<typeof openState>;
