import { refuse } from '../refusal.ts';
import type { Work } from '../work.ts';
import { closedBecause, shownInvitation, type Invitation } from './invitation.ts';
import type { PeopleStore } from './store.ts';

/**
 * Takes an invitation back: its link opens nothing from now on. The organisation that made it may, and the one that it
 * admits to. Refuses NOT_FOUND, INVITATION_USED, INVITATION_EXPIRED.
 */
export async function endInvitation({ people }: { people: PeopleStore }, work: Work, { id }: { id: string }) {
  const { actor, session, recordedAt } = work;
  const invitation = await people.invitation(id, session);
  if (!invitation || ![invitation.invitedBy, invitation.organisation].includes(actor.organisation)) return refuse('NOT_FOUND');
  const closed = closedBecause(invitation, recordedAt);
  if (closed) refuse(closed);
  await people.endInvitation(id, recordedAt, session);
  const ended: Invitation = { ...invitation, expiresAt: recordedAt };
  work.trace({ act: 'invitation.end', about: `invitation:${id}`, before: shownInvitation(invitation), after: shownInvitation(ended) });
  return shownInvitation(ended);
}
