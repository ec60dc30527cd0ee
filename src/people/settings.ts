import { z } from 'zod';
import { configFile } from '../config.ts';

const whole = (least: number, most: number) =>
  z
    .strictObject({ value: z.int().min(least).max(most), source: z.literal('ours'), why: z.string().min(1) })
    .transform(({ value }) => value);

const schema = z.strictObject({
  source: z.strictObject({ publisher: z.string(), title: z.string(), date: z.iso.date() }),
  validFrom: z.iso.date(),
  accessTokenMinutes: whole(1, 60),
  refreshDays: whole(1, 90),
  sessionDays: whole(1, 365),
  failuresBeforeLock: whole(2, 100),
  lockMinutes: whole(1, 1440),
  invitationHours: whole(1, 720),
  passwordMinLength: whole(12, 64),
  signInsPerMinute: whole(1, 10_000),
  argon2MemoryKib: whole(8192, 1_048_576),
  argon2Passes: whole(1, 20),
  argon2Lanes: whole(1, 16),
});

/** How access is kept: the lives of tokens, sessions and links, the lock, the cost of a password. All of them are ours. */
export type PeopleSettings = Readonly<Omit<z.output<typeof schema>, 'source' | 'validFrom'>>;

/** Reads `config/people.json`. */
export function peopleSettings(): PeopleSettings {
  const { source: _source, validFrom: _validFrom, ...settings } = configFile('people', schema);
  return Object.freeze(settings);
}
