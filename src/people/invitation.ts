import { z } from 'zod';
import { id } from '../http/schemas.ts';
import type { RefusalCode } from '../refusal.ts';
import { shownName, spokenName } from './organisation.ts';
import type { PeopleSettings } from './settings.ts';

/** A one-time link by which a person joins an organisation in an office. */
export interface Invitation {
  readonly _id: string;
  readonly organisation: string;
  readonly office: { readonly en: string; readonly zh?: string | undefined };
  readonly tokenHash: string;
  /** The organisation whose person made it: the own one, or an administrator's or regulator's. */
  readonly invitedBy: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export const invitationEnd = (invitedAt: Date, { invitationHours }: Pick<PeopleSettings, 'invitationHours'>): Date =>
  new Date(invitedAt.getTime() + invitationHours * 3_600_000);

/** Why a link no longer opens; undefined while it does. */
export function closedBecause(invitation: Pick<Invitation, 'usedAt' | 'expiresAt'>, now: Date): RefusalCode | undefined {
  if (invitation.usedAt !== null) return 'INVITATION_USED';
  return invitation.expiresAt > now ? undefined : 'INVITATION_EXPIRED';
}

export const invitationReply = z
  .strictObject({ id, organisation: id, office: spokenName, expiresAt: z.iso.datetime(), usedAt: z.iso.datetime().nullable() })
  .meta({ id: 'Invitation', description: 'its link is read at GET /v1/invitations/{id}/link' });

export const shownInvitation = (invitation: Invitation): z.input<typeof invitationReply> => ({
  id: invitation._id,
  organisation: invitation.organisation,
  office: shownName(invitation.office),
  expiresAt: invitation.expiresAt.toISOString(),
  usedAt: invitation.usedAt?.toISOString() ?? null,
});
