import { z } from 'zod';
import { country } from '../customs/country.ts';
import { termMethods } from '../emissions/proof-emissions.ts';
import { emissionTerms, proofPathways } from '../emissions/red-factors.ts';
import { productGroups } from '../fuels/grade.ts';
import { day, id, line, massKg } from '../http/schemas.ts';
import { siteId } from '../tanks/site.ts';
import { tankId } from '../tanks/site-endpoints.ts';

const gPerMj = z.number().min(-1000).max(1000);
const term = z.strictObject({ gPerMj, method: z.enum(termMethods) });

const ghgBody = z
  .discriminatedUnion('method', [
    z.strictObject({ method: z.literal('TDV'), eGPerMj: gPerMj }),
    z.strictObject({
      method: z.literal('ITEMISED'),
      eGPerMj: gPerMj,
      terms: z.strictObject(
        Object.fromEntries(emissionTerms.map((name) => [name, term.optional()])) as Record<
          (typeof emissionTerms)[number],
          z.ZodOptional<typeof term>
        >,
      ),
    }),
  ])
  .meta({ id: 'GhgStatement', description: 'gCO2eq/MJ as the proof prints it: the total default value, or every term of the formula' });

const proofFields = {
  id: id.optional(),
  number: line(80),
  scheme: z
    .string()
    .regex(/^[A-Z0-9](?:[A-Z0-9.-]{0,38}[A-Z0-9])?$/)
    .meta({ description: 'voluntary or national scheme', example: 'ISCC-EU' }),
  issuerCertificate: line(80),
  issuedOn: day,
  issuer: z.strictObject({ name: line(160), address: line(300) }),
  recipient: id.meta({ description: 'the organisation in whose name it is issued: the bunker supplier' }),
  group: z.enum(productGroups),
  product: line(80).meta({ description: 'the fuel in the words of the document', example: 'UCOME' }),
  pathway: z.enum(proofPathways).meta({ description: 'low-carbon: blue ammonia, methanol or methane, which is no RFNBO' }),
  rawMaterial: z.strictObject({ name: line(120), annexIX: z.enum(['A', 'B']).nullable(), foodOrFeedCrop: z.boolean() }),
  rawMaterialOrigin: country,
  productionCountry: country,
  installationStartedOn: day.nullable().optional(),
  redCompliant: z.boolean(),
  criteria: z.array(line(120)).max(20),
  wastePermit: line(80).nullable().optional(),
  lowIluc: z.boolean(),
  support: z.strictObject({ received: z.boolean(), kind: line(80).nullable() }),
  chainOfCustody: z.enum(['mass-balance', 'physical-segregation', 'identity-preserved']),
  ghg: ghgBody,
  loadedOn: day,
  loadedAt: line(160),
  deliveredTo: line(160),
  massKg,
  documentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .optional()
    .meta({ description: 'SHA-256 of the document' }),
};

export const proofWithParcel = z.strictObject(proofFields).meta({ id: 'ProofDraft' });
export const proofBody = z.strictObject({ ...proofFields, site: siteId });

export const parcelBody = z.strictObject({
  id: id.optional(),
  tank: tankId,
  book: line(60),
  bookLine: line(40).optional(),
  grade: line(40),
  hsCode: line(20),
  origin: country,
  declaration: line(40).meta({ description: 'number of the declaration or of the bonded inventory list' }),
  massKg,
  densityKgPerM3: z.number().min(50).max(2000).multipleOf(0.0001),
  densityAtC: z.number().min(-273).max(100).optional().meta({ description: 'needed of a grade without an agreed reference temperature' }),
  composition: z
    .partialRecord(z.enum(productGroups), massKg)
    .optional()
    .meta({ description: 'product group → kilograms; needed of a blend' }),
  properties: z
    .record(z.string().regex(/^[A-Za-z][A-Za-z0-9.]{0,59}$/), z.union([z.number(), line(120)]))
    .optional()
    .refine((properties) => Object.keys(properties ?? {}).length <= 80),
  proofs: z.array(proofWithParcel).max(50).default([]),
});
