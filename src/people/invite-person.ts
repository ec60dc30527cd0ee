import { refuse } from '../refusal.ts';
import type { Work, World } from '../work.ts';
import { invitationEnd, shownInvitation, type Invitation } from './invitation.ts';
import { mayAdmit } from './organisation.ts';
import type { Person } from './person.ts';
import { hashOfToken, type LinkKey } from './secret-link.ts';
import type { PeopleSettings } from './settings.ts';
import type { PeopleStore } from './store.ts';

export interface Inviting {
  readonly people: PeopleStore;
  readonly settings: PeopleSettings;
  readonly linkKey: LinkKey;
}

/**
 * Makes a one-time link by which one person joins: any person invites for its own organisation, an administrator or a
 * regulator for those it may admit (when their last person has left). Refuses NOT_FOUND for anybody else's organisation.
 */
export async function invitePerson(
  rooms: Inviting & { readonly world: World },
  work: Work,
  input: { id?: string | undefined; organisation?: string | undefined; office: Person['office'] },
) {
  const organisation = await rooms.people.organisation(input.organisation ?? work.actor.organisation, work.session);
  const own = organisation?._id === work.actor.organisation;
  if (!organisation || !(own || mayAdmit(work.actor.role, organisation.kind))) return refuse('NOT_FOUND', { field: 'body.organisation' });
  return invited(rooms, work, { _id: input.id ?? rooms.world.newId(), organisation: organisation._id, office: input.office });
}

/** Stores the invitation with the hash of its token alone; the token itself is told to nobody here. */
export async function invited(
  { people, settings, linkKey }: Inviting,
  work: Work,
  { _id, organisation, office }: Pick<Invitation, '_id' | 'organisation' | 'office'>,
) {
  const invitation: Invitation = {
    _id,
    organisation,
    office,
    tokenHash: hashOfToken(linkKey(_id)),
    invitedBy: work.actor.organisation,
    invitedAt: work.recordedAt,
    expiresAt: invitationEnd(work.recordedAt, settings),
    usedAt: null,
  };
  await people.addInvitation(invitation, work.session);
  const shown = shownInvitation(invitation);
  work.trace({ act: 'person.invite', about: `invitation:${_id}`, before: null, after: shown });
  return shown;
}
