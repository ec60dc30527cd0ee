import { readFileSync } from 'node:fs';
import { configFile } from '../../src/config.ts';
import { certificateTermsSchema } from '../../src/certificates/terms.ts';
import type { CredentialInput, IssuedCertificate } from '../../src/certificates/credential.ts';
import type { CoveredUse } from '../../src/certificates/certificate.ts';
import { parseSigningKey } from '../../src/keys.ts';

export const publicUrl = 'http://localhost:8080';
export const certifier = '5b1d2c3e-0000-4000-8000-000000000007';
export const terms = configFile('certificates', certificateTermsSchema);

/** The key of RFC 8037, Appendix A.1: everybody's, so that nothing secret stands in a test. */
export const seededKey = parseSigningKey(
  JSON.stringify({
    kty: 'OKP',
    crv: 'Ed25519',
    d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
    x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  }),
  'the key of the test',
);

/** Another certifier's key, from the vectors of RFC 8032 (7.1, test 2). */
export const otherKey = parseSigningKey(
  JSON.stringify({
    kty: 'OKP',
    crv: 'Ed25519',
    d: Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex').toString('base64url'),
    x: Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex').toString('base64url'),
  }),
  'the other key of the test',
);

export const coveredUse: CoveredUse = {
  use: '5b1d2c3e-0000-4000-8000-000000000021',
  proof: '5b1d2c3e-0000-4000-8000-000000000022',
  proofNumber: 'POS-0001',
  proofIssuedOn: '2026-02-01',
  scheme: 'ISCC EU',
  issuerCertificate: 'EU-ISCC-Cert-XX100-00000001',
  group: 'FAME',
  fuelType: 'FAME',
  pathway: 'bio',
  rawMaterial: 'Used cooking oil',
  annexIX: 'B',
  rawMaterialOrigin: 'CN',
  productionCountry: 'CN',
  installationStartedOn: '2021-06-01',
  chainOfCustody: 'mass-balance',
  redCompliant: true,
  foodOrFeedCrop: false,
  eGPerMj: 14.9,
  massKg: 240_001,
  energyMj: 240_001 * 37,
  savingPercent: ((94 - 14.9) / 94) * 100,
  minSavingPercent: 65,
  savingMet: true,
};

const intensity = { wttGPerMj: -61.689, ttwGPerMj: 78.3, wtwGPerMj: 16.611, energyMj: 8_880_037, interpretations: [], steps: [] };

export const certificate: IssuedCertificate = {
  id: '5b1d2c3e-0000-4000-8000-000000000001',
  state: 'issued',
  delivery: '5b1d2c3e-0000-4000-8000-000000000002',
  noteNumber: 'CNZOS-2026-000001',
  requestedBy: { organisation: '5b1d2c3e-0000-4000-8000-000000000003', person: '5b1d2c3e-0000-4000-8000-000000000004' },
  line: '5b1d2c3e-0000-4000-8000-000000000003',
  supplier: '5b1d2c3e-0000-4000-8000-000000000005',
  certifier,
  ship: { imo: '0000019', name: 'Ship 1' },
  port: 'CNZOS',
  district: '2900',
  grade: 'BIOFUEL_B24',
  deliveredOn: '2026-03-01',
  deliveredKg: 1_000_500,
  certifiedKg: 240_001,
  otherwiseCertifiedKg: 0,
  uncertifiedKg: 760_499,
  uses: [coveredUse],
  factorSet: 'fueleu',
  redFactorSet: 'red',
  gwpSet: 'ar4',
  certified: [{ engineClass: null, ...intensity }],
  delivered: [
    { engineClass: 'OTTO_MS', ...intensity, wtwGPerMj: 75.125 },
    { engineClass: 'DIESEL_SS', ...intensity, wtwGPerMj: 74.9 },
  ],
  energyMj: 240_001 * 37,
  eGPerMj: 14.9,
  savingPercent: ((94 - 14.9) / 94) * 100,
  conformance: true,
  replay: false,
  requestedAt: '2026-03-02T01:00:00.000Z',
  decidedBy: { organisation: certifier, person: '5b1d2c3e-0000-4000-8000-000000000008' },
  decidedAt: '2026-03-03T00:00:00.000Z',
  refusalReason: null,
  validFrom: '2026-03-03T00:00:00.000Z',
  validUntil: '2028-03-03T00:00:00.000Z',
  status: { list: 1, index: 94_567 },
  credential: null,
  withdrawn: null,
};

export const credentialInput = (changes: Partial<IssuedCertificate> = {}): CredentialInput => ({
  certificate: { ...certificate, ...changes },
  names: {
    line: 'Line 1',
    supplier: 'Supplier 1 of Zhoushan',
    certifier: 'Certifier 1',
    port: 'Zhoushan',
    grade: 'B24: 24 % biodiesel by volume in fuel oil',
  },
  terms,
  publicUrl,
});

/** Third-party schemas and contexts, where they are at hand. */
export const schemasFolder = process.env['SCHEMAS'];
export const schemaFile = (name: string): unknown => JSON.parse(readFileSync(`${schemasFolder}/${name}`, 'utf8'));

/** What needs those schemas is skipped where they are not there, and the test says so. */
export function needsSchemas(context: Mocha.Context): void {
  if (schemasFolder === undefined) context.skip();
}
