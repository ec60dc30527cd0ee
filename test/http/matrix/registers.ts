import { randomUUID } from 'node:crypto';
import { joined } from '../../journeys/cast.ts';
import { constructedImo } from '../../journeys/ground.ts';
import { today } from '../../journeys/stem.ts';
import { anew, list, own, shared, type Case, type Fixtures } from './case.ts';
import type { Role } from '../../../src/people/roles.ts';
import { readReference } from '../../../src/reference.ts';

const { factorSetExample } = readReference();

const signedIn = async ({ house }: Fixtures) => {
  const { signInName, password } = house.personOf('regulator');
  return house.nobody.done<{ refreshToken: string }>('/v1/sessions', { signInName, password });
};

const invited = async ({ here }: Fixtures, role: Role): Promise<string> =>
  (await here.as(role).done<{ id: string }>('/v1/invitations', { office: { en: 'Third officer' } })).id;

const newcomer = async (fixtures: Fixtures, role: Role): Promise<string> => {
  const client = await joined(fixtures.house, fixtures.here.as(role), await invited(fixtures, role));
  return (await client.got<{ person: { id: string } }>('/v1/me')).person.id;
};

const linkOf = async (fixtures: Fixtures): Promise<string> =>
  (await fixtures.here.as('supplier').got<{ path: string }>(`/v1/invitations/${await invited(fixtures, 'supplier')}/link`)).path;

const decision = { port: 'CNZOS', fuel: 'METHANOL', bonded: true, authority: 'Port authority of Zhoushan', basis: 'rule' };
const source = { publisher: 'Port authority of Zhoushan', title: 'Notice', date: '2026-02-20' };
let days = 0;
/** Each decision begins on another day, so that none stands in the way of another. */
const decided = () => ({ ...decision, source, from: new Date(Date.UTC(2031, 0, 1 + days++)).toISOString().slice(0, 10), to: null });

const ship = ({ here }: Fixtures) => ({
  ...{ imo: constructedImo(), name: 'Ship of the matrix', type: 'bulk carrier' },
  owner: { organisation: here.organisation('shipping-line'), from: '2024-01-01' },
});
const craft = ({ here }: Fixtures) => ({
  kind: 'truck',
  name: `Truck ${randomUUID()}`,
  registration: 'A-1',
  owner: here.organisation('supplier'),
});
const licence = ({ here }: Fixtures) => ({
  holder: { kind: 'organisation', id: here.organisation('supplier') },
  ...{ number: `L-${randomUUID()}`, issuer: 'Port authority', ports: ['ANY'], fuels: ['LNG'], from: '2026-01-01' },
});
export const meter = (mountedOn: string) => ({
  serial: `MFM-${randomUUID()}`,
  mountedOn: { kind: 'craft', id: mountedOn },
  certificate: { number: 'C-1', issuer: 'Metrology institute', from: '2026-01-01', to: null },
  seals: { report: 'S-1', numbers: ['1'], on: '2026-01-02' },
  totaliser: '100.0000',
});
const mandate = ({ here }: Fixtures) => ({ agent: here.organisation('ships-agent'), from: today() });

/** Who is who, and what everybody goes by. */
export const registerCases: Readonly<Record<string, Case>> = {
  'GET /health/live': anew(() => '/health/live'),
  'GET /health/ready': anew(() => '/health/ready'),
  'POST /v1/sessions': anew(({ house }) => {
    const { signInName, password } = house.personOf('regulator');
    return ['/v1/sessions', { signInName, password }];
  }),
  'POST /v1/sessions/refresh': anew(async (all) => ['/v1/sessions/refresh', { refreshToken: (await signedIn(all)).refreshToken }]),
  'POST /v1/sessions/end': anew(async (all) => ['/v1/sessions/end', { refreshToken: (await signedIn(all)).refreshToken }]),
  'GET /v1/me': shared(() => '/v1/me', { shows: ({ here }, role) => here.organisation(role) }),
  'POST /v1/me/password': anew(({ house }, role) => {
    const { password } = house.personOf(role);
    return ['/v1/me/password', { currentPassword: password, password }];
  }),
  'GET /v1/organisations': shared(() => '/v1/organisations'),
  'GET /v1/organisations/:id': shared(({ here }) => `/v1/organisations/${here.organisation('supplier')}`),
  'POST /v1/organisations': anew(() => [
    '/v1/organisations',
    { kind: 'certifier', name: { en: 'Certifier 9' }, firstPerson: { en: 'Clerk' } },
  ]),
  'POST /v1/organisations/:id/contact': own(({ here }, role) => [
    `/v1/organisations/${here.organisation(role)}/contact`,
    { address: { en: 'Quay 3' }, phone: '+86 580 0000003' },
  ]),
  'GET /v1/persons': list('/v1/persons', ({ house }, role) => house.personOf(role).person),
  'POST /v1/persons/:id/end': own(async (all, role) => [`/v1/persons/${await newcomer(all, role)}/end`, {}]),
  'POST /v1/invitations': own(({ here }, role) => ['/v1/invitations', { organisation: here.organisation(role), office: { en: 'Clerk' } }]),
  'GET /v1/invitations/:id/link': own(async (all, role) => `/v1/invitations/${await invited(all, role)}/link`),
  'POST /v1/invitations/:id/end': own(async (all, role) => [`/v1/invitations/${await invited(all, role)}/end`, {}]),
  'POST /v1/invitations/:token': anew(async (all) => [
    await linkOf(all),
    { signInName: `${randomUUID()}@office.example`, password: 'a sentence of its own' },
  ]),
  'GET /v1/mandates': list('/v1/mandates', (all, role) => (role === 'shipping-line' || role === 'ships-agent' ? all.mandate : null)),
  'POST /v1/mandates': anew((all) => ['/v1/mandates', mandate(all)]),
  'POST /v1/mandates/:id/end': own(async (all) => [
    `/v1/mandates/${(await all.here.as('shipping-line').done<{ id: string }>('/v1/mandates', mandate(all))).id}/end`,
    {},
  ]),
  'GET /v1/trail': shared(({ nomination }) => `/v1/trail?about=nomination:${nomination}`),
  'GET /v1/ports': anew(() => '/v1/ports'),
  'GET /v1/ports/:unlocode': anew(() => '/v1/ports/CNZOS'),
  'GET /v1/decisions': anew(() => '/v1/decisions?port=CNZOS'),
  'POST /v1/decisions': anew(() => ['/v1/decisions', decided()]),
  'POST /v1/decisions/:id/end': anew(async ({ house }) => {
    const made = decided();
    const { id } = await house.as('administrator').done<{ id: string }>('/v1/decisions', made);
    return [`/v1/decisions/${id}/end`, { to: made.from, reason: 'Replaced' }];
  }),
  'GET /v1/settings': shared(() => '/v1/settings'),
  'POST /v1/settings': anew(() => [
    '/v1/settings',
    {
      key: 'tolerance.lng-energy',
      scope: 'port:CNZOS',
      value: 2,
      validFrom: '2031-01-01',
      basis: 'ours',
      source: { publisher: 'Regulator', title: 'Decision' },
    },
  ]),
  'GET /v1/factor-sets': anew(() => '/v1/factor-sets'),
  'GET /v1/factor-sets/:id': anew(() => '/v1/factor-sets/fueleu-2026-11'),
  'POST /v1/factor-sets': anew(() => [
    '/v1/factor-sets',
    { ...factorSetExample, set: { ...factorSetExample.set, set: `china-${randomUUID()}`, validFrom: '2099-01-01' } },
  ]),
  'GET /v1/fuels': anew(() => '/v1/fuels'),
  'GET /v1/fuels/:grade/properties': anew(() => '/v1/fuels/UCOME/properties'),
  'GET /v1/fuels/:grade/note-items': anew(() => '/v1/fuels/UCOME/note-items'),
  'GET /v1/ships': shared(() => '/v1/ships'),
  'GET /v1/ships/:imo': shared(({ ground }) => `/v1/ships/${ground.imo}`),
  'GET /v1/ships/:imo/voyages': shared(({ ground }) => `/v1/ships/${ground.imo}/voyages`),
  'POST /v1/ships': anew((all) => ['/v1/ships', ship(all)]),
  'POST /v1/ships/:imo/owner': anew(async (all) => {
    const one = ship(all);
    await all.house.as('administrator').done('/v1/ships', one);
    return [`/v1/ships/${one.imo}/owner`, { organisation: all.elsewhere.organisation('shipping-line'), from: '2026-01-01' }];
  }),
  'POST /v1/ships/:imo/voyages': shared(({ ground }) => [
    `/v1/ships/${ground.imo}/voyages`,
    { kind: 'international', from: '2026-01-01', to: '2026-01-20', basis: 'Port clearance' },
  ]),
  'GET /v1/craft': shared(() => '/v1/craft'),
  'GET /v1/craft/:id': shared(({ ground }) => `/v1/craft/${ground.craft}`),
  'POST /v1/craft': anew((all) => ['/v1/craft', craft(all)]),
  'GET /v1/licences': shared(() => '/v1/licences'),
  'POST /v1/licences': anew((all) => ['/v1/licences', licence(all)]),
  'POST /v1/licences/:id/end': anew(async (all) => [
    `/v1/licences/${(await all.house.as('administrator').done<{ id: string }>('/v1/licences', licence(all))).id}/end`,
    { to: '2026-06-30', reason: 'Given back' },
  ]),
  'GET /v1/meters': shared(() => '/v1/meters'),
  'GET /v1/meters/:id': shared((all) => `/v1/meters/${all.meter}`),
  'POST /v1/meters': anew(({ ground }) => ['/v1/meters', meter(ground.craft)]),
  'POST /v1/meters/:id/certificates': anew((all) => [
    `/v1/meters/${all.meter}/certificates`,
    { number: `C-${randomUUID()}`, issuer: 'Metrology institute', from: '2026-02-01', to: null },
  ]),
  'POST /v1/meters/:id/seals': anew((all) => [
    `/v1/meters/${all.meter}/seals`,
    { report: `S-${randomUUID()}`, numbers: ['2'], on: '2026-03-01' },
  ]),
};

const { examples } = readReference();
const report = () => {
  const { topic = '', inputs = {} } = examples.find((example) => example.topic === 'fueleu.penalty') ?? {};
  return { title: 'Report of the matrix', topic, input: inputs };
};
const kept = async ({ here }: Fixtures, role: Role): Promise<string> =>
  (await here.as(role).done<{ id: string }>('/v1/reports', report())).id;
const again = { factorSet: readReference().factors.set };
const recalculated = async ({ here }: Fixtures, role: Role): Promise<string> =>
  (await here.as(role).done<{ id: string }>('/v1/recalculations', again)).id;

/** What an organisation keeps of its own, and nobody else sees. */
export const reportCases: Readonly<Record<string, Case>> = {
  'POST /v1/reports': anew(() => ['/v1/reports', report()]),
  'GET /v1/reports': anew(() => '/v1/reports'),
  'GET /v1/reports/:id': own(async (all, role) => `/v1/reports/${await kept(all, role)}`),
  'POST /v1/recalculations': anew(() => ['/v1/recalculations', again]),
  'GET /v1/recalculations': anew(() => '/v1/recalculations'),
  'GET /v1/recalculations/:id': own(async (all, role) => `/v1/recalculations/${await recalculated(all, role)}`),
  'GET /v1/recalculations/:id/reports': own(async (all, role) => `/v1/recalculations/${await recalculated(all, role)}/reports`),
};
