import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { mayAdmit } from './organisation.ts';
import { shownPerson, tracedPerson, type Person } from './person.ts';
import type { PeopleStore } from './store.ts';

/**
 * Ends a person's access at once: its sessions are revoked, its sign-in name and password erased. Any person of the same
 * organisation may, and whoever may admit that organisation. Refuses NOT_FOUND, PERSON_ENDED.
 */
export async function endPerson({ people }: { people: PeopleStore }, work: Work, { id }: { id: string }) {
  const person = await people.person(id, work.session);
  if (!person || !(await inSight(people, work, person))) return refuse('NOT_FOUND');
  if (person.endedAt !== null) refuse('PERSON_ENDED');
  await people.endPerson(id, work.recordedAt, work.session);
  await people.sessions.endAllOf(id, 'access-ended', work.recordedAt, work.session);
  const { signInName: _name, passwordHash: _hash, ...kept } = person;
  const ended: Person = { ...kept, endedAt: work.recordedAt };
  work.trace({ act: 'person.end', about: `person:${id}`, before: tracedPerson(person), after: tracedPerson(ended) });
  return shownPerson(ended);
}

async function inSight(people: PeopleStore, { actor, session }: Work, person: Person): Promise<boolean> {
  if (person.organisation === actor.organisation) return true;
  const organisation = await people.organisation(person.organisation, session);
  return organisation !== null && mayAdmit(actor.role, organisation.kind);
}
