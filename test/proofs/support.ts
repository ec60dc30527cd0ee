import { randomUUID } from 'node:crypto';

/** A proof as a supplier copies it from a document; every figure is made up and sound. */
export const proofDraft = (recipient: string, change: Readonly<Record<string, unknown>> = {}) => ({
  number: `POS-${randomUUID().slice(0, 8)}`,
  scheme: 'ISCC-EU',
  issuerCertificate: 'EU-ISCC-Cert-TEST-1',
  issuedOn: '2026-02-20',
  issuer: { name: 'Producer 1', address: 'Plant road 1' },
  recipient,
  group: 'FAME' as const,
  product: 'UCOME',
  pathway: 'bio' as const,
  rawMaterial: { name: 'used cooking oil', annexIX: 'B' as const, foodOrFeedCrop: false },
  rawMaterialOrigin: 'CN',
  productionCountry: 'CN',
  installationStartedOn: '2021-06-01',
  redCompliant: true,
  criteria: ['Art. 29(10)'],
  lowIluc: false,
  support: { received: false, kind: null },
  chainOfCustody: 'mass-balance' as const,
  ghg: { method: 'TDV' as const, eGPerMj: 14.9 },
  loadedOn: '2026-02-18',
  loadedAt: 'Plant of producer 1',
  deliveredTo: 'Depot of Zhoushan',
  massKg: 100_000,
  ...change,
});
