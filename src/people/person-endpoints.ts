import { z } from 'zod';
import { pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { afterDate, dateKey } from './date-cursor.ts';
import { endInvitation } from './end-invitation.ts';
import { endPerson } from './end-person.ts';
import { closedBecause, invitationReply, shownInvitation } from './invitation.ts';
import { invitePerson } from './invite-person.ts';
import { join } from './join.ts';
import { spokenName } from './organisation.ts';
import { passwordText, personReply, shownPerson, signInName } from './person.ts';
import type { PeopleRooms } from './rooms.ts';

const room = 'people';
const byId = z.strictObject({ id });

/** The persons of the own organisation: listed, invited, joining, ended. */
export function personEndpoints(rooms: PeopleRooms): readonly Endpoint[] {
  const { people, settings, world, linkKey } = rooms;
  return [
    query({
      method: 'GET',
      path: '/v1/persons',
      room,
      summary: 'The persons of your own organisation, those whose access has ended included',
      who: 'signed-in',
      query: z.strictObject(paging),
      reply: page(personReply),
      refuses: ['CURSOR_INVALID'],
      async answer({ actor, query: { limit, after } }) {
        const rows = await people.listPersons(actor.organisation, limit + 1, afterDate(after));
        const { items, next } = pageOf(rows, limit, (row) => dateKey(row.joinedAt, row._id));
        return { items: items.map(shownPerson), next };
      },
    }),
    command({
      method: 'POST',
      path: '/v1/persons/:id/end',
      room,
      summary: "End a person's access: its sessions end at once, its sign-in name and password are erased",
      description: 'Any person of the same organisation, or whoever may admit that organisation.',
      who: 'signed-in',
      params: byId,
      reply: personReply,
      refuses: ['NOT_FOUND', 'PERSON_ENDED'],
      perform: (work, { params }) => endPerson(rooms, work, params),
    }),
    command({
      method: 'POST',
      path: '/v1/invitations',
      room,
      summary: 'Invite a person',
      description: 'For your own organisation; administrators and regulators also for another one that they may admit.',
      who: 'signed-in',
      body: z.strictObject({ id: id.optional(), organisation: id.optional(), office: spokenName }),
      example: { office: { en: 'Second officer, customs of Zhoushan', zh: '舟山海关副班关员' } },
      status: 201,
      reply: invitationReply,
      refuses: ['NOT_FOUND', 'ID_TAKEN'],
      perform: (work, { body }) => invitePerson(rooms, work, body),
    }),
    query({
      method: 'GET',
      path: '/v1/invitations/:id/link',
      room,
      summary: 'The one-time link of an invitation, for the organisation that made it, while it is open',
      description: 'The token is not stored, only its hash; hand it to the person invited and to nobody else.',
      who: 'signed-in',
      params: byId,
      reply: z.strictObject({ invitation: invitationReply, token: z.string(), path: z.string() }),
      refuses: ['NOT_FOUND', 'INVITATION_USED', 'INVITATION_EXPIRED'],
      async answer({ actor, params }) {
        const invitation = await people.invitation(params.id);
        if (invitation?.invitedBy !== actor.organisation) return refuse('NOT_FOUND');
        const closed = closedBecause(invitation, world.now());
        if (closed) refuse(closed);
        const token = linkKey(invitation._id);
        return { invitation: shownInvitation(invitation), token, path: `/v1/invitations/${token}` };
      },
    }),
    command({
      method: 'POST',
      path: '/v1/invitations/:id/end',
      room,
      summary: 'Take an invitation back: its link opens nothing any more',
      description: 'The organisation that made it, or the one that it admits to.',
      who: 'signed-in',
      params: byId,
      reply: invitationReply,
      refuses: ['NOT_FOUND', 'INVITATION_USED', 'INVITATION_EXPIRED'],
      perform: (work, { params }) => endInvitation(rooms, work, params),
    }),
    command({
      method: 'POST',
      path: '/v1/invitations/:token',
      room,
      summary: 'Join by a one-time link: choose a sign-in name and a password',
      who: 'anyone',
      perMinute: settings.signInsPerMinute,
      params: z.strictObject({ token: z.string().regex(/^[\w-]{43}$/) }),
      secret: ['password'],
      body: z.strictObject({ id: id.optional(), signInName, password: passwordText }),
      example: { signInName: 'second@customs-zhoushan.example', password: 'a sentence that only you know' },
      status: 201,
      reply: personReply,
      refuses: [
        'INVITATION_UNKNOWN',
        'INVITATION_USED',
        'INVITATION_EXPIRED',
        'PASSWORD_TOO_SHORT',
        'PASSWORD_IS_NAME',
        'SIGN_IN_NAME_TAKEN',
        'ID_TAKEN',
      ],
      perform: (work, { params, body }) => join(rooms, work, { ...params, ...body }),
    }),
  ];
}
