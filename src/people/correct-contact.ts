import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { mayAdmit, shownOrganisation, type Organisation } from './organisation.ts';
import type { PeopleStore } from './store.ts';

/**
 * Puts a new address and phone in place of the old: any person for its own organisation, or whoever may admit it. What is
 * sealed already keeps the old ones. Refuses NOT_FOUND.
 */
export async function correctContact(
  { people }: { people: PeopleStore },
  work: Work,
  { id, ...contact }: { id: string } & Required<Pick<Organisation, 'address' | 'phone'>>,
) {
  const organisation = await people.organisation(id, work.session);
  if (!organisation || !(organisation._id === work.actor.organisation || mayAdmit(work.actor.role, organisation.kind)))
    return refuse('NOT_FOUND');
  await people.correctContact(id, contact, work.session);
  const [before, after] = [shownOrganisation(organisation), shownOrganisation({ ...organisation, ...contact })];
  work.trace({ act: 'organisation.correct', about: `organisation:${id}`, before, after });
  return after;
}
