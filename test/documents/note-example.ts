import type { Basis, DeliveryNote, ItemValue, NoteItem } from '../../src/bunkering/delivery-note.ts';
import { configFile } from '../../src/config.ts';
import type { DeliveryNoteView } from '../../src/documents/delivery-note-view.ts';
import { labelledItems } from '../../src/bunkering/note-labels.ts';
import { bdnFieldsSchema } from '../../src/fuels/bdn-items.ts';

const register = configFile('bdn-fields', bdnFieldsSchema).items;

const unitOf = (field: string): string | null => register.find((one) => one.field === field)?.unit ?? null;

const item = (field: string, value: ItemValue, basis: Basis): NoteItem => ({ field, value, unit: unitOf(field), basis });

/** The items of an LNG delivery: measured, declared, computed, of the register, and the assumed ones. */
export const lngItems: readonly NoteItem[] = [
  item('bdnNumber', 'BDN-CNZOS-2026-000042', 'register'),
  item('receivingShipName', 'Ship 1', 'register'),
  item('receivingShipImo', '0012345', 'register'),
  item('grossTonnage', 228783, 'register'),
  item('port', 'CNZOS', 'register'),
  item('deliveryCommencedAt', '2026-03-14T00:30:00.000Z', 'measured'),
  item('supplierName', 'Supplier 1 of Zhoushan 舟山供应商一', 'register'),
  item('supplierAddress', '1 Harbour Road, Dinghai, Zhoushan 浙江省舟山市定海区港口路1号', 'register'),
  item('supplierPhone', '+86 580 000 0000', 'declared'),
  item('bunkerCraftName', 'Barge 1, licence CNZOS-B-001', 'register'),
  item('bondedAccountBook', 'H29090000001; QD290926I000000042', 'register'),
  item('productName', 'Liquefied natural gas (bio-LNG)', 'declared'),
  item('quantityMass', 1250.5, 'measured'),
  item('densityAndTemperature', { density: 451.23, temperature: -161.5 }, 'measured'),
  item('sulphur', 0.001, 'assumed'),
  item('lngNetDelivered', { mass: 1250.5, energy: 61274500, volume: 2771.314 }, 'computed'),
  item('lngPressure', { delivered: 0.115, tank: 0.112 }, 'measured'),
  item('lngTemperature', { delivered: -161.5, tank: -161.9 }, 'measured'),
  item('methaneNumber', 78.4, 'assumed'),
  item('lngComposition', { CH4: 92.31, C2H6: 5.12, C3H8: 1.74, iC4: 0.31, nC4: 0.28, C5: 0.02, N2: 0.22 }, 'assumed'),
  item('lhv', 49.1, 'assumed'),
  item('meterId', 'FM-001', 'register'),
  item('meterSealReport', { report: 'SR-2026-17', intactBefore: true, intactAfter: true }, 'declared'),
  item('totaliserNonResettableOpen', '104233.1000', 'measured'),
  item('totaliserNonResettableClose', '105483.6000', 'measured'),
  item('pumpStartAt', '2026-03-14T00:42:00.000Z', 'measured'),
  item('pumpEndAt', '2026-03-14T08:05:00.000Z', 'measured'),
  item('posNumber', 'PoS-EU-0001; EU-ISCC-Cert-XX-0001', 'declared'),
  item('wttFactor', 21.6, 'computed'),
  item('declarationReg183', true, 'declared'),
];

const hash = '9f2c41d07b6a5e3f8c1d2b4a697881f0e3d5c7b9a1f2e4d6c8b0a9f7e5d3c1b2';
const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: 'did:web:localhost%3A8080#nk-3Qv' })).toString('base64url');

export const sealedNote: DeliveryNote = {
  number: 'BDN-CNZOS-2026-000042',
  state: 'sealed',
  delivery: 'd-1',
  nomination: 'n-1',
  supplier: 'o-supplier',
  line: 'o-line',
  port: 'CNZOS',
  district: '2909',
  imo: '0012345',
  grade: 'LNG',
  bdnFuel: 'LNG',
  massKg: 1_250_500,
  method: 'meter',
  items: lngItems,
  remarks: [
    { code: 'DAY_ASSUMED', en: 'The source names the month; the first day was assumed.', zh: '来源仅载明月份，日期按当月首日假定。' },
  ],
  sources: [{ publisher: 'Port Newspaper', title: 'A first bunkering of bio-LNG, cutting CO₂', date: '2026-03' }],
  replay: false,
  supersedes: null,
  supersededBy: null,
  draftedAt: '2026-03-14T08:20:00.000Z',
  signatures: [
    { side: 'supplier', office: 'Bunker clerk', signedAt: '2026-03-14T08:31:00.000Z', hash, protest: null },
    { side: 'ship', office: 'Chief engineer', signedAt: '2026-03-14T08:40:00.000Z', hash, protest: null },
  ],
  contentHash: hash,
  seal: `${header}.eyJudW1iZXIiOiJCRE4ifQ.${'aB3-_xYz'.repeat(10)}aB3-_x`,
  sealedAt: '2026-03-14T08:40:01.000Z',
};

export const noteView = (change: Partial<DeliveryNote> = {}): DeliveryNoteView => {
  const note = { ...sealedNote, ...change };
  return {
    note,
    supplierName: 'Supplier 1 of Zhoushan 舟山供应商一',
    lineName: 'Shipping line 1 船公司一',
    shipName: 'Ship 1',
    portName: { en: 'Zhoushan', zh: '舟山' },
    gradeName: { en: 'Liquefied natural gas', zh: '液化天然气' },
    items: labelledItems(note.items, register),
    verifyUrl: `http://localhost:8080/verify/${note.number}`,
  };
};
