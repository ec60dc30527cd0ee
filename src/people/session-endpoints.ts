import { z } from 'zod';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { nothing } from '../http/schemas.ts';
import { changePassword } from './change-password.ts';
import { grantReply } from './grant.ts';
import { organisationReply, shownOrganisation } from './organisation.ts';
import { passwordText, personReply, shownPerson } from './person.ts';
import { refresh } from './refresh.ts';
import type { PeopleRooms } from './rooms.ts';
import { signInAt } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { refuse } from '../refusal.ts';

const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(200) });
const room = 'people';

/** Signing in, staying signed in, signing out, and who is signed in. */
export function sessionEndpoints(rooms: PeopleRooms): readonly Endpoint[] {
  const signIn = signInAt(rooms);
  const { people, settings } = rooms;
  return [
    query({
      method: 'POST',
      path: '/v1/sessions',
      room,
      summary: 'Sign in',
      description: 'An unknown name and a wrong password get the same answer; repeated failures lock the name for a while.',
      who: 'anyone',
      perMinute: settings.signInsPerMinute,
      body: z.strictObject({ signInName: z.string().trim().toLowerCase().min(1).max(200), password: passwordText }),
      example: { signInName: 'duty@supplier.example', password: 'a sentence that only you know' },
      status: 201,
      reply: grantReply.extend({ person: personReply, organisation: organisationReply }).meta({ id: 'SignedIn' }),
      refuses: ['SIGN_IN_FAILED', 'ACCOUNT_LOCKED'],
      answer: ({ body }) => signIn(body),
    }),
    query({
      method: 'POST',
      path: '/v1/sessions/refresh',
      room,
      summary: 'Exchange a refresh token for the next one and a new access token',
      description: 'A refresh token is good for one exchange: presenting it again ends the session for whoever holds any of its tokens.',
      who: 'anyone',
      perMinute: settings.signInsPerMinute,
      body: refreshBody,
      reply: grantReply,
      refuses: ['SESSION_ENDED', 'REFRESH_REUSED'],
      answer: ({ body }) => refresh(rooms, body),
    }),
    query({
      method: 'POST',
      path: '/v1/sessions/end',
      room,
      summary: 'Sign out: end the session of a refresh token',
      who: 'anyone',
      perMinute: settings.signInsPerMinute,
      body: refreshBody,
      reply: nothing,
      async answer({ body }) {
        await signOut(rooms, body);
        return {};
      },
    }),
    command({
      method: 'POST',
      path: '/v1/me/password',
      room,
      summary: 'Change your own password; every other session of yours ends',
      description: 'Takes the old password. The same Idempotency-Key with other passwords answers what was answered first.',
      who: 'signed-in',
      perMinute: settings.signInsPerMinute,
      secret: ['currentPassword', 'password'],
      body: z.strictObject({ currentPassword: passwordText, password: passwordText }),
      example: { currentPassword: 'a sentence that only you knew', password: 'a sentence that only you know' },
      reply: personReply,
      refuses: ['ACCOUNT_LOCKED', 'PASSWORD_WRONG', 'PASSWORD_TOO_SHORT', 'PASSWORD_IS_NAME'],
      perform: (work, { body }) => changePassword(rooms, work, body),
    }),
    query({
      method: 'GET',
      path: '/v1/me',
      room,
      summary: 'Who is signed in, and for which organisation',
      who: 'signed-in',
      reply: z.strictObject({ person: personReply, organisation: organisationReply }),
      async answer({ actor }) {
        const [person, organisation] = await Promise.all([people.person(actor.person), people.organisation(actor.organisation)]);
        if (!person || !organisation) return refuse('TOKEN_INVALID');
        return { person: shownPerson(person), organisation: shownOrganisation(organisation) };
      },
    }),
  ];
}
