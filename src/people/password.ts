import { hash, verify, type Algorithm } from '@node-rs/argon2';
import { normalPassword } from './person.ts';
import type { PeopleSettings } from './settings.ts';

/** The package's enum exists only in its types; 2 is argon2id there and in RFC 9106. */
const argon2id = 2 as Algorithm;

export type Passwords = ReturnType<typeof passwordsOf>;

/** Hashing with argon2id, at the cost that the settings name. */
export function passwordsOf(settings: PeopleSettings) {
  const cost = {
    algorithm: argon2id,
    memoryCost: settings.argon2MemoryKib,
    timeCost: settings.argon2Passes,
    parallelism: settings.argon2Lanes,
  };
  const seal = (password: string): Promise<string> => hash(normalPassword(password), cost);
  let decoy: Promise<string> | undefined;
  return Object.freeze({
    seal,
    matches: (passwordHash: string, password: string): Promise<boolean> => verify(passwordHash, normalPassword(password)),

    /** The same work for a name that nobody has, so that the time of the answer does not tell that nobody has it. */
    async matchesNobody(password: string): Promise<false> {
      decoy ??= seal('a password that nobody has');
      await verify(await decoy, normalPassword(password));
      return false;
    },
  });
}
