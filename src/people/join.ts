import { refuse, refuseAll } from '../refusal.ts';
import type { Work, World } from '../work.ts';
import { closedBecause, shownInvitation } from './invitation.ts';
import type { Passwords } from './password.ts';
import { passwordFaults, shownPerson, tracedPerson, type Person } from './person.ts';
import { hashOfToken } from './secret-link.ts';
import type { PeopleSettings } from './settings.ts';
import type { PeopleStore } from './store.ts';

/**
 * A person joins by its link and chooses a sign-in name and a password; the link is used up. Refuses INVITATION_UNKNOWN,
 * INVITATION_USED, INVITATION_EXPIRED, PASSWORD_TOO_SHORT, PASSWORD_IS_NAME, SIGN_IN_NAME_TAKEN.
 */
export async function join(
  { people, settings, passwords, world }: { people: PeopleStore; settings: PeopleSettings; passwords: Passwords; world: World },
  work: Work,
  input: { token: string; id?: string | undefined; signInName: string; password: string },
) {
  const invitation = await people.invitationOf(hashOfToken(input.token), work.session);
  if (!invitation) return refuse('INVITATION_UNKNOWN');
  const closed = closedBecause(invitation, work.recordedAt);
  if (closed) refuse(closed);
  refuseAll(passwordFaults(input.password, input.signInName, settings));
  if (await people.personNamed(input.signInName, work.session)) refuse('SIGN_IN_NAME_TAKEN', { field: 'body.signInName' });
  const passwordHash = await passwords.seal(input.password);
  if (!(await people.useInvitation(invitation._id, work.recordedAt, work.session))) refuse('INVITATION_USED');
  const person: Person = {
    _id: input.id ?? world.newId(),
    organisation: invitation.organisation,
    office: invitation.office,
    signInName: input.signInName,
    passwordHash,
    joinedAt: work.recordedAt,
    endedAt: null,
  };
  await people.addPerson(person, work.session);
  const used = { ...invitation, usedAt: work.recordedAt };
  work.trace({
    act: 'invitation.use',
    about: `invitation:${invitation._id}`,
    before: shownInvitation(invitation),
    after: shownInvitation(used),
  });
  work.trace({ act: 'person.join', about: `person:${person._id}`, before: null, after: tracedPerson(person) });
  return shownPerson(person);
}
