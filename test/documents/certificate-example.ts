import type { CertificateView } from '../../src/certificates/certificate-view.ts';
import type { CoveredUse, IntensityResult } from '../../src/certificates/certificate.ts';

const use: CoveredUse = {
  use: 'u-1',
  proof: 'p-1',
  proofNumber: 'PoS-EU-0001',
  proofIssuedOn: '2026-01-10',
  scheme: 'ISCC EU',
  issuerCertificate: 'EU-ISCC-Cert-XX-0001',
  group: 'bio-lng',
  fuelType: 'LNG',
  pathway: 'bio',
  rawMaterial: 'Manure 畜禽粪便',
  annexIX: 'A',
  rawMaterialOrigin: 'CN',
  productionCountry: 'CN',
  installationStartedOn: '2023-05-01',
  chainOfCustody: 'mass-balance',
  redCompliant: true,
  foodOrFeedCrop: false,
  eGPerMj: 12.34,
  massKg: 1_000_000,
  energyMj: 50_000_000,
  savingPercent: 86.9,
  minSavingPercent: 80,
  savingMet: true,
};

const intensity = (engineClass: string, wtw: number): IntensityResult => ({
  engineClass,
  wttGPerMj: wtw - 4.5,
  ttwGPerMj: 4.5,
  wtwGPerMj: wtw,
  energyMj: 50_000_000,
  interpretations: [],
  steps: [
    {
      label: 'wtt.bio',
      fuel: 'LNG_OTTO_MS',
      formula: 'WtT = E − Cf_CO2 / LCV',
      inputs: [
        { name: 'E', value: 12.34, unit: 'gCO2eq/MJ' },
        { name: 'LCV', value: 0.0491, unit: 'MJ/g' },
      ],
      value: wtw - 4.5,
      unit: 'gCO2eq/MJ',
      clause: 'Regulation (EU) 2023/1805 Annex I',
    },
  ],
});

const certified = [intensity('OTTO_MS', 19.87), intensity('OTTO_SS', 15.2)];
const delivered = [intensity('OTTO_MS', 33.1), intensity('OTTO_SS', 29.4)];

const both = (text: string): { en: string; zh: string } => ({ en: text, zh: text });

/** A certificate for a part of an LNG delivery, as its room shows it. */
export const certificateView = (
  change: Partial<CertificateView['certificate']> = {},
  standing: CertificateView['standing'] = 'valid',
): CertificateView => ({
  doubts: [],
  certificate: {
    id: '3f6f2a52-7d0f-4d7e-9a52-0a4f9f3a7c11',
    state: 'issued',
    delivery: 'd-1',
    noteNumber: 'BDN-CNZOS-2026-000042',
    requestedBy: { organisation: 'o-line', person: 'q-1' },
    line: 'o-line',
    supplier: 'o-supplier',
    certifier: 'o-certifier',
    ship: { imo: '0012345', name: 'Ship 1' },
    port: 'CNZOS',
    district: '2909',
    grade: 'LNG',
    deliveredOn: '2026-03-14',
    deliveredKg: 1_250_500,
    certifiedKg: 1_000_000,
    otherwiseCertifiedKg: 0,
    uncertifiedKg: 250_500,
    uses: [use],
    factorSet: 'fueleu-2023-1805',
    redFactorSet: 'red-2018-2001',
    gwpSet: 'AR4',
    certified,
    delivered,
    energyMj: 50_000_000,
    eGPerMj: 12.34,
    savingPercent: 86.9,
    conformance: true,
    replay: false,
    requestedAt: '2026-03-15T02:00:00.000Z',
    decidedBy: { organisation: 'o-certifier', person: 'q-2' },
    decidedAt: '2026-03-16T02:00:00.000Z',
    refusalReason: null,
    validFrom: '2026-03-16T02:00:00.000Z',
    validUntil: '2027-03-16T02:00:00.000Z',
    status: { list: 1, index: 94_567 },
    withdrawn: null,
    ...change,
  },
  names: {
    supplier: { en: 'Supplier 1 of Zhoushan', zh: '舟山供应商一' },
    line: { en: 'Shipping line 1', zh: '船公司一' },
    certifier: { en: 'Certifier 1', zh: '认证机构一' },
    port: { en: 'Zhoushan', zh: '舟山' },
    grade: { en: 'Liquefied natural gas', zh: '液化天然气' },
  },
  issuerDid: 'did:web:localhost%3A8080:organisations:o-certifier',
  verifyUrl: 'http://localhost:8080/verify/3f6f2a52-7d0f-4d7e-9a52-0a4f9f3a7c11',
  standing,
  figures: [
    { key: 'deliveredKg', label: { en: 'Delivered', zh: '交付质量' }, value: '1250.500', unit: 't' },
    { key: 'certifiedKg', label: { en: 'Certified', zh: '认证质量' }, value: '1000.000', unit: 't' },
    { key: 'eGPerMj', label: { en: 'E of the certified part', zh: '认证部分总排放 E' }, value: '12.34', unit: 'gCO2eq/MJ' },
    { key: 'savingPercent', label: { en: 'Saving', zh: '减排比例' }, value: '86.90', unit: '%' },
  ],
  intensities: [...certified.map((one) => shown('certified', one)), ...delivered.map((one) => shown('delivered', one))],
  credentialHash: 'c0ffee5f4e2a10b98d7c6a5b4f3e2d1c0b9a8f7e6d5c4b3a2918070605040302',
});

const shown = (of: 'certified' | 'delivered', one: IntensityResult): CertificateView['intensities'][number] => ({
  of,
  engineClass: one.engineClass,
  label: both(`LNG Otto ${one.engineClass ?? ''}`),
  wtt: one.wttGPerMj.toFixed(2),
  ttw: one.ttwGPerMj.toFixed(2),
  wtw: one.wtwGPerMj.toFixed(2),
});
