import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const kept = z.object({
  /** The day of the first run: constructed deliveries are told relative to it. */
  base: z.iso.date(),
  passwords: z.record(z.string(), z.string()),
  moments: z.record(z.string(), z.string()),
});

/**
 * What a second run must know of the first: its day, the passwords of its people, moments that were chosen. It lies beside the
 * people of the service, because it belongs to that database and not to the papers; private to its owner.
 */
export function openState(file: string) {
  mkdirSync(dirname(file), { recursive: true });
  const state = existsSync(file)
    ? kept.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { base: new Date().toISOString().slice(0, 10), passwords: {}, moments: {} };
  const keep = (): void => {
    writeFileSync(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  keep();
  return {
    base: state.base,
    passwordOf(name: string): string {
      const password = state.passwords[name] ?? randomBytes(18).toString('base64url');
      if (state.passwords[name] === undefined) {
        state.passwords[name] = password;
        keep();
      }
      return password;
    },
    moment: (name: string): string | undefined => state.moments[name],
    setMoment(name: string, at: string): void {
      state.moments[name] = at;
      keep();
    },
  };
}

export type State = ReturnType<typeof openState>;
