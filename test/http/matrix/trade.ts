import { randomUUID } from 'node:crypto';
import { parcelDraft, proofDraft } from '../../journeys/ground.ts';
import * as stem from '../../journeys/stem.ts';
import { anew, list, own, shared, type Asking, type Case, type Fixtures } from './case.ts';

const kg = 1_000;
const agent = { byAgent: true } as const;

/** A command about something that is fresh and as far as it must be. */
const about =
  (reached: (all: Fixtures) => Promise<string>, path: string, bodyOf: (all: Fixtures) => object | Promise<object> = () => ({})): Asking =>
  async (all) => {
    const id = await reached(all);
    return [path.replace(':id', id), await bodyOf(all)];
  };

const nominated = async ({ ground }: Fixtures): Promise<string> => (await stem.nominated(ground, kg, agent)).id;
const accepted = ({ ground }: Fixtures): Promise<string> => stem.accepted(ground, kg, agent);
const cleared = ({ ground }: Fixtures): Promise<string> => stem.cleared(ground, kg, agent);
const begun = ({ ground }: Fixtures): Promise<string> => stem.begun(ground, kg, agent);
const measured = ({ ground }: Fixtures): Promise<string> => stem.measured(ground, kg, kg, agent);
const drafted = async (all: Fixtures): Promise<stem.Note> => stem.drafted(all.ground, await measured(all));
const signed = async (all: Fixtures): Promise<stem.Note> => {
  const note = await drafted(all);
  await stem.signed(all.ground, note);
  return note;
};
const linked = async (all: Fixtures): Promise<stem.ShipLink> => stem.shipLink(all.ground, (await signed(all)).number);
const requested = async (all: Fixtures): Promise<string> => {
  const delivery = await measured(all);
  await stem.sealed(all.ground, delivery);
  return stem.requested(all.ground, delivery, all.proof, 100, agent);
};

const alert: Asking = async ({ ground, here }) => {
  const supplier = here.as('supplier');
  const { items } = await supplier.got<{ items: { id: string; tank: string }[] }>('/v1/alerts?kind=sounding&state=open');
  const open = items.find(({ tank }) => tank === ground.secondTank);
  if (open) return [`/v1/alerts/${open.id}/closure`, { reason: 'Read again' }];
  const readings = { volumeM3: 900, temperatureC: 15, densityKgPerM3: 880.5, pumping: false };
  const { alert: raised } = await supplier.done<{ alert: string }>(`/v1/tanks/${ground.secondTank}/soundings`, readings);
  return [`/v1/alerts/${raised}/closure`, { reason: 'Read again' }];
};

/** Stock in bond, and what customs sees of it. */
export const stockCases: Readonly<Record<string, Case>> = {
  'GET /v1/sites': list('/v1/sites', ({ ground }) => ground.site),
  'GET /v1/sites/:id': own(({ ground }) => `/v1/sites/${ground.site}`),
  'POST /v1/sites': anew(
    ({ here }, role) => {
      const site = { id: `s-${randomUUID().slice(0, 8)}`, kind: 'shore', port: here.port, district: here.district, name: { en: 'Depot' } };
      return ['/v1/sites', role === 'customs' ? { ...site, owner: here.organisation('supplier') } : site];
    },
    { strangers: { customs: 'DISTRICT_UNFIT' } },
  ),
  'POST /v1/sites/:id/tanks': own(({ ground }) => [
    `/v1/sites/${ground.site}/tanks`,
    { name: `X${randomUUID().slice(0, 6).toUpperCase()}`, capacityM3: 100, mayHold: ['UCOME'] },
  ]),
  'POST /v1/tanks/:id/attribute': own(async ({ ground, here }) => {
    const name = `X${randomUUID().slice(0, 6).toUpperCase()}`;
    await here.as('supplier').done(`/v1/sites/${ground.site}/tanks`, { name, capacityM3: 100, mayHold: ['UCOME'] });
    return [`/v1/tanks/${ground.site}:${name}/attribute`, { attribute: 'bonded', reason: 'Approved' }];
  }),
  'GET /v1/tanks/:id': own(({ ground }) => `/v1/tanks/${ground.shoreTank}`),
  'GET /v1/tanks/:id/soundings': own(({ ground }) => `/v1/tanks/${ground.shoreTank}/soundings`),
  'POST /v1/tanks/:id/soundings': own(({ ground }) => [
    `/v1/tanks/${ground.bargeTank}/soundings`,
    { volumeM3: 1, temperatureC: 15, densityKgPerM3: 880.5, pumping: true },
  ]),
  'POST /v1/transfers': own(({ ground }) => ['/v1/transfers', { from: ground.shoreTank, to: ground.bargeTank, massKg: kg }]),
  'GET /v1/books': list('/v1/books', ({ ground }) => ground.book),
  'POST /v1/books': anew(
    ({ here }) => [
      '/v1/books',
      {
        ...{ number: `T2910A${randomUUID().slice(0, 6).toUpperCase()}`, procedure: 'bonded', port: here.port, district: here.district },
        enterprise: here.organisation('supplier'),
      },
    ],
    { stranger: 'DISTRICT_UNFIT' },
  ),
  'GET /v1/books/:id': own(({ ground }) => `/v1/books/${ground.book}`),
  'GET /v1/books/:id/statement': own(({ ground }) => `/v1/books/${ground.book}/statement?from=${stem.today()}&to=${stem.today()}`),
  'GET /v1/tanks/:id/parcels': own(({ ground }) => `/v1/tanks/${ground.shoreTank}/parcels`),
  'GET /v1/alerts': list('/v1/alerts', (all) => all.alert),
  'POST /v1/alerts/:id/closure': own(alert, { which: 'second' }),
  'POST /v1/parcels': own(({ ground }) => ['/v1/parcels', parcelDraft(ground, kg)]),
  'GET /v1/parcels': list('/v1/parcels', (all) => all.parcel),
  'GET /v1/parcels/:id': own((all) => `/v1/parcels/${all.parcel}`),
  'GET /v1/proofs': list('/v1/proofs', (all) => all.proof),
  'GET /v1/proofs/:id': own((all) => `/v1/proofs/${all.proof}`),
  'POST /v1/proofs': own(({ ground }) => ['/v1/proofs', { ...proofDraft(ground, kg), site: ground.site }]),
  'POST /v1/proofs/:id/withdrawal': own(async ({ ground, here }) => {
    const { id } = await here.as('supplier').done<{ id: string }>('/v1/proofs', { ...proofDraft(ground, kg), site: ground.site });
    return [`/v1/proofs/${id}/withdrawal`, { reason: 'Its scheme took it back' }];
  }),
};

/** From the ask to the certificate. */
export const tradeCases: Readonly<Record<string, Case>> = {
  'POST /v1/nominations/preflight': shared(({ ground }) => ['/v1/nominations/preflight', stem.askOf(ground, kg)]),
  'POST /v1/nominations': own(
    ({ ground, here }, role) => [
      '/v1/nominations',
      { ...stem.askOf(ground, kg), ...(role === 'ships-agent' && { line: here.organisation('shipping-line') }) },
    ],
    { stranger: 'SHIP_NOT_YOURS' },
  ),
  'GET /v1/nominations': list('/v1/nominations', (all) => all.nomination),
  'GET /v1/nominations/:id': own((all) => `/v1/nominations/${all.nomination}`),
  'POST /v1/nominations/:id/acceptance': own(about(nominated, '/v1/nominations/:id/acceptance')),
  'POST /v1/nominations/:id/decline': own(about(nominated, '/v1/nominations/:id/decline', () => ({ reason: 'No barge is free' }))),
  'POST /v1/nominations/:id/permit': own(about(accepted, '/v1/nominations/:id/permit')),
  'POST /v1/nominations/:id/clearance': own(about(accepted, '/v1/nominations/:id/clearance')),
  'POST /v1/nominations/:id/cancellation': own(
    about(nominated, '/v1/nominations/:id/cancellation', () => ({ reason: 'The ship does not call' })),
  ),
  'POST /v1/nominations/:id/begin': own(about(cleared, '/v1/nominations/:id/begin', ({ ground }) => stem.beginning(ground))),
  'POST /v1/deliveries/:id/log': own(about(begun, '/v1/deliveries/:id/log', () => ({ kind: 'start' }))),
  'POST /v1/deliveries/:id/measurement': own(about(begun, '/v1/deliveries/:id/measurement', () => stem.weighed(kg))),
  'GET /v1/deliveries': list('/v1/deliveries', (all) => all.delivery),
  'GET /v1/deliveries/:id': own((all) => `/v1/deliveries/${all.delivery}`),
  'GET /v1/deliveries/:id/dossier': own((all) => `/v1/deliveries/${all.delivery}/dossier`),
  'POST /v1/deliveries/:id/note': own(about(measured, '/v1/deliveries/:id/note', () => stem.noteBody)),
  'POST /v1/notes/:number/redraft': own(async (all) => [`/v1/notes/${(await drafted(all)).number}/redraft`, stem.noteBody]),
  'POST /v1/notes/:number/withdrawal': own(async (all) => [`/v1/notes/${(await drafted(all)).number}/withdrawal`, {}]),
  'POST /v1/notes/:number/signatures': own(async (all) => {
    const { number, contentHash } = await drafted(all);
    return [`/v1/notes/${number}/signatures`, { contentHash, office: 'Bunker clerk' }];
  }),
  'POST /v1/notes/:number/ship-link': own(async (all) => [`/v1/notes/${(await signed(all)).number}/ship-link`, {}]),
  'POST /v1/notes/:number/superseding': own(async (all) => [
    `/v1/notes/${(await stem.sealed(all.ground, await measured(all))).number}/superseding`,
    { massKg: kg - 1, reason: 'Line content was counted twice' },
  ]),
  'GET /v1/notes': list('/v1/notes', (all) => all.note),
  'GET /v1/notes/:number': own((all) => `/v1/notes/${all.note}`),
  'GET /v1/notes/:number/pdf': own((all) => `/v1/notes/${all.note}/pdf`),
  'GET /sign/:token': anew(async (all) => (await linked(all)).path),
  'POST /sign/:token': anew(async (all) => {
    const { path, contentHash } = await linked(all);
    return [path, { ...stem.shipSigns, hash: contentHash }];
  }),
  'POST /v1/deliveries/:id/proofs': own(
    about(measured, '/v1/deliveries/:id/proofs', (all) => ({ proofs: [{ proof: all.proof, massKg: 100 }] })),
  ),
  'GET /v1/deliveries/:id/proofs': own((all) => `/v1/deliveries/${all.delivery}/proofs`),
  'POST /v1/certificates': own(async (all) => {
    const delivery = await measured(all);
    await stem.sealed(all.ground, delivery);
    await all.here.as('supplier').done(`/v1/deliveries/${delivery}/proofs`, { proofs: [{ proof: all.proof, massKg: 100 }] });
    return ['/v1/certificates', { delivery, certifier: all.here.organisation('certifier') }];
  }),
  'GET /v1/certificates': list('/v1/certificates', (all) => all.certificate),
  'GET /v1/certificates/:id': own((all) => `/v1/certificates/${all.certificate}`),
  'GET /v1/certificates/:id/pdf': own((all) => `/v1/certificates/${all.certificate}/pdf`),
  'GET /v1/certificates/:id/credential': own((all) => `/v1/certificates/${all.certificate}/credential`),
  'POST /v1/certificates/:id/recalculation': own((all) => [
    `/v1/certificates/${all.certificate}/recalculation`,
    { factorSet: 'fueleu-2026-11' },
  ]),
  'POST /v1/certificates/:id/decision': own(about(requested, '/v1/certificates/:id/decision', () => ({ decision: 'approve' }))),
  'POST /v1/certificates/:id/withdrawal': own(async (all) => {
    const id = await requested(all);
    await all.here.as('certifier').done(`/v1/certificates/${id}/decision`, { decision: 'approve' });
    return [`/v1/certificates/${id}/withdrawal`, { reason: 'Its proof was taken back' }];
  }),
  'GET /.well-known/did.json': anew(() => '/.well-known/did.json'),
  'GET /organisations/:id/did.json': anew(({ here }) => `/organisations/${here.organisation('certifier')}/did.json`),
  'GET /organisations/:id/status/:list': anew(({ here }) => `/organisations/${here.organisation('certifier')}/status/revocation-1`),
  'GET /contexts/marine-fuel/v1': anew(() => '/contexts/marine-fuel/v1'),
  'GET /verify/:id': anew((all) => `/verify/${all.note}`),
  'POST /v1/verifications': anew(() => ['/v1/verifications', { credential: 'a.b.c' }]),
};
