import { z } from 'zod';
import { sha256Hex } from '../canonical.ts';
import { issuerDid } from '../did.ts';
import { proofPathways } from '../emissions/red-factors.ts';
import { stepReply } from '../emissions/step-reply.ts';
import { day, id, instant, massKg } from '../http/schemas.ts';
import { standingOf, type Certificate } from './certificate.ts';
import type { CertificateView } from './certificate-view.ts';
import { certificateAddress } from './credential.ts';
import { figuresOf, intensitiesOf } from './figures.ts';
import { namesOf } from './names.ts';
import type { CertificatesRooms } from './rooms.ts';

const text = z.string();
const kg = z.int().min(0);
const decider = z.strictObject({ organisation: id, person: text });
export const spokenReply = z.strictObject({ en: text, zh: text }).meta({ id: 'Spoken' });

/** Why a check did not pass, or what makes a document doubtful, and what to do next. */
export const reasonReply = z.strictObject({ code: text, title: spokenReply, nextStep: spokenReply }).meta({ id: 'VerificationReason' });

export const intensity = z
  .strictObject({
    engineClass: text.nullable(),
    wttGPerMj: z.number(),
    ttwGPerMj: z.number(),
    wtwGPerMj: z.number(),
    energyMj: z.number(),
    interpretations: z.array(text),
    steps: z.array(stepReply),
  })
  .meta({ id: 'Intensity', description: 'well-to-wake by FuelEU Maritime for one engine class, gCO2eq/MJ, unrounded' });

const coveredUse = z
  .strictObject({
    use: id,
    proof: id,
    proofNumber: text,
    proofIssuedOn: day,
    scheme: text,
    issuerCertificate: text,
    group: text,
    fuelType: text,
    pathway: z.enum(proofPathways),
    rawMaterial: text,
    annexIX: z.enum(['A', 'B']).nullable(),
    rawMaterialOrigin: text,
    productionCountry: text,
    installationStartedOn: day.nullable(),
    chainOfCustody: text,
    redCompliant: z.boolean(),
    foodOrFeedCrop: z.boolean(),
    eGPerMj: z.number(),
    massKg,
    energyMj: z.number(),
    savingPercent: z.number(),
    minSavingPercent: z.number().nullable(),
    savingMet: z.boolean().nullable(),
  })
  .meta({ id: 'CoveredUse', description: 'kilograms of one proof that the certificate covers' });

const certificate = z
  .strictObject({
    id,
    state: z.enum(['requested', 'refused', 'issued', 'withdrawn']),
    delivery: id,
    noteNumber: text,
    requestedBy: decider,
    line: id,
    supplier: id,
    certifier: id,
    ship: z.strictObject({ imo: text, name: text }),
    port: text,
    district: text.nullable(),
    grade: text,
    deliveredOn: day,
    deliveredKg: kg,
    certifiedKg: kg,
    otherwiseCertifiedKg: kg,
    uncertifiedKg: kg,
    uses: z.array(coveredUse),
    factorSet: text,
    redFactorSet: text.nullable(),
    gwpSet: text,
    certified: z.array(intensity),
    delivered: z.array(intensity),
    energyMj: z.number(),
    eGPerMj: z.number(),
    savingPercent: z.number(),
    conformance: z.boolean(),
    replay: z.boolean(),
    requestedAt: instant,
    decidedBy: decider.nullable(),
    decidedAt: instant.nullable(),
    refusalReason: text.nullable(),
    validFrom: instant.nullable(),
    validUntil: instant.nullable(),
    status: z.strictObject({ list: z.int(), index: z.int() }).nullable(),
    withdrawn: z.strictObject({ at: instant, reason: text, person: text }).nullable(),
  })
  .meta({ id: 'CertificateRecord' });

export const certificateReply = z
  .strictObject({
    certificate,
    names: z.strictObject({ supplier: spokenReply, line: spokenReply, certifier: spokenReply, port: spokenReply, grade: spokenReply }),
    issuerDid: text,
    verifyUrl: text,
    standing: z.enum(['requested', 'refused', 'not-yet-valid', 'valid', 'expired', 'withdrawn']),
    figures: z.array(z.strictObject({ key: text, label: spokenReply, value: text, unit: text })),
    intensities: z.array(
      z.strictObject({
        of: z.enum(['certified', 'delivered']),
        engineClass: text.nullable(),
        label: spokenReply,
        wtt: text,
        ttw: text,
        wtw: text,
      }),
    ),
    credentialHash: text.nullable(),
    doubts: z.array(reasonReply).meta({ description: 'what it rests on and no longer stands: its note, a proof it covers' }),
  })
  .meta({ id: 'Certificate', description: 'a certificate with the names behind its ids and its figures as they are printed' });

/** What a list shows of a certificate: enough to choose one. */
export const certificateLine = certificate
  .pick({
    id: true,
    state: true,
    delivery: true,
    noteNumber: true,
    line: true,
    supplier: true,
    certifier: true,
    ship: true,
    port: true,
    grade: true,
    deliveredOn: true,
    deliveredKg: true,
    certifiedKg: true,
    savingPercent: true,
    replay: true,
    requestedAt: true,
    validFrom: true,
    validUntil: true,
  })
  .meta({ id: 'CertificateLine' });

export const shownLine = (record: Certificate): z.input<typeof certificateLine> => certificateLine.strip().parse(record);

/** Everything that the paper and the page of a certificate show, as of a moment; what is doubtful of it was found out before. */
export async function certificateView(
  rooms: Pick<CertificatesRooms, 'people' | 'ports' | 'fuels' | 'publicUrl'>,
  record: Certificate,
  { at, doubts }: { readonly at: Date; readonly doubts: CertificateView['doubts'] },
): Promise<CertificateView> {
  const { credential, ...shown } = record;
  return {
    certificate: shown,
    names: await namesOf(rooms, record),
    issuerDid: issuerDid(rooms.publicUrl, record.certifier),
    verifyUrl: certificateAddress(rooms.publicUrl, record.id),
    standing: standingOf(record, at),
    figures: figuresOf(record),
    intensities: intensitiesOf(record),
    credentialHash: credential === null ? null : sha256Hex(credential),
    doubts,
  };
}

/** The view as JSON takes it: the lists of nouns are read-only, those of a reply are plain. */
export const shownCertificate = (view: CertificateView): z.input<typeof certificateReply> =>
  structuredClone(view) as unknown as z.input<typeof certificateReply>;
