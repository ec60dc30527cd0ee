import { sha256Hex } from '../canonical.ts';
import { refuse, refuseAll } from '../refusal.ts';
import type { Work } from '../work.ts';
import type { Entrance } from './grant.ts';
import { passwordFaults, shownPerson, tracedPerson } from './person.ts';

/**
 * A person changes its own password, which takes the old one: a token in hand is not enough. Every other session of it ends.
 * Wrong old passwords count towards the lock of the name. Refuses ACCOUNT_LOCKED, PASSWORD_WRONG, PASSWORD_TOO_SHORT,
 * PASSWORD_IS_NAME.
 */
export async function changePassword(
  { people, settings, passwords, world }: Omit<Entrance, 'tokens'>,
  work: Work,
  { currentPassword, password }: { currentPassword: string; password: string },
) {
  const { actor, session } = work;
  const { failuresBeforeLock, lockMinutes } = settings;
  const person = await people.person(actor.person, session);
  if (person?.signInName === undefined || person.passwordHash === undefined) return refuse('TOKEN_INVALID');
  const nameHash = sha256Hex(person.signInName);
  const now = world.now();
  if ((await people.sessions.failuresOf(nameHash, now)) >= failuresBeforeLock)
    refuse('ACCOUNT_LOCKED', { values: { minutes: lockMinutes } });
  if (!(await passwords.matches(person.passwordHash, currentPassword))) {
    await people.sessions.countFailure(nameHash, now, new Date(now.getTime() + lockMinutes * 60_000));
    refuse('PASSWORD_WRONG', { field: 'body.currentPassword', values: { limit: failuresBeforeLock, minutes: lockMinutes } });
  }
  refuseAll(passwordFaults(password, person.signInName, settings));
  await people.changePassword(person._id, await passwords.seal(password), session);
  await people.sessions.endAllOf(person._id, 'password-changed', work.recordedAt, session, actor.session);
  const traced = tracedPerson(person);
  work.trace({ act: 'person.change-password', about: `person:${person._id}`, before: traced, after: traced });
  return shownPerson(person);
}
