import { z } from 'zod';
import { pageOf } from '../http/cursor.ts';
import { command, query, type Endpoint } from '../http/endpoint.ts';
import { id, page, paging } from '../http/schemas.ts';
import { refuse } from '../refusal.ts';
import { admitOrganisation } from './admit-organisation.ts';
import { correctContact } from './correct-contact.ts';
import { afterDate, dateKey } from './date-cursor.ts';
import { invitationReply } from './invitation.ts';
import { organisationDraft, organisationReply, role, shownOrganisation, spokenName } from './organisation.ts';
import type { PeopleRooms } from './rooms.ts';

const room = 'people';
const byId = z.strictObject({ id });

/** The register of organisations: whoever is signed in reads it, administrators and regulators admit to it. */
export function organisationEndpoints(rooms: PeopleRooms): readonly Endpoint[] {
  const { people } = rooms;
  return [
    query({
      method: 'GET',
      path: '/v1/organisations',
      room,
      summary: 'The register of organisations, in the order of admission',
      who: 'signed-in',
      query: z.strictObject({ ...paging, kind: role.optional() }),
      reply: page(organisationReply),
      refuses: ['CURSOR_INVALID'],
      async answer({ query: { kind, limit, after } }) {
        const rows = await people.listOrganisations(kind, limit + 1, afterDate(after));
        const { items, next } = pageOf(rows, limit, (row) => dateKey(row.admittedAt, row._id));
        return { items: items.map(shownOrganisation), next };
      },
    }),
    query({
      method: 'GET',
      path: '/v1/organisations/:id',
      room,
      summary: 'One organisation of the register',
      who: 'signed-in',
      params: byId,
      reply: organisationReply,
      refuses: ['NOT_FOUND'],
      async answer({ params }) {
        const organisation = await people.organisation(params.id);
        return organisation ? shownOrganisation(organisation) : refuse('NOT_FOUND');
      },
    }),
    command({
      method: 'POST',
      path: '/v1/organisations',
      room,
      summary: 'Admit an organisation and invite its first person',
      description: 'The one-time link of the invitation is read at GET /v1/invitations/{id}/link and handed over outside of this service.',
      who: 'organisation.admit',
      body: z.strictObject({
        ...organisationDraft,
        id: id.optional(),
        firstPerson: spokenName.meta({ description: 'the office of the first person' }),
      }),
      example: {
        kind: 'port-operator',
        name: { en: 'Port operator of Zhoushan', zh: '舟山港口经营人' },
        ports: ['CNZOS'],
        firstPerson: { en: 'Duty officer, port operator of Zhoushan', zh: '舟山港口经营人值班员' },
      },
      status: 201,
      reply: z.strictObject({ organisation: organisationReply, invitation: invitationReply }),
      refuses: ['CREDIT_CODE_INVALID', 'CREDIT_CODE_TAKEN', 'ORGANISATION_PLACE_MISSING', 'ORGANISATION_PLACE_UNFIT', 'ID_TAKEN'],
      perform: (work, { body }) => admitOrganisation(rooms, work, body),
    }),
    command({
      method: 'POST',
      path: '/v1/organisations/:id/contact',
      room,
      summary: "Replace an organisation's address and phone",
      description: 'The own organisation, or whoever may admit it. Delivery notes that are sealed keep what they say.',
      who: 'signed-in',
      params: byId,
      body: z.strictObject({ address: organisationDraft.address.unwrap(), phone: organisationDraft.phone.unwrap() }),
      example: { address: { en: '1 Quay Road, Zhoushan', zh: '舟山市码头路1号' }, phone: '+86 580 0000000' },
      reply: organisationReply,
      refuses: ['NOT_FOUND'],
      perform: (work, { params, body }) => correctContact(rooms, work, { ...params, ...body }),
    }),
  ];
}
