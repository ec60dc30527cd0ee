import { z } from 'zod';
import { termMethods } from '../emissions/proof-emissions.ts';
import { emissionTerms, proofPathways } from '../emissions/red-factors.ts';
import type { Parcel } from '../ledger/parcel.ts';
import type { BioContent } from './bio-content.ts';
import type { Proof } from './proof.ts';

const kg = z.int();
const term = z.strictObject({ gPerMj: z.number(), method: z.enum(termMethods) });

const ghgReply = z.strictObject({
  eGPerMj: z.number(),
  savingPct: z.number(),
  factorSet: z.string().nullable().meta({ description: 'version of the figures of the directive by which the saving was computed' }),
  minSavingPct: z.number().nullable(),
  method: z.enum(['TDV', 'ITEMISED']),
  terms: z.partialRecord(z.enum(emissionTerms), term).nullable(),
});

export const proofReply = z
  .strictObject({
    id: z.string(),
    number: z.string(),
    scheme: z.string(),
    issuerCertificate: z.string(),
    issuedOn: z.string(),
    issuer: z.strictObject({ name: z.string(), address: z.string() }),
    recipient: z.string(),
    site: z.string(),
    group: z.string(),
    fuelType: z.string(),
    product: z.string(),
    pathway: z.enum(proofPathways),
    rawMaterial: z.strictObject({ name: z.string(), annexIX: z.enum(['A', 'B']).nullable(), foodOrFeedCrop: z.boolean() }),
    rawMaterialOrigin: z.string(),
    productionCountry: z.string(),
    installationStartedOn: z.string().nullable(),
    redCompliant: z.boolean(),
    criteria: z.array(z.string()),
    wastePermit: z.string().nullable(),
    lowIluc: z.boolean(),
    support: z.strictObject({ received: z.boolean(), kind: z.string().nullable() }),
    chainOfCustody: z.enum(['mass-balance', 'physical-segregation', 'identity-preserved']),
    ghg: ghgReply,
    loadedOn: z.string(),
    loadedAt: z.string(),
    deliveredTo: z.string(),
    massKg: kg,
    energyMj: z.number(),
    lcvMjPerKg: z.number(),
    documentHash: z.string().nullable(),
    state: z.enum(['valid', 'withdrawn']),
    withdrawn: z.strictObject({ at: z.string(), reason: z.string(), person: z.string() }).nullable(),
    receivedAt: z.iso.datetime(),
    /** What nobody has used yet. */
    freeKg: kg,
  })
  .meta({ id: 'Proof' });

const lies = z.array(z.strictObject({ account: z.string(), massKg: kg }));

export const proofWithPlaces = proofReply.extend({ lies }).meta({ id: 'ProofWithPlaces' });

export const shownProof = (proof: Proof, freeKg: number): z.input<typeof proofReply> => ({
  ...proof,
  issuer: { ...proof.issuer },
  rawMaterial: { ...proof.rawMaterial },
  support: { ...proof.support },
  criteria: [...proof.criteria],
  ghg: { ...proof.ghg, factorSet: proof.ghg.factorSet ?? null, terms: proof.ghg.terms && { ...proof.ghg.terms } },
  withdrawn: proof.withdrawn && { ...proof.withdrawn },
  freeKg,
});

export const bioContentReply = z
  .strictObject({
    byVolumePct: z.number(),
    byMassPct: z.number(),
    byEnergyPct: z.number(),
    assumed: z.strictObject({ bioDensityKgPerM3: z.number(), bioLcvMjPerKg: z.number(), fossilLcvMjPerKg: z.number() }),
  })
  .meta({ id: 'BioContent', description: 'per cent; the values under assumed are typical or set by law, not measured' });

export const shownBioContent = (content: BioContent | null): z.input<typeof bioContentReply> | null =>
  content && { ...content, assumed: { ...content.assumed } };

export const parcelReply = z
  .strictObject({
    id: z.string(),
    grade: z.string(),
    hsCode: z.string(),
    origin: z.string(),
    procedure: z.enum(['bonded', 'processing-trade']),
    book: z.string(),
    bookLine: z.string().nullable(),
    declaration: z.string(),
    owner: z.string(),
    densityKgPerM3: z.number(),
    densityAtC: z.number(),
    massBasis: z.enum(['in-air', 'true']),
    massKg: kg,
    composition: z.record(z.string(), kg),
    properties: z.record(z.string(), z.union([z.string(), z.number()])),
    parents: z.array(z.strictObject({ parcel: z.string(), massKg: kg })),
    bornAt: z.iso.datetime(),
  })
  .meta({ id: 'Parcel', description: 'frozen at birth; a part of it has its composition in proportion' });

export const parcelWithPlaces = parcelReply.extend({ bioContent: bioContentReply.nullable(), lies }).meta({ id: 'ParcelWithPlaces' });

export const shownParcel = (parcel: Parcel): z.input<typeof parcelReply> => ({
  ...parcel,
  composition: { ...parcel.composition },
  properties: { ...parcel.properties },
  parents: parcel.parents.map((parent) => ({ ...parent })),
});

/** Where an item lies, without the outside world it came from. */
export const placesOf = (
  balances: readonly { readonly account: string; readonly massKg: number }[],
): { account: string; massKg: number }[] => balances.filter(({ massKg }) => massKg > 0).map(({ account, massKg }) => ({ account, massKg }));
