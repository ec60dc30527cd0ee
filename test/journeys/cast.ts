import { randomUUID } from 'node:crypto';
import type { Role } from '../../src/people/roles.ts';
import type { Client } from './client.ts';
import type { Door } from './house.ts';

/** Organisations of a place, one per role, with their persons signed in. */
export interface Cast {
  readonly port: string;
  readonly district: string;
  readonly roles: readonly Role[];
  organisation(role: Role): string;
  as(role: Role, which?: 'first' | 'second'): Client;
}

/** The demo organisations, which are those of Zhoushan. */
export const demoCast = (house: Door): Cast => ({
  port: 'CNZOS',
  district: '29',
  roles: [...new Set(house.people.map(({ role }) => role))],
  organisation: (role) => house.personOf(role).organisation,
  as: (role, which) => house.as(role, which),
});

/** The roles that see and do what is theirs alone; regulator and administrator see everything. */
const scoped: readonly Role[] = [
  ...(['port-operator', 'supplier', 'shipping-line', 'ships-agent', 'customs', 'maritime-authority', 'certifier'] as const),
];

interface Admitted {
  readonly organisation: { readonly id: string };
  readonly invitation: { readonly id: string };
}

/** A second organisation of each scoped role, at another place, as the administrator admits it: two persons each. */
export async function admitCast(house: Door, place: { readonly port: string; readonly district: string }): Promise<Cast> {
  const admitted = new Map<Role, { organisation: string; persons: readonly Client[] }>();
  for (const role of scoped) {
    const { organisation, invitation } = await house.as('administrator').done<Admitted>('/v1/organisations', {
      kind: role,
      name: { en: `Another ${role} at ${place.port}` },
      firstPerson: { en: 'Duty officer' },
      ...(role === 'supplier' && { address: { en: 'Quay 2' }, phone: '+86 580 0000002' }),
      ...(role === 'customs' && { districts: [place.district] }),
      ...((role === 'port-operator' || role === 'maritime-authority') && { ports: [place.port] }),
    });
    const first = await joined(house, house.as('administrator'), invitation.id);
    const { id } = await first.done<{ id: string }>('/v1/invitations', { office: { en: 'Second officer' } });
    admitted.set(role, { organisation: organisation.id, persons: [first, await joined(house, first, id)] });
  }
  const of = (role: Role) => {
    const found = admitted.get(role);
    if (!found) throw new Error(`${place.port} has no ${role}`);
    return found;
  };
  return {
    ...place,
    roles: scoped,
    organisation: (role) => of(role).organisation,
    as: (role, which = 'first') => of(role).persons[which === 'first' ? 0 : 1] ?? house.nobody,
  };
}

/** Whoever was invited joins by the link that the inviting person hands over. */
export async function joined(house: Door, inviting: Client, invitation: string): Promise<Client> {
  const { path } = await inviting.got<{ path: string }>(`/v1/invitations/${invitation}/link`);
  const [signInName, password] = [`${randomUUID()}@office.example`, 'a sentence of its own'] as const;
  await house.nobody.done(path, { signInName, password });
  return house.signedIn(signInName, password);
}
