import { refuse, refuseAll } from '../refusal.ts';
import type { Work, World } from '../work.ts';
import { invited, type Inviting } from './invite-person.ts';
import { mayAdmit, organisationFaults, shownOrganisation, type OrganisationDraft } from './organisation.ts';
import type { Person } from './person.ts';

/**
 * Admits an organisation and makes the one-time link for its first person. Refuses NOT_ALLOWED (a regulator admits no
 * administrator and no regulator), CREDIT_CODE_INVALID, CREDIT_CODE_TAKEN, ORGANISATION_PLACE_MISSING, ORGANISATION_PLACE_UNFIT.
 */
export async function admitOrganisation(
  rooms: Inviting & { readonly world: World },
  work: Work,
  { id, firstPerson, ...draft }: OrganisationDraft & { id?: string | undefined; firstPerson: Person['office'] },
) {
  const { people, world } = rooms;
  if (!mayAdmit(work.actor.role, draft.kind))
    refuse('NOT_ALLOWED', { field: 'body.kind', values: { action: `organisation.admit ${draft.kind}`, role: work.actor.role } });
  refuseAll(organisationFaults(draft));
  const organisation = { ...draft, _id: id ?? world.newId(), admittedAt: work.recordedAt };
  await people.admit(organisation, work.session);
  const shown = shownOrganisation(organisation);
  work.trace({ act: 'organisation.admit', about: `organisation:${organisation._id}`, before: null, after: shown });
  work.tell({ kind: 'organisation admitted', about: `organisation:${organisation._id}`, data: { kind: draft.kind } });
  const invitation = await invited(rooms, work, { _id: world.newId(), organisation: organisation._id, office: firstPerson });
  return { organisation: shown, invitation };
}
