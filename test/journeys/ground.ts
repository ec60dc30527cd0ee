import { randomUUID } from 'node:crypto';
import { checkDigit } from '../../src/fleet/imo.ts';
import type { Cast } from './cast.ts';
import type { Door } from './house.ts';

export type GradeHere = 'VLSFO' | 'UCOME';

/** What must lie ready before anything can be nominated: a ship, licences, a craft, a book, tanks, stock in bond. */
export interface Ground {
  readonly house: Door;
  readonly cast: Cast;
  readonly grade: GradeHere;
  readonly imo: string;
  readonly craft: string;
  readonly book: string;
  readonly site: string;
  readonly shoreTank: string;
  readonly secondTank: string;
  readonly bargeTank: string;
}

const facts = {
  VLSFO: { fuel: 'FUEL_OIL', group: 'RESIDUAL_OIL', hsCode: '2710192410', densityKgPerM3: 950.3 },
  UCOME: { fuel: 'BIOFUEL', group: 'FAME', hsCode: '3826000010', densityKgPerM3: 880.5 },
} as const;

let ships = 0;

/** A number that begins with 00 is never given to a ship: it stands for a constructed one. */
export function constructedImo(): string {
  const six = `00${String(1001 + ships++).padStart(4, '0')}`;
  return `${six}${checkDigit(six)}`;
}

/** Lays the ground through the service's own doors, each step by whoever may take it. */
export async function layGround(house: Door, cast: Cast, grade: GradeHere = 'VLSFO', name = 'depot'): Promise<Ground> {
  const keeper = house.as('administrator');
  const [supplier, customs] = [cast.as('supplier'), cast.as('customs')];
  const [imo, craft, mark] = [constructedImo(), randomUUID(), `${name}-${randomUUID().slice(0, 6)}`];
  const { fuel } = facts[grade];
  const owner = cast.organisation('supplier');
  const line = { organisation: cast.organisation('shipping-line'), from: '2024-01-01' };
  await keeper.done('/v1/ships', { imo, name: `Ship ${imo}`, type: 'container ship', owner: line });
  await keeper.done('/v1/craft', { id: craft, kind: 'barge', name: `Barge ${mark}`, registration: mark, owner });
  for (const holder of [
    { kind: 'organisation', id: owner },
    { kind: 'craft', id: craft },
  ])
    await keeper.done('/v1/licences', {
      holder,
      ...{ number: `L-${randomUUID()}`, issuer: 'Port authority', ports: ['ANY'], fuels: [fuel], from: '2024-01-01' },
    });
  const book = `T${cast.district}10A${randomUUID().slice(0, 6).toUpperCase()}`;
  await customs.done('/v1/books', { number: book, procedure: 'bonded', port: cast.port, district: cast.district, enterprise: owner });
  const place = { port: cast.port, district: cast.district };
  await supplier.done('/v1/sites', { id: mark, kind: 'shore', ...place, name: { en: 'Depot' } });
  await supplier.done('/v1/sites', { id: `${mark}-b`, kind: 'craft', ...place, craft, name: { en: 'Barge' } });
  const tanks = [`${mark}:T1`, `${mark}:T2`, `${mark}-b:P1`] as const;
  for (const tank of tanks) {
    const [at = '', own = ''] = tank.split(':');
    await supplier.done(`/v1/sites/${at}/tanks`, { name: own, capacityM3: 50_000, mayHold: [grade] });
    await customs.done(`/v1/tanks/${tank}/attribute`, { attribute: 'bonded', reason: 'Approved as a bonded tank' });
  }
  const [shoreTank, secondTank, bargeTank] = tanks;
  return { house, cast, grade, imo, craft, book, site: mark, shoreTank, secondTank, bargeTank };
}

export interface Received {
  readonly id: string;
  readonly proofs: readonly { readonly id: string }[];
}

export const parcelDraft = ({ shoreTank, book, grade }: Ground, massKg: number, tank = shoreTank) => ({
  ...{ tank, book, grade, massKg, hsCode: facts[grade].hsCode, densityKgPerM3: facts[grade].densityKgPerM3, origin: 'CN' },
  declaration: `I${randomUUID().slice(0, 16).toUpperCase()}`,
});

/** A parcel comes into bond; with `proofKg` a proof of that many kilograms comes with it. */
export const receive = (ground: Ground, massKg: number, proofKg = 0, tank?: string): Promise<Received> =>
  ground.cast.as('supplier').done<Received>('/v1/parcels', {
    ...parcelDraft(ground, massKg, tank),
    ...(proofKg > 0 && { proofs: [proofDraft(ground, proofKg)] }),
  });

/** A proof of UCOME from used cooking oil, in the words of its document; nobody's, and complete. */
export const proofDraft = ({ cast, grade }: Ground, massKg: number) => ({
  number: `PoS-${randomUUID()}`,
  scheme: 'ISCC-EU',
  issuerCertificate: 'EU-ISCC-Cert-XX100-00000001',
  issuedOn: '2026-01-10',
  issuer: { name: 'Producer 1', address: 'Plant 1' },
  recipient: cast.organisation('supplier'),
  group: facts[grade].group,
  product: 'UCOME',
  pathway: 'bio',
  rawMaterial: { name: 'used cooking oil', annexIX: 'B', foodOrFeedCrop: false },
  rawMaterialOrigin: 'CN',
  productionCountry: 'CN',
  installationStartedOn: '2018-05-01',
  redCompliant: true,
  criteria: [],
  lowIluc: false,
  support: { received: false, kind: null },
  chainOfCustody: 'mass-balance',
  ghg: { method: 'TDV', eGPerMj: 14.9 },
  loadedOn: '2026-01-11',
  loadedAt: 'Plant 1',
  deliveredTo: 'Depot 1',
  massKg,
});
